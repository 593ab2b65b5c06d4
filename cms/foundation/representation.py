"""One representation: what a block's template renders is what the API serialises.

The type of a block's representation is derived from its definition: characters → string, struct → object, list →
array, stream → union discriminated by ``type``, chooser → the chosen thing's representation. A block whose
representation is not just the sum of its parts says so itself, by deriving from `Represented` and defining `schema`
and `represent`.
"""

import datetime
import threading
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Union, cast

from django.db.models import Model
from django.template.loader import render_to_string
from pydantic import Field, create_model
from wagtail import blocks
from wagtail.fields import StreamField

from brands.directory import BrandDirectory, directory_for
from brands.permissions import brand_ids_of

from .links import Representation
from .scope import Scope
from .tables import cells_of, is_table

_PLAIN = [
    (blocks.BooleanBlock, bool),
    (blocks.IntegerBlock, int),
    (blocks.FloatBlock, float),
    (blocks.DecimalBlock, Decimal),
    (blocks.DateTimeBlock, datetime.datetime),
    (blocks.DateBlock, datetime.date),
    (blocks.CharBlock, str),
    (blocks.TextBlock, str),
    (blocks.ChoiceBlock, str),
    (blocks.URLBlock, str),
    (blocks.EmailBlock, str),
]


class BlockItem(Representation):
    """One block of a stream. Subclasses narrow `type` and `value`; `template` is what renders the value."""

    template: ClassVar[str]
    id: str
    type: str


class Represented:
    """Mixed into a block that defines its own representation.

    `schema` is the type of the representation. `represent` makes it and may return None: then there is nothing to show.
    `references` names the things that the block needs, so that they are loaded together.
    """

    schema: type

    def represent(self, value: Any, scope: Scope) -> Any:
        raise NotImplementedError

    def references(self, value: Any) -> Iterator[tuple[type[Model], Any]]:
        yield from ()


def schema_of(block: blocks.Block) -> Any:
    """Type of a block's representation."""
    if isinstance(block, Represented) and hasattr(block, "schema"):
        return block.schema
    if isinstance(block, blocks.StreamBlock):
        return list[item_type(block)]  # type: ignore[misc]
    if isinstance(block, blocks.ListBlock):
        return list[schema_of(block.child_block)]  # type: ignore[misc]
    if isinstance(block, blocks.StructBlock):
        return _struct_schema(block)
    for block_class, plain in _PLAIN:
        if isinstance(block, block_class):
            return plain if block.required or plain in (str, bool) else plain | None
    raise TypeError(f"{type(block).__name__} has no representation: derive it from Represented.")


_schemas: dict[tuple, Any] = {}
_making = threading.RLock()


def made_once(key: tuple, make: Callable[[], Any]) -> Any:
    """A type by its key. Threads that want it at once get the same: values of one do not fit the other's."""
    if key not in _schemas:
        with _making:
            if key not in _schemas:
                _schemas[key] = make()
    return _schemas[key]


def _signature(block: blocks.Block) -> tuple:
    """What a block's schema depends on: blocks made twice from one definition share theirs, others do not."""
    if isinstance(block, Represented):
        return type(block), str(getattr(block, "schema", None))
    if isinstance(block, blocks.ListBlock):
        return type(block), _signature(block.child_block)
    if isinstance(block, (blocks.StreamBlock, blocks.StructBlock)):
        return type(block), tuple((name, _signature(child)) for name, child in block.child_blocks.items())
    return type(block), block.required


def _struct_schema(block: blocks.StructBlock) -> type[Representation]:
    known = block.__dict__.get("_represented_as")
    if known is not None:
        return known

    def make():
        fields: dict[str, Any] = {}
        for name, child in block.child_blocks.items():
            child_type = schema_of(child)
            if isinstance(child, Represented):
                child_type = child_type | None
            fields[name] = (child_type, ...)
        return create_model(type(block).__name__.removesuffix("Block"), __base__=Representation, **fields)

    # Kept on the block: working out the signature takes longer than representing a value.
    block._represented_as = made_once(("struct", _signature(block)), make)
    return block._represented_as


def item_types(block: blocks.StreamBlock) -> dict[str, type[BlockItem]]:
    """Block type → type of the stream's items of that type."""
    return {name: _item_type(name, child) for name, child in block.child_blocks.items()}


