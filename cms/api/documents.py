"""Page documents as the API answers them, whole or in part. Every type here follows from the page types' own."""

import inspect
import types
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from django.apps import apps
from pydantic import BaseModel, ConfigDict, Field, create_model

from cms.discovery.seo import FullSeo, full_seo
from cms.foundation.links import PageCard, Representation, fields_of
from cms.foundation.pages import BasePage, PageDocument
from cms.foundation.partial import Partial
from cms.foundation.scope import Scope

from .refs import Gathered, Refs, referring_model

#: Fields that every part has, so that one knows what it is a part of.
ALWAYS = ("id", "type")
EVERYTHING = "*"

PAGE_TYPES: dict[str, type[BasePage]] = {
    model.type_key(): model for model in apps.get_models() if issubclass(model, BasePage)
}


def answered_type(document: type[PageDocument]) -> type[Representation]:
    """Type of a page document as the API answers it: references in place of shared things, and those in `refs`."""
    own: dict[str, Any] = {
        "seo": (FullSeo, ...),
        "refs": (Refs, Field(description="The shared things that fields and blocks refer to, each once.")),
    }
    return create_model(document.__name__, __base__=referring_model(document), __doc__=document.__doc__, **own)


DOCUMENT_TYPES: dict[str, type[Representation]] = {
    key: answered_type(model.document_type()) for key, model in PAGE_TYPES.items()
}

AnyPage: Any = Annotated[Union[tuple(DOCUMENT_TYPES.values())], Field(discriminator="type")]  # noqa: UP007
PageType: Any = Literal[tuple(sorted(PAGE_TYPES))]


def _inner(annotation: object) -> type[Representation] | None:
    """The representation that a field holds, where it holds one and not a list."""
    if inspect.isclass(annotation) and issubclass(annotation, Representation):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType):
        return next((found for arg in get_args(annotation) if (found := _inner(arg))), None)
    return None


def _paths(model: type[BaseModel]) -> dict[str, list[str]]:
    """Field → the fields inside it that can be asked for."""
    inner = {name: _inner(field.annotation) for name, field in model.model_fields.items()}
    return {name: [*found.model_fields, *found.model_computed_fields] if found else [] for name, found in inner.items()}


PATHS = {key: _paths(document) for key, document in DOCUMENT_TYPES.items()}
ASKABLE: tuple[str, ...] = tuple(
    sorted(
        {
            path
            for paths in PATHS.values()
            for name, below in paths.items()
            for path in (name, *(f"{name}.{each}" for each in below))
        }
    )
)
FieldName: Any = Literal[(EVERYTHING, *ASKABLE)]


class Part(Partial):
    """What was not asked for is not there."""

    def is_said(self, field: str, value: Any) -> bool:
        return field in self.model_fields_set


@cache
def inner_part(model: type[Representation]) -> type[Part]:
    """Type of a nested object of which only some fields were asked for."""
    fields = {name: field.annotation for name, field in model.model_fields.items()}
    fields |= {name: field.return_type for name, field in model.model_computed_fields.items()}
    return _part_of(model, {name: (each, None) for name, each in fields.items()})


def document_part(model: type[Representation]) -> type[Part]:
    """Type of a page document of which only some fields were asked for."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        annotation: Any = field.annotation
        inner: Any = _inner(annotation)
        if inner is not None:
            annotation = inner_part(inner) if annotation is inner else inner_part(inner) | None
        fields[name] = (annotation, ... if name in ALWAYS else None)
    return _part_of(model, fields)


def _part_of(model: type[BaseModel], fields: dict[str, Any]) -> type[Part]:
    doc = f"Of {model.__name__} the fields that were asked for."
    return create_model(f"{model.__name__}Part", __base__=Part, __doc__=doc, **fields)


PART_TYPES = {key: document_part(document) for key, document in DOCUMENT_TYPES.items()}
AnyPart: Any = Annotated[Union[tuple(PART_TYPES.values())], Field(discriminator="type")]  # noqa: UP007


class PageItem(BaseModel):
    """A page in a list: its card, and the fields that were asked for."""

    model_config = ConfigDict(extra="forbid")

    card: PageCard
    page: AnyPage | None = Field(description="The whole page where `fields` is `*`; else null.")
    part: AnyPart | None = Field(description="The fields that `fields` names; null where it names none, or all.")


def answered(page: PageDocument, scope: Scope) -> Any:
    """A page as the API answers it."""
    gathered = Gathered(scope.brand.root_url)
    model = DOCUMENT_TYPES[page.type]
    fields = {name: gathered.referring(getattr(page, name)) for name in fields_of(type(page))}
    return model.model_construct(**fields | {"seo": full_seo(page, scope), "refs": gathered.refs()})


class Selection:
    """The fields of pages that a request asks for: names such as `seo` and `seo.title`, or `*` for all."""

    def __init__(self, asked: Iterable[str]):
        self.asked = set(asked)

    def __bool__(self):
        return bool(self.asked)

    @property
    def is_everything(self) -> bool:
        return EVERYTHING in self.asked

    def of(self, page: Any) -> Part:
        """The part of an answered document that was asked for. Fields that this page type lacks are left out."""
        values: dict[str, Any] = {}
        for name, below in PATHS[page.type].items():
            value: Any = getattr(page, name)
            whole = name in ALWAYS or name in self.asked
            wanted = below if whole else [each for each in below if f"{name}.{each}" in self.asked]
            if below and wanted and value is not None:
                part = inner_part(type(value))  # type: ignore[arg-type]
                values[name] = part.model_construct(**{each: getattr(value, each) for each in wanted})
            elif whole or wanted:
                values[name] = value
        return PART_TYPES[page.type].model_construct(**values)
