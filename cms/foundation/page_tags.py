"""The words under which editors file a page, as far as every page type needs to know of them.

`cms.navigation` keeps them in a table of its own and says how they load; this room has no tables. They have nothing to
do with the tags of responses in `tags`.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from .scope import Scope

#: Name of the relation from a page to its tags, each with its `word`. A name, because what it leads to stands above.
RELATION = "page_tags"

#: Wagtail's fields in words of the desk. Whether a page is shown in menus is not asked: menus are written by hand.
for_search_engines = MultiFieldPanel(
    [
        FieldPanel(
            "slug", heading=_("Address"),
            help_text=_("The last part of the page's address. It follows from the title until you change it."),
        ),
        FieldPanel(
            "seo_title", heading=_("Title for search engines"),
            help_text=_("What people click in the results, at most 60 characters. Empty: the page's title."),
        ),
        FieldPanel(
            "search_description", heading=_("Description for search engines"),
            help_text=_(
                "What the page answers, in 70 to 160 characters: below the title in the results, on cards, and where "
                "somebody shares the page."
            ),
        ),
    ],
    heading=_("For search engines"),
)  # fmt: skip

#: The tab “Search and tags” of every page type. Rooms above add their panels at start; a page type's form is made
#: when it is first asked for, which is after that.
search_panels: list[Panel] = [for_search_engines]


class PageTags:
    """Kind of a reference to the words of a page's tags, in the editor's order; its key is the page's primary key."""


def words_of(page: Any, scope: Scope) -> list[str]:
    """The words that a page is filed under: for its readers those that are published, in a preview its own."""
    if scope.preview:
        return [tag.word for tag in getattr(page, RELATION).all() if tag.word]
    return scope.get(PageTags, page.pk) or []
