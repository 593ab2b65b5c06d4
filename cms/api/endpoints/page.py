"""One page, by its key."""

from collections import defaultdict
from dataclasses import replace
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query
from pydantic import BaseModel, ConfigDict, Field
from wagtail.models import Page

from brands.directory import Root, directory_for
from brands.models import Brand
from cms.discovery.seo import seo_references
from cms.foundation.finding import page_with, whole
from cms.foundation.links import PageCard, PageTarget
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags
from cms.foundation.visibility import locked_pages, visible_trees

from ..contract import reads
from ..documents import AnyPage, AnyPart, FieldName, Selection, answered
from ..problems import BRAND_NOT_FOUND, NOT_FOUND, PASSWORD_NEEDED, Refused
from ..viewpoint import BrandKey, Id, Parameters, brand_of, scope_at
from .layout import REFERENCES as LAYOUT
from .layout import Layout, layout_of
from .unlock import scope_behind_password

Include = Literal["children", "children.children", "layout"]


class PageParameters(Parameters):
    """How much of the page to answer, and what beside it."""

    fields: list[FieldName] = Field(
        [], max_length=200,
        description="Only these fields, such as `title,seo.canonical`: the answer is then of `kind` part.",
    )  # fmt: skip
    include: list[Include] = Field(
        [], max_length=3, description="What to answer beside the page: its layout, its children and theirs."
    )


class ChildCard(PageCard):
    """A page below another."""

    children: list[PageCard] | None = Field(description="The pages below this one; null unless asked for.")


class PageAnswer(BaseModel):
    """A page with what was asked for beside it."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["page"]
    page: AnyPage
    layout: Layout | None = Field(description="Null unless `include` asks for it.")
    children: list[ChildCard] | None = Field(description="The pages below it in tree order; null unless asked for.")


class PartAnswer(BaseModel):
    """Some fields of a page, with what was asked for beside it."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["part"]
    part: AnyPart
    layout: Layout | None = Field(description="Null unless `include` asks for it.")
    children: list[ChildCard] | None = Field(description="The pages below it in tree order; null unless asked for.")


PageOrPart = Annotated[PageAnswer | PartAnswer, Field(discriminator="kind")]


@reads("/brands/{brand}/pages/{id}", answers=PageOrPart, refuses=[PASSWORD_NEEDED, BRAND_NOT_FOUND, NOT_FOUND])
def page(request, brand: Path[BrandKey], id: Path[Id], parameters: Query[PageParameters]):  # noqa: A002
    """One page with all that is needed to draw it."""
    found, root, scope = page_with_key(request, brand_of(request, brand), id)
    return page_answer(request, found, root, parameters, scope)


def page_with_key(request: HttpRequest, owner: Brand, key: int) -> tuple[Page, Root, Scope]:
    """A page of a brand, the root above it, and the reader's point of view: behind a password that of her token.

    Refuses what she may not see, and says how to unlock what asks for a password.
    """
    directory = directory_for(request)
    found = page_with(visible_trees(directory, owner), key)
    root = directory.root_for_tree_path(found.path) if found is not None else None
    if found is not None and root is not None:
        return found, root, scope_at(request, root, page=whole(found))
    add_tags(f"page:{key}")
    found = locked_pages(directory, owner).filter(pk=key).first()
    root = directory.root_for_tree_path(found.path) if found is not None else None
    if found is None or root is None:
        raise Refused(NOT_FOUND, "The brand shows no such page.")
    return found, root, scope_behind_password(request, root, found)


def page_answer(
    request: HttpRequest, found: Page, root: Root, parameters: PageParameters, scope: Scope | None = None
) -> PageAnswer | PartAnswer:
    """The answer with a page, as much of it as was asked for; from the public's point of view unless one is given."""
    include = parameters.include
    specific = scope.page if scope is not None and scope.page is not None else whole(found)
    scope = scope or scope_at(request, root, page=specific)
    scope.prefetch_page(specific, [*seo_references(root.brand), *(LAYOUT if "layout" in include else ())])
    page = answered(specific.represent(scope), scope)
    depth = 2 if "children.children" in include else 1 if "children" in include else 0
    beside: dict[str, Any] = {
        "layout": layout_of(replace(scope, page=None)) if "layout" in include else None,
        "children": children_of(scope, found, depth) if depth else None,
    }
    selection = Selection(parameters.fields)
    if selection and not selection.is_everything:
        return PartAnswer(kind="part", part=selection.of(page), **beside)
    return PageAnswer(kind="page", page=page, **beside)


def children_of(scope: Scope, parent: Page, depth: int) -> list[ChildCard]:
    """Cards of the pages below a page that the reader may see, one or two levels down; none below a hidden one."""
    below = scope.visible_pages()
    levels = range(parent.depth + 1, parent.depth + depth + 1)
    pages = list(below.filter(path__startswith=parent.path, depth__in=levels).order_by("path"))
    by_parent: dict[str, list[Page]] = defaultdict(list)
    for each in pages:
        by_parent[each.path[: -Page.steplen]].append(each)
    children = by_parent[parent.path]
    add_tags(*(f"children:{each.pk}" for each in (parent, *(children if depth > 1 else ()))))
    return [
        ChildCard(
            **dict(PageTarget(scope, child).card()),
            children=[PageTarget(scope, each).card() for each in by_parent[child.path]] if depth > 1 else None,
        )
        for child in children
    ]
