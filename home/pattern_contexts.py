"""What the pattern library shows components with: the brand's own published pages, and what previews show besides.

Only read where the library is installed, which is in development.
"""

import threading
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from pattern_library import register_context_modifier

from brands.directory import directory_for
from cms.changes.reading import latest
from cms.comparisons.body import ComparisonBodyBlock
from cms.consent.blocks.cookie_table import cookie_categories
from cms.foundation.pages import BasePage
from cms.foundation.representation import represent
from cms.foundation.scope import Scope
from cms.foundation.visibility import visible_pages
from cms.pages.body import BodyBlock

#: Component → the block whose items it draws, their field, and the name under which its template knows one.
DRAWN_OF = {
    "fact": ("facts", "facts", "fact"),
    "question": ("questions", "questions", "item"),
    "example": ("examples", "examples", "item"),
    "role": ("role_cards", "roles", "item"),
    "role_details": ("role_cards", "roles", "item"),
    "role_name": ("role_cards", "roles", "role"),
}
#: Component → the type of page that it belongs to, where that is not a comparison.
PAGE_OF = {"byline": "article", "article_card": "article_index"}

#: What a brand would ask consent for: the demo's brands ask for nothing.
ASKED = {"address": "/", "categories": ["functional", "analytics"], "scripts": []}


@register_context_modifier
def from_the_brand(context: dict[str, Any], request) -> None:
    """Fill a pattern's context: `page`, `value`, `item` and what else its template names."""
    folder, _, file = request.resolver_match.kwargs.get("pattern_template_name", "").partition("/")
    name = file.removesuffix(".html")
    shown = _shown_of(request)
    wanted = name if folder == "pages" else PAGE_OF.get(name, "comparison")
    page, scope = next((found for found in shown if found[0].type == wanted), None) or next(iter(shown))
    context |= {"request": request, "page": page, "scope": scope, "brand": scope.brand, "language": scope.language_code}
    if folder == "blocks":
        item = next((item for item in shown.items if item.template == f"blocks/{file}"), None)
        context |= {"item": item, "value": item.value if item else _previewed(f"blocks/{file}", scope)}
    elif name in DRAWN_OF:
        block, several, one = DRAWN_OF[name]
        values = (value for item in shown.items if item.type == block for value in getattr(item.value, several))
        context[one] = next(values, None)
    else:
        context |= _others(name, page, shown) | {"policy": ASKED, "categories": cookie_categories(scope)}


class _Shown:
    """The brand's pages, each represented when somebody gets to it and once: most patterns need but a few."""

    def __init__(self, documents: Iterator[tuple[Any, Scope]]):
        self._coming = documents
        self._seen: list[tuple[Any, Scope]] = []
        self._one_at_a_time = threading.Lock()

    def __iter__(self) -> Iterator[tuple[Any, Scope]]:
        index = 0
        while True:
            with self._one_at_a_time:
                if index == len(self._seen):
                    coming = next(self._coming, None)
                    if coming is None:
                        return
                    self._seen.append(coming)
            yield self._seen[index]
            index += 1

    @property
    def items(self) -> Iterator[Any]:
        """Blocks of their bodies, in their order."""
        return (item for document, _ in self for item in getattr(document, "body", []))

    def first(self, kind: str) -> Any:
        """Value of the first block of a type; None where no page has one."""
        return next((item.value for item in self.items if item.type == kind), None)


#: Brand and language → how far the change log went, and the pages as they were then: representing all takes seconds.
_kept: dict[tuple[int, str], tuple[Any, _Shown]] = {}


def _shown_of(request) -> _Shown:
    """The brand's pages in the language of the address, kept until something changes."""
    key, now = (request.brand.pk, translation.get_language()), latest()
    so_far = (now.settled, now.ahead)
    kept = _kept.get(key)
    if kept is None or kept[0] != so_far:
        kept = _kept[key] = so_far, _Shown(_documents(request))
    return kept[1]


def _documents(request) -> Iterator[tuple[Any, Scope]]:
    """The brand's pages in the language of the address, with their points of view, in the order of its tree."""
    directory = directory_for(request)
    for found in visible_pages(directory, request.brand, translation.get_language()).order_by("path"):
        page = found.specific
        if isinstance(page, BasePage) and (scope := page.scope(directory)) is not None:
            yield page.represent(scope), scope


def _previewed(template: str, scope: Scope) -> Any:
    """What the editor's preview shows of a block that no page of the brand has."""
    kinds = [*BodyBlock().child_blocks.values(), *ComparisonBodyBlock().child_blocks.values()]
    block = next((kind for kind in kinds if kind.meta.template == template), None)
    return represent(block, block.normalize(block.get_preview_value()), scope) if block else None


def _others(name: str, page, shown: _Shown) -> dict[str, Any]:
    """What components need that draw neither a page nor one of a block's items."""
    table = shown.first("criteria_table")
    return {
        "item": shown.first("call_to_action") if name == "calltoaction" else None,
        "article": page.articles[0] if name == "article_card" and getattr(page, "articles", None) else None,
        "picture": getattr(page, "hero", None),
        "translations": page.translations,
        "card": {"url": page.path},
        "hit": {"title_html": page.title, "excerpt_html": page.seo.description},
        "heading": "h3",
        "roles": table.roles if table else [],
        "value": shown.first("enquiry_form") if name == "enquiry_form" else table,
        "entries": [],
    }
