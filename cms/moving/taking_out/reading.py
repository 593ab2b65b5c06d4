"""The public pages of a brand as their visitors read them: whoever takes content out takes what everybody may see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.files.storage import default_storage
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from brands.models import Brand
from cms.discovery.markdown import NOT_SAID
from cms.discovery.sitemap import root_of, sitemap_pages
from cms.foundation.links import public_path
from cms.media.models import MediaDocument, Rendition
from cms.navigation.models import PageTag

from ..asking import Site

#: Attributes that say something; the rest is of our own layout.
SAYING = frozenset(
    {"href", "src", "alt", "colspan", "rowspan", "scope", "lang", "datetime", "start", "width", "height"}
)
OF_LAYOUT = (
    "div, section, article, header, footer, span:not([lang]), picture, source, main, label, form, fieldset, legend, "
    "dialog"
)
MEDIA = re.compile(rf"{re.escape(settings.MEDIA_URL)}([^\s)\"'?#<>]+)")
DOCUMENT = re.compile(r"/documents/(\d+)/[^\s)\"'?#<>]+")


@dataclass(frozen=True)
class Taken:
    """A public page: its row, root, path, and path of the page above (empty for a home page)."""

    page: Any
    root: Root
    path: str
    tags: tuple[str, ...] = ()


@dataclass
class Files:
    """The files that taken pages show: address on the site → name in the storage."""

    brand: Brand
    names: dict[str, str] = field(default_factory=dict)

    def add(self, thing: Any) -> bool:
        """Remember a picture or document. Whether there is a file of it."""
        if not default_storage.exists(thing.file.name):
            return False
        self.names[f"storage:{thing.file.name}"] = thing.file.name  # an address that stands in no text
        return True

    def find_in(self, text: str) -> None:
        """Remember the files of the platform that a text leads to."""
        for match in MEDIA.finditer(text):
            name = unquote(match[1])
            rendition = Rendition.objects.filter(file=name).select_related("image").first()
            whole = rendition.image.file.name if rendition else name
            if ".." not in whole and default_storage.exists(whole):
                self.names[match[0]] = whole
        for match in DOCUMENT.finditer(text):
            document = MediaDocument.objects.filter(pk=int(match[1])).first() if len(match[1]) < 19 else None
            if document is not None and Site(self.brand).ask(match[0]).status == 200:
                self.names[match[0]] = document.file.name


def taken_pages(brand: Brand) -> Iterator[Taken]:
    """The public pages of a brand in all its languages, parents before children; aliases are left out."""
    directory = BrandDirectory()
    pages = sitemap_pages(directory, directory.by_id(brand.pk) or brand).order_by("path")
    words: dict[int, list[str]] = {}
    for page_id, word in PageTag.objects.filter(page__in=pages).order_by("sort_order").values_list("page_id", "word"):
        words.setdefault(page_id, []).append(word)
    keys = list(pages.values_list("pk", flat=True))
    for start in range(0, len(keys), 200):
        found: dict[int, Page] = {
            page.pk: page for page in Page.objects.filter(pk__in=keys[start : start + 200]).specific()
        }
        for key in keys[start : start + 200]:
            if (page := found.get(key)) is not None:
                root = root_of(directory, page)
                yield Taken(page, root, public_path(root, page.url_path), tuple(words.get(key, ())))


def main_of(html: str, base: str) -> Tag | None:
    """What a page says, as plain HTML with full addresses: no layout, no script, and not the title again."""
    main = BeautifulSoup(html, "html.parser").find("main")
    if not isinstance(main, Tag):
        return None
    for element in main.select(f"{NOT_SAID}, h1"):
        if not element.decomposed:
            element.decompose()
    for element in main.select(OF_LAYOUT):
        element.unwrap()
    for element in main.find_all(True):
        element.attrs = {name: value for name, value in element.attrs.items() if name in SAYING}
        for name in ("href", "src"):
            if name in element.attrs:
                element[name] = urljoin(base, str(element[name]))
    return main


def written(main: Tag | None) -> str:
    """The contents of an element as lines of HTML."""
    lines = (line.strip() for line in main.decode_contents().splitlines()) if main else ()
    return "\n".join(line for line in lines if line)


def body_of(html: str, base: str) -> str:
    """What a page says as lines of HTML."""
    return written(main_of(html, base))
