"""Picking rows of the change log."""

from cms.changes.models import Change


def of(changes, obj, *kinds) -> list[Change]:
    """Rows about one object."""
    label, pk = obj._meta.label_lower, str(obj.pk)
    return [
        row for row in changes
        if (row.object_type, row.object_id) == (label, pk) and (not kinds or row.kind in kinds)
    ]  # fmt: skip


def about(changes, page) -> list[Change]:
    """Rows about a page, whether it was met as a page or as its type."""
    return [row for row in changes if f"page:{page.pk}" in row.tags and row.object_id == str(page.pk)]


def url(brand, path) -> str:
    return f"{brand.root_url}{path}"
