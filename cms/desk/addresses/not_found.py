"""The report of addresses at which visitors found nothing, each with the way to a redirect."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.contrib.redirects.models import Redirect

from brands.directory import BrandDirectory, directory_for
from brands.models import Brand
from cms.discovery.models import NotFound
from cms.discovery.resolution import tree_url_path
from cms.foundation.visibility import visible_pages, visible_roots

from ..reports.views import BRAND, OfOwnBrands
from .redirect_file import brands_with_redirects

#: Addresses that are shown of a brand.
MOST_SHOWN = 300


@dataclass(frozen=True)
class NotFoundRow:
    """An address at which nothing was found, and the address of the form that redirects it."""

    path: str
    brand: str
    count: int
    days: int
    last_asked: datetime.date
    url: str


def not_found_of(brand: Brand, directory: BrandDirectory) -> list[NotFound]:
    """Addresses of a brand at which there is still nothing, those first that are asked most."""
    rows = list(NotFound.objects.filter(brand=brand).order_by("-count", "-days", "path")[:MOST_SHOWN])
    answered = _answered(brand, directory, [row.path for row in rows])
    return [row for row in rows if row.path not in answered]


def _answered(brand: Brand, directory: BrandDirectory, paths: list[str]) -> set[str]:
    """Of these, the addresses at which a redirect or a public page stands by now."""
    own = Redirect.objects.filter(site=brand.site_id).annotate(lower_path=Lower("old_path"))
    found = set(own.filter(lower_path__in=paths).values_list("lower_path", flat=True))
    for root in visible_roots(directory, brand):
        wanted = {url_path.lower(): path for path in paths if (url_path := tree_url_path(root, f"{path.rstrip('/')}/"))}
        pages = visible_pages(directory, brand, root.language_code).annotate(lower_path=Lower("url_path"))
        there = pages.filter(lower_path__in=list(wanted)).values_list("lower_path", flat=True)
        found |= {wanted[url_path] for url_path in there}
    return found


class RedirectColumn(Column):
    """The way to a redirect from a row's address."""

    cell_template_name = "desk/addresses/redirect_cell.html"

    def get_value(self, instance):
        return instance


class NotFoundView(OfOwnBrands):
    """What visitors of the person's brands asked for and did not find, most asked first."""

    page_title = gettext_lazy("Not found")
    header_icon = "warning"
    index_url_name = "not_found"
    index_results_url_name = "not_found_results"
    export_filename = "not-found"
    verbose_name_plural = gettext_lazy("addresses not found")
    nothing = gettext_lazy("Visitors found all that they asked for.")
    list_export = ["path", "brand", "count", "days", "last_asked"]
    export_headings = {
        "path": gettext_lazy("Address"), "brand": gettext_lazy("Brand"), "count": gettext_lazy("Asked"),
        "days": gettext_lazy("On days"), "last_asked": gettext_lazy("Last asked"),
    }  # fmt: skip
    columns = [
        TitleColumn("path", label=gettext_lazy("Address"), get_url=lambda row: row.url, width="40%"),
        BRAND,
        Column("count", label=gettext_lazy("Asked")),
        Column("days", label=gettext_lazy("On days")),
        Column("last_asked", label=gettext_lazy("Last asked")),
        RedirectColumn("url", label=gettext_lazy("Redirect")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not brands_with_redirects(request.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def brands_seen(self) -> list[Brand]:
        """Those whose redirects she keeps."""
        kept = set(brands_with_redirects(self.request.user).values_list("pk", flat=True))
        return [brand for brand in directory_for(self.request).brands if brand.pk in kept]

    def rows(self):
        directory = directory_for(self.request)
        found = [
            NotFoundRow(row.path, brand.name, row.count, row.days, row.last_asked, _form(brand, row.path))
            for brand in self.brands
            for row in not_found_of(brand, directory)
        ]
        return sorted(found, key=lambda row: (-row.count, row.brand, row.path))


def _form(brand: Brand, path: str) -> str:
    return f"{reverse('wagtailredirects:add')}?{urlencode({'old_path': path, 'site': brand.site_id})}"
