"""Tables of blocks, as Wagtail's typed tables are: a column has a heading and a kind of block, a row a value each."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeGuard

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock


class Cell(NamedTuple):
    """A cell, with its place: rows and columns are counted from 0."""

    row: int
    column: int
    block: blocks.Block
    value: Any

    @property
    def path(self) -> tuple[str, ...]:
        """Its content path inside the table, as Wagtail's reference index has it."""
        return "rows", str(self.row), "values", str(self.column)


def is_table(block: Any) -> TypeGuard[BaseTypedTableBlock]:
    return isinstance(block, BaseTypedTableBlock)


def cells_of(table: Any) -> Iterator[Cell]:
    """The cells of a table's value, row by row."""
    for number, row in enumerate(table.row_data if table else ()):
        for place, (column, value) in enumerate(zip(table.columns, row["values"], strict=True)):
            yield Cell(number, place, column["block"], value)
