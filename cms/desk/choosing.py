"""The page chooser: one's own brands' pages, and those that other brands offer, as their visitors know them."""

from typing import Any

from django.db.models import Case, QuerySet, When
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.chooser import BrowseView, SearchView
from wagtail.models import Page

from brands.directory import directory_for
from brands.permissions import brand_ids_of
from cms.foundation.offering import offered_pages

from .ownership import may_see, own_pages


def choosable_pages(pages: QuerySet, request) -> QuerySet:
    """Of these pages, those that a person may refer to. To a search and at the first step what is offered is added.

    Several at once, or the place of a new page, are chosen among her own alone.
    """
    directory = directory_for(request)
    own = own_pages(request.user, pages, directory)
    if request.user.is_superuser or request.GET.get("multiple") or request.GET.get("user_perms"):
        return own
    offered = offered_pages(directory, but=brand_ids_of(request.user)).values("pk")
    own_first = Case(When(pk__in=offered, then=1), default=0)
    if "parent_page_id" not in request.resolver_match.kwargs:
        return (own | Page.objects.filter(pk__in=offered)).order_by(own_first, "path")
    return own


class AsVisitorsKnowIt(Column):
    """Stands first and shows nothing: takes from another brand's page what only its own editors know."""

    cell_template_name = "desk/offers/nothing_cell.html"
    header_template_name = "desk/offers/nothing_cell.html"

    def __init__(self, request):
        super().__init__("as_visitors_know_it")
        self.request = request

    def get_value(self, instance: Any) -> str:
        if not may_see(self.request.user, instance, directory_for(self.request)):
            instance.draft_title = instance.title
            instance.has_unpublished_changes = instance.locked = instance.can_descend = False
            instance.latest_revision_created_at = instance.last_published_at
            instance.get_parent = lambda update=False: None
        return ""


class ChoosesAmongOffered:
    """Mixed into the chooser's views."""

    request: Any

    @property
    def columns(self):
        return [AsVisitorsKnowIt(self.request), *super().columns]  # type: ignore[misc]


class OwnBrowseView(ChoosesAmongOffered, BrowseView):
    """The chooser, page by page down the tree."""


class OwnSearchView(ChoosesAmongOffered, SearchView):
    """What a search in the chooser finds."""
