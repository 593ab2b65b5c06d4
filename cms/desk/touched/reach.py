"""What a change touches: the public pages that show a thing, by whatever way it gets onto them, and who is told."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from brands.models import Brand
from brands.permissions import brand_ids_of
from cms.changes.models import Webhook
from cms.foundation.links import public_path
from cms.foundation.visibility import private_pages, public

from ..library.people import is_librarian
from .deeds import Deed
from .hearing import hearing
from .spreading import showing


@dataclass(frozen=True)
class Touched:
    """A page that a change touches, public before or after it: its addresses on the site and in the API."""

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
    webhooks: list[Webhook] = field(default_factory=list)

    @property
    def brands(self) -> list[Brand]:
        return list({each.brand.pk: each.brand for each in self.pages}.values())

    @property
    def addresses(self) -> int:
        return len({address for each in self.pages for address in each.addresses})

    @property
    def front_ends(self) -> list[str]:
        """Who is told, by name."""
        return [f"{webhook.name} ({webhook.brand})" for webhook in self.webhooks]

    def __str__(self):
        touches = _("This touches %(pages)s on %(brands)s; %(addresses)s.") % self._counted
        return self._said(touches if self.pages else _("No public page shows this."))

    @property
    def of_publishing(self) -> str:
        """The same in the editor of a page, of what the button does."""
        touches = _("Publishing touches %(pages)s on %(brands)s; %(addresses)s.") % self._counted
        return self._said(touches if self.pages else _("Publishing this shows nothing to visitors."))

    @property
    def _counted(self) -> dict[str, str]:
        pages = ngettext("%(number)s page", "%(number)s pages", len(self.pages)) % {"number": len(self.pages)}
        brands = ngettext("%(number)s brand", "%(number)s brands", len(self.brands)) % {"number": len(self.brands)}
        addresses = ngettext("%(number)s address", "%(number)s addresses", self.addresses)
        return {"pages": pages, "brands": brands, "addresses": addresses % {"number": self.addresses}}

    def _said(self, touches: str) -> str:
        number = len(self.webhooks)
        if not number:
            return touches
        tells = ngettext("%(number)s front end is told.", "%(number)s front ends are told.", number)
        return f"{touches} {tells % {'number': number}}"


def seen_by(user) -> set[int] | None:
    """Brands whose touched pages somebody may know of: her own; None means all, for who answers for the group's."""
    return None if is_librarian(user) else brand_ids_of(user)


def reach_of(thing: Any, directory: BrandDirectory, seen: set[int] | None = None, deed: Deed | None = None) -> Reach:
    """What publishing or changing a thing touches, of the brands that may be known.

    :param thing: a library item, image, menu or brand; or a page, to which `deed` is done.
    """
    pages = Page.objects.filter(showing(thing, directory, deed))
    found = {page.pk: page for page in public(pages.select_related("alias_of"))}
    coming = {page.pk: page for page in _coming(thing, directory, deed)}
    touched = []
    for page in {**coming, **found}.values():
        root = directory.root_for_tree_path(page.path)
        if root is not None and (seen is None or root.brand.pk in seen):
            now = _addresses(page, root) if page.pk in found else ()
            later = _addresses_after(page, thing, directory, deed, page.pk in coming)
            touched.append(Touched(page, root, tuple(dict.fromkeys([*now, *later]))))
    told = hearing(thing, directory, seen, deed, [each.page for each in touched])
    return Reach(sorted(touched, key=lambda each: (each.brand.group_order, each.page.path)), told)


def _coming(thing: Any, directory: BrandDirectory, deed: Deed | None) -> list[Page]:
    """Pages that are not public and will be, once a page is published."""
    root = directory.root_for_tree_path(thing.path) if isinstance(thing, Page) else None
    if deed is None or deed.name != "publish" or root is None or not (root.live or root.page_id == thing.pk):
        return []
    drafts = Q(path__startswith=thing.path) if deed.below else Q(pk=thing.pk)
    pages = Page.objects.filter(drafts, live=False)
    return list(pages.exclude(pk__in=private_pages(pages).values("pk")))


def _addresses(page: Page, root: Root, url_path: str | None = None) -> Iterator[str]:
    yield root.brand.public_url + public_path(root, url_path or page.url_path)
    yield f"{root.brand.root_url}/api/v1/brands/{root.brand.key}/pages/{page.pk}"


def _addresses_after(
    page: Page, thing: Any, directory: BrandDirectory, deed: Deed | None, is_coming: bool
) -> Iterator[str]:
    """Where a page will be that moves, is published, or stands below one that does."""
    if deed is None or not page.path.startswith(thing.path):
        return
    above = thing.url_path.rstrip("/").rpartition("/")[0] + "/"
    root = directory.root_for_tree_path(deed.destination.path if deed.destination else page.path)
    if deed.name == "move" and deed.destination:
        above = deed.destination.url_path
    after = f"{above}{deed.slug_after(thing)}/{page.url_path[len(thing.url_path) :]}"
    if root is not None and (is_coming or after != page.url_path):
        yield from _addresses(page, root, after)
