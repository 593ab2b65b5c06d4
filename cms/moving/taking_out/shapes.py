"""What lies beside the Markdown of pages: their fields and blocks as data, and the items that they show.

Each file counts what it refers to by itself; `refers` says what a number means, by keys and names that hold anywhere.
"""

import hashlib
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

FORMAT = 1
#: Items of all pages, beside the folders of languages.
LIBRARY_FILE = "library.json"
ENDING = ".json"
MOST_REFERENCES = 5_000


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Reference(Strict):
    """What a number stands for.

    A page or item: translation key and language; title and path where the public knows them. A form: its `name`. A
    picture or document: its place in the folder, and what is said of it.
    """

    model: str = Field(max_length=100)
    key: UUID | None = None
    language: str = Field(default="", max_length=12)
    title: str = Field(default="", max_length=255)
    path: str = Field(default="", max_length=2_000)
    name: str = Field(default="", max_length=100)
    file: str = Field(default="", max_length=500)
    said: dict[str, Any] = {}


References = dict[str, Reference]


class PageFile(Strict):
    """A page. `head` is its front matter and `body` the digest of its Markdown, so that a change of either is seen."""

    format: Literal[1] = 1
    type: str = Field(max_length=60)
    language: str = Field(max_length=12)
    translation_key: UUID
    path: str = Field(max_length=2_000)
    head: dict[str, Any] = {}
    body: str = Field(default="", max_length=64)
    data: dict[str, Any]
    refers: References = Field(default={}, max_length=MOST_REFERENCES)


class ItemTold(Strict):
    """An item of the library as the brand's readers have it; `of_brand`: the brand's own, not the group's."""

    model: str = Field(max_length=100)
    key: UUID
    language: str = Field(max_length=12)
    of_brand: bool
    title: str = Field(max_length=255)
    data: dict[str, Any]
    refers: References = Field(default={}, max_length=MOST_REFERENCES)


class LibraryFile(Strict):
    """The items of all pages."""

    format: Literal[1] = 1
    items: list[ItemTold] = Field(max_length=20_000)


def digest_of(body: str) -> str:
    """A digest of what a text says, whatever its line ends and the spaces at them."""
    lines = [line.rstrip() for line in body.strip().splitlines()]
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
