"""What was due by the clock and failed, on the first page of the desk: of one's brands; librarians', of the group."""

from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q, QuerySet
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from brands.permissions import brand_ids_of
from cms.releases.models import Overdue

from ..library.people import is_librarian

MOST = 20


@dataclass(frozen=True)
class OverdueRow:
    """A change that failed, with the way to what it is of."""

    overdue: Overdue
    url: str | None


def concerning(user) -> QuerySet[Overdue]:
    """What failed of somebody's brands; for librarians, of the group's too."""
    if user.is_superuser:
        return Overdue.objects.all()
    group = Q(brand=None) if is_librarian(user) else Q(pk__in=[])
    return Overdue.objects.filter(Q(brand__in=brand_ids_of(user)) | group)


def overdue_for(user) -> list[OverdueRow]:
    """What concerns somebody, the longest overdue first."""
    rows = concerning(user).select_related("brand")
    finder = AdminURLFinder(user)
    found = []
    for row in rows[:MOST]:
        instance = apps.get_model(row.object_type)._default_manager.filter(pk=row.object_id).first()
        subject = instance.specific if isinstance(instance, Page) else instance
        found.append(OverdueRow(row, subject and finder.get_edit_url(subject)))
    return found


class OverduePanel(Component):
    """Scheduled changes that failed. Nothing is shown where none did."""

    name = "overdue"
    order = 20
    template_name = "desk/releases/overdue_panel.html"

    def get_context_data(self, parent_context):
        return {"rows": overdue_for(parent_context["request"].user)}
