"""Where a library item is used, said before it is taken away."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page
from wagtail.snippets.views.snippets import UnpublishView

from brands.directory import BrandDirectory

from .models import LibraryItem
from .models.item import source_of_reference

MOST_NAMED = 5


@dataclass(frozen=True)
class Usage:
    """A place where an item is used. `url` leads to its editor, for who may open that."""

    title: str
    brand: str
    url: str | None

    def __str__(self):
        name = self.title or _("a place of another team")
        return f"{name} ({self.brand})" if self.brand else name


def usages_of(item: LibraryItem, user) -> list[Usage]:
    """The places where an item is used, each once. What a person may not open has no title for her, only a brand."""
    directory, finder = BrandDirectory(), AdminURLFinder(user)
    found = {}
    for reference in item.usages().select_related("base_content_type"):
        source = source_of_reference(reference)
        if source is not None:
            found[type(source), source.pk] = _usage(source, directory, finder)
    return sorted(found.values(), key=lambda usage: (usage.brand, usage.title))


def reason_to_keep(item: LibraryItem, user) -> str:
    """Why an item cannot be deleted, in a sentence; empty when it can."""
    usages = usages_of(item, user)
    if usages:
        shown = [str(usage) for usage in usages[:MOST_NAMED]]
        more = [_("and %(number)s more") % {"number": len(usages) - MOST_NAMED}] if len(usages) > MOST_NAMED else []
        return _("“%(item)s” is in use, so it cannot be deleted. Take it out there first: %(places)s.") % {
            "item": item,
            "places": ", ".join(shown + more),
        }
    brands = sorted({version.brand.name for version in item.versions.select_related("brand")})
    if brands:
        return _("“%(item)s” cannot be deleted: %(brands)s have a version of their own of it.") % {
            "item": item,
            "brands": ", ".join(brands),
        }
    return ""


def _usage(source: Any, directory: BrandDirectory, finder: AdminURLFinder) -> Usage:
    brand = directory.brand_of(source) if isinstance(source, Page) else getattr(source, "brand", None)
    specific = source.specific if isinstance(source, Page) else source
    url = finder.get_edit_url(specific)
    return Usage(title=str(specific) if url else "", brand=brand.name if brand else "", url=url)


class LibraryUnpublishView(UnpublishView):
    """Lists the usages before an item is unpublished."""

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "usages": usages_of(self.object, self.request.user)}
