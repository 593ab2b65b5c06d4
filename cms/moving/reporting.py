"""The report of an import as a file: each thing with its source, its page here, and what to look at."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from wagtail.admin.admin_url_finder import AdminURLFinder

from .converting.pieces import ABOUT
from .files import write_bytes
from .models import ImportLine, ImportRun

#: What is shown first: what a person must do something about.
ORDER = ["left", "kept", "made", "changed", "same"]


def rows_of(run: ImportRun, user: Any = None) -> Iterator[dict[str, Any]]:
    """The lines of a run as a report shows them, what needs a person's eye first."""
    finder = AdminURLFinder(user)
    lines = sorted(run.lines.select_related("content_type"), key=_urgency)
    for line in lines:
        yield shown(line, finder)


def shown(line: ImportLine, finder: AdminURLFinder) -> dict[str, Any]:
    """A line with the way to what it became here, and its remarks in words."""
    return {
        "line": line,
        "edit_url": edit_url(line, finder),
        "source_url": line.source_url if line.source_url.startswith(("http://", "https://")) else "",
        "remarks": [
            {"label": ABOUT.get(each["about"], each["about"]), "words": each["words"]} for each in line.remarks
        ],
    }


def edit_url(line: ImportLine, finder: AdminURLFinder) -> str | None:
    """Where the desk edits it: asked by type and key, so that long reports load no pages."""
    if line.content_type is None or line.object_id is None:
        return None
    model = line.content_type.model_class()
    if model is None:
        return None
    try:
        if hasattr(model, "url_path"):
            return reverse("wagtailadmin_pages:edit", args=[line.object_id])
        return finder.get_edit_url(model(pk=line.object_id))
    except NoReverseMatch:
        return None


def _urgency(line: ImportLine) -> tuple[bool, int, int]:
    return not line.remarks, ORDER.index(line.outcome), line.pk


def as_html(run: ImportRun, base: str, files: str = "") -> SafeString:
    """The report as a page of its own. `base` is the desk's address, which links begin with.

    :param files: from the report to the folder whose files were imported, if it was one.
    """
    rows = list(rows_of(run))
    for row in rows:
        if files and not row["source_url"] and row["line"].source_url:
            row["source_url"] = quote(f"{files}/{row['line'].source_url}")
    counted = [
        (label, sum(row["line"].outcome == value for row in rows)) for value, label in ImportLine.Outcome.choices
    ]
    context = {"run": run, "rows": rows, "base": base.rstrip("/"), "counted": [each for each in counted if each[1]]}
    return render_to_string("moving/report.html", context)


def write(run: ImportRun, base: str, path: Path, files: Path | None = None) -> None:
    """Write the report to a file.

    :param files: the folder or archive whose files were imported; a report beside a folder leads to each.
    :raises CommandError: where it cannot be written.
    """
    beside = os.path.relpath(files, path.parent) if files is not None and files.is_dir() else ""
    write_bytes(path, as_html(run, base, beside).encode())
