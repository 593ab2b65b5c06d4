"""A table of texts, typed in Wagtail's own typed table."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.api.rich_text import APIRichText
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError

from cms.foundation.links import Representation
from cms.foundation.representation import Represented, Section
from cms.foundation.rich_text import RichText, RichTextBlock, represent_rich_text, source_of
from cms.foundation.tables import cells_of

from .text_section import heading_block

MOST_COLUMNS, MOST_ROWS = 10, 100
LONGEST_CAPTION, LONGEST_COLUMN = 250, 120
CELL_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "english", "dutch"]


class TableRow(Representation):
    """A row: as many cells as the table has columns."""

    cells: list[RichText]


class Table(Representation):
    """A table.

    `columns` are the headings of its columns, empty where none has one; with `row_headings` the first cell of each row
    says what the row is about.
    """

    heading: str
    caption: str
    columns: list[str]
    row_headings: bool
    rows: list[TableRow]


class HeldTable(TypedTable):
    """What a table holds. Two that hold the same are equal, so that a version is not told as changed by itself."""

    unreadable = False

    def _held(self) -> tuple:
        columns = [(column["block"].name, column["heading"]) for column in self.columns]
        return columns, [[source_of(value) for value in row["values"]] for row in self.row_data], self.caption

    def __eq__(self, other):
        return isinstance(other, HeldTable) and self._held() == other._held()

    __hash__ = None  # type: ignore[assignment]


class TableCellsBlock(TypedTableBlock):
    """The columns and rows of a table.

    Its form is Wagtail's. Wagtail's write API asks a block that it does not know for `value_for_form`, and sends that
    under the block's own name; `value_from_datadict` reads either and keeps of a cell what its editor knows.
    """

    text = RichTextBlock(label=_("Column"), required=False, features=CELL_FEATURES)

    def to_python(self, value):
        return _held(super().to_python(value))

    def normalize(self, value):
        return _held(super().normalize(value))

    def value_for_form(self, value: TypedTable) -> str:
        return json.dumps(self.get_prep_value(value))

    def value_from_datadict(self, data, files, prefix):
        try:
            if prefix in data:
                return self._sent(data[prefix])
            return _held(super().value_from_datadict(data, files, prefix))
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
            unreadable = self.normalize(None)
            unreadable.unreadable = True
            return unreadable

    def _sent(self, told: str) -> HeldTable:
        sent = json.loads(told)
        if not isinstance(sent, dict):
            raise TypeError("A table is an object.")
        table = self.to_python(sent)
        for row in table.row_data:
            for place, column in enumerate(table.columns):
                block, raw = column["block"], row["values"][place].source
                html, _warnings = APIRichText.convert_input(raw or "", features=block.features)
                row["values"][place] = block.normalize(html)
        return table

    def clean(self, table):
        if table.unreadable:
            raise _refused(gettext("The table could not be read."))
        if len(table.columns) > MOST_COLUMNS or len(table.row_data) > MOST_ROWS:
            raise _refused(
                gettext("A table has at most %(columns)s columns and %(rows)s rows.")
                % {"columns": MOST_COLUMNS, "rows": MOST_ROWS}
            )
        caption = _line(table.caption, LONGEST_CAPTION)
        columns = [{**column, "heading": _line(column["heading"], LONGEST_COLUMN)} for column in table.columns]
        cleaned = super().clean(table)
        return HeldTable(columns, cleaned.row_data, caption)

    class Meta:
        icon = "table"
        label = _("Table")


def _held(table: TypedTable) -> HeldTable:
    return table if isinstance(table, HeldTable) else HeldTable(table.columns, table.row_data, table.caption)


def _refused(message: str) -> ValidationError:
    return TypedTableBlockValidationError(non_block_errors=[ValidationError(message)])


def _line(text: str, most: int) -> str:
    """A heading or caption as it is kept.

    :raises ValidationError: where it is longer than that or holds what no database keeps.
    """
    try:
        return forms.CharField(required=False, max_length=most).clean(text)
    except ValidationError as error:
        raise TypedTableBlockValidationError(non_block_errors=[*error.messages]) from error


class TableBlock(Represented, Section):
    """A table with a caption."""

    schema = Table

    heading = heading_block()
    table = TableCellsBlock(
        help_text=_("Leave all column headings empty where the table has none. A caption is read out before the table.")
    )
    row_headings = blocks.BooleanBlock(
        label=_("The first column holds headings"),
        required=False,
        help_text=_("Tick this if the first cell says what its row is about."),
    )

    def represent(self, value, scope):
        table = value["table"]
        columns = [column["heading"] for column in table.columns]
        rows: list[TableRow] = [TableRow(cells=[]) for _row in table.row_data]
        for cell in cells_of(table):
            rows[cell.row].cells.append(represent_rich_text(source_of(cell.value), scope))
        return Table(
            heading=value["heading"] or "",
            caption=table.caption,
            columns=columns if any(columns) else [],
            row_headings=bool(value["row_headings"]),  # None in an empty draft
            rows=rows,
        )

    def publish_error(self, value, scope):
        if value["table"].row_data:
            return None
        error = _refused(gettext("A table has at least one column and one row."))
        return StructBlockValidationError(block_errors={"table": error})

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns of text, with a caption. On a phone it is moved sideways within the page.")
        template = "blocks/table.html"
        preview_value = {
            "heading": "Wat een opdracht kost",
            "table": {
                "caption": "Per vorm van samenwerken",
                "columns": [{"type": "text", "heading": head} for head in ("Vorm", "Duur", "Tarief")],
                "rows": [
                    {"values": [f"<p>{cell}</p>" for cell in row]}
                    for row in (
                        ("Interim", "Drie tot negen maanden", "Per uur"),
                        ("Vast", "Onbepaald", "Een deel van het jaarsalaris"),
                    )
                ],
            },
            "row_headings": True,
        }
