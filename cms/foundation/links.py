"""Links as one type, and the public addresses of pages."""

from functools import cache
from typing import Literal

from django.conf import settings
from django.db.models import QuerySet
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from pydantic import BaseModel, ConfigDict
from wagtail.models import Page

from brands.directory import ROOT_PATH_LENGTH

from .prepared import ask
from .scope import Scope
from .tags import add_tags
from .together import Loading
from .visibility import Trees, public, public_in, visible_roots, visible_trees

CONTACT_PAGE = "contact"  # key under which `register_addresses(Page, …)` answers with a brand's contact page


class Representation(BaseModel):
    """Base of everything that templates render and the API serialises."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


@cache
def fields_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Names of a representation's fields: the model itself takes a while to tell them."""
    return tuple(model.model_fields)


class PageCard(Representation):
    """A page as it appears in lists and behind links."""

    id: int
    type: str
    language: str
    title: str
    summary: str
    url: str


class Link(Representation):
    """A link: its text, its address, the page where it is one of ours, and whether it leaves the brand."""

    text: str
    url: str
    kind: Literal["page", "web", "email", "telephone", "contact"]
    page: PageCard | None = None
    leaves_brand: bool = False


def public_path(root, url_path: str) -> str:
    """Public path of a page from its root and Wagtail's url path.

    ``/en/contact/`` in English, ``/contact/`` in Dutch.
    """
    prefix = "" if root.language_code == settings.LANGUAGE_CODE else f"/{root.language_code}"
    return f"{prefix}/{url_path[len(root.url_path) :]}"


def taken(root, url_path: str) -> bool:
    """Whether the site answers at a page's address with something else, such as its search or another language."""
    path = public_path(root, url_path)
    if (translation.get_language_from_path(path) or settings.LANGUAGE_CODE) != root.language_code:
        return True
    with translation.override(root.language_code):
        try:
            return resolve(path, urlconf=settings.SITE_URLCONF).url_name != "wagtail_serve"
        except Resolver404:  # no address of a page at all: what was written as its slug is refused at that field
            return False


class Elsewhere(Representation):
    """What a site shows by itself, such as its search, in another of the brand's languages."""

    language: str
    url: str


def elsewhere(scope: Scope, view_name: str) -> list[Elsewhere]:
    """Where a view of the site answers in the brand's other languages."""
    roots = [root for root in visible_roots(scope.directory, scope.brand) if root.language_code != scope.language_code]
    found = []
    for root in roots:
        with translation.override(root.language_code):
            url = reverse(view_name, urlconf=settings.SITE_URLCONF)
        found.append(Elsewhere(language=root.language_code, url=url))
    return found


def page_path(directory, page: Page) -> str | None:
    """Public path of a page on its brand's host; None outside the brands' trees."""
    root = directory.root_for_tree_path(page.path)
    return None if root is None else public_path(root, page.url_path)


def page_url(directory, page: Page) -> str | None:
    """Full public address of a page; None outside the brands' trees."""
    root = directory.root_for_tree_path(page.path)
    return None if root is None else root.brand.public_url + public_path(root, page.url_path)


class PageTarget:
    """A page behind a reference that the scope's reader may see."""

    def __init__(self, scope: Scope, page: Page):
        self.page = page
        root = scope.directory.root_for_tree_path(page.path)
        if root is None:
            raise ValueError(f"{page} stands in no brand's tree.")
        self.root = root
        self.leaves_brand = self.root.brand.pk != scope.brand.pk
        path = public_path(self.root, page.url_path)
        self.url = self.root.brand.public_url + path if self.leaves_brand else path

    def tags(self) -> list[str]:
        return [f"page:{self.page.pk}"]

    def card(self) -> PageCard:
        """The page as a card; whoever shows it is made of the page."""
        add_tags(*self.tags())
        return PageCard(
            id=self.page.pk,
            type=self.page.specific_class.type_key(),
            language=self.root.language_code,
            title=self.page.title,
            summary=self.page.search_description,
            url=self.url,
        )


#: What a card shows and where it leads.
CARD_FIELDS = (
    "path", "depth", "url_path", "title", "search_description", "translation_key", "locale", "alias_of", "content_type",
)  # fmt: skip


