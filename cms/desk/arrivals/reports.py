"""Imports of one's own brands, and what became of each thing: with its source, and with what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from brands.permissions import teams_of
from cms.moving.models import ImportLine, ImportRun
from cms.moving.reporting import ORDER, shown

from ..reports.rows import RowsReportView
from ..reports.views import OfOwnBrands


class OfWhoHasBrands:
    """Mixed into reports: for people of brands, and administrators."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_superuser and not any(team.brand_id for team in teams_of(request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


@dataclass(frozen=True)
class RunRow:
    """An import in the list."""

    title: str
    brand: str
    started_at: Any
    by: str
    things: int
    url: str


class ImportsView(OfWhoHasBrands, OfOwnBrands):
    """The imports into one's own brands, the latest first."""

    page_title = gettext_lazy("Imports")
    header_icon = "download"
    index_url_name = "imports"
    index_results_url_name = "imports_results"
    export_filename = "imports"
    verbose_name_plural = gettext_lazy("imports")
    nothing = gettext_lazy("Nothing was brought in yet. “Paste an existing page” stands in the menu above each page.")
    list_export = ["title", "brand", "started_at", "by", "things"]
    export_headings = {
        "title": gettext_lazy("comes from"), "brand": gettext_lazy("Brand"), "by": gettext_lazy("by"),
        "started_at": gettext_lazy("imported at"), "things": gettext_lazy("Things"),
    }  # fmt: skip
    columns = [
        TitleColumn("title", label=gettext_lazy("Comes from"), get_url=lambda row: row.url, width="35%"),
        Column("brand", label=gettext_lazy("Brand")), DateColumn("started_at", label=gettext_lazy("When")),
        Column("by", label=gettext_lazy("By")), Column("things", label=gettext_lazy("Things")),
    ]  # fmt: skip

    def rows(self) -> Sequence[RunRow]:
        runs = ImportRun.objects.filter(brand__in=[brand.pk for brand in self.brands]).select_related("brand", "user")
        return [
            RunRow(
                title=run.source, brand=run.brand.name,
                started_at=run.started_at, by=str(run.user or ""), things=run.things,
                url=reverse("import_lines", args=[run.pk]),
            )
            for run in runs.annotate(things=Count("lines"))
        ]  # fmt: skip


class LinesFilterSet(WagtailFilterSet):
    """Lines of an outcome."""

    outcome = django_filters.ChoiceFilter(label=gettext_lazy("Outcome"), choices=ImportLine.Outcome.choices)

    class Meta:
        model = ImportLine
        fields: list[str] = []


class RemarksColumn(Column):
    """What to look at, a line each."""

    cell_template_name = "desk/arrivals/remarks_cell.html"

    class Media:
        css = {"all": ["css/desk/arrivals.css"]}

    def get_cell_context_data(self, instance, parent_context):
        return {**super().get_cell_context_data(instance, parent_context), "value": instance.told}


@dataclass(frozen=True)
class LineRow:
    """A thing of an import in the list."""

    title: str
    kind: str
    outcome: str
    remarks: str
    told: list[dict]
    source: str
    url: str | None


class ImportLinesView(OfWhoHasBrands, RowsReportView):
    """What became of each thing of an import; what needs a person's eye comes first."""

    header_icon = "download"
    index_url_name = "import_lines"
    index_results_url_name = "import_lines_results"
    export_filename = "import"
    verbose_name_plural = gettext_lazy("imported lines")
    filterset_class = LinesFilterSet
    list_export = ["title", "kind", "outcome", "remarks", "source"]
    export_headings = {
        "title": gettext_lazy("Title"), "kind": gettext_lazy("Kind there"), "outcome": gettext_lazy("Outcome"),
        "remarks": gettext_lazy("To look at"), "source": gettext_lazy("address there"),
    }  # fmt: skip
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=lambda row: row.url, width="25%"),
        Column("outcome", label=gettext_lazy("Outcome")),
        RemarksColumn("remarks", label=gettext_lazy("To look at"), width="45%"),
        TitleColumn("source", label=gettext_lazy("Source"), accessor=lambda row: row.source or "–",
                    get_url=lambda row: row.source or None, link_attrs={"rel": "noreferrer", "target": "_blank"}),
    ]  # fmt: skip

    @cached_property
    def run(self) -> ImportRun:
        return get_object_or_404(ImportRun.objects.select_related("brand"), pk=self.kwargs["import_id"])

    def get_page_title(self):
        return str(self.run)

    def get_index_url(self):
        return reverse(self.index_url_name, args=[self.kwargs["import_id"]])

    def get_index_results_url(self):
        return reverse(self.index_results_url_name, args=[self.kwargs["import_id"]])

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "queryset": ImportLine.objects.all()}

    def rows(self) -> Sequence[LineRow]:
        lines = self.run.lines.select_related("content_type")
        chosen = self.filters.form.cleaned_data.get("outcome") if self.filters and self.filters.is_valid() else ""
        if chosen:
            lines = lines.filter(outcome=chosen)
        finder = AdminURLFinder(self.request.user)
        return [self._row(line, finder) for line in sorted(lines, key=_urgency)]

    @staticmethod
    def _row(line: ImportLine, finder: AdminURLFinder) -> LineRow:
        row = shown(line, finder)
        told = [f"{each['label']}: {each['words']}" if each["words"] else str(each["label"]) for each in row["remarks"]]
        return LineRow(
            title=str(line), kind=line.kind, outcome=str(line.get_outcome_display()), remarks=" · ".join(told),
            told=row["remarks"], source=row["source_url"], url=row["edit_url"],
        )  # fmt: skip


def _urgency(line: ImportLine) -> tuple[bool, int, int]:
    return not line.remarks, ORDER.index(line.outcome), line.pk
