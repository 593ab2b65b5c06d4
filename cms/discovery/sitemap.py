"""The addresses of a brand's pages, for search engines and build jobs."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from brands.models import Brand
from cms.foundation.links import Representation, public_path
from cms.foundation.tags import add_tags, list_of_pages
from cms.foundation.visibility import visible_pages


class Alternate(Representation):
    """The same page in a language."""

    language: str
    url: str


class SitemapEntry(Representation):
    """A page's address with those of its translations, its own included."""

    id: int
    language: str
    path: str
    url: str
    updated_at: datetime.datetime | None
    alternates: list[Alternate]


def sitemap_pages(directory: BrandDirectory, brand: Brand) -> QuerySet[Page]:
    """Pages of a brand in all its languages. An alias is not among them: its source has the address that counts."""
    add_tags(*(list_of_pages(root.tree_path) for root in directory.roots if root.brand.pk == brand.pk))
    return visible_pages(directory, brand).filter(alias_of=None)


def sitemap_entries(directory: BrandDirectory, brand: Brand, pages: Iterable[Page]) -> list[SitemapEntry]:
    """Entries of some of a brand's pages, with one query for the translations of all of them."""
    pages = list(pages)
    add_tags(*(f"page:{page.pk}" for page in pages))
    alternates: dict = defaultdict(list)
    keys = {page.translation_key for page in pages}
    for page in sitemap_pages(directory, brand).filter(translation_key__in=keys):
        root = root_of(directory, page)
        url = brand.public_url + public_path(root, page.url_path)
        alternates[page.translation_key].append(Alternate(language=root.language_code, url=url))
    entries = []
    for page in pages:
        root = root_of(directory, page)
        path = public_path(root, page.url_path)
        entries.append(
            SitemapEntry(
                id=page.pk,
                language=root.language_code,
                path=path,
                url=brand.public_url + path,
                updated_at=page.last_published_at,
                alternates=sorted(alternates[page.translation_key], key=lambda alternate: alternate.language),
            )
        )
    return entries


def root_of(directory: BrandDirectory, page: Page) -> Root:
    """The root above a page that is known to stand in a brand's tree."""
    root = directory.root_for_tree_path(page.path)
    if root is None:
        raise LookupError(f"Page {page.pk} stands in no brand's tree.")
    return root
