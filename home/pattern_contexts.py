"""What the pattern library shows components with: the brand's own published pages.

Only read where the library is installed, which is in development.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from pattern_library import register_context_modifier

from brands.directory import directory_for
from cms.foundation.pages import BasePage
from cms.foundation.scope import Scope
from cms.foundation.visibility import visible_pages

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


@register_context_modifier
def from_the_brand(context: dict[str, Any], request) -> None:
    """Fill a pattern's context: `page`, `value`, `item` and what else its template names."""
    folder, _, file = request.resolver_match.kwargs.get("pattern_template_name", "").partition("/")
    name = file.removesuffix(".html")
    shown = list(_documents(request))
    wanted = name if folder == "pages" else PAGE_OF.get(name, "comparison")
    page, scope = next(((page, scope) for page, scope in shown if page.type == wanted), shown[0])
    context |= {"request": request, "page": page, "scope": scope, "brand": scope.brand, "language": scope.language_code}
    items = [item for document, _ in shown for item in getattr(document, "body", [])]
    if folder == "blocks":
        item = next((item for item in items if item.template == f"blocks/{file}"), None)
        context |= {"item": item, "value": item.value if item else None}
    elif name in DRAWN_OF:
        block, several, one = DRAWN_OF[name]
        values = [value for item in items if item.type == block for value in getattr(item.value, several)]
        context[one] = values[0] if values else None
    else:
        context |= _others(name, page, items)


def _documents(request) -> Iterator[tuple[Any, Scope]]:
    """The brand's pages in the language of the address, with their points of view, in the order of its tree."""
    directory = directory_for(request)
    for found in visible_pages(directory, request.brand, translation.get_language()).order_by("path"):
        page = found.specific
        if isinstance(page, BasePage) and (scope := page.scope(directory)) is not None:
            yield page.represent(scope), scope


def _others(name: str, page, items: list) -> dict[str, Any]:
    """What components need that draw neither a page nor one of a block's items."""
    calls = [item.value for item in items if item.type == "call_to_action"]
    tables = [item for item in items if item.type == "criteria_table"]
    return {
        "item": calls[0] if name == "calltoaction" and calls else None,
        "article": page.articles[0] if name == "article_card" and getattr(page, "articles", None) else None,
        "picture": getattr(page, "hero", None),
        "translations": page.translations,
        "card": {"url": page.path},
        "hit": {"title_html": page.title, "excerpt_html": page.seo.description},
        "heading": "h3",
        "roles": tables[0].value.roles if tables else [],
        "value": tables[0].value if tables else None,
        "entries": [],
    }
