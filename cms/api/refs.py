"""Pages as the API answers them. Shared things stand once in `refs`; fields and blocks point there.

The representation of a page holds a role wherever it is shown, as templates need it. What the API answers is derived
from it: the same models with ``{"ref": "role", "id": 12}`` in place of library items, at any depth. So a block that
shows an item is defined once.

Addresses of files are made full: a front end stands on another host than they do.
"""

import copy
import inspect
import re
import types
from collections import defaultdict
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from urllib.parse import urljoin

from pydantic import Field, create_model

from cms.foundation.links import Representation, fields_of
from cms.foundation.rich_text import RichText
from cms.library.models.item import ItemCard, ItemName
from cms.media.pictures import Picture

#: Links of rich text to documents, and whatever else leads below the folders of files.
_FILE = re.compile(r'((?:href|src)=")(/(?:documents|media)/)')

CARDS: dict[str, type[ItemCard]] = {card.kind: card for card in sorted(ItemCard.__subclasses__(), key=lambda c: c.kind)}


def _reference(kind: str) -> type[Representation]:
    fields: dict[str, Any] = {
        "ref": (Literal[kind], Field(description="Name of the part of `refs`.")),
        "id": (int, Field(description="Key in that part.")),
    }
    name = f"{kind.title().replace('_', '')}Ref"
    return create_model(name, __base__=Representation, __doc__=f"Stands for `refs.{kind}[id]` of the page.", **fields)


#: Kind → type of a reference to things of that kind.
REFERENCES: dict[str, type[Representation]] = {kind: _reference(kind) for kind in CARDS}

_BY_KIND: dict[str, Any] = {
    kind: (types.GenericAlias(dict, (int, card)), Field(description="By `id`.")) for kind, card in CARDS.items()
}
Refs: Any = create_model(
    "Refs",
    __base__=Representation,
    __doc__="Shared things of a page by kind and `id`, as the endpoints of the library answer them, with their origin.",
    **_BY_KIND,
)


def referring_type(annotation: Any) -> Any:
    """A type with references in place of library items; the type itself where it holds none."""
    if inspect.isclass(annotation) and issubclass(annotation, (ItemCard, ItemName)):
        return REFERENCES[annotation.kind]
    if inspect.isclass(annotation) and issubclass(annotation, Representation):
        return referring_model(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        inner = referring_type(arguments[0])
        return annotation if inner is arguments[0] else Annotated[(inner, *arguments[1:])]
    if origin in (Union, types.UnionType, list, dict):
        inside = tuple(referring_type(argument) for argument in arguments)
        if all(new is old for new, old in zip(inside, arguments, strict=True)):
            return annotation
        return Union[inside] if origin is types.UnionType else origin[inside]  # noqa: UP007 - known at run time
    return annotation


@cache
def referring_model(model: type[Representation]) -> type[Representation]:
    """A model with references in place of library items; the model itself where it holds none."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        derived = copy.copy(field)
        derived.annotation = referring_type(field.annotation)
        fields[name] = (derived.annotation, derived)
    if all(annotation is model.model_fields[name].annotation for name, (annotation, _) in fields.items()):
        return model
    return create_model(model.__name__, __base__=Representation, __doc__=model.__doc__, **fields)


def full_picture(picture: Picture, root_url: str) -> Picture:
    """A picture with full addresses of its files."""
    sources = [
        source.model_copy(update={"srcset": _full_srcset(source.srcset, root_url)}) for source in picture.sources
    ]
    return picture.model_copy(update={"src": urljoin(f"{root_url}/", picture.src), "sources": sources})


def _full_srcset(srcset: str, root_url: str) -> str:
    return ", ".join(urljoin(f"{root_url}/", entry) for entry in srcset.split(", "))


def _full_text(text: RichText, root_url: str) -> RichText:
    return RichText(html=_FILE.sub(lambda found: f"{found[1]}{root_url}{found[2]}", text.html))


class Gathered:
    """The library items of a page, gathered while references take their place.

    :param root_url: of the brand's host, which has the files.
    """

    def __init__(self, root_url: str):
        self.root_url = root_url
        self.cards: dict[str, dict[int, ItemCard]] = defaultdict(dict)

    def referring(self, value: Any) -> Any:
        """A representation with references in place of library items, as `referring_type` says."""
        if isinstance(value, (ItemCard, ItemName)):
            self.cards[value.kind][value.id] = self.full(value.whole)
            return REFERENCES[value.kind].model_construct(ref=value.kind, id=value.id)
        if isinstance(value, (Picture, RichText)):
            return self.full(value)
        if isinstance(value, Representation):
            model = referring_model(type(value))
            return model.model_construct(**{name: self.referring(getattr(value, name)) for name in fields_of(model)})
        if isinstance(value, list):
            return [self.referring(each) for each in value]
        if isinstance(value, dict):
            return {key: self.referring(each) for key, each in value.items()}
        return value

    def full(self, value: Any) -> Any:
        """A representation with full addresses of files."""
        if isinstance(value, Picture):
            return full_picture(value, self.root_url)
        if isinstance(value, RichText):
            return _full_text(value, self.root_url)
        if isinstance(value, Representation):
            return value.model_copy(update={name: self.full(getattr(value, name)) for name in fields_of(type(value))})
        if isinstance(value, list):
            return [self.full(each) for each in value]
        return value

    def refs(self) -> Representation:
        """All that was gathered, in the order of keys so that equal pages have equal bytes."""
        return Refs.model_construct(**{kind: dict(sorted(self.cards[kind].items())) for kind in CARDS})
