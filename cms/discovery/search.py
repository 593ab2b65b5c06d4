"""Search in what a brand's pages show.

The index proposes and the representation confirms: a page is found only by words that it shows to everybody. The index
may hold more, such as the words of a link whose target is a draft, or texts that have changed since it was made.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags
from pydantic import BaseModel
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.foundation.links import Link, PageCard
from cms.foundation.pages import PageDocument
from cms.foundation.rich_text import RichText
from cms.foundation.scope import Kind, Scope
from cms.foundation.tags import add_tags, list_of_pages
from cms.foundation.together import fetch

#: How many pages are looked at; who searches more widely is asked to be more precise.
MOST_LOOKED_AT = 200
EXCERPT = 200

_WORD = re.compile(r"\w+")
#: Fields whose text is not read but used: keys, addresses, names of types.
_NOT_READ = {
    "id", "key", "type", "kind", "origin", "brand", "language", "name_language", "path", "url", "src", "sources",
    "placeholder", "engagement", "breadcrumbs", "translations", "related", "seo", "tags",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A page that shows the words, and its text around the first of them."""

    page: Page
    excerpt: str


def search(scope: Scope, words: str, pages: QuerySet[Page] | None = None) -> dict[int, Hit]:
    """Primary key → hit, of the public pages of the scope's brand and language that show all words."""
    root = scope.directory.root_of(scope.brand, scope.language_code)
    if root is not None:
        add_tags(f"search:{scope.brand.key}:{scope.language_code}", list_of_pages(root.tree_path))
    query = " ".join(_WORD.findall(words))
    if not query:
        return {}
    proposed = get_search_backend().search(query, Page.objects.all(), operator="and")
    visible = scope.visible_pages(pages)
    likely = visible.filter(pk__in=proposed.get_queryset().order_by().values("pk")).order_by("path")[:MOST_LOOKED_AT]
    hits = {}
    for page, document in represent_all(scope, likely):
        text = shown_text(document)
        if shows(text, query):
            hits[page.pk] = Hit(page, excerpt(text, query))
    return hits


def represent_all(
    scope: Scope, pages: Iterable[Page], beside: Iterable[tuple[Kind, Any]] = ()
) -> list[tuple[Page, PageDocument]]:
    """Pages with their documents in the same order: one query for their types' fields, and those of one page.

    :param beside: references to what else will be needed, to be loaded with theirs.
    """
    by_type: dict[type[Page], list[int]] = defaultdict(list)
    order: dict[int, int] = {}
    for page in pages:
        by_type[page.specific_class].append(page.pk)
        order[page.pk] = len(order)
    found = fetch([model._default_manager.filter(pk__in=keys) for model, keys in by_type.items()])
    specific = sorted((page for rows in found for page in rows), key=lambda page: order[page.pk])
    scope.prefetch([*beside, *(reference for page in specific for reference in page.references())])
    return [(page, page.represent(replace(scope, page=page))) for page in specific]


def shown_text(shown: BaseModel) -> str:
    """All words that a reader of a representation sees, in its order; of a page with what search engines show of it."""
    head = [shown.seo.title, shown.seo.description] if isinstance(shown, PageDocument) else []
    return " ".join(" ".join([*head, *_texts(shown)]).split())


def shows(text: str, words: str) -> bool:
    """Whether a text holds all words, case and accents aside."""
    held = plain(text)
    return all(word in held for word in _WORD.findall(plain(words)))


def _texts(shown: Any) -> Iterable[str]:
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, RichText):
        yield unescape(strip_tags(shown.html.replace("<", " <")))
    elif isinstance(shown, PageCard):
        yield from (shown.title, shown.summary)
    elif isinstance(shown, Link):
        yield shown.text
    elif isinstance(shown, BaseModel):
        for name in type(shown).model_fields:
            if name not in _NOT_READ:
                yield from _texts(getattr(shown, name))
    elif isinstance(shown, list):
        for each in shown:
            yield from _texts(each)


def plain(text: str) -> str:
    """Text without case and accents, as words are compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def excerpt(text: str, words: str) -> str:
    """The text around the first of the words, cut between words."""
    held = plain(text)
    where = min((found for word in _WORD.findall(plain(words)) if (found := held.find(word)) >= 0), default=0)
    start = max(0, where - EXCERPT // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    cut = text[start : start + EXCERPT].rsplit(" ", 1)[0] if len(text) > start + EXCERPT else text[start:]
    return ("… " if start else "") + cut + (" …" if start + len(cut) < len(text) else "")
