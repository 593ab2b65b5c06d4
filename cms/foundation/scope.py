"""For whom something is represented: a brand, a language, the public or an editor who previews.

A scope turns references into the things that they mean. Higher rooms register a *loader* per model at start
(`register_loader`); a loader receives all wanted primary keys at once, so the number of queries depends on the
models in play and not on the number of blocks. What a loader does not return does not exist for this scope.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from wagtail.models import Locale, Page

from brands.directory import BrandDirectory
from brands.models import Brand

from .tags import add_tags

Loader = Callable[["Scope", set[Any]], dict[Any, Any]]

_loaders: dict[type[Model], Loader] = {}
_address_books: dict[type[Model], Callable[["Scope", set[Any]], dict[Any, str]]] = {}


def register_loader(model: type[Model], loader: Loader) -> None:
    """Say how references to a model become things: ``loader(scope, {pk, …}) → {pk: thing}``."""
    _loaders[model] = loader


def register_addresses(model: type[Model], finder: Callable[["Scope", set[Any]], dict[Any, str]]) -> None:
    """Say where things of a model have a page: ``finder(scope, {translation key, …}) → {translation key: path}``."""
    _address_books[model] = finder


def _registered(model: type[Model]) -> type[Model]:
    for candidate in model.__mro__:
        if candidate in _loaders:
            return candidate
    raise LookupError(f"No loader is registered for {model.__name__}.")


def _address_key(thing: Any) -> Any:
    return getattr(thing, "translation_key", None)


@dataclass
class Scope:
    """A point of view. `preview` shows what is not public yet to an editor who may see it."""

    directory: BrandDirectory
    brand: Brand
    locale: Locale
    preview: bool = False
    page: Page | None = None
    missing: list[str] = field(default_factory=list)
    _things: dict[type[Model], dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))
    _addresses: dict[type[Model], dict[Any, str | None]] = field(default_factory=lambda: defaultdict(dict))
    _remembered: dict[str, Any] = field(default_factory=dict)

    @property
    def language_code(self) -> str:
        return self.locale.language_code

    @property
    def texts(self):
        """What the brand says of itself in this language."""
        return self.brand.language(self.language_code)

    def prefetch(self, references: Iterable[tuple[type[Model], Any]]) -> None:
        """Load everything referred to, and what that refers to in turn: one loader call per model and wave."""
        wave = set(references)
        while wave:
            wanted: dict[type[Model], set[Any]] = defaultdict(set)
            for referred, pk in wave:
                model = _registered(referred)
                if pk not in self._things[model]:
                    wanted[model].add(pk)
            wave = set()
            for model, keys in wanted.items():
                found = _loaders[model](self, keys)
                for pk in keys:
                    thing = self._things[model][pk] = found.get(pk)
                    if thing is not None and hasattr(thing, "references"):
                        wave.update(thing.references())
                if model in _address_books:
                    self.prefetch_addresses(model, (key for thing in found.values() if (key := _address_key(thing))))

    def get(self, model: type[Model], pk: Any) -> Any | None:
        """The thing that a reference means here, or None. Adds its tags, also where it is absent."""
        if pk is None:
            return None
        model = _registered(model)
        if pk not in self._things[model]:
            self.prefetch([(model, pk)])
        thing = self._things[model][pk]
        label = model._meta.model_name
        add_tags(f"{label}:{pk}", *(thing.tags() if hasattr(thing, "tags") else ()))
        return thing

    def prefetch_addresses(self, model: type[Model], keys: Iterable[Any]) -> None:
        """Find the pages of several library items at once."""
        wanted = set(keys) - self._addresses[model].keys()
        if wanted and model in _address_books:
            found = _address_books[model](self, wanted)
            self._addresses[model].update({key: found.get(key) for key in wanted})

    def address_of(self, model: type[Model], key: Any) -> str | None:
        """Path of the brand's page about a library item, if there is one."""
        self.prefetch_addresses(model, [key])
        return self._addresses[model].get(key)

    def remember(self, key: str, make: Callable[[], Any]) -> Any:
        """What `make` returned the first time, for things that a scope has once, such as its menus.

        Adds the key as tag.
        """
        add_tags(key)
        if key not in self._remembered:
            self._remembered[key] = make()
        return self._remembered[key]

    def miss(self, message: str) -> None:
        """Note something that a reader will not see although an editor put it there; previews print these notes."""
        if message not in self.missing:
            self.missing.append(message)
