"""What a parcel holds, as data that is checked before anything is done with it.

A parcel is an archive like a backup: `content/parcel.json`, the files of pictures and documents in `files/`, and a
list of checksums at the end. Things name each other by the keys that they had where they come from.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from django.apps import apps
from django.db.models import Model
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from wagtail.models import Page

from cms.foundation.pages import BasePage
from cms.moving.carrying import FILES, ITEMS
from cms.operations.recovery import RecoveryError
from cms.operations.recovery.archive import compare, extract

from . import ParcelError

FORMAT = 1
PARCEL = "content/parcel.json"
FOLDERS = ("content", "files")
MOST_BYTES = 2 * 1024**3  # of a parcel, unpacked


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Thing(Strict):
    """A page or item. `draft` is what its editor has; `public` what visitors read, None where they read nothing."""

    model: str = Field(max_length=100)
    pk: int
    title: str
    language: str = Field(max_length=12)
    translation_key: UUID | None = None
    #: Of pages: the page above, None for what stands at the top of the parcel. Home pages say so.
    parent: int | None = None
    is_home: bool = False
    #: Of items: of the brand, or of the group; and what it is a brand's version of.
    of_brand: bool = True
    original: int | None = None
    draft: dict[str, Any]
    public: dict[str, Any] | None = None


class Filed(Strict):
    """A picture or document: where its file lies in the parcel, and what is said of it."""

    model: str = Field(max_length=100)
    pk: int
    file: str = Field(max_length=300, pattern=r"^files/[^/\\]+$")
    data: dict[str, Any]


class Outside(Strict):
    """A page that the parcel refers to and does not hold."""

    pk: int
    title: str
    language: str = Field(max_length=12)
    translation_key: UUID


class Parcel(Strict):
    """All of it. Brands' texts and theme come with a whole brand."""

    format: Literal[1] = 1
    kind: Literal["brand", "pages", "items"]
    of: str = Field(max_length=255)
    brand: dict[str, Any] | None = None
    things: list[Thing] = Field(max_length=20_000)
    files: list[Filed] = Field(max_length=20_000)
    outside: list[Outside] = Field(max_length=20_000)


@dataclass
class Listed:
    """The list of contents at the archive's end."""

    files: dict[str, list[Any]]
    kind: str = "parcel"
    format: int = FORMAT


def label_of(model: type[Model]) -> str:
    return model._meta.label


def model_of(label: str, allowed: tuple[type[Any], ...]) -> type[Any]:
    """:raises ParcelError: for what no parcel holds."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        model = None
    if model is None or not issubclass(model, allowed) or model._meta.abstract:
        raise ParcelError(_("The parcel holds “%(kind)s”, which this release does not know.") % {"kind": label[:60]})
    return model


def thing_model(thing: Thing) -> type[Any]:
    return model_of(thing.model, (BasePage, *ITEMS))


def read(path: Path, folder: Path, most: int | None = None) -> Parcel:
    """Unpack a parcel into an empty folder, all of it checked.

    :param most: bytes that it may unpack to; None stands for what commands take.
    :raises ParcelError: when it is no parcel, or a hostile one.
    """
    try:
        found, text = extract(path, folder, folders=FOLDERS, most=MOST_BYTES if most is None else most)
        listed = Listed(**json.loads(text))
        if listed.kind != "parcel" or not isinstance(listed.files, dict):
            raise TypeError
        compare(found, listed.files)
        parcel = Parcel.model_validate_json((folder / PARCEL).read_bytes())
    except RecoveryError as reason:
        raise ParcelError(str(reason)) from reason
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        told = _("The parcel's contents have not their shape: %(where)s: %(fault)s")
        raise ParcelError(told % {"where": where, "fault": first["msg"]}) from fault
    except (ValueError, TypeError, RecursionError, OSError) as fault:
        raise ParcelError(_("This archive is no parcel: export_content makes them.")) from fault
    _check_names(parcel, found)
    return parcel


def _check_names(parcel: Parcel, found: dict[str, list[Any]]) -> None:
    keys = [(thing.model, thing.pk) for thing in parcel.things] + [(each.model, each.pk) for each in parcel.files]
    if len(set(keys)) != len(keys):
        raise ParcelError(_("The parcel names a thing twice."))
    if {PARCEL, *(each.file for each in parcel.files)} != set(found):
        raise ParcelError(_("The parcel's files are not those that it names."))
    for thing in parcel.things:
        thing_model(thing)
    for each in parcel.files:
        model_of(each.model, FILES)


def is_page(model: type[Model]) -> bool:
    return issubclass(model, Page)
