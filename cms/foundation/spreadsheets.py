"""What people typed, in a spreadsheet: as text, never as a formula."""

from django.db.models import Model
from django.utils.functional import Promise

#: What spreadsheet programs take for the beginning of a formula.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_text(value: object) -> object:
    """The value as a cell that computes nothing: text that begins like a formula gets an apostrophe in front."""
    if isinstance(value, str) and value.lstrip(" ").startswith(BEGINS_FORMULA):
        return f"'{value}"
    return value


def without_formula(value):
    """A cell's value that no spreadsheet runs: of things and people their names are written."""
    return as_text(str(value) if isinstance(value, (Model, Promise)) else value)


class WithoutFormulas:
    """Mixed into a view that exports: no cell of its files is something that a spreadsheet runs."""

    def preprocess_field_value(self, field, value, export_format):
        return without_formula(super().preprocess_field_value(field, value, export_format))  # type: ignore[misc]
