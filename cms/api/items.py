"""Roles, questions and examples as a brand says them: what the endpoints of the library share."""

from typing import Any, TypeVar

from django.db.models import Q
from django.http import HttpRequest
from pydantic import Field

from brands.directory import directory_for
from cms.discovery.search import shown_text, shows
from cms.foundation.scope import Scope
from cms.foundation.tags import add_tags, list_of_items
from cms.foundation.visibility import visible_items, visible_roots
from cms.library.models import LibraryItem

from .paging import Listed, Listing, piece_of
from .problems import NOT_FOUND, Refused
from .refs import Gathered
from .viewpoint import Language, brand_of, scope_of

Answer = TypeVar("Answer", bound=Listing)


class ItemParameters(Listed):
    """Parameters of the lists of the library."""

    locale: Language = None
    q: str | None = Field(None, min_length=1, max_length=100, description="Words that must all occur.")


def list_items(
    model: type[LibraryItem], answer: type[Answer], request: HttpRequest, brand: str, parameters: ItemParameters
) -> Answer:
    """The items that a brand sees in a language, originals and its own, each as the brand says it."""
    scope = scope_of(request, brand, parameters.locale)
    keys = visible_keys(model, scope)
    if parameters.q is not None:
        said = represented(model, scope, keys)
        keys = [key for key, item in said.items() if shows(shown_text(item), parameters.q)]
    cut = piece_of(keys, lambda key: (0, key), request, parameters)
    values: dict[str, Any] = {"items": list(represented(model, scope, cut.rows).values())}
    return answer(**values, **cut.told)


def represented(model: type[LibraryItem], scope: Scope, keys: list[int]) -> dict[int, Any]:
    """Primary key → item as the scope's brand says it, in the order of the keys."""
    scope.prefetch((model, key) for key in keys)
    items = {key: scope.get(model, key) for key in keys}
    said = {key: item.represent(scope) for key, item in items.items() if item is not None}
    files = Gathered(scope.brand.root_url)
    return {key: files.full(card) for key, card in said.items() if card is not None}


def one_item(model: Any, request: HttpRequest, brand: str, key: int) -> Any:
    """One item by the key that the list gives it; those of versions, drafts and other brands mean nothing."""
    owner = brand_of(request, brand)
    language = model.objects.filter(pk=key).values_list("locale__language_code", flat=True).first()
    if language is not None and visible_roots(directory_for(request), owner, language):
        scope = scope_of(request, brand, language)
        item = scope.get(model, key)
        if item is not None and item.pk == key:
            return Gathered(scope.brand.root_url).full(item.represent(scope))
    add_tags(f"{model._meta.model_name}:{key}")
    raise Refused(NOT_FOUND, "The brand has no such item.")


def visible_keys(model: Any, scope: Scope) -> list[int]:
    """Primary keys of the items that a scope sees, originals and its brand's own."""
    add_tags(list_of_items(model))
    mine = Q(brand=None) | Q(brand=scope.brand)
    items = model.objects.filter(mine, original=None, locale=scope.locale)
    return list(visible_items(items).order_by("pk").values_list("pk", flat=True))
