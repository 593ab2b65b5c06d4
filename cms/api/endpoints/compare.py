"""Roles side by side, from the library, without a page."""

from typing import Annotated

from django.utils.text import slugify
from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from cms.library.models import Role
from cms.library.models.role import RoleCard

from ..contract import reads
from ..items import visible_keys
from ..problems import BRAND_NOT_FOUND, NOT_FOUND, invalid
from ..refs import Gathered
from ..viewpoint import BrandKey, InLanguage, scope_of

LEAST, MOST = 2, 4


class CompareParameters(InLanguage):
    """Which roles to compare."""

    roles: list[Annotated[str, Field(max_length=80)]] = Field(
        min_length=LEAST, max_length=MOST,
        description="Two to four different roles: short names in lower case with hyphens, such as `cio,cto`.",
    )  # fmt: skip


class RoleComparison(BaseModel):
    """Roles in the order that was asked for."""

    model_config = ConfigDict(extra="forbid")

    language: str
    roles: list[RoleCard]


@reads("/brands/{brand}/compare", answers=RoleComparison, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def compare(request, brand: Path[BrandKey], parameters: Query[CompareParameters]):
    """Two to four roles side by side, as the brand says them."""
    scope = scope_of(request, brand, parameters.locale)
    keys = visible_keys(Role, scope)
    scope.prefetch((Role, key) for key in keys)
    by_name: dict[str, Role] = {}
    for key in keys:
        role = scope.get(Role, key)
        if role is None:  # unpublished a moment ago
            continue
        name = slugify(role.short_name)
        # Where the brand has a role of its own by the name of an original, it means its own.
        if name not in by_name or by_name[name].brand_id is None:
            by_name[name] = role
    asked = [name.lower() for name in parameters.roles]
    unknown = [name for name in asked if name not in by_name]
    if unknown:
        raise invalid("roles", f"The brand has no role “{unknown[0]}” in this language.", sorted(by_name))
    if len(set(asked)) != len(asked):
        raise invalid("roles", "The same role is named twice.", sorted(by_name))
    files = Gathered(scope.brand.root_url)
    roles = [files.full(by_name[name].represent(scope)) for name in asked]
    return RoleComparison(language=scope.language_code, roles=roles)
