"""Measuring a page: which parts its type has, what each found, and what stands in the way of publishing."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cms.foundation.pages import BasePage
from cms.foundation.publishing import unfinished_streams

from . import accessibility, balance, completeness, evidence, findability, freshness
from .findings import Finding, Health, Part, PartOfScore
from .places import placed_errors
from .subject import Subject

CHECKS: dict[Part, Callable[[Subject], Iterator[Finding]]] = {
    Part.BALANCE: balance.check,
    Part.COMPLETENESS: completeness.check,
    Part.EVIDENCE: evidence.check,
    Part.FINDABILITY: findability.check,
    Part.ACCESSIBILITY: accessibility.check,
    Part.FRESHNESS: freshness.check,
}

READABLE = (Part.FINDABILITY, Part.ACCESSIBILITY, Part.FRESHNESS)
#: Page type → the parts that make sense for it. A type that is not named has none, and a test fails.
PARTS_OF: dict[str, tuple[Part, ...]] = {
    "comparison": tuple(Part),
    "role": (Part.COMPLETENESS, Part.EVIDENCE, *READABLE),
    "specialism": (Part.COMPLETENESS, Part.EVIDENCE, *READABLE),
    "faq": (Part.COMPLETENESS, *READABLE),
    "examples": (Part.COMPLETENESS, *READABLE),
    "home": (Part.EVIDENCE, *READABLE),
    "article": (Part.EVIDENCE, *READABLE),
    "content": (Part.EVIDENCE, *READABLE),
    "contact": (Part.EVIDENCE, *READABLE),
    "article_index": READABLE,
}


@dataclass(frozen=True)
class Obstacle:
    """Something that refuses publishing, and the content path of the field that mends it."""

    message: str
    path: str


def measure(page: BasePage, today: datetime.date | None = None) -> Health | None:
    """A page's health as it is in memory: the draft in an editor, or what is stored.

    :param today: for what grows old; the present day when left out.
    :returns: None where there is nothing to measure: outside the brands' trees, and for an alias, whose texts are its
        source's.
    """
    scope = page.scope(preview=True)
    parts = PARTS_OF.get(page.type_key(), ())
    if scope is None or page.alias_of_id or not parts:
        return None
    subject = Subject(page, scope, today)
    _ = subject.document  # loads everything that the page refers to at once
    return Health([PartOfScore(part, list(CHECKS[part](subject))) for part in parts])


def obstacles_of(page: BasePage) -> list[Obstacle]:
    """What stands in the way of publishing a page, each with its place."""
    errors = {**unfinished_streams(page), **page.publish_errors()}
    return [Obstacle(message, path) for path, message in placed_errors(page, errors)]
