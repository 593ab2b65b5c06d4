"""Figures past their date, on pages and in the library."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder

from brands.directory import Root
from brands.permissions import visible_to
from cms.blocks.facts import FactBlock
from cms.library.models import Role

from ..health.freshness import FIGURES_LAST, is_past
from ..health.places import places_of
from .linking import field_address, live_pages


@dataclass(frozen=True)
class PastFigure:
    """A figure past its date: what it says, where it stands, and the address of its field."""

    where: str
    brand: str
    language: str
    figure: str
    source: str
    date: datetime.date
    url: str


def past_figures(roots: Iterable[Root], user) -> list[PastFigure]:
    """Figures past their date on the public pages of some trees, and salaries of a person's library, oldest first."""
    today = timezone.localdate()
    found = [*_on_pages(roots, today), *_in_library(today, user)]
    return sorted(found, key=lambda each: (each.date, each.brand, each.where))


def _on_pages(roots: Iterable[Root], today: datetime.date) -> Iterator[PastFigure]:
    for root, page in live_pages(roots):
        for place in places_of(page):
            fact = place.value
            if isinstance(place.block, FactBlock) and fact and is_past(fact["reference_date"], today):
                yield PastFigure(
                    page.title, root.brand.name, root.language_code, f"{fact['value']} {fact['label']}".strip(),
                    fact["source"] or "", fact["reference_date"],
                    field_address(page.pk, place.below("reference_date")),
                )  # fmt: skip


def _in_library(today: datetime.date, user) -> Iterator[PastFigure]:
    finder = AdminURLFinder(user)
    roles = visible_to(user, Role.objects.filter(live=True, salary_reference_date__lt=today - FIGURES_LAST))
    for role in roles.select_related("brand", "original", "locale"):
        if role.original_id and "salary_reference_date" not in role.effective_own_fields():
            continue  # it follows the group, which is told of itself
        edit = finder.get_edit_url(role)
        yield PastFigure(
            str(role), role.brand.name if role.brand else _("the group"), role.locale.language_code,
            _("Salary of %(least)s to %(most)s") % {"least": role.salary_minimum, "most": role.salary_maximum},
            role.salary_source, role.salary_reference_date,
            f"{edit}#:w:contentpath=salary_reference_date" if edit else "",
        )  # fmt: skip
