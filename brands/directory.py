"""All brands at once, as one request needs them: by host, key, site or place in the page tree.

One query whatever the number of brands, and one more where host aliases matter; a request holds one directory.
"""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

# Not the one of functools, in which threads wait for each other up to Python 3.11.
from django.utils.functional import cached_property
from wagtail.models import Locale, Page

from brands.models import Brand, BrandHost, BrandLanguage

#: In the environment of a request that the response store makes: the directory to be used. Who asks from outside names
#: headers only, which stand there as `HTTP_…`.
KEPT_DIRECTORY = "cms.brand_directory"
ROOT_DEPTH = 2
ROOT_PATH_LENGTH = ROOT_DEPTH * Page.steplen


@dataclass(frozen=True)
class Root:
    """Root page of a brand's tree in one language."""

    page_id: int
    brand: Brand
    locale: Locale
    tree_path: str
    url_path: str
    live: bool

    @property
    def language_code(self) -> str:
        return self.locale.language_code

    @property
    def locale_id(self) -> int:
        return self.locale.pk


class BrandDirectory:
    """Brands in the group's order, with their languages, hosts and root pages.

    :ivar shared: where a directory is kept for many answers, what else they may share, by brand and language.
    """

    def __init__(self, shared: dict[tuple[int, int], Any] | None = None):
        self.shared = shared

    @property
    def brands(self) -> list[Brand]:
        return self._loaded[0]

    @property
    def roots(self) -> list[Root]:
        """Root pages of all brands, of the languages that each brand has, live or not."""
        return self._loaded[1]

    @cached_property
    def host_aliases(self) -> dict[int, list[str]]:
        """Primary key of a brand → its further host names."""
        aliases: dict[int, list[str]] = {brand.pk: [] for brand in self.brands}
        for brand_id, hostname in BrandHost.objects.values_list("brand_id", "hostname"):
            aliases[brand_id].append(hostname)
        return aliases

    @cached_property
    def _loaded(self) -> tuple[list[Brand], list[Root]]:
        """Brands and roots, from one row per brand and language."""
        brands: dict[int, Brand] = {}
        languages: dict[int, list[BrandLanguage]] = {}
        roots = []
        for row in _rows():
            brand = brands.setdefault(row.pk, row)
            known = languages.setdefault(row.pk, [])
            if row.language_pk is None:
                continue
            locale = Locale(pk=row.language_locale, language_code=row.language_code)
            known.append(
                BrandLanguage(
                    pk=row.language_pk,
                    brand=brand,
                    locale=locale,
                    sort_order=row.language_order,
                    strapline=row.language_strapline,
                    statement=row.language_statement,
                    field_of_work=row.language_field_of_work,
                )
            )
            if row.root is not None:
                # SQLite hands a JSON value inside a subquery over as text.
                root = json.loads(row.root) if isinstance(row.root, str) else row.root
                roots.append(Root(brand=brand, locale=locale, **{**root, "live": bool(root["live"])}))
        for pk, brand in brands.items():
            _hold(brand, languages[pk])
        return list(brands.values()), roots

    def by_key(self, key: str) -> Brand | None:
        return next((brand for brand in self.brands if brand.key == key), None)

    def by_id(self, brand_id: int | None) -> Brand | None:
        return next((brand for brand in self.brands if brand.pk == brand_id), None)

    def by_host(self, host: str) -> tuple[Brand | None, bool]:
        """The brand that answers on a host name, and whether the host is its canonical one."""
        for brand in self.brands:
            if brand.host == host:
                return brand, True
        for brand in self.brands:
            if host in self.host_aliases[brand.pk]:
                return brand, False
        return None, False

    def root_for_tree_path(self, tree_path: str) -> Root | None:
        """The root above a page, from the page's tree path; None outside the brands' trees."""
        return next((root for root in self.roots if root.tree_path == tree_path[:ROOT_PATH_LENGTH]), None)

    def brand_of(self, page: Page) -> Brand | None:
        root = self.root_for_tree_path(page.path)
        return root.brand if root else None

    def root_of(self, brand: Brand, language_code: str) -> Root | None:
        return next(
            (root for root in self.roots if root.brand.pk == brand.pk and root.language_code == language_code), None
        )


def _rows():
    """Brands joined with their languages; each row knows its language's root page, if there is one."""
    return _query().all()


@cache
def _query():
    """The question itself: writing it takes a third as long as having it answered."""
    root = Page.objects.filter(
        depth=ROOT_DEPTH,
        translation_key=OuterRef("site__root_page__translation_key"),
        locale=OuterRef("languages__locale"),
    ).values(found=JSONObject(page_id="pk", tree_path="path", url_path="url_path", live="live"))
    return (
        Brand.objects.select_related("site")
        .annotate(
            language_pk=F("languages__pk"),
            language_order=F("languages__sort_order"),
            language_strapline=F("languages__strapline"),
            language_statement=F("languages__statement"),
            language_field_of_work=F("languages__field_of_work"),
            language_locale=F("languages__locale"),
            language_code=F("languages__locale__language_code"),
            root=Subquery(root[:1]),
        )
        .order_by("group_order", "name", "pk", "languages__sort_order", "languages__pk")
    )


def _hold(brand: Brand, languages: list[BrandLanguage]) -> None:
    """Let `brand.languages.all()` answer from here, as after `prefetch_related`."""
    queryset = BrandLanguage.objects.all()
    queryset._result_cache = languages
    queryset._prefetch_done = True
    brand._prefetched_objects_cache = {"languages": queryset}


def directory_for(request) -> BrandDirectory:
    """The directory of this request: one that was kept for it, or made on first use."""
    if not hasattr(request, "brand_directory"):
        request.brand_directory = request.META.get(KEPT_DIRECTORY) or BrandDirectory()
    return request.brand_directory
