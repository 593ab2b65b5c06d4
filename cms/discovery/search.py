"""Search in what a brand's pages show.

The index proposes and the representation confirms: a page is found only by words that it shows to everybody. The index
may hold more, such as the words of a link whose target is a draft, or texts that have changed since it was made.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce
from html import unescape
from operator import add
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, Case, CharField, Q, QuerySet, When
from django.db.models.functions import Cast
from django.utils.html import strip_tags
from pydantic import BaseModel
from wagtail.models import Page, ReferenceIndex
from wagtail.search.query import And, Or, PlainText

from cms.foundation.finding import rows_of
from cms.foundation.links import Link, PageCard, fields_of
from cms.foundation.pages import PageDocument
from cms.foundation.prepared import ask
from cms.foundation.rich_text import RichText
from cms.foundation.scope import Kind, Scope
from cms.foundation.tags import add_tags, list_of_pages
from cms.foundation.together import fetch
from cms.foundation.visibility import visible_items
from cms.library.models import Example, Question, Role

from .indexing import tag_of_search
from .search_backend import backend_for
from .words import SHORTEST_SUGGESTED, Wanted, vocabulary

#: How many pages are looked at, those that are named so first: of as many, nobody reads the rest.
MOST_LOOKED_AT = 60
#: Of as many pages titles are read to find what somebody may have meant.
MOST_TITLES = 2000

#: Fields whose text is not read but used: keys, addresses, names of types.
_NOT_READ = {
    "id", "key", "type", "kind", "origin", "brand", "language", "name_language", "path", "url", "src", "sources",
    "placeholder", "engagement", "breadcrumbs", "translations", "related", "seo", "tags",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A page that shows the words, and its text around the first of them. HTML is escaped, with the words marked."""

    page: Page
    excerpt: str
    excerpt_html: str
    title_html: str
    in_text: int
    in_title: int

    @property
    def rank(self) -> list[Any]:
        """Pages with words in their title first, then in the order of the tree."""
        return [-self.in_title, self.page.path]


def search(scope: Scope, words: str, pages: QuerySet[Page] | None = None) -> dict[int, Hit]:
    """Primary key → hit, of the public pages of the scope's brand and language that show all words, best first."""
    root = scope.directory.root_of(scope.brand, scope.language_code)
    if root is not None:
        add_tags(tag_of_search(scope.brand, scope.language_code), list_of_pages(root.tree_path))
    wanted = Wanted(words, scope.language_code)
    hits = _confirmed(scope, wanted, And, len(wanted.stems), pages)
    return {hit.page.pk: hit for hit in sorted(hits, key=lambda hit: hit.rank)}


def near(scope: Scope, words: str, most: int) -> list[Hit]:
    """Pages that show some of several words where none shows all: those with the most first, then as `search`."""
    telling = " ".join(word for word in Wanted(words).words if len(word) >= SHORTEST_SUGGESTED)
    wanted = Wanted(telling, scope.language_code)
    hits = _confirmed(scope, wanted, Or, 1)
    return sorted(hits, key=lambda hit: [-hit.in_text, *hit.rank])[:most]


def _confirmed(
    scope: Scope, wanted: Wanted, together: type[And | Or], least: int, pages: QuerySet[Page] | None = None
) -> list[Hit]:
    """Of what the index proposes for all words together, or for any of them, what shows `least` of them in truth."""
    if not wanted.stems:
        return []
    visible = scope.visible_pages(pages)
    likely = visible.filter(_proposed(scope, wanted, together)).alias(named=_named(wanted))
    likely = likely.order_by("-named", "path")[:MOST_LOOKED_AT]
    hits = []
    for page, document in represent_all(scope, likely):
        text = shown_text(document)
        if (in_text := wanted.number_in(text)) >= least:
            excerpt, title = wanted.excerpt(text), wanted.marked(page.title)
            in_title = wanted.number_in(page.title)
            hits.append(Hit(page, excerpt, wanted.marked(excerpt), title, in_text, in_title))
    return hits


def _named(wanted: Wanted) -> Any:
    """How many of the words stand in a page's title as they were written."""
    return reduce(add, (Case(When(title__icontains=word, then=1), default=0) for word in wanted.words))


def suggestion(scope: Scope, words: str) -> str | None:
    """What may have been meant by words that find nothing: words of the brand's own titles, if those find something."""
    titles = scope.visible_pages().order_by("path")
    known = vocabulary(list(titles.values_list("title", flat=True)[:MOST_TITLES]))
    meant = Wanted(words, scope.language_code).corrected(known)
    return meant if meant is not None and search(scope, meant) else None


def _proposed(scope: Scope, wanted: Wanted, together: type[And | Or]) -> Q:
    """Pages that the index proposes, and those that show a library item which it proposes. One query in all."""
    backend = backend_for(scope.language_code)
    terms = [
        Or([PlainText(word), PlainText(stem)]) if stem != word else PlainText(word)
        for word, stem in wanted.stems.items()
    ]
    # What was written with accents is indexed with them.
    written = PlainText(" ".join(wanted.words), operator="and")
    pages = backend.search(Or([written, together(terms)]), Page.objects.all())
    proposed = Q(pk__in=pages.get_queryset().order_by().values("pk"))
    of_page = ContentType.objects.get_for_model(Page)
    for model in (Role, Question, Example):
        told = backend.search(Or([written, *terms]), model.objects.all()).get_queryset().order_by().values("pk")
        mine = model.objects.filter(Q(brand=None) | Q(brand=scope.brand), locale=scope.locale, pk__in=told)
        found = visible_items(mine)
        shown = model.objects.filter(
            Q(translation_key__in=found.values("translation_key"))
            | Q(translation_key__in=found.values("original__translation_key"))
        )
        shown_in = ReferenceIndex.objects.filter(
            base_content_type=of_page,
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id__in=shown.annotate(key=Cast("pk", CharField())).values("key"),
        )
        proposed |= Q(pk__in=shown_in.annotate(page_key=Cast("object_id", BigIntegerField())).values("page_key"))
    return proposed


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
    found = fetch([ask(rows_of, model, keys=keys) for model, keys in by_type.items()])
    specific = sorted((page for rows in found for page in rows), key=lambda page: order[page.pk])
    scope.prefetch_pages(specific, beside)
    return [(page, page.represent(replace(scope, page=page))) for page in specific]


def shown_text(shown: BaseModel) -> str:
    """All words that a reader of a representation sees, in its order; of a page with what search engines show of it."""
    head = [shown.seo.title, shown.seo.description] if isinstance(shown, PageDocument) else []
    return " ".join(" ".join([*head, *_texts(shown)]).split())


def shows(text: str, words: str) -> bool:
    """Whether a text holds the letters of all words, case and accents aside."""
    return Wanted(words).are_in(text)


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
        for name in fields_of(type(shown)):
            if name not in _NOT_READ:
                yield from _texts(getattr(shown, name))
    elif isinstance(shown, list):
        for each in shown:
            yield from _texts(each)
