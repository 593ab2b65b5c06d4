"""The reports on links, translations and figures: one's own brands' only, each row with the way to its field."""

from dataclasses import dataclass

import django_filters
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn

from brands.directory import Root, directory_for
from brands.models import Brand

from ..library.people import is_librarian
from ..models import ExternalLink
from ..ownership import may_see
from .dated import past_figures
from .external import LinkElsewhere, links_in_trouble, troubled_outside
from .internal import Broken, broken_inside
from .items import BrokenInItem, broken_in_items, item_field_address, troubled_in_items
from .linking import field_address
from .rows import RowsReportView, label_of
from .translating import STATES, untranslated


class OfOwnBrands(RowsReportView):
    """A report of the brands that a person may see."""

    @cached_property
    def brands_seen(self) -> list[Brand]:
        """All that could be in the report."""
        directory = directory_for(self.request)
        return [brand for brand in directory.brands if may_see(self.request.user, brand, directory)]

    @property
    def filterset_class(self):
        """Who sees several brands chooses one."""
        return BrandFilterSet if len(self.brands_seen) > 1 else None

    def get_filterset_kwargs(self):
        return {**super().get_filterset_kwargs(), "queryset": Brand.objects.all(), "brands": self.brands_seen}

    @cached_property
    def chosen_brand(self) -> Brand | None:
        """The one brand that was asked for."""
        return self.filters.form.cleaned_data.get("brand") if self.filters and self.filters.is_valid() else None

    @cached_property
    def brands(self) -> list[Brand]:
        """Those that are in the report."""
        chosen = self.chosen_brand
        return [brand for brand in self.brands_seen if chosen is None or brand.pk == chosen.pk]

    @cached_property
    def roots(self) -> list[Root]:
        keys = {brand.pk for brand in self.brands}
        return [root for root in directory_for(self.request).roots if root.brand.pk in keys]

    @property
    def with_groups(self) -> bool:
        """Whether the group's own items are in the report: for who keeps them, unless she asks for a brand."""
        return is_librarian(self.request.user) and self.chosen_brand is None


