"""Roles of the library, as a brand says them."""

from ninja import Path, Query

from cms.library.models import Role
from cms.library.models.role import RoleCard

from ..contract import reads
from ..items import ItemParameters, list_items, one_item
from ..paging import Listing
from ..problems import BRAND_NOT_FOUND, NOT_FOUND
from ..viewpoint import BrandKey, Id


class RoleList(Listing):
    """A piece of the list of roles."""

    items: list[RoleCard]


@reads("/brands/{brand}/roles", answers=RoleList, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def roles(request, brand: Path[BrandKey], parameters: Query[ItemParameters]):
    """The roles that a brand shows: the group's originals, each as the brand says it, and the brand's own."""
    return list_items(Role, RoleList, request, brand, parameters)


@reads("/brands/{brand}/roles/{id}", answers=RoleCard, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def role(request, brand: Path[BrandKey], id: Path[Id]):  # noqa: A002 - the contract's word
    """One role, in the language that its key stands for."""
    return one_item(Role, request, brand, id)
