"""What the public of a brand may be told of the change log: nothing private, and nothing that is another brand's.

Feed and webhooks ask this for every row. The log itself says more, since stored responses must go whatever they showed.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from wagtail.models import Page, ReferenceIndex

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.visibility import private_pages, visible_media, visible_pages
from cms.media.models import MediaDocument, MediaImage

from .models import Change

#: Tags that name a brand after one of these are that brand's own.
NAMING_A_BRAND = ("brand", "menus", "redirects", "forms", "search", "notice")
FILES = {"mediaimage": MediaImage, "mediadocument": MediaDocument}
CARD = "socialcard"


@dataclass(frozen=True)
class Told:
    """A row as it is told. `page`: key of the page that it is about; None for everything else.

    `before` and `after` are full addresses of that page. `tags` are those that responses name in `Cache-Tag`.
    """

    row: Change
    page: int | None
    before: list[str]
    after: list[str]
    tags: list[str]


def told(brand: Brand, rows: Iterable[Change]) -> list[Told]:
    """Of these rows of a brand, those that its public may hear of, in their order."""
    return _Telling(brand, list(rows)).told()


class _Telling:
    """Asks once for all rows what is public by now."""

    def __init__(self, brand: Brand, rows: list[Change]):
        self.brand, self.rows = brand, rows
        directory = BrandDirectory()
        self.other_keys = {one.key for one in directory.brands if one.pk != brand.pk}
        self.dark = tuple(root.tree_path for root in directory.roots if root.brand.pk == brand.pk and not root.live)
        keys = {key for row in rows if (key := _page_of(row) or _number(row, CARD)) is not None}
        there = Page.objects.filter(pk__in=keys)
        self.paths: dict[int, str] = dict(there.values_list("pk", "path")) if keys else {}
        self.private = set(private_pages(there).values_list("pk", flat=True)) if self.paths else set()
        self.visible = set(visible_pages(directory, brand, queryset=there).values_list("pk", flat=True)) if keys else ()
        self.files = {label: self._shown(label, model) for label, model in FILES.items()}

    def told(self) -> list[Told]:
        return [each for row in self.rows if (each := self._told(row)) is not None]

    def _told(self, row: Change) -> Told | None:
        tags = [tag for tag in row.tags if not self._is_anothers(tag)]
        if (page := _page_of(row)) is not None:
            return self._of_page(row, page, tags)
        for label, shown in self.files.items():
            if (number := _number(row, label)) is not None and number not in shown:
                return None
        if (card := _number(row, CARD)) is not None and card not in self.visible:
            return None
        return Told(row, None, [], [], tags) if tags else None

    def _of_page(self, row: Change, page: int, tags: list[str]) -> Told | None:
        """Of a page that never was public nobody hears; where one was that is private by now is not said again."""
        is_visible = page in self.visible
        if not is_visible and (not row.addresses_before or self.paths.get(page, "").startswith(self.dark or ("-",))):
            return None
        before, after = self._own(row.addresses_before), self._own(row.addresses_after) if is_visible else []
        if page in self.private:
            before, tags = [], [tag for tag in tags if not tag.startswith("missing:")]
        return Told(row, page, before, after, tags)

    def _own(self, addresses: list[str]) -> list[str]:
        return [address for address in addresses if address.startswith(f"{self.brand.public_url}/")]

    def _is_anothers(self, tag: str) -> bool:
        kind, _, rest = tag.partition(":")
        return kind in NAMING_A_BRAND and rest.partition(":")[0] in self.other_keys

    def _shown(self, label: str, model) -> set[int]:
        """Of the files that rows are about, those that something of the brand shows or, once they are gone, showed."""
        keys = {number for row in self.rows if (number := _number(row, label)) is not None}
        if not keys:
            return set()
        there = model._default_manager.filter(pk__in=keys)
        hidden = set(there.values_list("pk", flat=True)) - set(visible_media(there).values_list("pk", flat=True))
        return {key for key in keys - hidden if self._is_used(model, key)}

    def _is_used(self, model, key: int) -> bool:
        references = ReferenceIndex.get_references_to(model(pk=key)).select_related("base_content_type")
        pages = set()
        for reference in references:
            kind = reference.base_content_type.model_class()
            if kind is not None and issubclass(kind, Page):
                pages.add(int(reference.object_id))
            elif kind is Brand:
                return True  # sister brands show each other's logos
            elif kind is not None and hasattr(kind, "brand"):
                thing = kind._base_manager.filter(pk=reference.object_id).first()
                if thing is not None and thing.brand_id in (None, self.brand.pk):
                    return True
        return (
            bool(pages)
            and visible_pages(BrandDirectory(), self.brand, queryset=Page.objects.filter(pk__in=pages)).exists()
        )


def _page_of(row: Change) -> int | None:
    """Key of the page that a row is about; None also where a page stands for its whole brand."""
    try:
        model = apps.get_model(row.object_type)
    except (LookupError, ValueError):
        return None
    return int(row.object_id) if issubclass(model, Page) and f"page:{row.object_id}" in row.tags else None


def _number(row: Change, label: str) -> int | None:
    """Key in the row's only tag, where that is of such a kind."""
    kind, _, number = row.tags[0].partition(":") if len(row.tags) == 1 else ("", "", "")
    return int(number) if kind == label and number.isdigit() else None
