"""Links as one type, and the public addresses of pages."""

from typing import Literal

from django.conf import settings
from pydantic import BaseModel, ConfigDict
from wagtail.models import Page

from .scope import Scope
from .tags import add_tags
from .visibility import public

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


def page_path(directory, page: Page) -> str | None:
    """Public path of a page on its brand's host; None outside the brands' trees."""
    root = directory.root_for_tree_path(page.path)
    return None if root is None else public_path(root, page.url_path)


def page_url(directory, page: Page) -> str | None:
    """Full public address of a page; None outside the brands' trees."""
    root = directory.root_for_tree_path(page.path)
    return None if root is None else root.brand.root_url + public_path(root, page.url_path)


class PageTarget:
    """A public page behind a reference, as seen from a scope."""

    def __init__(self, scope: Scope, page: Page):
        self.page = page
        root = scope.directory.root_for_tree_path(page.path)
        if root is None:
            raise ValueError(f"{page} stands in no brand's tree.")
        self.root = root
        self.leaves_brand = self.root.brand.pk != scope.brand.pk
        path = public_path(self.root, page.url_path)
        self.url = self.root.brand.root_url + path if self.leaves_brand else path

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


def load_pages(scope: Scope, keys: set) -> dict:
    """Public pages by primary key. A page in another language is replaced by its translation where that is public."""
    chosen = Page.objects.filter(pk__in=keys).values_list("pk", "translation_key")
    key_of = dict(chosen)
    candidates = public(Page.objects.filter(translation_key__in=set(key_of.values())))
    by_key: dict = {}
    by_pk: dict = {}
    for page in candidates:
        root = scope.directory.root_for_tree_path(page.path)
        if root is not None and root.live and root.locale_id == page.locale_id:
            by_pk[page.pk] = page
            if page.locale_id == scope.locale.pk and page.alias_of_id is None:
                by_key[page.translation_key] = page
    found = {}
    for pk, key in key_of.items():
        page = by_pk.get(pk)
        if page is None or page.locale_id != scope.locale.pk:
            page = by_key.get(key, page)
        if page is not None:
            found[pk] = PageTarget(scope, page)
    return found
