"""The first panel of the first page: what waits for the person who looks, a table for each brand that she works for."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from brands.directory import directory_for
from brands.models import Brand
from brands.permissions import teams_of

from ..library.people import brands_of, is_librarian
from .leads import Lead, leads_for
from .own_drafts import GROUP
from .rows import MOST_DRAFTS, Row, drafts, moments_ahead, sent_back

MOST_MOMENTS = 5


@dataclass
class BrandsWork:
    """What waits for her on a brand, or of the group's. `more` counts the drafts that are not shown."""

    brand: Brand | None
    leads: list[Lead] = field(default_factory=list)
    sent_back: list[Row] = field(default_factory=list)
    drafts: list[Row] = field(default_factory=list)
    more: int = 0
    moments: list[Row] = field(default_factory=list)
    more_moments: int = 0

    @property
    def drafts_url(self) -> str:
        """Where all of her drafts stand."""
        return reverse("own_drafts", args=[self.brand.key if self.brand else GROUP])

    @property
    def rows(self) -> list[Row]:
        return [*self.sent_back, *self.drafts, *self.moments]


def work_for(request) -> list[BrandsWork]:
    """What waits for somebody, in the group's order, the group's own last. Brands where nothing waits are left out.

    As many queries whatever waits: what is another brand's is dropped, also where she worked for it once.
    """
    user, directory = request.user, directory_for(request)
    brands = list(directory.brands) if user.is_superuser else brands_of(user, directory)
    works: dict[int | None, BrandsWork] = {brand.pk: BrandsWork(brand) for brand in brands}
    if is_librarian(user):
        works[None] = BrandsWork(None)
    for lead in leads_for(request, directory):
        if lead.brand_id in works:
            works[lead.brand_id].leads.append(lead)
    for row in sent_back(user, directory):
        if row.brand_id in works:
            works[row.brand_id].sent_back.append(row)
    _add_drafts(user, directory, works)
    for row in moments_ahead({brand.pk for brand in brands}, None in works, directory):
        works[row.brand_id].moments.append(row)
    for each in works.values():
        each.more_moments = max(len(each.moments) - MOST_MOMENTS, 0)
        del each.moments[MOST_MOMENTS:]
    return [each for each in works.values() if each.leads or each.rows]


def _add_drafts(user, directory, works: dict[int | None, BrandsWork]) -> None:
    totals: dict[int | None, dict[Any, int]] = defaultdict(dict)
    for place, row, total in drafts(user, directory):
        if row.brand_id in works:
            works[row.brand_id].drafts.append(row)
            totals[row.brand_id][place] = total
    for brand_id, counted in totals.items():
        work = works[brand_id]
        work.drafts = sorted(work.drafts, key=lambda row: row.at, reverse=True)[:MOST_DRAFTS]
        work.more = sum(counted.values()) - len(work.drafts)


class WaitingPanel(Component):
    """What waits for her; one sentence where nothing does."""

    name = "waiting"
    order = 10
    template_name = "desk/waiting/panel.html"

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        shown = request.user.is_superuser or bool(teams_of(request.user))
        return {"shown": shown, "work": work_for(request) if shown else []}
