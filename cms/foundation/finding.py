"""Finding public pages, each in questions that are written once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from brands.directory import Root, directory_for

from .prepared import ask
from .tags import add_tags
from .together import fetch
from .visibility import Trees, public_in, visible_trees


def root_of_request(request: HttpRequest) -> Root | None:
    """Root of the tree of the host's brand in the language of the path; a language that is not there is not there."""
    brand = getattr(request, "brand", None)
    return brand and directory_for(request).root_of(brand, translation.get_language())


def routed(request: HttpRequest, root: Root, components: Iterable[str]) -> RouteResult | None:
    """The public page below a root at an address, as Wagtail wants it."""
    page = page_at(visible_trees(directory_for(request), root.brand, root.language_code), root, components)
    return None if page is None else RouteResult(page)


def page_at(trees: Trees, root: Root, components: Iterable[str]) -> Page | None:
    url_path = root.url_path + "".join(f"{component}/" for component in components if component)
    (found,) = fetch([ask(_at, trees, url_path=url_path)])
    if not found:
        add_tags(f"missing:{url_path}")
        return None
    page = whole(found[0])
    page.is_found_public = True
    return page


def page_with(trees: Trees, key: int) -> Page | None:
    """The public page of some trees with a primary key."""
    (found,) = fetch([ask(_with, trees, keys=[key])])
    return found[0] if found else None


def whole(page: Page) -> Any:
    """A page with the fields of its type."""
    model = page.specific_class
    (found,) = fetch([ask(rows_of, model, keys=[page.pk])]) if model is not None else ([],)
    return found[0] if found else page.specific


def rows_of(model: type[Page], keys) -> QuerySet:
    """Pages of a type with these keys."""
    return model._default_manager.filter(pk__among=keys)


def _at(trees: Trees, url_path: str) -> QuerySet:
    return public_in(trees).filter(url_path=url_path)


def _with(trees: Trees, keys) -> QuerySet:
    return public_in(trees).filter(pk__among=keys)
