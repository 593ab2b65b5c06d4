"""Entries of menus that lead nowhere now: told to who opens the menu, since visitors do not see them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from brands.directory import directory_for
from cms.foundation.scope import Scope
from cms.navigation.models import Menu

from .reports.linking import links_of
from .reports.rows import label_of


def vanished_entries(menu: Menu, scope: Scope) -> list[str]:
    """Which links of a menu visitors do not get, as its editor reads where they stand."""
    links = [link for link in links_of(menu) if link.kind == "page"]
    scope.prefetch((Page, link.target) for link in links)
    return [label_of(menu, link.path) for link in links if scope.get(Page, link.target) is None]


def warn_of_vanished_entries(request, menu) -> None:
    """In the editor of a menu: say how many entries visitors do not see, and why."""
    if request.method != "GET" or not isinstance(menu, Menu):
        return
    draft = menu.get_latest_revision_as_object()
    directory = directory_for(request)
    brand = directory.by_id(draft.brand_id)
    if brand is None:
        return
    scope = Scope(directory, brand, draft.locale)
    draft_links = vanished_entries(draft, scope)
    if draft_links:
        titles = {
            page.title
            for page in Page.objects.filter(pk__in=[link.target for link in links_of(draft) if link.kind == "page"])
            if scope.get(Page, page.pk) is None and directory.brand_of(page) == brand
        }
        said = ngettext(
            "%(count)s entry leads to a page that is not public, so visitors do not see it.",
            "%(count)s entries lead to pages that are not public, so visitors do not see them.",
            len(draft_links),
        ) % {"count": len(draft_links)}
        which = _("Of your brand: %(titles)s.") % {"titles": ", ".join(sorted(titles))} if titles else ""
        messages.warning(request, f"{said} {which}".strip())
