"""The first page of the desk: the brands that a person works for, with what is in them, and nobody else's."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.utils import translation
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from brands.directory import ROOT_DEPTH, ROOT_PATH_LENGTH, Root, directory_for
from brands.models import Brand
from cms.foundation.links import public_path

from .ownership import may_see, own_pages


@dataclass(frozen=True)
class Tree:
    """A brand's pages in one language: how many there are, and how many wait with something unpublished."""

    brand: Brand
    root: Root
    pages: int
    unpublished: int

    @property
    def language(self) -> str:
        """The language's name in the reader's language."""
        return translation.get_language_info(self.root.language_code)["name_translated"]

    @property
    def address(self) -> str:
        """Where the tree is read by visitors."""
        return f"{self.brand.public_url}{public_path(self.root, self.root.url_path)}"


def trees_of(request) -> list[Tree]:
    """The trees of the brands that a person may see, in the group's order."""
    directory = directory_for(request)
    counted = {
        row["tree"]: row
        for row in own_pages(request.user, Page.objects.filter(depth__gte=ROOT_DEPTH), directory)
        .annotate(tree=Substr("path", 1, ROOT_PATH_LENGTH))
        .order_by()
        .values("tree")
        .annotate(pages=Count("pk"), unpublished=Count("pk", filter=Q(has_unpublished_changes=True) | Q(live=False)))
    }
    return [
        Tree(root.brand, root, counted[root.tree_path]["pages"], counted[root.tree_path]["unpublished"])
        for root in directory.roots
        if root.tree_path in counted and may_see(request.user, root.brand, directory)
    ]


class OwnPagesItem(PagesSummaryItem):
    """Wagtail counts all pages below the first one that a person's permissions have in common: here those of all."""

    def get_context_data(self, parent_context):
        pages = own_pages(self.request.user, Page.objects.filter(depth__gte=ROOT_DEPTH), directory_for(self.request))
        return {**super().get_context_data(parent_context), "total_pages": pages.count()}


class BrandsPanel(Component):
    """The person's brands, a row for each language."""

    name = "brands"
    order = 50
    template_name = "desk/brands_panel.html"

    def __init__(self, request):
        self.request = request

    def get_context_data(self, parent_context):
        return {"trees": trees_of(self.request)}
