"""Going through all that a thing refers to: its fields, the blocks of its streams, links in its texts."""

import json
from collections.abc import Callable
from typing import Any

from django.db.models import ForeignKey, Model
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from .tables import is_table

#: Model and key of what is referred to → the key that is to stand there. Pages are asked for as Page.
Rule = Callable[[type[Model], int], int | None]
Cleaning = Callable[[str, list[str] | None], str]
#: Translation key of an item → the one that is to stand there.
Renaming = Callable[[str], str]


class Rewriting:
    """Puts what a rule says in the place of each reference.

    :param models: whose foreign keys are gone through; what streams and texts refer to always is.
    :param clean: what becomes of a rich text besides, with the features that it may have.
    :param rename: what becomes of the names of values that are kept by an item's translation key.
    """

    def __init__(
        self, rule: Rule, models: tuple[type[Model], ...], clean: Cleaning | None = None, rename: Renaming | None = None
    ):
        self.rule = rule
        self.models = models
        self.clean = clean
        self.rename = rename

    def apply(self, thing: Any, leave: frozenset[str] = frozenset()) -> None:
        """Change a thing in memory.

        :raises KeyError, TypeError, ValueError, AttributeError: when a stream has not the shape of its blocks.
        """
        for field in thing._meta.get_fields():
            if field.name in leave:
                continue
            if isinstance(field, StreamField):
                raw = field.stream_block.get_prep_value(getattr(thing, field.name))
                setattr(thing, field.name, json.dumps(self.block(field.stream_block, raw)))
            elif isinstance(field, RichTextField):
                setattr(thing, field.name, self.text(getattr(thing, field.name), field.features))
            elif isinstance(field, ForeignKey) and issubclass(field.related_model, self.models):
                setattr(thing, field.attname, self.key(field.related_model, getattr(thing, field.attname)))

    def block(self, block: blocks.Block, raw: Any) -> Any:
        """The stored form of a block's value."""
        if raw is None:
            return None
        if isinstance(block, blocks.BaseStreamBlock):
            return [{**each, "value": self.block(block.child_blocks[each["type"]], each["value"])} for each in raw]
        if isinstance(block, blocks.ListBlock):
            return [self._entry(block.child_block, each) for each in raw]
        if isinstance(block, blocks.BaseStructBlock):
            return {name: self.block(child, raw.get(name)) for name, child in block.child_blocks.items()}
        if is_table(block):
            kinds = [block.child_blocks[column["type"]] for column in raw["columns"]]
            rows = [
                {**row, "values": [self.block(kind, each) for kind, each in zip(kinds, row["values"], strict=True)]}
                for row in raw["rows"]
            ]
            return {**raw, "rows": rows}
        if isinstance(block, blocks.RichTextBlock):
            return self.text(raw, block.features)
        if isinstance(block, blocks.ChooserBlock):
            return self.key(block.model_class, raw)
        if self.rename is not None and getattr(block, "kept_by_item", False):
            return {self.rename(name): value for name, value in raw.items()}
        return raw

    def _entry(self, block: blocks.Block, raw: Any) -> Any:
        """An entry of a list, which is stored with an id of its own or, from before it had one, as it is."""
        if isinstance(raw, dict) and raw.get("type") == "item" and "value" in raw:
            return {**raw, "value": self.block(block, raw["value"])}
        return self.block(block, raw)

    def text(self, source: str | None, features: list[str] | None) -> str:
        """A rich text as it is stored."""

        def tag(match) -> str:
            attributes = extract_attrs(match.group(1))
            model = {"page": Page, "document": get_document_model()}.get(attributes.get("linktype", ""))
            key = attributes.get("id", "")
            if model is None or not key.isdigit():
                return match.group(0)
            return match.group(0).replace(f'id="{key}"', f'id="{self.key(model, int(key)) or 0}"')

        # Cleaned first: what is written in another way than the editor writes it is a link all the same.
        cleaned = self.clean(source, features) if self.clean and source else source
        return FIND_A_TAG.sub(tag, cleaned or "")

    def key(self, model: type[Model], key: Any) -> Any:
        if key is None or not str(key).isdigit():
            return key
        return self.rule(Page if issubclass(model, Page) else model, int(key))
