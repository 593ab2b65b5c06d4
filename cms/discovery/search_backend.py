"""Wagtail's search in the database, with each object indexed in its own language where the database knows languages.

Wagtail has one configuration for all it indexes. Here Dutch texts are indexed with PostgreSQL's Dutch dictionary and
English ones with its English one, so that a search finds other forms of a word. SQLite knows no forms.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.database import SearchBackend as DatabaseSearchBackend

#: Language of the site → PostgreSQL's configuration.
CONFIGURATIONS = {"nl": "dutch", "en": "english"}


def SearchBackend(params: dict) -> Any:  # noqa: N802 - the name by which Wagtail finds a backend
    """Wagtail's backend for the database in use."""
    backend = DatabaseSearchBackend(params)
    if connection.vendor == "postgresql":
        backend.index_class = by_language(backend.index_class)
    return backend


def by_language(index_class: type) -> type:
    """An index that adds each object in its own language."""

    class ByLanguage(index_class):
        def add_items(self, model: type, objs: Iterable[Any]) -> None:
            groups: dict[str | None, list[Any]] = defaultdict(list)
            for obj in objs:
                groups[configuration_of(obj)].append(obj)
            for configuration, group in groups.items():
                index_class(in_language(configuration)).add_items(model, group)

    return ByLanguage


def configuration_of(obj: Any) -> str | None:
    """PostgreSQL's configuration for an object's language; None for what has none, such as an image."""
    locale = getattr(obj, "locale", None)
    return CONFIGURATIONS.get(locale.language_code) if locale is not None else None


def in_language(configuration: str | None) -> Any:
    """The backend that indexes and searches with a configuration."""
    return DatabaseSearchBackend({"SEARCH_CONFIG": configuration} if configuration else {})


def backend_for(language_code: str) -> Any:
    """The backend that searches texts of a language."""
    if connection.vendor == "postgresql":
        return in_language(CONFIGURATIONS.get(language_code))
    return get_search_backend()
