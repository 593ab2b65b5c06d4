"""The score as a column of page lists: read with the pages in their one query, never measured there."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from .findings import level_of

ANNOTATION = "health_score"


class HealthColumn(Column):
    """The stored score, in a colour that says whether it is good."""

    cell_template_name = "desk/health/score_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        score = self.get_value(instance)
        level = "" if score is None else level_of(score)
        return {**super().get_cell_context_data(instance, parent_context), "value": score, "level": level}


HEALTH = HealthColumn(ANNOTATION, label=_("Health"), sort_key=ANNOTATION, width="8%")


def with_health(columns: list, *further: Column) -> list:
    """The columns of a list of pages, with the score and others before the status."""
    place = next((number for number, column in enumerate(columns) if column.name == "status"), len(columns))
    return [*columns[:place], *further, HEALTH, *columns[place:]]


class ListsHealth:
    """Mixed into lists of pages: knows the score of each, and sorts by it."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).annotate(**{ANNOTATION: F("health__score")})  # type: ignore[misc]

    def get_valid_orderings(self):
        """What is searched is ordered by what the index of full text knows."""
        unknown = {ANNOTATION, f"-{ANNOTATION}"} if self.is_searching else set()  # type: ignore[attr-defined]
        return [each for each in super().get_valid_orderings() if each not in unknown]  # type: ignore[misc]

    def order_queryset(self, queryset):
        """Worst first, and pages without a score last, either way."""
        ordering = self.ordering  # type: ignore[attr-defined]
        if ordering == ANNOTATION:
            return queryset.order_by(F(ANNOTATION).asc(nulls_last=True), "pk")
        if ordering == f"-{ANNOTATION}":
            return queryset.order_by(F(ANNOTATION).desc(nulls_last=True), "pk")
        return super().order_queryset(queryset)  # type: ignore[misc]
