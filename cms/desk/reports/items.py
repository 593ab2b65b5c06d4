"""Links of library items, menus and forms: those that lead nowhere, whoever shows them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.models import get_snippet_models

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.scope import Scope
from cms.foundation.visibility import public, visible_items

from ..models import ExternalLink
from ..ownership import own_pages
from .linking import LinkAt, links_of, missing_documents


@dataclass(frozen=True)
class BrokenInItem:
    """A link that leads nowhere: in which item, of which brand (None: the group's), in which field, and why.

    `link` is what came of asking, of a link to another site.
    """

    item: Any
    brand: Brand | None
    path: str
    target: str
    reason: str
    link: ExternalLink | None = None


def live_items(brands: Collection[Brand], with_groups: bool) -> Iterator[Any]:
    """The public items with a language of some brands, and of the group."""
    wanted = Q(brand__in=brands) | (Q(brand=None) if with_groups else Q(pk__in=[]))
    for model in get_snippet_models():
        names = {field.name for field in model._meta.get_fields()}
        if issubclass(model, DraftStateMixin) and {"brand", "locale"} <= names:
            yield from visible_items(model._default_manager.filter(wanted)).select_related("brand", "locale")


def broken_in_items(
    brands: Collection[Brand], with_groups: bool, directory: BrandDirectory, user
) -> list[BrokenInItem]:
    """The broken internal links of items. What the person may not see has no title."""
    links = [(item, link) for item in live_items(brands, with_groups) for link in links_of(item) if link.kind != "web"]
    seen_by = _SeenFrom(directory, links)
    gone = missing_documents({link.target for _item, link in links if link.kind == "document"})
    lost = Page.objects.filter(
        pk__in={link.target for item, link in links if link.kind == "page" and not seen_by(item, link)}
    )
    named = dict.fromkeys(lost.values_list("pk", flat=True), "")
    named |= dict(own_pages(user, lost, directory).values_list("pk", "title"))
    found = []
    for item, link in links:
        if link.kind == "document" and link.target in gone:
            found.append(_broken(item, link, _("a document"), _("The document is no longer there.")))
        elif link.kind == "page" and not seen_by(item, link):
            there = link.target in named
            reason = _("This page is not public.") if there else _("This page is no longer there.")
            found.append(_broken(item, link, named.get(link.target) or _("a page"), reason))
    return found


def troubled_in_items(
    brands: Collection[Brand], with_groups: bool, troubled: dict[str, ExternalLink]
) -> list[BrokenInItem]:
    """The links of items to other sites that need a look. `troubled` is address → what came of asking."""
    return [
        BrokenInItem(item, item.brand, link.path, link.target, "", troubled[link.target])
        for item in live_items(brands, with_groups) if troubled
        for link in links_of(item) if link.kind == "web" and link.target in troubled
    ]  # fmt: skip


def _broken(item: Any, link: LinkAt, target: str, reason: str) -> BrokenInItem:
    return BrokenInItem(item, item.brand, link.path, target, reason)


class _SeenFrom:
    """Whether the readers of an item get to a page: those of its brand and language; of the group's, anybody."""

    def __init__(self, directory: BrandDirectory, links: list[tuple[Any, LinkAt]]):
        self.scopes: dict[tuple, Scope] = {}
        wanted: dict[tuple, set[int]] = {}
        for item, link in links:
            if link.kind == "page":
                wanted.setdefault(self._viewpoint(item), set()).add(link.target)
                if item.brand is not None:
                    brand = directory.by_id(item.brand_id) or item.brand
                    self.scopes.setdefault(self._viewpoint(item), Scope(directory, brand, item.locale))
        for viewpoint, scope in self.scopes.items():
            scope.prefetch((Page, key) for key in wanted[viewpoint])
        of_group = {key for viewpoint, keys in wanted.items() if viewpoint not in self.scopes for key in keys}
        self.public = set(public(Page.objects.filter(pk__in=of_group)).values_list("pk", flat=True))

    @staticmethod
    def _viewpoint(item: Any) -> tuple:
        return item.brand_id, item.locale_id

    def __call__(self, item: Any, link: LinkAt) -> bool:
        scope = self.scopes.get(self._viewpoint(item))
        return link.target in self.public if scope is None else scope.get(Page, link.target) is not None


def item_field_address(item: Any, path: str) -> str:
    """The editor of an item, at a field."""
    address = reverse(type(item).snippet_viewset.get_url_name("edit"), args=[quote(item.pk)])
    return f"{address}#:w:contentpath={path}"
