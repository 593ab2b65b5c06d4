"""Links as one type, and the public addresses of pages."""

from typing import Literal

from django.conf import settings
from django.db.models import Q
from django.urls import resolve, reverse
from django.utils import translation
from pydantic import BaseModel, ConfigDict
from wagtail.models import Page

from brands.directory import ROOT_PATH_LENGTH

from .scope import Scope
from .tags import add_tags
from .together import Loading
from .visibility import public, visible_pages, visible_roots

CONTACT_PAGE = "contact"  # key under which `register_addresses(Page, …)` answers with a brand's contact page


class Representation(BaseModel):
    """Base of everything that templates render and the API serialises."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


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
        return resolve(path, urlconf=settings.SITE_URLCONF).url_name != "wagtail_serve"


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
    meant = Page.objects.filter(pk__in=keys)
    chosen, candidates = yield [
        meant.only("translation_key"),
        public(Page.objects.filter(translation_key__in=meant.values("translation_key")), passed=scope.passed).only(
            *CARD_FIELDS
        ),
    ]
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


class PagesAbove:
    """Kind of a reference to the public pages above a page, from its brand's home page down; its key is a tree path."""


def load_pages_above(scope: Scope, keys: set) -> Loading[dict]:
    """The pages above each tree path, in its order."""
    above = {key: [key[:end] for end in range(ROOT_PATH_LENGTH, len(key), Page.steplen)] for key in keys}
    wanted = {path for paths in above.values() for path in paths}
    (pages,) = yield [scope.visible_pages().filter(path__in=wanted).only(*CARD_FIELDS)]
    by_path = {page.path: PageTarget(scope, page) for page in pages}
    return {key: [by_path[path] for path in paths if path in by_path] for key, paths in above.items()}


class PagesBeside:
    """Kind of a reference to the public pages below the same parent as a page, itself aside; its key is a tree path."""


def load_pages_beside(scope: Scope, keys: set) -> Loading[dict]:
    """The neighbours of each tree path, in the order of the tree. An alias of a neighbour is none of its own."""
    beside = Q(pk__in=[])
    for key in keys:
        beside |= Q(path__startswith=key[: -Page.steplen], depth=len(key) // Page.steplen)
    visible = visible_pages(scope.directory, scope.brand, scope.language_code)
    (pages,) = yield [visible.filter(beside, alias_of=None).only(*CARD_FIELDS)]
    targets = [PageTarget(scope, page) for page in sorted(pages, key=lambda page: page.path)]
    return {
        key: [
            target
            for target in targets
            if target.page.path != key and target.page.path[: -Page.steplen] == key[: -Page.steplen]
        ]
        for key in keys
    }


class AliasSource:
    """Kind of a reference to the page that an alias mirrors; its key is that page's primary key."""


def load_alias_sources(scope: Scope, keys: set) -> Loading[dict]:
    """Pages by primary key, each as it is: whoever shows an alias may see its source."""
    (pages,) = yield [Page.objects.filter(pk__in=keys).only(*CARD_FIELDS)]
    return {page.pk: page for page in pages}


class Translations:
    """Kind of a reference to a page in the languages that its brand shows; its key is a translation key."""


def load_translations(scope: Scope, keys: set) -> Loading[dict]:
    """The public pages of each translation key, aliases aside, in the order of the tree."""
    visible = visible_pages(scope.directory, scope.brand, passed=scope.passed)
    (pages,) = yield [visible.filter(translation_key__in=keys, alias_of=None).only(*CARD_FIELDS)]
    found: dict = {key: [] for key in keys}
    for page in sorted(pages, key=lambda page: page.path):
        found[page.translation_key].append(PageTarget(scope, page))
    return found
