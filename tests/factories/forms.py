"""What the desk's forms post: field values and blocks as the editor's browser sends them."""

import json
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.comparisons.blocks.criteria_table import CellsBlock
from cms.foundation.tables import is_table
from cms.foundation.translation import edit_handler_of


def page_data(page_type: type[Page], action: str | None = None, /, **fields) -> dict[str, str]:
    """POST data of a page's form. Streams take lists of `{"type": …, "value": …}`, rich texts take HTML.

    :param action: "publish" or "submit"; without one the draft is saved.
    :param fields: `tags` is a list of words.
    """
    tags = [{"word": word, "ORDER": str(place)} for place, word in enumerate(fields.pop("tags", []), 1)]
    inline = {"comments": inline_formset([]), "page_tags": inline_formset(tags)}
    data = nested_form_data({**_fields(page_type, fields), **inline})
    return {**data, f"action-{action}": "1"} if action else data


def item_data(model: type[models.Model], action: str | None = None, /, **fields) -> dict[str, str]:
    """POST data of a snippet's form."""
    data = nested_form_data(_fields(model, fields))
    return {**data, f"action-{action}": "1"} if action else data


def _fields(model, values: dict) -> dict[str, Any]:
    form = edit_handler_of(model).get_form_class()
    data: dict[str, Any] = {}
    for name in form.base_fields:
        field = model._meta.get_field(name) if name in {one.name for one in model._meta.get_fields()} else None
        value = values.pop(name, None)
        if isinstance(field, StreamField):
            data[name] = block_data(field.stream_block, value or [])
        elif isinstance(field, RichTextField):
            data[name] = _rich_text(value, field.features)
        elif isinstance(field, models.JSONField):
            data.update({name: _Several(value)} if value else {})  # boxes that are not ticked are not sent
        elif isinstance(value, bool):
            data.update({name: "on"} if value else {})
        else:
            data[name] = "" if value is None else str(getattr(value, "pk", value))
    assert not values, f"The form has no {', '.join(values)}."
    return data


class _Several(tuple):
    """Values of one name, such as ticked boxes; not a nested form."""

    __slots__ = ()


def block_data(block: blocks.Block, value: Any) -> Any:
    """A block's value as its form posts it."""
    if isinstance(block, blocks.StreamBlock):
        return _sequence(
            [{"type": item["type"], "value": block_data(block.child_blocks[item["type"]], item["value"])}
             for item in value or []]
        )  # fmt: skip
    if isinstance(block, blocks.ListBlock):
        return _sequence([{"value": block_data(block.child_block, item)} for item in value or []])
    if isinstance(block, blocks.StructBlock):
        given = value or {}
        children = {name: block_data(child, given.get(name)) for name, child in block.child_blocks.items()}
        return {name: child for name, child in children.items() if child is not None}
    if is_table(block):
        return _table(block, value)
    if isinstance(block, blocks.RichTextBlock):
        return _rich_text(value, block.features)
    if isinstance(block, CellsBlock):
        return json.dumps(value or {})
    if isinstance(block, blocks.BooleanBlock):
        return "on" if value else None
    return "" if value is None else str(getattr(value, "pk", value))


def _table(block: Any, value: dict[str, Any] | None) -> dict[str, Any]:
    """`value` is as it is stored."""
    columns, rows = (value["columns"], value["rows"]) if value else ([], [])
    kinds = [block.child_blocks[column["type"]] for column in columns]
    cells = {
        str(number): {str(place): block_data(kinds[place], cell) for place, cell in enumerate(row["values"])}
        for number, row in enumerate(rows)
    }
    return {
        "caption": value.get("caption", "") if value else "",
        "column": {
            "count": str(len(columns)),
            **{str(n): {**column, "order": str(n), "deleted": ""} for n, column in enumerate(columns)},
        },
        "row": {"count": str(len(rows)), **{str(n): {"order": str(n), "deleted": ""} for n in range(len(rows))}},
        "cell": cells,
    }


def _sequence(items: list[dict]) -> dict[str, Any]:
    numbered = {str(place): {**item, "order": str(place), "deleted": ""} for place, item in enumerate(items)}
    return {**numbered, "count": str(len(items))}


def _rich_text(html: str | None, features) -> str:
    return get_rich_text_editor_widget(features=features).format_value(html or "")
