"""All brands at once, as one request needs them: by host, key, site or place in the page tree.

Four small queries whatever the number of brands; a request holds one directory.
"""

from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Page

from brands.models import Brand

ROOT_DEPTH = 2
ROOT_PATH_LENGTH = ROOT_DEPTH * Page.steplen


@dataclass(frozen=True)
class Root:
    """Root page of a brand's tree in one language."""

    page_id: int
    brand: Brand
    language_code: str
    locale_id: int
    tree_path: str
    url_path: str
    live: bool


class BrandDirectory:
    """Brands in the group's order, with their languages, hosts and root pages."""

    @cached_property
    def brands(self) -> list[Brand]:
        return list(Brand.objects.select_related("site").prefetch_related("languages__locale", "host_aliases"))

    @cached_property
    def roots(self) -> list[Root]:
        """Root pages of all brands, of the languages that each brand has, live or not."""
        pages = list(
            Page.objects.filter(depth=ROOT_DEPTH)
            .select_related("locale")
            .only("id", "path", "url_path", "live", "translation_key", "locale__language_code", "depth")
        )
        key_of = {page.pk: page.translation_key for page in pages}
        return [
            Root(
                page_id=page.pk,
                brand=brand,
                language_code=page.locale.language_code,
                locale_id=page.locale_id,
                tree_path=page.path,
                url_path=page.url_path,
                live=page.live,
            )
            for brand in self.brands
            for page in pages
            if page.translation_key == key_of.get(brand.site.root_page_id) and brand.language(page.locale.language_code)
        ]

    def by_key(self, key: str) -> Brand | None:
        return next((brand for brand in self.brands if brand.key == key), None)

    def by_id(self, brand_id: int | None) -> Brand | None:
        return next((brand for brand in self.brands if brand.pk == brand_id), None)

    def by_host(self, host: str) -> tuple[Brand | None, bool]:
        """The brand that answers on a host name, and whether the host is its canonical one."""
        for brand in self.brands:
            if brand.host == host:
                return brand, True
            if any(alias.hostname == host for alias in brand.host_aliases.all()):
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


def directory_for(request) -> BrandDirectory:
    """The directory of this request, made on first use."""
    if not hasattr(request, "brand_directory"):
        request.brand_directory = BrandDirectory()
    return request.brand_directory
