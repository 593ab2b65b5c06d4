"""The addresses of a brand's pages."""

from ninja import Path, Query

from brands.directory import directory_for
from cms.discovery.sitemap import SitemapEntry, sitemap_entries, sitemap_pages

from ..contract import reads
from ..paging import Listed, Listing, piece
from ..problems import BRAND_NOT_FOUND
from ..viewpoint import BrandKey, brand_of


class Sitemap(Listing):
    """A piece of the sitemap."""

    items: list[SitemapEntry]


@reads("/brands/{brand}/sitemap", answers=Sitemap, refuses=[BRAND_NOT_FOUND])
def sitemap(request, brand: Path[BrandKey], parameters: Query[Listed]):
    """Every page of a brand in all its languages, with its translations: for sitemaps, hreflang and static paths."""
    owner, directory = brand_of(request, brand), directory_for(request)
    cut = piece(sitemap_pages(directory, owner), "path", request, parameters)
    return Sitemap(items=sitemap_entries(directory, owner, cut.rows), **cut.told)
