"""Whether a page answers what its kind of page should: questions, examples with results, facts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.library.blocks.item import ExampleBlock, QuestionBlock

from .findings import Finding
from .subject import Subject, plain

QUESTIONS, EXAMPLES, FACTS = "questions", "examples", "facts"
#: Page type → what it should have.
ASKED = {
    "comparison": (QUESTIONS, EXAMPLES, FACTS),
    "role": (QUESTIONS, EXAMPLES),
    "specialism": (QUESTIONS, FACTS),
    "faq": (QUESTIONS,),
    "examples": (EXAMPLES,),
}
ENOUGH_QUESTIONS, ENOUGH_FACTS = 3, 2
NONE, FEW, NO_RESULT = 7, 3, 3  # points


def check(subject: Subject) -> Iterator[Finding]:
    asked = ASKED[subject.page.type_key()]
    if QUESTIONS in asked:
        yield from _questions(subject)
    if EXAMPLES in asked:
        yield from _examples(subject)
    if FACTS in asked:
        yield from _facts(subject)


def _where(subject: Subject, kind: type, *fields: str) -> str:
    """The list in which a further item would stand; without one the stream that may hold it."""
    first = next(subject.of(kind), None)
    if first is not None:
        return first.path.rpartition(".")[0]
    names = {field.name for field in subject.page.stream_fields()}
    return next(name for name in (*fields, "body") if name in names)


def _questions(subject: Subject) -> Iterator[Finding]:
    shown = [place for place in subject.of(QuestionBlock) if subject.shown(place) is not None]
    if len(shown) < ENOUGH_QUESTIONS:
        told = _("No question is answered: readers and search engines look for some.")
        if shown:
            told = ngettext(
                "Only %(number)s question is answered; three or more are better.",
                "Only %(number)s questions are answered; three or more are better.",
                len(shown),
            ) % {"number": len(shown)}
        yield Finding(FEW if shown else NONE, told, _where(subject, QuestionBlock, "groups"))


def _examples(subject: Subject) -> Iterator[Finding]:
    shown = [(place, case) for place in subject.of(ExampleBlock) if (case := subject.shown(place)) is not None]
    if not shown:
        yield Finding(NONE, _("No example shows how it went for somebody."), _where(subject, ExampleBlock, "examples"))
    for place, case in shown:
        if not plain(case.result.html):
            yield Finding(NO_RESULT, _("The example “%(title)s” has no result.") % {"title": case.title}, place.path)


def _facts(subject: Subject) -> Iterator[Finding]:
    number = len(subject.document.facts)
    if number < ENOUGH_FACTS:
        told = _("One fact stands at the head; two or more are better.") if number else _("No facts stand at the head.")
        yield Finding(FEW if number else NONE - 1, told, "facts")
