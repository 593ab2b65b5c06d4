"""The leak crawl's core, on whatever database the settings point at: every private word is asked for.

Private are the pages that the public may not see, drafts of those that it may, and library items that are not
published. Their words are looked for in all public pages, in what the API lists, and by searching.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.test import Client
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from brands.models import Brand
from cms.foundation.links import public_path
from cms.foundation.visibility import visible_items, visible_pages
from cms.library.models import LibraryItem

SHORTEST = 8  # signs: shorter ones stand in ordinary texts
LISTS = ("pages", "layout", "sitemap", "roles", "questions", "examples", "redirects")


@dataclass(frozen=True)
class Crawl:
    """What was asked and what came of it. `leaks`: a line each."""

    answers: int
    words: int
    leaks: list[str]


def crawl() -> Crawl:
    """Ask every brand's site and the API for everything private."""
    directory = BrandDirectory()
    leaks, answers, words = [], 0, 0
    for brand in directory.brands:
        private = private_words(directory, brand)
        words += len(private)
        for address, body in read(directory, brand, private):
            answers += 1
            leaks += [f"{brand.host}{address} says “{word}”." for word in private if word in body]
    return Crawl(answers, words, leaks)


def private_words(directory: BrandDirectory, brand: Brand) -> set[str]:
    """Titles that only the desk may read, without those that a public page has too."""
    visible = visible_pages(directory, brand)
    said = set(visible.values_list("title", flat=True))
    words = {page.title for page in hidden_pages(directory, brand)}
    words |= {page.draft_title for page in pages_of(directory, brand)}
    for model in apps.get_models():
        if issubclass(model, LibraryItem):
            public = visible_items(model.objects.all())
            words |= {str(item) for item in model.objects.exclude(pk__in=public.values("pk"))}
            said |= {str(item) for item in public}
    return {word for word in words if len(word) >= SHORTEST and not any(word in public for public in said)}


def pages_of(directory: BrandDirectory, brand: Brand) -> Iterator[Page]:
    for root in directory.roots:
        if root.brand.pk == brand.pk:
            yield from Page.objects.filter(path__startswith=root.tree_path)


def hidden_pages(directory: BrandDirectory, brand: Brand) -> list[Page]:
    visible = set(visible_pages(directory, brand).values_list("pk", flat=True))
    return [page for page in pages_of(directory, brand) if page.pk not in visible]


def read(directory: BrandDirectory, brand: Brand, words: set[str]) -> Iterator[tuple[str, str]]:
    """Address and body of everything that a stranger may ask a brand for."""
    port = brand.site.port
    browser = Client(HTTP_HOST=brand.host if port in (80, 443) else f"{brand.host}:{port}")
    for address in addresses(directory, brand):
        yield address, browser.get(address, secure=port == 443).content.decode("utf-8", "replace")
    for word in sorted(words):
        for root in directory.roots:
            if root.brand.pk == brand.pk:
                query = {"q": word[:100], "locale": root.language_code}
                found = browser.get(f"/api/v1/brands/{brand.key}/search", query, secure=port == 443)
                yield f"/api/v1/brands/{brand.key}/search?q={word}", found.content.decode("utf-8", "replace")


def addresses(directory: BrandDirectory, brand: Brand) -> Iterator[str]:
    yield from ("/sitemap.xml", "/robots.txt")
    for name in LISTS:
        for language in brand.languages.all():
            yield f"/api/v1/brands/{brand.key}/{name}?locale={language.locale.language_code}"
    for page in pages_of(directory, brand):
        root = _root(directory, page)
        if root is not None:
            yield public_path(root, page.url_path)
            yield f"/api/v1/brands/{brand.key}/pages/{page.pk}"


def _root(directory: BrandDirectory, page: Page) -> Root | None:
    return directory.root_for_tree_path(page.path)
