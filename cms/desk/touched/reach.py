"""What a change touches: the public pages that show a thing, by whatever way it gets onto them.

Found in Wagtail's reference index: pages that show a library item or image, those that show an item which names it, and
all pages of a brand and language where a menu does. A moved page touches all below it and what links there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, ReferenceIndex

from brands.directory import BrandDirectory, Root
from brands.models import Brand
from brands.permissions import brand_ids_of
from cms.foundation.links import public_path
from cms.foundation.visibility import public
from cms.library.models import LibraryItem
from cms.library.models.item import source_of_reference
from cms.navigation.models import Menu

from ..library.people import is_librarian


@dataclass(frozen=True)
class Touched:
    """A public page that a change touches: its addresses on the site, before and after, and in the API."""

    page: Page
    root: Root
    addresses: tuple[str, ...]

    @property
    def brand(self) -> Brand:
        return self.root.brand


@dataclass(frozen=True)
class Reach:
    """All that a change touches, as far as somebody may know of it."""

    pages: list[Touched]

    @property
    def brands(self) -> list[Brand]:
        return list({each.brand.pk: each.brand for each in self.pages}.values())

    @property
    def addresses(self) -> int:
        return len({address for each in self.pages for address in each.addresses})

    @property
    def front_ends(self) -> list[str]:
        """Separate front ends of the touched brands, which are told."""
        return [brand.front_end_url for brand in self.brands if brand.front_end_url]

    def __str__(self):
        if not self.pages:
            return _("No public page shows this.")
        pages = ngettext("%(number)s page", "%(number)s pages", len(self.pages)) % {"number": len(self.pages)}
        brands = ngettext("%(number)s brand", "%(number)s brands", len(self.brands)) % {"number": len(self.brands)}
        addresses = ngettext("%(number)s address", "%(number)s addresses", self.addresses)
        told = _("This touches %(pages)s on %(brands)s; %(addresses)s.") % {
            "pages": pages, "brands": brands, "addresses": addresses % {"number": self.addresses},
        }  # fmt: skip
        if not self.front_ends:
            return told
        front_ends = ngettext("%(number)s front end is told.", "%(number)s front ends are told.", len(self.front_ends))
        return f"{told} {front_ends % {'number': len(self.front_ends)}}"


def seen_by(user) -> set[int] | None:
    """Brands whose touched pages somebody may know of: her own; None means all, for who answers for the group's."""
    return None if is_librarian(user) else brand_ids_of(user)


def reach_of(
    thing: Any, directory: BrandDirectory, seen: set[int] | None = None, destination: Page | None = None
) -> Reach:
    """What publishing or changing a thing touches, of the brands that may be known.

    :param thing: a library item, image, menu or brand, or a page that is moved to below `destination`.
    """
    pages = public(Page.objects.filter(_touched(thing, directory))).order_by("path")
    touched = []
    for page in pages:
        root = directory.root_for_tree_path(page.path)
        if root is not None and (seen is None or root.brand.pk in seen):
            touched.append(Touched(page, root, tuple(_addresses(page, root, thing, directory, destination))))
    return Reach(sorted(touched, key=lambda each: (each.brand.group_order, each.page.path)))


def _addresses(page: Page, root: Root, thing, directory: BrandDirectory, destination: Page | None) -> Iterator[str]:
    yield root.brand.public_url + public_path(root, page.url_path)
    yield f"{root.brand.root_url}/api/v1/brands/{root.brand.key}/pages/{page.pk}"
    there = destination and directory.root_for_tree_path(destination.path)
    if there and destination and page.path.startswith(thing.path):
        moved = destination.url_path + thing.slug + "/" + page.url_path[len(thing.url_path) :]
        yield there.brand.public_url + public_path(there, moved)


def _touched(thing: Any, directory: BrandDirectory) -> Q:
    """Condition on pages: those that show the thing."""
    if isinstance(thing, Brand):
        return _everything_of(directory.roots)  # sisters name each other at the foot of every page
    if isinstance(thing, Menu):
        return _where(thing, directory)
    of_language = thing.locale_id if isinstance(thing, LibraryItem) else None  # readers of others get another row
    spread = _Spread(directory, getattr(thing, "brand_id", None), of_language)
    if isinstance(thing, Page):
        below = Page.objects.filter(path__startswith=thing.path)
        spread.follow_all(below)
        return spread.condition | Q(path__startswith=thing.path)
    spread.follow(thing)
    return spread.condition


def _where(menu: Menu, directory: BrandDirectory) -> Q:
    """Everything of a menu's brand in its language: menus stand on all pages."""
    return _everything_of(
        root for root in directory.roots if root.brand.pk == menu.brand_id and root.locale_id == menu.locale_id
    )


def _everything_of(roots: Iterable[Root]) -> Q:
    found = Q(pk__in=[])
    for root in roots:
        found |= Q(path__startswith=root.tree_path)
    return found


class _Spread:
    """Follows references from thing to thing until they end at pages."""

    def __init__(self, directory: BrandDirectory, brand_id: int | None, locale_id: int | None):
        self.directory = directory
        self.roots = [
            root
            for root in directory.roots
            if brand_id in (None, root.brand.pk) and locale_id in (None, root.locale_id)
        ]
        self.keys: set[int] = set()
        self.whole = Q(pk__in=[])
        self.followed: set[tuple] = set()

    @property
    def condition(self) -> Q:
        return (Q(pk__in=self.keys) | self.whole) & _everything_of(self.roots)

    def follow_all(self, things: Iterable[Any]) -> None:
        for thing in things:
            self.follow(thing)

    def follow(self, thing: Any) -> None:
        if isinstance(thing, LibraryItem) and thing.original:
            thing = thing.original  # pages refer to the original, whoever says it differently
        if (type(thing), thing.pk) in self.followed:
            return
        self.followed.add((type(thing), thing.pk))
        for reference in _references_to(thing).select_related("base_content_type"):
            source = source_of_reference(reference)
            if isinstance(source, Page):
                self.keys.add(source.pk)
            elif isinstance(source, Menu):
                self.whole |= _where(source, self.directory)
            elif isinstance(source, Brand):
                self.whole |= _everything_of(root for root in self.roots if root.brand.pk == source.pk)
            elif isinstance(source, LibraryItem):
                self.follow(source)


def _references_to(thing: Any) -> QuerySet:
    return thing.usages() if isinstance(thing, LibraryItem) else ReferenceIndex.get_references_to(thing)
