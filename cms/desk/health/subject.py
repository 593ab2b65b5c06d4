"""What is measured: a page as its readers get it, with the place of everything on it."""

import datetime
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.utils import timezone

from cms.foundation.links import Link
from cms.foundation.pages import BasePage
from cms.foundation.representation import represent
from cms.foundation.rich_text import RichText, RichTextBlock
from cms.foundation.scope import Scope

from .places import Place, places_of

_HEADING = re.compile(r"<h([2-6])[^>]*>(.*?)</h\1>", re.DOTALL)
_ANCHOR = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile("<[^>]+>")


class Subject:
    """A page seen from its brand and language, as a preview shows it: nothing is measured that readers do not get."""

    def __init__(self, page: BasePage, scope: Scope, today: datetime.date | None = None):
        self.page = page
        self.scope = scope
        self.today = today or timezone.localdate()
        self._shown: dict[tuple, Any] = {}

    @cached_property
    def document(self) -> Any:
        """What templates render and the API serialises: the `PageDocument` of the page's type."""
        return self.page.represent(self.scope)

    @cached_property
    def places(self) -> list[Place]:
        return list(places_of(self.page))

    def of(self, *kinds: type) -> Iterator[Place]:
        """Places of blocks of these kinds."""
        return (place for place in self.places if isinstance(place.block, kinds))

    def shown(self, place: Place) -> Any:
        """What a place's block becomes for readers; None where that is nothing."""
        key = place.path, id(place.block), id(place.value)  # blocks that were never saved have no id in their path
        if key not in self._shown:
            self._shown[key] = represent(place.block, place.value, self.scope)
        return self._shown[key]

    @cached_property
    def texts(self) -> list[tuple[str, RichText]]:
        """Content path and formatted text, in the order of the page."""
        found = [("introduction", self.document.introduction)]
        found += [(place.path, self.shown(place)) for place in self.of(RichTextBlock)]
        return [(path, text) for path, text in found if text]


def headings_in(text: RichText) -> list[tuple[int, str]]:
    """Level and words of the headings of a formatted text."""
    return [(int(level), plain(words)) for level, words in _HEADING.findall(text.html)]


def anchors_in(text: RichText) -> list[tuple[str, str]]:
    """Address and words of the links of a formatted text."""
    return [(address, plain(words)) for address, words in _ANCHOR.findall(text.html)]


def plain(html: str) -> str:
    return " ".join(_TAG.sub("", html).split())


def links_in(thing: Any) -> Iterator[Link]:
    """Every link of a representation, however deep."""
    if isinstance(thing, Link):
        yield thing
    elif isinstance(thing, list):
        for item in thing:
            yield from links_in(item)
    elif hasattr(type(thing), "model_fields"):
        for name in type(thing).model_fields:
            yield from links_in(getattr(thing, name))
