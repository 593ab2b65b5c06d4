"""The pages of a brand."""

from typing import Annotated, Literal

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from ninja import Path, Query
from pydantic import AwareDatetime, Field
from wagtail.models import Page

from cms.discovery.search import represent_all, search
from cms.discovery.seo import seo_references
from cms.foundation.links import PageTarget
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags
from cms.navigation.page_tags import LONGEST_WORD, MOST_TAGS, tagged

from ..contract import reads
from ..documents import PAGE_TYPES, FieldName, PageItem, PageType, Selection, answered
from ..paging import Listed, Listing, piece
from ..problems import BRAND_NOT_FOUND, NOT_FOUND
from ..viewpoint import BrandKey, Id, Language, pages_in, scope_of
from .layout import Layout, layout_of

Sort = Literal["path", "title", "-title", "published_at", "-published_at", "updated_at", "-updated_at"]
FIELD_OF = {"published_at": "first_at", "updated_at": "last_at"}


class PagesParameters(Listed):
    """Which pages, in which order, with how much of each."""

    locale: Language = None
    type: list[PageType] = Field([], max_length=20, description="Only these page types.")
    parent: Id | None = Field(None, description="Only pages right below the page with this key.")
    tag: list[Annotated[str, Field(max_length=LONGEST_WORD)]] = Field(
        [], max_length=MOST_TAGS, description="Only pages that carry all of these tags. Case does not matter."
    )
    q: str | None = Field(None, min_length=1, max_length=100, description="Words that a page must all show.")
    updated_after: AwareDatetime | None = Field(
        None, ge="1970-01-01T00:00:00Z", le="2900-01-01T00:00:00Z",
        description="Only pages published after this moment, with its offset from UTC.",
    )  # fmt: skip
    sort: Sort = Field("path", description="`path` is the order of the tree; `-` turns the order around.")
    fields: list[FieldName] = Field(
        [], max_length=200, description="Fields of the page documents, such as `hero,seo.title`, or `*` for all."
    )
    include: list[Literal["layout"]] = Field([], max_length=1, description="`layout`: what stands around every page.")


class PageList(Listing):
    """A piece of the list of pages."""

    items: list[PageItem]
    layout: Layout | None = Field(description="Null unless `include` asks for it.")


@reads("/brands/{brand}/pages", answers=PageList, refuses=[BRAND_NOT_FOUND, NOT_FOUND])
def pages(request, brand: Path[BrandKey], parameters: Query[PagesParameters]):
    """The pages of a brand in one language, as cards or with as many of their fields as asked for."""
    scope = scope_of(request, brand, parameters.locale)
    listed = narrowed(pages_in(scope), scope, parameters)
    sign = "-" if parameters.sort.startswith("-") else ""
    name = parameters.sort.removeprefix("-")
    cut = piece(listed, f"{sign}{FIELD_OF.get(name, name)}", request, parameters)
    items = page_items(scope, cut.rows, Selection(parameters.fields))
    layout = layout_of(scope) if "layout" in parameters.include else None
    return PageList(items=items, layout=layout, **cut.told)


def narrowed(visible: QuerySet[Page], scope: Scope, parameters: PagesParameters) -> QuerySet[Page]:
    """Of the visible pages, those that the parameters ask for. A hidden parent has no pages below it."""
    listed = visible.annotate(
        first_at=Coalesce("first_published_at", "latest_revision_created_at"),
        last_at=Coalesce("last_published_at", "first_published_at", "latest_revision_created_at"),
    )
    if parameters.type:
        models = [PAGE_TYPES[key] for key in parameters.type]
        listed = listed.type(*models)
    if parameters.parent is not None:
        parent = visible.filter(pk=parameters.parent).first()
        add_tags(f"children:{parameters.parent}")
        listed = listed.child_of(parent) if parent is not None else listed.none()
    for word in parameters.tag:
        listed = tagged(listed, word)
    if parameters.updated_after is not None:
        listed = listed.filter(last_at__gt=parameters.updated_after)
    if parameters.q is not None:
        listed = listed.filter(pk__in=search(scope, parameters.q))
    return listed


def page_items(scope: Scope, rows: list[Page], selection: Selection) -> list[PageItem]:
    """Cards of pages, with the selected fields."""
    targets = [PageTarget(scope, row) for row in rows]
    add_tags(*(tag for target in targets for tag in target.tags()))
    if not selection:
        return [PageItem(card=target.card(), page=None, part=None) for target in targets]
    documents = represent_all(scope, rows, seo_references(scope.brand))
    whole = {page.pk: answered(document, scope) for page, document in documents}
    items = []
    for target in targets:
        page = whole[target.page.pk]
        part = None if selection.is_everything else selection.of(page)
        items.append(PageItem(card=target.card(), page=page if part is None else None, part=part))
    return items
