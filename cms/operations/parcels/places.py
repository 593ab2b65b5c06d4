"""Brands and pages by the names that an operator types."""

from django.core.management.base import CommandError
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.hosts import language_of_path
from brands.models import Brand


def brand_by_key(key: str) -> Brand:
    """:raises CommandError: with the keys that there are."""
    brand = BrandDirectory().by_key(key)
    if brand is None:
        known = ", ".join(Brand.objects.values_list("key", flat=True)) or "none"
        raise CommandError(f"There is no brand “{key}”. Known: {known}.")
    return brand


def page_at(brand: Brand, path: str) -> Page:
    """A page by its public path, whether it is published or not.

    :raises CommandError: when there is none.
    """
    directory, language = BrandDirectory(), language_of_path(path)
    root = directory.root_of(brand, language)
    page = Page.objects.filter(path=root.tree_path).first() if root else None
    prefix = f"/{language}/"
    below = path.removeprefix(prefix) if path.startswith(prefix) else path
    for slug in filter(None, below.split("/")):
        page = page.get_children().filter(slug=slug).first() if page else None
    if page is None:
        raise CommandError(f"{brand.name} has no page at {path}.")
    return page
