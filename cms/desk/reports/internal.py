"""Broken links inside the platform, found at once: to pages that visitors do not see, and documents that are gone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from cms.foundation.pages import BasePage
from cms.foundation.scope import Scope

from ..ownership import own_pages
from .linking import LinkAt, links_of, live_pages, missing_documents


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere: on which page, in which field, and why."""

    page: BasePage
    root: Root
    path: str
    target: str
    reason: str


def broken_inside(roots: Iterable[Root], directory: BrandDirectory, user) -> list[Broken]:
    """The broken internal links of some trees, in the order of the trees.

    A target is asked for as readers get it (`Scope`), all of a tree at once. What the person may not see has no title.
    """
    found: list[Broken] = []
    for root in roots:
        links = [(page, link) for _root, page in live_pages([root]) for link in links_of(page) if link.kind != "web"]
        pages = _public_targets(root, directory, {link.target for _page, link in links if link.kind == "page"})
        gone = missing_documents({link.target for _page, link in links if link.kind == "document"})
        lost = Page.objects.filter(pk__in=_keys(links) - pages)
        there = set(lost.values_list("pk", flat=True))
        named = dict.fromkeys(there, "") | dict(own_pages(user, lost, directory).values_list("pk", "title"))
        for page, link in links:
            if link.kind == "page" and link.target not in pages:
                found.append(_to_page(page, root, link, named))
            elif link.kind == "document" and link.target in gone:
                found.append(Broken(page, root, link.path, _("a document"), _("The document is no longer there.")))
    return found


def _keys(links: list[tuple[BasePage, LinkAt]]) -> set[int]:
    return {link.target for _page, link in links if link.kind == "page"}


def _public_targets(root: Root, directory: BrandDirectory, keys: set[int]) -> set[int]:
    """Of these pages, those that a reader of the tree gets to."""
    scope = Scope(directory, root.brand, root.locale)
    scope.prefetch((Page, key) for key in keys)
    return {key for key in keys if scope.get(Page, key) is not None}


def _to_page(page: BasePage, root: Root, link: LinkAt, named: dict[int, str]) -> Broken:
    reason = _("This page is not public.") if link.target in named else _("This page is no longer there.")
    return Broken(page, root, link.path, named.get(link.target) or _("a page"), reason)
