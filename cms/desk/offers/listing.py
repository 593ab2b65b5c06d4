"""The pages that other brands offer, and what of them stands on one's own site."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.models import Page

from brands.directory import BrandDirectory, directory_for
from brands.permissions import brand_ids_of
from cms.foundation.links import page_url
from cms.foundation.offering import offered_pages

from ..models import TakenCopy
from ..ownership import own_pages
from ..reports.rows import RowsReportView


@dataclass(frozen=True)
class OfferedRow:
    """A page of another brand as the list shows it."""

    title: str
    brand: str
    language: str
    kind: str
    offered: datetime
    taken: str
    address: str
    url: str


class OfferedPagesView(RowsReportView):
    """Pages that other brands offer and that are public now."""

    page_title = gettext_lazy("Pages of other brands")
    header_icon = "group"
    index_url_name = "offered_pages"
    index_results_url_name = "offered_pages_results"
    export_filename = "offered-pages"
    verbose_name_plural = gettext_lazy("offered pages")
    nothing = gettext_lazy(
        "No other brand offers a page now. A publisher offers one of yours in the menu above its editor: “Offer to "
        "other brands”."
    )
    list_export = ["title", "brand", "language", "kind", "offered", "taken", "address"]
    export_headings = {
        "title": gettext_lazy("Page"), "brand": gettext_lazy("Brand"), "language": gettext_lazy("Language"),
        "kind": gettext_lazy("Kind"), "offered": gettext_lazy("Offered"), "taken": gettext_lazy("Taken over"),
        "address": gettext_lazy("Address"),
    }  # fmt: skip
    columns = [
        TitleColumn("title", label=gettext_lazy("Page"), get_url=lambda row: row.url, width="30%"),
        Column("brand", label=gettext_lazy("Brand")),
        Column("language", label=gettext_lazy("Language"), accessor=lambda row: row.language.upper()),
        Column("kind", label=gettext_lazy("Kind")),
        DateColumn("offered", label=gettext_lazy("Offered")),
        Column("taken", label=gettext_lazy("Taken over")),
    ]

    def rows(self):
        user, directory = self.request.user, directory_for(self.request)
        hers = set() if user.is_superuser else brand_ids_of(user)
        pages = list(offered_pages(directory, but=hers).select_related("offer", "locale", "content_type"))
        taken = taken_by(user, pages, directory)
        return [
            OfferedRow(
                title=page.title,
                brand=str(directory.brand_of(page)),
                language=page.locale.language_code,
                kind=page.page_type_display_name,
                offered=timezone.localtime(page.offer.offered_at),
                taken=", ".join(taken[page.pk]),
                address=page_url(directory, page) or "",
                url=reverse("offered_page_take", args=[page.offer.pk]),
            )
            for page in sorted(pages, key=lambda page: page.offer.offered_at, reverse=True)
        ]


def taken_by(user, pages: list[Page], directory: BrandDirectory) -> dict[int, list[str]]:
    """Primary key of an offered page → what stands of it on the person's brands, in a few words each."""
    found: dict[int, list[str]] = defaultdict(list)
    owners = {page.pk: directory.brand_of(page) for page in pages}
    for alias in own_pages(user, Page.objects.filter(alias_of__in=owners), directory):
        if (brand := directory.brand_of(alias)) != owners[alias.alias_of_id]:
            found[alias.alias_of_id].append(_("alias on %(brand)s") % {"brand": brand})
    hers = own_pages(user, Page.objects.all(), directory).values("pk")
    for each in TakenCopy.objects.filter(source__in=owners, page__in=hers).select_related("page"):
        found[each.source_id or 0].append(_("copy on %(brand)s") % {"brand": directory.brand_of(each.page)})
    return found
