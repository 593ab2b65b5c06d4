"""The pictures and documents of taken pages as WordPress keeps them: each original once, below its uploads."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import Tag
from django.conf import settings
from django.core.files.storage import default_storage

from brands.models import Brand
from cms.media.models import MediaDocument, MediaImage, Rendition

from .reading import DOCUMENT, MEDIA

#: Numbers of attachments: beyond those of pages, and the same in each export, so that what comes twice is known.
IMAGES, DOCUMENTS = 100_000_000, 200_000_000


@dataclass(frozen=True)
class Attached:
    """A file: its number, name in the storage, path below the uploads, address, and what is said of it."""

    number: int
    stored: str
    place: str
    url: str
    title: str
    made: datetime.datetime
    alt: str = ""
    credit: str = ""
    width: int = 0
    height: int = 0

    @property
    def meta(self) -> dict[str, str]:
        """As WordPress and its plugin for credits keep it."""
        told = {
            "_wp_attached_file": self.place, "_wp_attachment_image_alt": self.alt, "_media_credit": self.credit,
        }  # fmt: skip
        return {name: value for name, value in told.items() if value}


class Attachments:
    """Finds the originals that pages of a brand show. Who may see the page may see them."""

    def __init__(self, brand: Brand):
        self.brand = brand
        self.files: dict[int, Attached] = {}
        self._places: set[str] = set()

    def __iter__(self) -> Iterator[Attached]:
        return iter(sorted(self.files.values(), key=lambda each: each.number))

    def number(self, main: Tag) -> None:
        """Let pictures of a page show their originals and say their numbers; remember them and linked documents."""
        for image in main.find_all("img", src=True):
            if (found := self.picture(str(image["src"]))) is not None:
                image["src"], image["class"] = found.url, f"wp-image-{found.number}"
                image["width"], image["height"] = str(found.width), str(found.height)
        for link in main.find_all("a", href=True):
            self._document(str(link["href"]))

    def picture(self, address: str) -> Attached | None:
        """The original of a picture that stands at an address of the brand's."""
        match = MEDIA.search(address)
        if match is None or not self._is_own(address):
            return None
        name = unquote(match[1])
        rendition = Rendition.objects.filter(file=name).select_related("image").first()
        image = rendition.image if rendition else MediaImage.objects.filter(file=name).first()
        if image is None:
            return None
        return self.files.get(IMAGES + image.pk) or self._add(
            IMAGES + image.pk, image, image.file.url,
            alt=image.description, credit=image.credit, width=image.width, height=image.height,
        )  # fmt: skip

    def _document(self, address: str) -> None:
        match = DOCUMENT.fullmatch(urlsplit(address).path)
        if match is None or not self._is_own(address) or len(match[1]) > 18:
            return
        document = MediaDocument.objects.filter(pk=int(match[1])).first()
        if document is not None and DOCUMENTS + document.pk not in self.files:
            self._add(DOCUMENTS + document.pk, document, document.url)

    def _is_own(self, address: str) -> bool:
        return address.startswith((settings.MEDIA_URL, f"{self.brand.root_url}/"))

    def _add(self, number: int, thing: Any, address: str, **said: Any) -> Attached | None:
        stored = thing.file.name
        if not default_storage.exists(stored):
            return None
        url = address if address.startswith("http") else f"{self.brand.root_url}{address}"
        place = self._place(thing.created_at, PurePosixPath(stored), number)
        self.files[number] = Attached(number, stored, place, url, thing.title, thing.created_at, **said)
        return self.files[number]

    def _place(self, made: datetime.datetime, stored: PurePosixPath, number: int) -> str:
        """`2026/11/bridge.jpg`, each once."""
        place = f"{made:%Y/%m}/{stored.name}"
        if place in self._places:
            place = f"{made:%Y/%m}/{stored.stem}-{number}{stored.suffix}"
        self._places.add(place)
        return place
