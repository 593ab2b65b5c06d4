"""All differences between the brands and the group, as a report that can be taken along as a spreadsheet."""

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn

from cms.library.differences import KINDS, differences_of
from cms.library.panels import address_of_version

from ..reports.rows import RowsReportView
from .people import differences_seen_by

#: Of a text in the list; a spreadsheet has it whole.
MOST_WORDS = 40


@dataclass(frozen=True)
class Row:
    """A field in which a brand says something else than the group."""

    item: str
    kind: str
    language: str
    brand: str
    field: str
    group: str
    own: str
    state: str
    url: str


class DifferencesReportView(RowsReportView):
    """A row per original, brand and field, of the brands whose differences the person may see."""

    page_title = _("Differences from the group")
    header_icon = "group"
    index_url_name = "library_differences"
    index_results_url_name = "library_differences_results"
    export_filename = "differences"
    verbose_name_plural = _("differences")
    nothing = _("No brand says anything else than the group.")
    list_export = ["item", "kind", "language", "brand", "field", "group", "own", "state"]
    export_headings = {
        "item": _("Original"), "kind": _("Kind"), "language": _("Language"), "brand": _("Brand"), "field": _("Field"),
        "group": _("The group says"), "own": _("The brand says"), "state": _("State"),
    }  # fmt: skip
    columns = [
        TitleColumn("item", label=_("Original"), get_url=lambda row: row.url, width="16%"),
        Column("kind", label=_("Kind")),
        Column("language", label=_("Language")),
        Column("brand", label=_("Brand")),
        Column("field", label=_("Field")),
        Column("group", label=_("The group says"), accessor=lambda row: Truncator(row.group).words(MOST_WORDS)),
        Column("own", label=_("The brand says"), accessor=lambda row: Truncator(row.own).words(MOST_WORDS)),
        Column("state", label=_("State")),
    ]

    def rows(self):
        seen = differences_seen_by(self.request.user)
        rows = []
        for kind in KINDS:
            versions = kind._default_manager.filter(original__isnull=False)
            if seen is not None:
                versions = versions.filter(brand_id__in=seen)
            for version in versions.select_related("original", "brand", "locale", "seen_revision"):
                rows += [self._row(version, difference) for difference in differences_of(version)]
        return sorted(rows, key=lambda row: (row.item.casefold(), row.language, row.brand, row.field))

    @staticmethod
    def _row(version, difference) -> Row:
        return Row(
            item=str(version.original),
            kind=str(version._meta.verbose_name),
            language=version.locale.get_display_name(),
            brand=version.brand.name,
            field=difference.label,
            group=difference.group_text,
            own=difference.own_text,
            state=str(_state(version, difference)),
            url=address_of_version(version),
        )


def _state(version, difference):
    if not version.live:
        return _("draft")
    return _("the group has changed its text") if difference.is_changed else _("in use")
