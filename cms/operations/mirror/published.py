"""What is published where: every address that a mirror is to have."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.delivery.keys import Key
from cms.discovery.feeds import GENERATORS
from cms.foundation.links import public_path
from cms.foundation.negotiation import MARKDOWN, markdown_path
from cms.foundation.visibility import visible_pages, visible_roots

FILES = ("/robots.txt", "/sitemap.xml", "/llms.txt", "/theme.css", "/theme.tokens.json", "/.well-known/security.txt")
DOCUMENTS = ("", "/layout", "/pages", "/roles", "/questions", "/examples", "/redirects", "/sitemap")
API = "/api/v1/brands"


def published(directory: BrandDirectory, brand: Brand) -> Iterator[Key]:
    """Addresses of a brand: its pages and their Markdown, the files of its site, and its documents on the API's host.

    Not all of them need to answer: a feed without articles is none.
    """
    scheme = "https" if settings.HTTPS else "http"
    paths = list(FILES)
    for root in visible_roots(directory, brand):
        with translation.override(root.language_code):
            paths += [reverse(name, urlconf=settings.SITE_URLCONF) for name in GENERATORS]
    yield from (Key(scheme, brand.host, path) for path in paths)
    pages = visible_pages(directory, brand).values_list("pk", "path", "url_path")
    for pk, tree_path, url_path in pages.iterator(chunk_size=1000):
        root_above = directory.root_for_tree_path(tree_path)
        if root_above is None:
            continue
        if not brand.headless_only:  # its pages stand on another front end
            path = public_path(root_above, url_path)
            yield Key(scheme, brand.host, path)
            yield Key(scheme, brand.host, markdown_path(path), representation=MARKDOWN)
        yield Key(scheme, settings.API_HOST, f"{API}/{brand.key}/pages/{pk}")
    yield from (Key(scheme, settings.API_HOST, f"{API}/{brand.key}{each}") for each in DOCUMENTS)


def everything(keys: list[str] | None = None) -> Iterator[Key]:
    """Addresses of all brands, or of those with these keys."""
    directory = BrandDirectory()
    for brand in directory.brands:
        if keys is None or brand.key in keys:
            yield from published(directory, brand)
    if keys is None:
        yield Key("https" if settings.HTTPS else "http", settings.API_HOST, API)
