"""Whether figures say where they come from and when they were right."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.blocks.facts import FactBlock

from .findings import Finding
from .subject import Subject

NO_SOURCE, NO_DATE = 3, 2  # points


def check(subject: Subject) -> Iterator[Finding]:
    for place in subject.of(FactBlock):
        fact = subject.shown(place)
        if not is_figure(fact.value):
            continue
        named = {"figure": f"{fact.value} {fact.label}".strip()}
        if not fact.source:
            yield Finding(NO_SOURCE, _("“%(figure)s” names no source.") % named, place.below("source"))
        if fact.reference_date is None:
            yield Finding(
                NO_DATE, _("“%(figure)s” does not say when it was right.") % named, place.below("reference_date")
            )


def is_figure(value: str) -> bool:
    """Whether a fact was counted or measured: words such as “NL & EN” are right without a source."""
    return any(letter.isdigit() for letter in value)
