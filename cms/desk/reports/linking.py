"""All links of the pages and library items that visitors see: where each stands, and where it leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from brands.directory import Root
from cms.blocks.link import LinkBlock
from cms.foundation.pages import BasePage
from cms.foundation.rich_text import RichTextBlock, source_of

from ..health.places import Place, places_in


@dataclass(frozen=True)
class LinkAt:
    """A link, with the content path of the field that it stands in. `kind` is page, document or web.

    `target` is a primary key, or an address.
    """

    path: str
    kind: str
    target: Any


def links_of(instance: Any) -> Iterator[LinkAt]:
    """The links of a page, library item or menu, in formatted texts and in link blocks."""
    for field in instance._meta.get_fields():
        if isinstance(field, RichTextField):
            yield from _in_text(field.name, getattr(instance, field.name))
        elif isinstance(field, StreamField):
            for place in places_in(Place(field.name, field.stream_block, getattr(instance, field.name))):
                if isinstance(place.block, RichTextBlock):
                    yield from _in_text(place.path, source_of(place.value))
                elif isinstance(place.block, LinkBlock) and place.value:
                    yield from _of_block(place)


def _in_text(path: str, source: str | None) -> Iterator[LinkAt]:
    for match in FIND_A_TAG.finditer(source or ""):
        attributes = extract_attrs(match.group(1))
        kind, key = attributes.get("linktype"), attributes.get("id", "")
        if kind in ("page", "document"):
            yield LinkAt(path, kind, int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0)
        elif is_web(attributes.get("href", "")):
            yield LinkAt(path, "web", attributes["href"])


def _of_block(place: Place) -> Iterator[LinkAt]:
    if place.value.get("page"):
        page = place.value["page"]
        yield LinkAt(place.below("page"), "page", page.pk if page.is_possible else 0)
    elif is_web(place.value.get("url") or ""):
        yield LinkAt(place.below("url"), "web", place.value["url"])


def is_web(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https") if address.startswith(("http://", "https://")) else False


def live_pages(roots: Iterable[Root]) -> Iterator[tuple[Root, BasePage]]:
    """The live pages of some trees with all their fields, aliases aside: their texts are their source's."""
    for root in roots:
        pages = Page.objects.filter(path__startswith=root.tree_path, live=True, alias_of=None).order_by("path")
        for page in pages.specific(defer=False):
            if isinstance(page, BasePage):
                yield root, page


def missing_documents(keys: set[int]) -> set[int]:
    """Of these documents, those that are not there."""
    return keys - set(get_document_model().objects.filter(pk__in=keys).values_list("pk", flat=True))


def field_address(page_id: int, path: str) -> str:
    """The editor of a page, at a field."""
    return f"{reverse('wagtailadmin_pages:edit', args=[page_id])}#:w:contentpath={path}"
