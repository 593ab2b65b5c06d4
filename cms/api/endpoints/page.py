"""One page, by its key."""

from dataclasses import replace
from typing import Literal

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field
from wagtail.models import Page

from brands.directory import Root, directory_for
from cms.foundation.links import PageCard, PageTarget
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags
from cms.foundation.visibility import locked_pages, visible_pages

from ..contract import reads
from ..documents import AnyPage
from ..problems import BRAND_NOT_FOUND, NOT_FOUND, PASSWORD_NEEDED, Refused
from ..viewpoint import BrandKey, Id, Parameters, brand_of, scope_at
from .layout import REFERENCES as LAYOUT
from .layout import Layout, layout_of

Include = Literal["children", "layout"]


class PageParameters(Parameters):
    """What to answer beside the page."""

    include: list[Include] = Field([], max_length=2, description="`layout`, `children` or both, with a comma.")


class PageAnswer(BaseModel):
    """A page with what was asked for beside it."""

    model_config = ConfigDict(extra="forbid")

    page: AnyPage
    layout: Layout | None = Field(description="Null unless `include` asks for it.")
    children: list[PageCard] | None = Field(description="The pages below it in tree order; null unless asked for.")


@reads("/brands/{brand}/pages/{id}", answers=PageAnswer, refuses=[PASSWORD_NEEDED, BRAND_NOT_FOUND, NOT_FOUND])
def page(request, brand: Path[BrandKey], id: Path[Id], parameters: Query[PageParameters]):  # noqa: A002
    """One page with all that is needed to draw it."""
    owner, directory = brand_of(request, brand), directory_for(request)
    found = visible_pages(directory, owner).filter(pk=id).first()
    root = directory.root_for_tree_path(found.path) if found is not None else None
    if found is None or root is None:
        add_tags(f"page:{id}")
        if locked_pages(directory, owner).filter(pk=id).exists():
            raise password_needed()
        raise Refused(NOT_FOUND, "The brand shows no such page.")
    return PageAnswer(**page_with(request, found, root, parameters.include))


def page_with(request: HttpRequest, found: Page, root: Root, include: list[Include]) -> dict:
    """Field name → value of an answer with a page."""
    specific = found.specific
    scope = scope_at(request, root, page=specific)
    scope.prefetch([*specific.references(), *(LAYOUT if "layout" in include else ())])
    return {
        "page": specific.represent(scope),
        "layout": layout_of(replace(scope, page=None)) if "layout" in include else None,
        "children": children_of(scope, found) if "children" in include else None,
    }


def children_of(scope: Scope, parent: Page) -> list[PageCard]:
    """Cards of the public pages right below a page."""
    add_tags(f"children:{parent.pk}")
    below = visible_pages(scope.directory, scope.brand, scope.language_code)
    pages = below.filter(path__startswith=parent.path, depth=parent.depth + 1).order_by("path")
    return [PageTarget(scope, each).card() for each in pages]


def password_needed() -> Refused:
    """The refusal of a page that asks for a password. It is the same for all such pages."""
    return Refused(PASSWORD_NEEDED, "Who knows the password can read this page on the brand's own site.")
