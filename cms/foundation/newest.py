"""The newest version of pages and items in a list: when it was saved, who did, and whether visitors have it."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.models import Revision


def newest_versions() -> Prefetch:
    """For lists of pages: brings each one's newest version along, with its person and without its content."""
    return Prefetch("latest_revision", queryset=Revision.objects.defer("content").select_related("user"))


def last_changed_by(thing: Any) -> str:
    """Who saved a thing's newest version; empty where nobody did, as for what was imported."""
    revision = thing.latest_revision
    return str(revision.user) if revision is not None and revision.user is not None else ""


class ListsNewest:
    """Mixed into lists of snippets: the newest versions come along, each with its person and without its content.

    Wagtail joins them for the column of when they were saved, with all that they hold and without who did.
    """

    def order_queryset(self, queryset):
        found = super().order_queryset(queryset)  # type: ignore[misc]
        return found.select_related("latest_revision__user").defer("latest_revision__content")


def columns_of_newest() -> list[Column]:
    """Columns of a list of snippets that brings the newest versions along."""
    return [
        UpdatedAtColumn(label=_("Updated")),  # Wagtail's own labels stay in the language in which the process began
        Column("changed_by", label=_("Last changed by"), accessor=last_changed_by),
        LiveStatusTagColumn(label=_("Status")),
    ]
