"""The report of what was refused: a brand's to its publishers, everything to administrators."""

from dataclasses import dataclass
from datetime import datetime

import django_filters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from brands.models import Brand, Team
from brands.permissions import teams_of
from cms.foundation.spreadsheets import without_formula

from ..models import Refusal
from ..narrowed import FiltersStrictly, known_to

#: The newest that a page or an export shows.
MOST = 5000


def published_brands(user) -> set[int]:
    """Primary keys of the brands whose publisher somebody is."""
    return {team.brand_id for team in teams_of(user) if team.brand_id and team.kind == Team.Kind.PUBLISHERS}


def may_read_refusals(user) -> bool:
    """Whether somebody reads what was refused: a brand's publishers, and administrators."""
    return user.is_superuser or bool(published_brands(user))


def _own_brands(request):
    brands = Brand.objects.all()
    return brands if request.user.is_superuser else brands.filter(pk__in=published_brands(request.user))


class RefusalFilterSet(WagtailFilterSet):
    """Filters of the refusals."""

    title = django_filters.CharFilter(label=gettext_lazy("What"), lookup_expr="icontains")
    at = django_filters.DateFromToRangeFilter(label=gettext_lazy("When"), widget=DateRangePickerWidget)
    brand = django_filters.ModelChoiceFilter(label=gettext_lazy("Brand"), queryset=_own_brands)

    class Meta:
        model = Refusal
        fields = ["title", "kind", "brand", "at"]


@dataclass(frozen=True)
class RefusalRow:
    """A refusal as the report shows it. Of somebody of another brand it does not say who."""

    at: datetime
    person: str
    kind: str
    title: str
    brand: str
    asked: str
    reason: str


class RefusalsView(FiltersStrictly, ReportView):
    """What was asked of the desk and refused, the newest first."""

    page_title = gettext_lazy("Refusals")
    header_icon = "no-view"
    model = Refusal
    filterset_class = RefusalFilterSet
    index_url_name = "refusals"
    index_results_url_name = "refusals_results"
    export_filename = "refusals"
    verbose_name_plural = gettext_lazy("refusals")
    list_export = ["at", "person", "kind", "title", "brand", "asked", "reason"]
    export_headings = {
        "at": gettext_lazy("When"), "person": gettext_lazy("Who"), "kind": gettext_lazy("Why"),
        "title": gettext_lazy("What"), "brand": gettext_lazy("Brand"), "asked": gettext_lazy("Asked for"),
        "reason": gettext_lazy("Reason"),
    }  # fmt: skip
    columns = [
        Column(
            "at", label=gettext_lazy("When"), accessor=lambda row: timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M")
        ),
        Column("person", label=gettext_lazy("Who")),
        Column("title", label=gettext_lazy("What"), width="24%"),
        Column("brand", label=gettext_lazy("Brand")),
        Column("kind", label=gettext_lazy("Why")),
        Column("asked", label=gettext_lazy("Asked for")),
        Column("reason", label=gettext_lazy("Reason"), width="24%"),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not may_read_refusals(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        rows = Refusal.objects.select_related("user", "brand")
        user = self.request.user
        return rows if user.is_superuser else rows.filter(brand__in=published_brands(user))

    def get_filtered_queryset(self):
        found = self.filter_queryset(self.get_queryset())[:MOST]
        people = known_to(self.request.user, get_user_model().objects.all())
        known = set(people.values_list("pk", flat=True))
        return [self._row(refusal, known) for refusal in found]

    @staticmethod
    def _row(refusal: Refusal, known: set[int]) -> RefusalRow:
        person = _("somebody who was deleted")
        if refusal.user is not None:
            person = str(refusal.user) if refusal.user_id in known else _("somebody of another brand")
        return RefusalRow(
            at=timezone.localtime(refusal.at), person=person, kind=str(refusal.get_kind_display()), title=refusal.title,
            brand=str(refusal.brand or ""), asked=f"{refusal.method} {refusal.address}", reason=refusal.reason,
        )  # fmt: skip

    def preprocess_field_value(self, field, value, export_format):
        return without_formula(super().preprocess_field_value(field, value, export_format))
