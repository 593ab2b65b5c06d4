"""What a JSON body holds, before anything is done with it: its size, its shape, and every object that it names.

Wagtail's API takes StreamFields as lists of anything and turns them into forms; what has not the shape of the blocks
ends in a fault there, and what a chooser block names is looked up without asking whose it is.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model
from django.http import HttpRequest, RawPostDataException
from wagtail import blocks
from wagtail.api.rich_text import APIRichText
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.fields import RichTextField, StreamField

from cms.foundation.rich_text import references_in
from cms.foundation.tables import is_table

from .problems import Place, Refused, malformed

BODY: Place = ("body",)


@dataclass(frozen=True)
class Named:
    """An object that a request names, and where."""

    model: type[Model]
    key: Any
    place: Place


def json_body(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that a request carries; empty where it carries nothing.

    :raises Refused: when it is too large, not JSON, not an object, or holds what no database keeps.
    """
    try:
        raw = request.body
    except RawPostDataException as error:
        raise Refused(400, "The body cannot be read.") from error
    if len(raw) > settings.WAGTAIL_API_V3_LARGEST_BODY:
        raise Refused(413, f"A body has at most {settings.WAGTAIL_API_V3_LARGEST_BODY} bytes.")
    if not raw.strip():
        return {}
    try:
        body = json.loads(raw, parse_constant=_no_number)
        _check(body, BODY)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "The body is not JSON that can be stored.") from error
    if not isinstance(body, dict):
        raise malformed(BODY, "The body must be an object.")
    return body


def _no_number(name: str):
    raise ValueError(f"{name} is no JSON.")


def _check(value: Any, place: Place) -> None:
    """Refuse texts that databases do not keep, wherever they stand, and numbers beyond theirs."""
    if isinstance(value, str):
        if "\0" in value:
            raise malformed(place, "A text holds a null character.")
        value.encode()  # half of a surrogate pair is no text
    elif isinstance(value, dict):
        for name, each in value.items():
            _check(name, place)
            _check(each, (*place, name))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            _check(each, (*place, index))
    elif isinstance(value, int) and abs(value) > 2**63 - 1:
        raise malformed(place, "This number is too large.")


def key_in(model: type[Model], raw: Any, place: Place) -> Iterator[Named]:
    """What a key names. Whatever else Wagtail would take for a number is refused, so that none passes unseen."""
    if raw is None:
        return
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise malformed(place, "The key of what is meant, a number, is needed here.")
    yield Named(model, raw, place)


