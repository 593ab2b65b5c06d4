"""The words under which editors file a page, as far as every page type needs to know of them.

`cms.navigation` keeps them in a table of its own and says how they load; this room has no tables. They have nothing to
do with the tags of responses in `tags`.
"""

from typing import Any

from wagtail.admin.panels import Panel
from wagtail.models import Page

from .scope import Scope

#: Name of the relation from a page to its tags, each with its `word`. A name, because what it leads to stands above.
RELATION = "page_tags"

#: The tab “Search and menus” of every page type. Rooms above add their panels at start; a page type's form is made
#: when it is first asked for, which is after that.
search_panels: list[Panel | str] = list(Page.promote_panels)


class PageTags:
    """Kind of a reference to the words of a page's tags, in the editor's order; its key is the page's primary key."""


def words_of(page: Any, scope: Scope) -> list[str]:
    """The words that a page is filed under: for its readers those that are published, in a preview its own."""
    if scope.preview:
        return [tag.word for tag in getattr(page, RELATION).all() if tag.word]
    return scope.get(PageTags, page.pk) or []