class BrandFilterSet(WagtailFilterSet):
    """One of the brands that somebody sees."""

    brand = django_filters.ModelChoiceFilter(label=gettext_lazy("Brand"), queryset=Brand.objects.all())

    def __init__(self, *args, brands: list[Brand], **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["brand"].queryset = Brand.objects.filter(pk__in=[brand.pk for brand in brands])

    class Meta:
        model = Brand
        fields: list[str] = []


@dataclass(frozen=True)
class LinkRow:
    """A link that needs a look, as the report shows it."""

    page: str
    brand: str
    language: str
    field: str
    target: str
    reason: str
    url: str


PAGE = TitleColumn("page", label=gettext_lazy("Page"), get_url=lambda row: row.url, width="24%")
BRAND = Column("brand", label=gettext_lazy("Brand"))
LANGUAGE = Column("language", label=gettext_lazy("Language"), accessor=lambda row: row.language.upper())


class BrokenLinksView(OfOwnBrands):
    """Links on public pages that lead nowhere: inside the platform as it is now, elsewhere as it was last asked."""

    page_title = gettext_lazy("Broken links")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    export_filename = "broken-links"
    verbose_name_plural = gettext_lazy("broken links")
    nothing = gettext_lazy("No link is broken: all that visitors can click leads somewhere.")
    list_export = ["page", "brand", "language", "field", "target", "reason"]
    export_headings = {
        "page": gettext_lazy("Page"), "brand": gettext_lazy("Brand"), "language": gettext_lazy("Language"),
        "field": gettext_lazy("Field"), "target": gettext_lazy("Leads to"), "reason": gettext_lazy("Why"),
    }  # fmt: skip
    columns = [
        PAGE, BRAND, LANGUAGE, Column("field", label=gettext_lazy("Field")),
        Column("target", label=gettext_lazy("Leads to"), width="24%"), Column("reason", label=gettext_lazy("Why")),
    ]  # fmt: skip

    def rows(self):
        inside = broken_inside(self.roots, directory_for(self.request), self.request.user)
        directory, user = directory_for(self.request), self.request.user
        items = [
            *broken_in_items(self.brands, self.with_groups, directory, user),
            *troubled_in_items(self.brands, self.with_groups, links_in_trouble()),
        ]
        return [
            *(self._row(broken, broken.target, broken.reason) for broken in inside),
            *(self._row(each, each.link.url, reason_of(each.link)) for each in troubled_outside(self.roots)),
            *(self._row_of_item(each) for each in items),
        ]

    @staticmethod
    def _row_of_item(at: BrokenInItem) -> LinkRow:
        item = at.item
        return LinkRow(
            f"{capfirst(item._meta.verbose_name)}: {item}", at.brand.name if at.brand else _("the group"),
            item.locale.language_code, label_of(item, at.path), at.target,
            at.reason if at.link is None else reason_of(at.link), item_field_address(item, at.path),
        )  # fmt: skip

    @staticmethod
    def _row(at: Broken | LinkElsewhere, target: str, reason: str) -> LinkRow:
        page = at.page
        return LinkRow(
            page.title, at.root.brand.name, at.root.language_code, label_of(page, at.path), target, reason,
            field_address(page.pk, at.path),
        )  # fmt: skip


def reason_of(link: ExternalLink) -> str:
    """What came of asking an address elsewhere, in a sentence."""
    if link.state == ExternalLink.State.MOVED:
        return _("It has moved for good, to %(address)s.") % {"address": link.leads_to}
    if link.state == ExternalLink.State.REFUSED:
        return _("It was not asked: it is no public web address.")
    if link.status:
        return _("The site answers %(status)s.") % {"status": link.status}
    return _("The site does not answer: %(reason)s") % {"reason": translation.gettext(link.reason)}


class UntranslatedView(OfOwnBrands):
    """Public pages and library items that a language of the brand lacks, or whose translation is behind its source."""

    page_title = gettext_lazy("Missing and outdated translations")
    header_icon = "globe"
    index_url_name = "untranslated"
    index_results_url_name = "untranslated_results"
    export_filename = "translations"
    verbose_name_plural = gettext_lazy("translations")
    nothing = gettext_lazy("Nothing is missing: every public page and item is there in each language, and up to date.")
    list_export = ["title", "kind", "brand", "source_language", "language", "state", "fields"]
    export_headings = {
        "title": gettext_lazy("Title"), "kind": gettext_lazy("Kind"), "brand": gettext_lazy("Brand"),
        "source_language": gettext_lazy("Written in"), "language": gettext_lazy("Language"),
        "state": gettext_lazy("State"), "fields": gettext_lazy("Changed in the source"),
    }  # fmt: skip
    columns = [
        TitleColumn("title", label=gettext_lazy("Title"), get_url=lambda row: row.url or None, width="28%"),
        Column("kind", label=gettext_lazy("Kind")),
        BRAND,
        Column("source_language", label=gettext_lazy("Written in"), accessor=lambda row: row.source_language.upper()),
        LANGUAGE,
        Column("state", label=gettext_lazy("State"), accessor=lambda row: STATES[row.state]),
        Column("fields", label=gettext_lazy("Changed in the source")),
    ]

    def rows(self):
        user, directory = self.request.user, directory_for(self.request)
        languages_of = directory.brands if self.with_groups else self.brands
        return untranslated(self.brands, directory, user, languages_of=languages_of)

    def preprocess_field_value(self, field, value, export_format):
        return super().preprocess_field_value(field, str(STATES[value]) if field == "state" else value, export_format)


class PastFiguresView(OfOwnBrands):
    """Figures on public pages and salaries in the library that were right more than a year and a half ago."""

    page_title = gettext_lazy("Figures past their date")
    header_icon = "decimal"
    index_url_name = "past_figures"
    index_results_url_name = "past_figures_results"
    export_filename = "figures"
    verbose_name_plural = gettext_lazy("figures")
    nothing = gettext_lazy("No figure is past its date: all that name one were right in the last year and a half.")
    list_export = ["where", "brand", "language", "figure", "source", "date"]
    export_headings = {
        "where": gettext_lazy("Stands on"), "brand": gettext_lazy("Brand"), "language": gettext_lazy("Language"),
        "figure": gettext_lazy("Figure"), "source": gettext_lazy("Source"), "date": gettext_lazy("As of"),
    }  # fmt: skip
    columns = [
        TitleColumn("figure", label=gettext_lazy("Figure"), get_url=lambda row: row.url or None, width="28%"),
        Column("where", label=gettext_lazy("Stands on"), width="24%"),
        BRAND,
        LANGUAGE,
        Column("source", label=gettext_lazy("Source")),
        Column("date", label=gettext_lazy("As of")),
    ]

    def rows(self):
        return past_figures(self.roots, self.request.user)
