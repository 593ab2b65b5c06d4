"""Whether what a page says is still so: old figures, translations behind their source, pages that nobody touches."""

import datetime
from collections.abc import Iterator

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cms.blocks.facts import FactBlock
from cms.library.blocks.item import RoleBlock
from cms.library.models import Role
from cms.library.models.role import RoleCard

from ..translations import address_of_comparison
from .findings import Finding, within
from .subject import Subject

FIGURES_LAST = datetime.timedelta(days=548)  # a year and a half: surveys appear once a year
PAGES_LAST = datetime.timedelta(days=365)
PAST, OUTDATED, UNTOUCHED = 3, 6, 6  # points
MOST_PAST = 6  # points


def check(subject: Subject) -> Iterator[Finding]:
    yield from within(MOST_PAST, _past_figures(subject))
    page = subject.page
    if page.pk and page.is_outdated():
        told = _("The page that this was translated from has changed since.")
        yield Finding(OUTDATED, told, "title", address_of_comparison(page))
    touched = page.latest_revision_created_at or page.last_published_at
    if touched and subject.today - timezone.localdate(touched) > PAGES_LAST:
        told = _("Nobody has touched this page since %(date)s: read it, and save it again if all is still so.")
        yield Finding(UNTOUCHED, told % {"date": formats.date_format(touched, "DATE_FORMAT")}, "introduction")


def _past_figures(subject: Subject) -> Iterator[Finding]:
    told = _("“%(figure)s” dates from %(date)s: look up what it is now.")
    for place in subject.of(FactBlock):
        fact = subject.shown(place)
        if is_past(fact.reference_date, subject.today):
            values = {"figure": f"{fact.value} {fact.label}", "date": formats.date_format(fact.reference_date)}
            yield Finding(PAST, told % values, place.below("reference_date"))
    for path, card in _roles(subject):
        if card.salary and is_past(card.salary.reference_date, subject.today):
            told = _("The salary of %(role)s dates from %(date)s: the library should say what it is now.")
            values = {"role": card.short_name, "date": formats.date_format(card.salary.reference_date)}
            yield Finding(PAST, told % values, path)


def _roles(subject: Subject) -> Iterator[tuple[str, RoleCard]]:
    """Roles whose card the page shows, with the place that chose them."""
    for place in subject.of(RoleBlock):
        if (card := subject.shown(place)) is not None:
            yield place.path, card
    role = subject.scope.get(Role, getattr(subject.page, "role_id", None))
    if role is not None:
        yield "role", role.represent(subject.scope)


def is_past(date: datetime.date | None, today: datetime.date) -> bool:
    """Whether a figure of a day is too old to be told without looking again."""
    return date is not None and today - date > FIGURES_LAST
