"""StreamFields that can be read whatever the database holds, and whatever a form sends.

Wagtail reads both as they ought to be and fails on the first that is not: one spoiled block would take down its page,
and every list that the page stands in. Here what has not the shape of its block is left out, and the log says so.
"""

import json
import logging
from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.base import BlockField, BlockWidget
from wagtail.fields import StreamField as WagtailsStreamField

from .sent import UNREADABLE
from .tables import is_table

logger = logging.getLogger(__name__)

LARGEST_KEY = 2**31 - 1  # every database of ours counts this far
#: Blocks whose value is a text.
TEXTS = (
    blocks.CharBlock, blocks.TextBlock, blocks.ChoiceBlock, blocks.URLBlock, blocks.EmailBlock, blocks.RichTextBlock,
    blocks.RegexBlock, blocks.RawHTMLBlock,
)  # fmt: skip
_MISSING: Any = object()


class StreamField(WagtailsStreamField):
    """Wagtail's, read with care."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs

    def from_db_value(self, value, expression, connection):
        return self.read(self.json_field.from_db_value(value, expression, connection))

    def read(self, stored: Any) -> Any:
        """The stream that is stored as these data. JSON inside a text is read too, as Wagtail does."""
        return self.to_python(stored) if isinstance(stored, str) else self._read(stored)

    def to_python(self, value):
        """Texts are JSON out of a revision or a fixture; lists are of our own code, which knows what it says."""
        if isinstance(value, str) and value:
            with suppress(ValueError, RecursionError):  # no JSON is an empty stream, as Wagtail has it
                return self._read(json.loads(value))
        return super().to_python(value)

    def _read(self, raw: Any) -> Any:
        read = Fitting(self.stream_block, raw)
        for told in read.misshapen:
            logger.warning("%s holds %s: it is left out.", self, told)
        stream = super().to_python(read.value)
        stream.left_out = len(read.misshapen) + len(read.unknown)
        return stream

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": StreamFormField, **kwargs})


def left_out_of(thing: Model) -> int:
    """How many blocks of a page or an item, as it was read, are not there: they had not the shape of theirs."""
    streams = (getattr(thing, field.name) for field in thing._meta.get_fields() if isinstance(field, StreamField))
    return sum(getattr(stream, "left_out", 0) for stream in streams)


class StreamFormField(BlockField):
    """Reads what a form sent; what cannot be read is refused at the field."""

    def __init__(self, block=None, **kwargs):
        super().__init__(block=block, **{"widget": StreamWidget(block), **kwargs})

    def clean(self, value):
        if getattr(value, "unreadable", False):
            raise ValidationError(_("This could not be read. Reload the page and try again."), code="unreadable")
        return super().clean(value)


class StreamWidget(BlockWidget):
    def value_from_datadict(self, data, files, name):
        try:
            return super().value_from_datadict(data, files, name)
        except UNREADABLE as fault:
            logger.warning("What was sent for the blocks of “%s” could not be read: %s", name, type(fault).__name__)
            unreadable = self.block_def.empty_value()
            unreadable.unreadable = True
            return unreadable


class Fitting:
    """What is stored, without what has not the shape of its block.

    :ivar value: what is left, as it is stored.
    :ivar unknown: types of blocks that are not there, in this version of the platform or at that place.
    :ivar misshapen: what else was left out, in words.
    """

    def __init__(self, block: blocks.BaseStreamBlock, raw: Any):
        self.unknown: list[str] = []
        self.misshapen: list[str] = []
        found = self._value(block, raw) if raw else []
        self.value: list[dict[str, Any]] = [] if found is _MISSING else found

    def _value(self, block: blocks.Block, raw: Any) -> Any:
        """The value, or `_MISSING`."""
        if isinstance(block, blocks.BaseStreamBlock):
            return self._stream(block, raw) if isinstance(raw, list) else self._left_out(block, raw)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, raw) if isinstance(raw, list) else self._left_out(block, raw)
        if isinstance(block, blocks.BaseStructBlock):
            return self._struct(block, raw) if isinstance(raw, dict) else self._left_out(block, raw)
        return raw if raw is None or _fits(block, raw) else self._left_out(block, raw)

    def _stream(self, block: blocks.BaseStreamBlock, raw: list) -> list[dict[str, Any]]:
        kept = []
        for item in raw:
            if not isinstance(item, dict) or not isinstance(item.get("type"), str) or "value" not in item:
                self._left_out(block, item)
                continue
            child = block.child_blocks.get(item["type"])
            if child is None:
                self.unknown.append(item["type"][:60])
                continue
            value = self._value(child, item["value"])
            if value is not _MISSING:
                kept.append({**item, "value": value, "id": _id(item)})
        return kept

    def _list(self, block: blocks.ListBlock, raw: list) -> list:
        kept = []
        for item in raw:
            if block._item_is_in_block_format(item):
                value = self._value(block.child_block, item["value"])
                kept += [] if value is _MISSING else [{**item, "value": value, "id": _id(item)}]
            else:
                value = self._value(block.child_block, item)
                kept += [] if value is _MISSING else [value]
        return kept

    def _struct(self, block: blocks.BaseStructBlock, raw: dict) -> dict[str, Any]:
        read = {name: self._value(child, raw[name]) for name, child in block.child_blocks.items() if name in raw}
        return {name: value for name, value in read.items() if value is not _MISSING}

    def _left_out(self, block: blocks.Block, raw: Any) -> Any:
        self.misshapen.append(f"{type(raw).__name__} where “{block.name or 'blocks'}” has something else")
        return _MISSING


def _id(item: dict[str, Any]) -> str | None:
    return item["id"] if _is_text(item.get("id")) else None


def _is_text(raw: Any) -> bool:
    """Whether this is a text that can be written out. JSON can spell half of a surrogate pair, which no answer can."""
    if not isinstance(raw, str):
        return False
    try:
        raw.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fits(block: blocks.Block, raw: Any) -> bool:
    """Whether this is a value of a block without blocks inside, or of a table."""
    if isinstance(block, TEXTS):
        return _is_text(raw)
    if isinstance(block, blocks.BooleanBlock):
        return isinstance(raw, bool)
    if isinstance(block, blocks.ChooserBlock):
        return isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw <= LARGEST_KEY
    if isinstance(block, (blocks.IntegerBlock, blocks.FloatBlock)):
        return isinstance(raw, (int, float)) and not isinstance(raw, bool)
    if is_table(block) and not _is_table_shaped(raw):
        return False
    try:
        block.to_python(raw)
    except UNREADABLE:
        return False
    return True


def _is_table_shaped(raw: Any) -> bool:
    """As much of a table's shape as `to_python` takes for granted; an empty one is none."""
    if not raw:
        return True
    if not isinstance(raw, dict) or not _is_text(raw.get("caption", "")):
        return False
    columns, rows = raw.get("columns"), raw.get("rows")
    if not isinstance(columns, list) or not isinstance(rows, list):
        return False
    return all(isinstance(column, dict) and _is_text(column.get("heading")) for column in columns) and all(
        isinstance(row, dict)
        and isinstance(row.get("values"), list)
        and len(row["values"]) == len(columns)
        and all(cell is None or _is_text(cell) for cell in row["values"])
        for row in rows
    )
