"""The dashboard's panel: each of a person's brands with its score and the pages that need work most, worst first."""

from dataclasses import dataclass, field

from django.db.models import Avg, F, Window
from django.db.models.functions import RowNumber, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from brands.directory import ROOT_PATH_LENGTH, Root, directory_for
from brands.models import Brand

from ..models import PageHealth
from ..ownership import may_see
from .findings import Part, level_of
from .listing import ANNOTATION

WORST_OF_EACH_TREE = 3


@dataclass(frozen=True)
class PageInNeed:
    """A page with its score and what lost most of it."""

    title: str
    language: str
    score: int
    level: str
    weakest: str
    url: str


@dataclass
class BrandsHealth:
    """A brand's average over its public pages, and its worst pages of all languages."""

    brand: Brand
    average: int
    level: str
    list_url: str
    pages: list[PageInNeed] = field(default_factory=list)


def health_of_brands(request) -> list[BrandsHealth]:
    """The brands that a person may see, each with its worst pages; the brand that needs most comes first.

    Two queries, whatever the number of brands and pages. Only what visitors see is counted: a draft is work under way.
    """
    directory = directory_for(request)
    roots = {root.tree_path: root for root in directory.roots if may_see(request.user, root.brand, directory)}
    measured = PageHealth.objects.filter(page__live=True).annotate(tree=Substr("page__path", 1, ROOT_PATH_LENGTH))
    measured = measured.filter(tree__in=roots).order_by()
    totals: dict[int, list[float]] = {}
    for tree, average in measured.values_list("tree").annotate(Avg("score")):
        totals.setdefault(roots[tree].brand.pk, []).append(average)
    found: dict[int, BrandsHealth] = {}
    for row in _worst(measured):
        root = roots[row.tree]
        brand = found.setdefault(root.brand.pk, _of_brand(root, totals[root.brand.pk]))
        brand.pages.append(_in_need(row, root))
    for brand in found.values():
        brand.pages.sort(key=lambda page: (page.score, page.title))
    return sorted(found.values(), key=lambda one: (one.average, one.brand.group_order))


def _worst(measured):
    place = Window(RowNumber(), partition_by="tree", order_by=[F("score").asc(), F("pk").asc()])
    return measured.select_related("page").annotate(place=place).filter(place__lte=WORST_OF_EACH_TREE)


def _of_brand(root: Root, averages: list[float]) -> BrandsHealth:
    average = round(sum(averages) / len(averages))
    explorer = reverse("wagtailadmin_explore", args=[root.page_id])
    return BrandsHealth(root.brand, average, level_of(average), f"{explorer}?ordering={ANNOTATION}")


def _in_need(row: PageHealth, root: Root) -> PageInNeed:
    weakest = min(row.parts, key=lambda part: row.parts[part], default=None)
    return PageInNeed(
        title=row.page.get_admin_display_title(),
        language=root.language_code,
        score=row.score,
        level=level_of(row.score),
        weakest=str(Part(weakest).label) if weakest and row.parts[weakest] < 100 else "",
        url=reverse("wagtailadmin_pages:edit", args=[row.page_id]),
    )


class HealthPanel(Component):
    """Health per brand, on the dashboard of who works for one."""

    name = "health"
    template_name = "desk/health/dashboard_panel.html"
    order = 130
    title = _("Health of your pages")

    def get_context_data(self, parent_context):
        return {"brands": health_of_brands(parent_context["request"]), "title": self.title}