def _item_type(name: str, block: blocks.Block) -> type[BlockItem]:
    known = block.__dict__.get("_item_represented_as")
    if known is not None and known[0] == name:
        return known[1]

    def make():
        model = create_model(
            f"{type(block).__name__.removesuffix('Block')}Item",
            __base__=BlockItem,
            type=(cast("Any", Literal[name]), ...),
            value=(schema_of(block), ...),
        )
        model.template = getattr(block.meta, "template", None) or ""
        return model

    made = made_once(("item", name, _signature(block)), make)
    block._item_represented_as = (name, made)
    return made


def item_type(block: blocks.StreamBlock) -> Any:
    """Type of a stream's items: the union of its block types, discriminated by `type`."""
    types = tuple(item_types(block).values())
    if len(types) == 1:
        return types[0]
    return Annotated[Union[types], Field(discriminator="type")]  # noqa: UP007 - the members are known at run time


def represent(block: blocks.Block, value: Any, scope: Scope) -> Any:
    """Representation of a block's value as seen from a scope; None where there is nothing to show."""
    if isinstance(block, blocks.StructBlock) and value is not None:
        value = _complete(block, value)
    if isinstance(block, Represented):
        return block.represent(value, scope)
    if isinstance(block, blocks.StreamBlock):
        return _represent_stream(block, value, scope)
    if isinstance(block, blocks.ListBlock):
        items = (represent(block.child_block, item, scope) for item in value or ())
        return [item for item in items if item is not None]
    if isinstance(block, blocks.StructBlock):
        return _struct_schema(block)(
            **{name: represent(child, value.get(name), scope) for name, child in block.child_blocks.items()}
        )
    if value is None and schema_of(block) is str:
        return ""
    return value


def _complete(block: blocks.StructBlock, value: Any) -> Any:
    """The value with the defaults of what it lacks: preview values name only what matters."""
    missing = {name: child for name, child in block.child_blocks.items() if name not in value}
    return blocks.StructValue(block, {**value, **{name: child.get_default() for name, child in missing.items()}})


def stream_block_of(model: Model | type[Model], field_name: str) -> blocks.StreamBlock:
    """Block definition of a model's StreamField."""
    field = model._meta.get_field(field_name)
    if not isinstance(field, StreamField):
        raise TypeError(f"{field_name} is no StreamField.")
    return field.stream_block


def represent_field(instance: Model, field_name: str, scope: Scope) -> list[Any]:
    """Representation of a model's StreamField: a list of items, each with `id`, `type` and `value`."""
    return represent(stream_block_of(instance, field_name), getattr(instance, field_name), scope)


def _represent_stream(block: blocks.StreamBlock, value: Any, scope: Scope) -> list[BlockItem]:
    items = []
    for child in value or ():
        represented = represent(child.block, child.value, scope)
        if represented is not None:
            item_model = _item_type(child.block_type, child.block)
            items.append(
                item_model.model_validate({"id": child.id or "", "type": child.block_type, "value": represented})
            )
    return items


def references_of(block: blocks.Block, value: Any) -> Iterator[tuple[type[Model], Any]]:
    """Everything that a block's value refers to."""
    for child, child_value in walk(block, value):
        if isinstance(child, Represented):
            yield from child.references(child_value)


def walk(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """The block and all blocks inside it, each with its value."""
    yield block, value
    if value is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield from walk(child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from walk(block.child_block, item)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from walk(child, value.get(name))
    elif is_table(block):
        for cell in cells_of(value):
            yield from walk(cell.block, cell.value)


def render_represented(block: blocks.Block, value: Any, context=None) -> str:
    """Render a block's template with its representation: what Wagtail's block previews show."""
    flat = context.flatten() if hasattr(context, "flatten") else dict(context or {})
    scope = flat.get("scope") or scope_for_block_preview(flat.get("request"))
    if scope is None:
        return ""
    scope.prefetch(references_of(block, value))
    shown = represent(block, value, scope)
    if shown is None:
        return ""
    return render_to_string(
        block.meta.template, {**flat, "value": shown, "scope": scope, "language": scope.language_code}
    )


class Section(blocks.StructBlock):
    """A block of a page's body: a struct that renders from its representation, in Wagtail's block previews too."""

    def render(self, value, context=None):
        return render_represented(self, value, context)


def scope_for_block_preview(request) -> Scope | None:
    """The editor's own brand shows what a block looks like, in its first language; without one the group's first."""
    directory = directory_for(request) if request is not None else BrandDirectory()
    user = getattr(request, "user", None)
    mine = brand_ids_of(user) if user is not None else set()
    for brand in sorted(directory.brands, key=lambda brand: brand.pk not in mine):
        for language in brand.languages.all():
            return Scope(directory, brand, language.locale, preview=True)
    return None
