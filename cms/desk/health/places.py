"""Where in a page's editor something stands: every block with its content path, as Wagtail's editor names places.

A content path is the field's name, then names of a struct's fields and ids of a stream's or list's children, with
dots between: ``body.6f….rows.2a….cells``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.foundation.publishing import Errors, messages_in
from cms.foundation.tables import cells_of, is_table


@dataclass(frozen=True)
class Place:
    """A block of a page with its value."""

    path: str
    block: Any
    value: Any

    def below(self, *names: str) -> str:
        """Content path of something inside."""
        return ".".join((self.path, *names))


def places_of(page: Any) -> Iterator[Place]:
    """Every block of a page's streams, however deep, in the order in which it is read."""
    for field in page.stream_fields():
        yield from places_in(Place(field.name, field.stream_block, getattr(page, field.name)))


def places_in(place: Place) -> Iterator[Place]:
    """The block itself and all blocks inside it."""
    yield place
    for child in children_of(place):
        yield from places_in(child)


def children_of(place: Place) -> Iterator[Place]:
    """The blocks directly inside a block."""
    block, value = place.block, place.value
    if value is None:
        return
    if isinstance(block, blocks.StreamBlock):
        for child in value:
            yield Place(place.below(child.id or ""), child.block, child.value)
    elif isinstance(block, blocks.ListBlock):
        for bound in value.bound_blocks:
            yield Place(place.below(bound.id or ""), block.child_block, bound.value)
    elif isinstance(block, blocks.StructBlock):
        for name, child_block in block.child_blocks.items():
            yield Place(place.below(name), child_block, value.get(name))
    elif is_table(block):
        for cell in cells_of(value):
            yield Place(place.below(*cell.path), cell.block, cell.value)


def placed_errors(page: Any, errors: Errors) -> Iterator[tuple[str, str]]:
    """Content path and message of everything that stands in the way of publishing."""
    streams = {field.name: Place(field.name, field.stream_block, getattr(page, field.name))
               for field in page.stream_fields()}  # fmt: skip
    for name, error in errors.items():
        if name in streams:
            yield from _errors_in(streams[name], error)
        else:
            yield from ((name, message) for message in messages_in(error))


def _errors_in(place: Place, error: Any) -> Iterator[tuple[str, str]]:
    inner = getattr(error, "block_errors", None)
    if not inner or not isinstance(
        error, (StreamBlockValidationError, ListBlockValidationError, StructBlockValidationError)
    ):
        yield from ((place.path, message) for message in messages_in(error))
        return
    children = list(children_of(place))
    for key, found in inner.items() if isinstance(inner, dict) else enumerate(inner):
        if found is not None:
            child = next((one for one in children if one.path == place.below(str(key))), None)
            yield from _errors_in(child or children[key], found)
    yield from ((place.path, str(message)) for message in _own_messages(error))


def _own_messages(error: Any) -> Iterator[str]:
    for item in getattr(error, "non_block_errors", None) or ():
        yield from getattr(item, "messages", [item])
