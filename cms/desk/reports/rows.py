"""Reports whose rows are made and not read from one table, exported without anything that a spreadsheet would run."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.admin.views.reports import ReportView
from wagtail.fields import StreamField

from cms.foundation.spreadsheets import WithoutFormulas
from cms.foundation.tables import is_table


class RowsReportView(WithoutFormulas, ReportView):
    """A report of `rows`: objects with an attribute per column. Their order is theirs.

    `nothing` says what it means that there are none.
    """

    nothing: str | Promise = ""

    def rows(self) -> Sequence[Any]:
        raise NotImplementedError

    def get_queryset(self):
        return self.rows()

    def get_filtered_queryset(self):
        return self.get_queryset()

    @property
    def no_results_message(self):
        is_whole = not (self.is_searching or self.is_filtering)
        return str(self.nothing) if self.nothing and is_whole else super().no_results_message


def label_of(instance: Any, path: str) -> str:
    """A content path as its editor reads it: “Sections › Text › Text”."""
    name, *inside = path.split(".")
    field = instance._meta.get_field(name)
    labels = [capfirst(str(field.verbose_name))]
    block: Any = field.stream_block if isinstance(field, StreamField) else None
    value = getattr(instance, name, None)
    for step in inside:
        block, value = _below(block, value, step)
        if block is None:
            break
        if labels[-1] != block.label:
            labels.append(str(block.label))
    return " › ".join(labels)


def _below(block: Any, value: Any, step: str) -> tuple[Any, Any]:
    """The block inside a block, with its value."""
    if isinstance(block, blocks.StreamBlock):
        return next(((child.block, child.value) for child in value if child.id == step), (None, None))
    if isinstance(block, blocks.ListBlock):
        return next(((block.child_block, each.value) for each in value.bound_blocks if each.id == step), (None, None))
    if isinstance(block, blocks.StructBlock):
        return block.child_blocks.get(step), value.get(step)
    if is_table(block):  # which cell it is, a path says by numbers
        return block, value
    return None, None
