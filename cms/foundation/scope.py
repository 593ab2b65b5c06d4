"""For whom something is represented: a brand, a language, the public or an editor who previews.

A scope turns references into the things that they mean. Higher rooms register a *loader* per kind of thing at start
(`register_loader`); a loader gets all wanted keys at once and yields the querysets that it wants, so that those of
several loaders become one query (`together`): the number of queries depends neither on the number of blocks nor on
the number of kinds. What a loader does not return does not exist for this scope.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from wagtail.models import Locale, Page

from brands.directory import BrandDirectory
from brands.models import Brand

from .tags import add_tags, pages_about
from .together import Loading, gather
from .visibility import Trees, visible_pages, visible_trees

Loader = Callable[["Scope", set[Any]], Loading[dict[Any, Any]]]

#: Things are loaded in this order, so that what several kinds refer to is asked for once: a page's own items, then the
#: roles that items name, then the pages and documents that all of them link to.
FIRST, ROLES, LINKED = range(3)

#: So many things are shared by those who read a brand in a language; then it begins anew.
MOST_SHARED = 2000

_loaders: dict[type, Loader] = {}
_orders: dict[type, int] = {}
_address_books: dict[type, Loader] = {}
_page_types: dict[type[Page], type] = {}


@dataclass(frozen=True)
class AddressOf:
    """Kind of a reference to the brand's page about a thing; its key is the thing's translation key."""

    kind: type


Kind = type | AddressOf


def register_loader(kind: type, loader: Loader, order: int = FIRST) -> None:
    """Say how references to a kind of thing, mostly a model, become things.

    ``loader(scope, {key, …})`` is a generator: it yields querysets, is sent their rows and returns ``{key: thing}``.
    """
    _loaders[kind] = loader
    _orders[kind] = order


def register_addresses(kind: type, finder: Loader, page_type: type[Page]) -> None:
    """Say where things of a kind have a page of a type: a loader of ``{translation key: path}``."""
    _address_books[kind] = finder
    _page_types[page_type] = kind


def is_led_to(page: Page) -> list[str]:
    """Tags of what asked where things have a page, and may be answered another way now that this page changes."""
    kind = _page_types.get(page.specific_class) if page.specific_class else None
    return [pages_about(kind, page.path)] if kind else []


def _registered(kind: Kind) -> Kind:
    if isinstance(kind, AddressOf):
        return kind
    for candidate in kind.__mro__:
        if candidate in _loaders:
            return candidate
    raise LookupError(f"No loader is registered for {kind.__name__}.")


def _order(kind: Kind) -> int:
    return LINKED if isinstance(kind, AddressOf) else _orders[kind]


def _nothing(scope: "Scope", keys: set[Any]) -> Loading[dict[Any, Any]]:
    yield []
    return {}


def _loader(kind: Kind) -> Loader:
    return _address_books.get(kind.kind, _nothing) if isinstance(kind, AddressOf) else _loaders[kind]


class Loaded:
    """What references turned out to mean for some readers, or for all of a brand and language for a while.

    :ivar things: kind → key → thing; None where there is none for them.
    :ivar tags: what else an answer with a thing, or with its absence, is made of.
    """

    def __init__(self) -> None:
        self.things: dict[Kind, dict[Any, Any]] = defaultdict(dict)
        self.tags: dict[tuple[Kind, Any], tuple[str, ...]] = {}

    def __len__(self) -> int:
        return sum(map(len, list(self.things.values())))


NOTHING_YET = Loaded()


@dataclass
class Scope:
    """A point of view. `preview` shows what is not public yet to an editor who may see it.

    `passed` are the privacy settings, by primary key, whose password the reader has given.
    """

    directory: BrandDirectory
    brand: Brand
    locale: Locale
    preview: bool = False
    page: Page | None = None
    passed: frozenset[int] = frozenset()
    missing: list[str] = field(default_factory=list)
    _loaded: Loaded = field(default_factory=lambda: NOTHING_YET)
    _remembered: dict[str, Any] = field(default_factory=dict)
    _looked_through: dict[int, Page] = field(default_factory=dict)  # by identity

    def __post_init__(self):
        if self._loaded is not NOTHING_YET:
            return
        shared = self.directory.shared
        if shared is None or self.preview or self.passed:
            self._loaded = Loaded()
            return
        # Of the public, everybody who reads this brand and language sees the same.
        loaded = shared.get((self.brand.pk, self.locale.pk))
        if loaded is None or len(loaded) > MOST_SHARED:
            loaded = shared[self.brand.pk, self.locale.pk] = Loaded()
        self._loaded = loaded

    @property
    def language_code(self) -> str:
        return self.locale.language_code

    @property
    def texts(self):
        """What the brand says of itself in this language."""
        return self.brand.language(self.language_code)

    @cached_property
    def trees(self) -> Trees:
        """The tree in which the scope's readers see pages; none where the brand does not show the language."""
        return visible_trees(self.directory, self.brand, self.language_code)

    def visible_pages(self, queryset: QuerySet | None = None) -> QuerySet:
        """Pages of the brand and language that this reader may see; of a queryset, or all."""
        return visible_pages(self.directory, self.brand, self.language_code, queryset, self.passed)

    def prefetch(self, references: Iterable[tuple[Kind, Any]]) -> None:
        """Load everything referred to, and what that refers to in turn: one query per order, whatever the kinds."""
        waiting: dict[Kind, set[Any]] = defaultdict(set)
        self._await(waiting, references)
        while waiting:
            first = min(map(_order, waiting))
            wanted = {kind: waiting.pop(kind) for kind in list(waiting) if _order(kind) == first}
            found = gather({kind: _loader(kind)(self, keys) for kind, keys in wanted.items()})
            for kind, keys in wanted.items():
                self._loaded.things[kind].update({key: found[kind].get(key) for key in keys})
            for kind in wanted:
                for thing in found[kind].values():
                    self._await(waiting, _references_of(kind, thing))

    def prefetch_page(self, page: Page, beside: Iterable[tuple[Kind, Any]] = ()) -> None:
        """Load everything that a page refers to, and what else will be needed with it."""
        self.prefetch_pages([page], beside)

    def prefetch_pages(self, pages: Iterable[Page], beside: Iterable[tuple[Kind, Any]] = ()) -> None:
        """The same of several; each page is looked through once, however often it is asked for."""
        new = [page for page in pages if id(page) not in self._looked_through]
        self._looked_through.update({id(page): page for page in new})
        self.prefetch([*beside, *(reference for page in new for reference in page.references())])

    def _await(self, waiting: dict[Kind, set[Any]], references: Iterable[tuple[Kind, Any]]) -> None:
        for referred, key in references:
            kind = _registered(referred)
            if key not in self._loaded.things[kind]:
                waiting[kind].add(key)

    def get(self, referred: Kind, key: Any) -> Any:
        """The thing that a reference means here, or None. Adds its tags, of a model's also where it is absent."""
        if key is None:
            return None
        kind = _registered(referred)
        things = self._loaded.things[kind]
        if key not in things:
            self.prefetch([(kind, key)])
        thing = things[key]
        add_tags(*self._loaded.tags.get((kind, key), ()))
        if isinstance(kind, AddressOf):
            add_tags(*(pages_about(kind.kind, tree_path) for tree_path, _ in self.trees))
        elif issubclass(kind, Model):
            add_tags(f"{kind._meta.model_name}:{key}")
        if hasattr(thing, "tags"):
            add_tags(*thing.tags())
        return thing

    def note(self, kind: Kind, key: Any, *tags: str) -> None:
        """For loaders: what else an answer is made of that has this thing, or shows that there is none."""
        self._loaded.tags[kind, key] = tags

    def address_of(self, kind: type, key: Any) -> str | None:
        """Path of the brand's page about a library item, if there is one."""
        return self.get(AddressOf(kind), key)

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


def _references_of(kind: Kind, thing: Any) -> Iterable[tuple[Kind, Any]]:
    """What a thing refers to: what it says itself, and where it has a page."""
    if hasattr(thing, "references"):
        yield from thing.references()
    if kind in _address_books and (key := getattr(thing, "translation_key", None)):
        yield AddressOf(kind), key