class FieldsReader:
    """Reads the fields of a page in a body: yields what they name, refuses what has not their shape."""

    def __init__(self, most_blocks: int):
        self.most_blocks = most_blocks
        self.blocks = 0

    def read(self, model: type[Model], body: dict[str, Any]) -> Iterator[Named]:
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and field.name in body:
                yield from self.block(field.stream_block, body[field.name], (*BODY, field.name))
            elif isinstance(field, RichTextField) and field.name in body:
                yield from self._rich_text(body[field.name], field.features, (*BODY, field.name))
            elif isinstance(field, ForeignKey):
                for name in {field.name, field.attname} & body.keys():
                    yield from key_in(field.related_model, body[name], (*BODY, name))

    def block(self, block: blocks.Block, raw: Any, place: Place) -> Iterator[Named]:
        """What a block's value names; `raw` is the value as the API takes it."""
        if isinstance(block, blocks.BaseStreamBlock):
            yield from self._stream(block, raw, place)
        elif isinstance(block, blocks.ListBlock):
            for index, item in enumerate(self._items(raw, place)):
                yield from self.block(block.child_block, item, (*place, index))
        elif isinstance(block, blocks.BaseStructBlock):
            yield from self._struct(block, raw, place)
        elif is_table(block):
            yield from self._table(block, raw, place)
        elif isinstance(block, blocks.RichTextBlock):
            yield from self._rich_text(raw, block.features, place)
        elif isinstance(block, blocks.ChooserBlock):
            yield from key_in(block.model_class, raw, place)
        else:
            _check_leaf(block, raw, place)

    def _stream(self, block: blocks.BaseStreamBlock, raw: Any, place: Place) -> Iterator[Named]:
        for index, item in enumerate(self._items(raw, place)):
            here = (*place, index)
            if not isinstance(item, dict) or not {"type", "value"} <= item.keys() <= {"type", "value", "id"}:
                raise malformed(here, "A block is an object with `type`, `value` and perhaps `id`.")
            if not isinstance(item["type"], str) or item["type"] not in block.child_blocks:
                raise malformed((*here, "type"), f"One of {', '.join(block.child_blocks)}.")
            if not isinstance(item.get("id", ""), (str, type(None))):
                raise malformed((*here, "id"), "The id of a block is a text.")
            yield from self.block(block.child_blocks[item["type"]], item["value"], (*here, "value"))

    def _struct(self, block: blocks.BaseStructBlock, raw: Any, place: Place) -> Iterator[Named]:
        if raw is None:
            return
        if not isinstance(raw, dict):
            raise malformed(place, "An object is needed here.")
        for name, value in raw.items():
            if name not in block.child_blocks:
                raise malformed((*place, name), f"There is no such field. There are {', '.join(block.child_blocks)}.")
            if value is not None:
                yield from self.block(block.child_blocks[name], value, (*place, name))

    def _table(self, block: BaseTypedTableBlock, raw: Any, place: Place) -> Iterator[Named]:
        if raw is None:
            return
        if not isinstance(raw, dict) or not {"columns", "rows"} <= raw.keys() <= {"columns", "rows", "caption"}:
            raise malformed(place, "A table is an object with `columns`, `rows` and perhaps `caption`.")
        if not isinstance(raw.get("caption", ""), str):
            raise malformed((*place, "caption"), "A text is needed here.")
        columns = self._items(raw["columns"], (*place, "columns"))
        kinds = [self._kind(block, each, (*place, "columns", index)) for index, each in enumerate(columns)]
        for index, row in enumerate(self._items(raw["rows"], (*place, "rows"))):
            here = (*place, "rows", index)
            if not isinstance(row, dict) or row.keys() != {"values"}:
                raise malformed(here, "A row is an object with `values`.")
            values = self._items(row["values"], (*here, "values"))
            if len(values) != len(kinds):
                raise malformed((*here, "values"), "A row has a value for each column.")
            for column, (kind, value) in enumerate(zip(kinds, values, strict=True)):
                yield from self.block(kind, value, (*here, "values", column))

    @staticmethod
    def _kind(block: BaseTypedTableBlock, column: Any, place: Place) -> blocks.Block:
        """The kind of block that a column's cells are."""
        if not isinstance(column, dict) or column.keys() != {"type", "heading"}:
            raise malformed(place, "A column is an object with `type` and `heading`.")
        if not isinstance(column["heading"], str):
            raise malformed((*place, "heading"), "A text is needed here.")
        if not isinstance(column["type"], str) or column["type"] not in block.child_blocks:
            raise malformed((*place, "type"), f"One of {', '.join(block.child_blocks)}.")
        return block.child_blocks[column["type"]]

    def _items(self, raw: Any, place: Place) -> list[Any]:
        if raw is None:
            return []
        if not isinstance(raw, list):
            raise malformed(place, "A list is needed here.")
        self.blocks += len(raw)
        if self.blocks > self.most_blocks:
            raise malformed(place, f"A body has at most {self.most_blocks} blocks, those inside others counted.")
        return raw

    @staticmethod
    def _rich_text(raw: Any, features: list[str] | None, place: Place) -> Iterator[Named]:
        if raw is None:
            return
        try:
            html, _ = APIRichText.convert_input(raw, features=features)
        except (ValueError, TypeError, RecursionError) as error:
            raise malformed(place, f"This is no rich text: {error}") from error
        for model, key in references_in(html):
            yield Named(model, key, place)


#: Blocks whose value is a text.
TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.ChoiceBlock, blocks.URLBlock, blocks.EmailBlock)


def _check_leaf(block: blocks.Block, raw: Any, place: Place) -> None:
    if raw is None:
        return
    if isinstance(block, TEXTS) and not isinstance(raw, str):
        raise malformed(place, "A text is needed here.")
    if isinstance(block, blocks.BooleanBlock) and not isinstance(raw, bool):
        raise malformed(place, "True or false is needed here.")
    try:
        block.value_for_form(block.to_python(raw))
    except (TypeError, ValueError, AttributeError, LookupError, ArithmeticError, ValidationError) as error:
        raise malformed(place, "This value cannot be used here.") from error
