"""What the score is made of: six parts, each with the points that it can lose, and what lost them where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Part(TextChoices):
    """A part of the score, in the order in which it is told."""

    BALANCE = "balance", _("Balance")
    COMPLETENESS = "completeness", _("Completeness")
    EVIDENCE = "evidence", _("Evidence")
    FINDABILITY = "findability", _("Findability")
    ACCESSIBILITY = "accessibility", _("Accessibility")
    FRESHNESS = "freshness", _("Freshness")


#: Points that each part holds; of a page type that lacks a part the others count for more.
WEIGHTS: dict[str, int] = {
    Part.BALANCE: 20,
    Part.COMPLETENESS: 20,
    Part.EVIDENCE: 15,
    Part.FINDABILITY: 15,
    Part.ACCESSIBILITY: 15,
    Part.FRESHNESS: 15,
}

GOOD, FAIR = 80, 50  # from this score on


class Finding(NamedTuple):
    """Something that costs points of its part. `path` is the content path of the field that mends it.

    `url` leads there where the field does not stand in the page's own editor.
    """

    points: int
    message: str
    path: str
    url: str = ""


@dataclass(frozen=True)
class PartOfScore:
    """A part with what it lost. No part loses more than it holds."""

    part: Part
    findings: list[Finding]

    @property
    def weight(self) -> int:
        return WEIGHTS[self.part]

    @property
    def lost(self) -> int:
        return min(self.weight, sum(finding.points for finding in self.findings))

    @property
    def kept(self) -> int:
        return self.weight - self.lost

    @property
    def percentage(self) -> int:
        return round(100 * self.kept / self.weight)


@dataclass(frozen=True)
class Health:
    """A page's score from 0 to 100, by parts."""

    parts: list[PartOfScore]

    @property
    def score(self) -> int:
        weight = sum(part.weight for part in self.parts)
        return round(100 * sum(part.kept for part in self.parts) / weight)

    @property
    def findings(self) -> list[Finding]:
        return [finding for part in self.parts for finding in part.findings]

    def part(self, name: str) -> PartOfScore:
        return next(part for part in self.parts if part.part == name)


def level_of(score: int) -> str:
    """In a word, for colours: good, fair or poor."""
    return "good" if score >= GOOD else "fair" if score >= FAIR else "poor"


def within(most: int, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Findings of one kind, which together cost no more than this: the last one costs what is left, later ones 0."""
    left = most
    for finding in findings:
        points = min(finding.points, left)
        left -= points
        yield finding._replace(points=points)


def words_in(text: Any) -> int:
    """Number of words in a plain text."""
    return len(str(text or "").split())
