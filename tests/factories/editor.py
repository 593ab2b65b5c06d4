"""What the desk's forms send: the fields of the page that the desk answered with, as a browser would post them."""

from typing import Any

from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.test.utils.form_data import querydict_from_html

from cms.foundation.tables import is_table


def form_data(response, **changes) -> dict[str, Any]:
    """The data of the editor's form in a response, with changes laid over it.

    :param changes: field name → value. For a StreamField a list of `(type, value)`, values as the editor's state has
        them (primary keys for choosers, dicts for structs, lists for lists).
    """
    html = response.content.decode()
    forms = BeautifulSoup(html, "html.parser").find_all("form")
    editor = next(index for index, form in enumerate(forms) if form.has_attr("data-edit-form"))
    posted = querydict_from_html(html, form_index=editor)
    data = {name: values if len(values) > 1 else values[0] for name, values in posted.lists()}
    form = response.context["form"]
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            state = field.block.get_form_state(form[name].value())
            if name in changes:
                state = [{"type": kind, "value": value} for kind, value in changes.pop(name)]
            data |= block_data(field.block, state, name)
    return {**data, **changes}


def stream_state(response, name: str) -> list[dict[str, Any]]:
    """What the editor shows of a StreamField: `{"type", "value", "id"}` per block."""
    form = response.context["form"]
    return form.fields[name].block.get_form_state(form[name].value())


def block_data(block: blocks.Block, state: Any, prefix: str) -> dict[str, Any]:
    """Name → value of the inputs that the editor draws for a block."""
    if isinstance(block, blocks.StreamBlock):
        items = [(item, block.child_blocks[item["type"]]) for item in state or []]
        return _sequence(items, prefix)
    if isinstance(block, blocks.ListBlock):
        return _sequence([(item if "value" in item else {"value": item}, block.child_block) for item in state], prefix)
    if isinstance(block, blocks.StructBlock):
        data = {}
        for name, child in block.child_blocks.items():
            value = state[name] if name in state else child.get_form_state(child.get_default())
            data |= block_data(child, value, f"{prefix}-{name}")
        return data
    if is_table(block):
        return _table(block, state, prefix)
    if isinstance(state, bool):
        return {prefix: "on"} if state else {}
    if isinstance(state, dict) and "id" in state:  # a chooser: what it chose, with its title
        state = state["id"]
    return {prefix: "" if state is None else state}


def _table(block: Any, state: dict[str, Any], prefix: str) -> dict[str, Any]:
    columns, rows = state["columns"], state["rows"]
    data: dict[str, Any] = {f"{prefix}-caption": state["caption"]}
    data |= {f"{prefix}-column-count": str(len(columns)), f"{prefix}-row-count": str(len(rows))}
    for place, column in enumerate(columns):
        named = {"type": column["type"], "order": str(place), "deleted": "", "heading": column["heading"]}
        data |= {f"{prefix}-column-{place}-{name}": value for name, value in named.items()}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-row-{number}-order": str(number), f"{prefix}-row-{number}-deleted": ""}
        for place, (column, value) in enumerate(zip(columns, row["values"], strict=True)):
            data |= block_data(block.child_blocks[column["type"]], value, f"{prefix}-cell-{number}-{place}")
    return data


def _sequence(items: list, prefix: str) -> dict[str, Any]:
    data: dict[str, Any] = {f"{prefix}-count": str(len(items))}
    for index, (item, child) in enumerate(items):
        place = f"{prefix}-{index}"
        data |= {f"{place}-order": str(index), f"{place}-deleted": "", f"{place}-id": item.get("id") or ""}
        data[f"{place}-type"] = item.get("type", "")
        data |= block_data(child, item["value"], f"{place}-value")
    return data
