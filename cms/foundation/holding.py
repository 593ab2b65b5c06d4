"""Who writes pages writes alone, and so does who writes an item.

Pages stand in one tree: making, moving or deleting one changes the rows of its neighbours, and publishing one writes
its whole row, its place included. So whoever writes pages holds the tree from before the first read until the end of
the transaction. PostgreSQL holds rows for this; SQLite lets only one transaction write at all.
"""

from typing import Any

from django.db.models import Model
from django.urls import ResolverMatch
from wagtail.models import Page

#: Wagtail's addresses that write pages. Previews are written to the session and not to the tree.
OF_PAGES = frozenset({"wagtailadmin_pages", "wagtailapi_v3", "simple_translation"})
WRITE_NOTHING = frozenset({"preview_on_add", "preview_on_edit"})


def hold_pages() -> None:
    """Wait until nobody else writes pages, and keep everybody else waiting until this transaction ends.

    Call it before the first page is read: what has been read before may have been written meanwhile.

    :raises django.db.transaction.TransactionManagementError: on PostgreSQL, outside a transaction.
    """
    # Not for the row's sake, so that what refers to the root page goes on being written: no_key.
    list(Page.objects.filter(depth=1).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def hold(model: type[Model], key: Any) -> None:
    """Wait until nobody else writes a row, and keep everybody else waiting until this transaction ends.

    A key that no row can have holds nothing.
    """
    try:
        rows = model._base_manager.filter(pk=key)
    except (ValueError, TypeError):
        return
    list(rows.select_for_update(no_key=True).values_list("pk"))


def writes_pages(match: ResolverMatch | None) -> bool:
    """Whether an address of Wagtail's writes pages, when it is asked to write."""
    if match is None or match.url_name in WRITE_NOTHING:
        return False
    if match.view_name == "wagtail_bulk_action":
        return match.kwargs.get("model_name") == "page"
    if match.namespace == "wagtailapi_v3":
        return "page" in (match.url_name or "")  # also `pages_actions_…`; the others write files and redirects
    return match.namespace in OF_PAGES