def load_pages(scope: Scope, keys: set) -> Loading[dict]:
    """Public pages by primary key. A page in another language is replaced by its translation where that is public."""
    chosen, candidates = yield [ask(_meant, keys=keys), ask(_candidates, scope.passed, keys=keys)]
    by_key: dict = {}
    by_pk: dict = {}
    for page in candidates:
        root = scope.directory.root_for_tree_path(page.path)
        if root is not None and root.live and root.locale_id == page.locale_id:
            by_pk[page.pk] = page
            if page.locale_id == scope.locale.pk and page.alias_of_id is None:
                by_key[page.translation_key] = page
    found = {}
    for one in chosen:
        page = by_pk.get(one.pk)
        if page is None or page.locale_id != scope.locale.pk:
            page = by_key.get(one.translation_key, page)
        if page is not None:
            found[one.pk] = PageTarget(scope, page)
    return found


def _meant(keys) -> QuerySet:
    return Page.objects.filter(pk__among=keys).only("translation_key")


def _candidates(passed: frozenset[int], keys) -> QuerySet:
    meant = Page.objects.filter(pk__among=keys)
    wanted = Page.objects.filter(translation_key__in=meant.values("translation_key"))
    return public(wanted, passed=passed).only(*CARD_FIELDS)


class PagesAbove:
    """Kind of a reference to the public pages above a page, from its brand's home page down; its key is a tree path."""


def load_pages_above(scope: Scope, keys: set) -> Loading[dict]:
    """The pages above each tree path, in its order."""
    above = {key: [key[:end] for end in range(ROOT_PATH_LENGTH, len(key), Page.steplen)] for key in keys}
    wanted = {path for paths in above.values() for path in paths}
    (pages,) = yield [ask(_cards_at, scope.trees, scope.passed, paths=wanted)]
    by_path = {page.path: PageTarget(scope, page) for page in pages}
    return {key: [by_path[path] for path in paths if path in by_path] for key, paths in above.items()}


def _cards_at(trees: Trees, passed: frozenset[int], paths) -> QuerySet:
    return public_in(trees, passed).filter(path__among=paths).only(*CARD_FIELDS)


#: Of the pages below one parent, so many stand beside each: the first in the order of the tree, which editors set.
MOST_BESIDE = 13


class PagesBeside:
    """Kind of a reference to the first public pages of some types below the same parent as a page, itself aside.

    Its key is a tree path and the names of the models.
    """


def load_pages_beside(scope: Scope, keys: set) -> Loading[dict]:
    """The neighbours of each tree path, in the order of the tree. An alias of a neighbour is none of its own."""
    families = sorted({(path[: -Page.steplen], models) for path, models in keys})
    found = yield [
        ask(_cards_below, scope.trees, models, len(above) // Page.steplen + 1, above=above)
        for above, models in families
    ]
    targets = {
        family: [PageTarget(scope, page) for page in sorted(pages, key=lambda page: page.path)]
        for family, pages in zip(families, found, strict=True)
    }
    return {
        (path, models): [each for each in targets[path[: -Page.steplen], models] if each.page.path != path]
        for path, models in keys
    }


def _cards_below(trees: Trees, models: tuple[str, ...], depth: int, above: str) -> QuerySet:
    """The first only: a parent may have thousands."""
    beside = public_in(trees).filter(
        path__begins=above, depth=depth, alias_of=None, content_type__model__in=models
    ).order_by("path")  # fmt: skip
    return Page.objects.filter(pk__in=beside.values("pk")[:MOST_BESIDE]).only(*CARD_FIELDS)


class AliasSource:
    """Kind of a reference to the page that an alias mirrors; its key is that page's primary key."""


def load_alias_sources(scope: Scope, keys: set) -> Loading[dict]:
    """Pages by primary key, each as it is: whoever shows an alias may see its source."""
    (pages,) = yield [ask(_sources, keys=keys)]
    return {page.pk: page for page in pages}


def _sources(keys) -> QuerySet:
    return Page.objects.filter(pk__among=keys).only(*CARD_FIELDS)


class Translations:
    """Kind of a reference to a page in the languages that its brand shows; its key is a translation key."""


def load_translations(scope: Scope, keys: set) -> Loading[dict]:
    """The public pages of each translation key, aliases aside, in the order of the tree."""
    (pages,) = yield [ask(_translated, visible_trees(scope.directory, scope.brand), scope.passed, keys=keys)]
    found: dict = {key: [] for key in keys}
    for page in sorted(pages, key=lambda page: page.path):
        found[page.translation_key].append(PageTarget(scope, page))
    return found


def _translated(trees: Trees, passed: frozenset[int], keys) -> QuerySet:
    return public_in(trees, passed).filter(translation_key__among=keys, alias_of=None).only(*CARD_FIELDS)
