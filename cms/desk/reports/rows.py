"""Reports whose rows are made and not read from one table, exported without anything that a spreadsheet would run."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.admin.views.reports import ReportView
from wagtail.fields import StreamField

from cms.enquiries.spreadsheets import as_text


class WithoutFormulas:
    """Mixed into a view that exports: no cell of its files is something that a spreadsheet runs."""

    def preprocess_field_value(self, field, value, export_format):
        return without_formula(super().preprocess_field_value(field, value, export_format))  # type: ignore[misc]


class RowsReportView(WithoutFormulas, ReportView):
    """A report of `rows`: objects with an attribute per column. Their order is theirs."""

    def rows(self) -> Sequence[Any]:
        raise NotImplementedError

    def get_queryset(self):
        return self.rows()

    def get_filtered_queryset(self):
        return self.get_queryset()


def without_formula(value):
    """A cell's value that no spreadsheet runs: of things and people their names are written."""
    return as_text(str(value) if isinstance(value, (Model, Promise)) else value)


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
    return None, None
