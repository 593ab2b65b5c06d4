"""From where a request looks: a brand, and one of its languages."""

from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field
from wagtail.models import Page

from brands.directory import Root, directory_for
from brands.models import Brand
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags, list_of_pages
from cms.foundation.visibility import visible_roots

from .problems import BRAND_NOT_FOUND, NOT_FOUND, Refused, invalid

BrandKey = Annotated[str, Field(max_length=40, description="Key of a brand, such as `iduet`.")]
#: Largest key that every database of ours holds.
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Language = Annotated[
    str | None,
    Field(max_length=12, description="Language, such as `nl`. The brand's first language when left out."),
]


class Parameters(BaseModel):
    """Base of the query parameters of an endpoint."""

    model_config = ConfigDict(str_strip_whitespace=True)


class InLanguage(Parameters):
    """Parameters of an endpoint that answers in one language."""

    locale: Language = None


def brand_of(request: HttpRequest, key: str) -> Brand:
    """The brand with a key; refuses when there is none."""
    brand = directory_for(request).by_key(key)
    if brand is None:
        add_tags("brands")
        raise Refused(BRAND_NOT_FOUND, "There is no brand with this key.")
    add_tags(f"brand:{brand.key}")
    return brand


def scope_of(request: HttpRequest, key: str, locale: str | None = None) -> Scope:
    """The public's point of view on a brand in a language; refuses languages that the brand does not show."""
    brand = brand_of(request, key)
    directory = directory_for(request)
    order = [row.locale.language_code for row in brand.languages.all()]
    roots = sorted(visible_roots(directory, brand), key=lambda root: order.index(root.language_code))
    if not roots:
        raise Refused(NOT_FOUND, "The brand shows nothing yet.")
    root = roots[0] if locale is None else next((one for one in roots if one.language_code == locale), None)
    if root is None:
        raise invalid("locale", "The brand does not show this language.", [one.language_code for one in roots])
    return Scope(directory, brand, root.locale)


def pages_in(scope: Scope) -> QuerySet[Page]:
    """The public pages of the scope's brand and language, as a list that changes with any of them."""
    root = scope.directory.root_of(scope.brand, scope.language_code)
    if root is not None:
        add_tags(list_of_pages(root.tree_path))
    return scope.visible_pages()


def scope_at(request: HttpRequest, root: Root, page=None, passed: frozenset[int] = frozenset()) -> Scope:
    """The public's point of view from one of a brand's trees, behind the privacy settings that were passed."""
    return Scope(directory_for(request), root.brand, root.locale, page=page, passed=passed)
