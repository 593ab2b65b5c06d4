"""Turning a data file's blocks into StreamField data.

The block definition says what is allowed; nothing is listed twice.
"""

import datetime
import re
import uuid
from typing import Any

from wagtail import blocks

from cms.comparisons.blocks.criteria_table import CellsBlock
from cms.foundation.references import ImageReferenceBlock, PageReferenceBlock, ReferenceMixin
from cms.foundation.rich_text import RichTextBlock
from cms.foundation.tables import is_table
from cms.library.models import Role

from .reading import DemoError, as_html, at

PAGE_LINK = re.compile(r'href="page:([a-z0-9-]+)"')


class BlockWriter:
    """Writes blocks of one brand and language.

    :param keys: finds what a key means: `keys.item(model, key)`, `keys.page(key)`, `keys.image(key)`, each a row.
    """

    def __init__(self, keys):
        self.keys = keys

    def rich_text(self, text: str) -> str:
        """Stored form of a rich text, its `page:KEY` links resolved."""
        return PAGE_LINK.sub(lambda match: f'linktype="page" id="{self.keys.page(match.group(1)).pk}"', as_html(text))

    def write(self, block: blocks.Block, data: Any, path: str) -> Any:
        """Stored form of a block's data.

        :raises DemoError: naming the place where the data do not fit the definition.
        """
        if isinstance(block, blocks.StreamBlock):
            return self._stream(block, data, path)
        if isinstance(block, blocks.ListBlock):
            return [
                {"type": "item", "value": self.write(block.child_block, item, f"{path}[{position}]"), "id": _new_id()}
                for position, item in enumerate(data or [])
            ]
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, data, path)
        with at(path):
            return self._table(block, data) if is_table(block) else self._leaf(block, data)

    def _table(self, block: blocks.Block, data: Any) -> dict[str, Any]:
        """Stored form of a table of texts: `{caption, columns: [heading], rows: [[text]]}`."""
        rows = [list(row) for row in data["rows"]]
        if {len(row) for row in rows} - {len(data["columns"])}:
            raise DemoError("A row of a table has a text for each column.")
        kind = next(iter(block.child_blocks))
        return {
            "caption": data.get("caption", ""),
            "columns": [{"type": kind, "heading": heading} for heading in data["columns"]],
            "rows": [{"values": [self.rich_text(str(text)) for text in row]} for row in rows],
        }

    def _leaf(self, block: blocks.Block, data: Any) -> Any:
        """Stored form of a block that holds no other blocks."""
        if isinstance(block, ReferenceMixin):
            return self._referred(block, data).pk if data else None
        if isinstance(block, RichTextBlock):
            return self.rich_text(data)
        if isinstance(block, CellsBlock):
            return {str(self.keys.item(Role, key).translation_key): text for key, text in (data or {}).items()}
        if isinstance(data, datetime.date):
            return data.isoformat()
        if isinstance(data, (dict, list)):
            raise DemoError(f"Expected a plain value, found {data!r}.")
        return data

    def _referred(self, block: ReferenceMixin, key: str) -> Any:
        if isinstance(block, PageReferenceBlock):
            return self.keys.page(key)
        if isinstance(block, ImageReferenceBlock):
            return self.keys.image(key)
        return self.keys.item(block.model_class, key)

    def _stream(self, block: blocks.StreamBlock, data: Any, path: str) -> list[dict]:
        items = []
        only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
        if only and isinstance(data, dict):
            data = [data]  # a stream of one, such as a call to action's link, is written without a list
        for position, item in enumerate(data or []):
            place = f"{path}[{position}]"
            if only:
                name, value = only, item
            elif isinstance(item, dict) and len(item) == 1:
                name, value = next(iter(item.items()))
            else:
                raise DemoError(f"{place}: a block is one key, its type, with its value.")
            if name not in block.child_blocks:
                raise DemoError(f"{place}: there is no block “{name}”. Known: {', '.join(block.child_blocks)}.")
            written = self.write(block.child_blocks[name], value, f"{place}.{name}")
            items.append({"type": name, "value": written, "id": _new_id()})
        return items

    def _struct(self, block: blocks.StructBlock, data: Any, path: str) -> dict:
        if not isinstance(data or {}, dict):
            raise DemoError(f"{path}: expected fields, found {data!r}.")
        unknown = set(data or {}) - set(block.child_blocks)
        if unknown:
            raise DemoError(
                f"{path}: no such field: {', '.join(sorted(unknown))}. Known: {', '.join(block.child_blocks)}."
            )
        return {
            name: self.write(child, (data or {}).get(name), f"{path}.{name}")
            if name in (data or {})
            else child.get_prep_value(child.get_default())
            for name, child in block.child_blocks.items()
        }


def _new_id() -> str:
    return str(uuid.uuid4())
