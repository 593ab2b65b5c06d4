"""What lists of pages have besides Wagtail's own: who changed each last, its health, filters by both, a spreadsheet."""

from collections import OrderedDict

import django_filters
from django.contrib.auth import get_user_model
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.ui.tables import Column
from wagtail.models import Page

from cms.foundation.newest import last_changed_by, newest_versions
from cms.foundation.spreadsheets import WithoutFormulas

from .health.findings import FAIR, GOOD
from .health.listing import ANNOTATION, ListsHealth
from .models import PageHealth

#: Level of health → condition on the score.
LEVELS = {"poor": {"score__lt": FAIR}, "fair": {"score__gte": FAIR, "score__lt": GOOD}, "good": {"score__gte": GOOD}}


CHANGED_BY = Column("changed_by", label=_("Last changed by"), accessor=last_changed_by, width="12%")


def who_changed_last(request):
    """Those who saved a page's newest version."""
    newest = Page.objects.exclude(latest_revision=None).order_by().values("latest_revision__user")
    return get_user_model().objects.filter(pk__in=newest)


class ChangedByFilter(MultipleUserFilter):
    """Pages whose newest version one of these people saved. By key, since full-text search knows no more."""

    def filter(self, qs, value):
        if not value:
            return qs
        return qs.filter(pk__in=Page.objects.filter(latest_revision__user__in=value).order_by().values("pk"))


class ChangesAndHealth(django_filters.FilterSet):
    """Filters that lists of pages have besides Wagtail's."""

    changed_by = ChangedByFilter(
        label=_("Last changed by"), queryset=who_changed_last, widget=CheckboxSelectMultiple
    )  # fmt: skip
    health = django_filters.ChoiceFilter(
        label=_("Health"), method="of_health", empty_label=_("Any"), widget=RadioSelect,
        choices=[("poor", _("poor")), ("fair", _("fair")), ("good", _("good"))],
    )  # fmt: skip

    def of_health(self, queryset, name, value):
        return queryset.filter(pk__in=PageHealth.objects.filter(**LEVELS[value]).values("page"))


class ListsPages(WithoutFormulas, ListsHealth):
    """Mixed into lists of pages: knows who changed each last, and takes the list along as a spreadsheet."""

    list_export = ["title", "type", "language", "status", "changed_at", "changed_by", "health"]
    export_filename = "pages"
    export_headings = {
        "title": _("Title"), "type": _("Type"), "language": _("Language"), "status": _("Status"),
        "changed_at": _("Updated"), "changed_by": _("Last changed by"), "health": _("Health"),
    }  # fmt: skip

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related(newest_versions())

    def to_row_dict(self, item):
        return OrderedDict(
            title=item.get_admin_display_title(), type=str(item.page_type_display_name),
            language=item.locale.language_code, status=str(item.status_string),
            changed_at=item.latest_revision_created_at, changed_by=last_changed_by(item),
            health=getattr(item, ANNOTATION),
        )  # fmt: skip
