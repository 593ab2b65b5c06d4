"""Where pages of a brand stand, public or not yet, by address."""

from dataclasses import dataclass

from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.foundation.links import public_path
from cms.foundation.visibility import visible_pages


@dataclass(frozen=True)
class Place:
    """A page at an address of the brand. `path` is its address once it is public."""

    page_id: int
    path: str
    title: str
    language: str
    is_public: bool


def places_of(brand: Brand, directory: BrandDirectory) -> list[Place]:
    """All pages of a brand in its languages, drafts too, in the order of the tree."""
    public = set(visible_pages(directory, brand).values_list("pk", flat=True))
    found = []
    for root in directory.roots:
        if root.brand.pk != brand.pk:
            continue
        pages = Page.objects.filter(path__startswith=root.tree_path, locale_id=root.locale_id).order_by("path")
        for pk, url_path, title in pages.values_list("pk", "url_path", "draft_title"):
            found.append(Place(pk, public_path(root, url_path), title, root.language_code, pk in public))
    return found
