"""Writing the change log. Rows are written where things change, inside the same transaction."""

from collections.abc import Iterable

from wagtail.models import Page

from brands.directory import ROOT_PATH_LENGTH, BrandDirectory
from brands.models import Brand
from cms.foundation.links import page_url
from cms.foundation.scope import is_led_to
from cms.foundation.tags import list_of_pages
from cms.foundation.visibility import restrictions_on

from .models import Change


def record(
    kind: str,
    obj,
    *,
    brand: Brand | None,
    tags: Iterable[str],
    before: Iterable[str | None] = (),
    after: Iterable[str | None] = (),
) -> Change:
    """Write one row about an object.

    :param before: the object's own public addresses until now, :param after: from now on.
    """
    was, is_now = ({address for address in addresses if address} for addresses in (before, after))
    # Wagtail makes redirects from old addresses in bulk, which sends no signal of theirs.
    moved = {redirects_of(brand)} if brand and was and is_now and was != is_now else set()
    return Change.objects.create(
        brand=brand,
        kind=kind,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        addresses_before=sorted(was),
        addresses_after=sorted(is_now),
        tags=sorted({*tags} | moved),
    )


def redirects_of(brand: Brand) -> str:
    """Tag of what a brand's redirects decided."""
    return f"redirects:{brand.key}"


def record_pages(kind: str, pages: Iterable[Page], *, live_before: bool, live_after: bool) -> None:
    """Write a row per page of the brands' trees. Pages outside them are seen by no visitor."""
    directory = BrandDirectory()
    for page in pages:
        brand = directory.brand_of(page)
        if brand is None:
            continue
        address = told_addresses(page, page_url(directory, page))
        record(
            kind,
            page,
            brand=brand,
            tags=page_tags(page),
            before=address if live_before else [],
            after=address if live_after else [],
        )


def told_addresses(page: Page, address: str | None) -> list[str | None]:
    """The address that a page had for everybody; none where it was private, since nobody is told that it was there."""
    return [] if restrictions_on(page).exists() else [address]


def page_tags(page: Page) -> list[str]:
    """Tags of what a page is part of: itself, its translations, lists, ways that lead to it, and the place of a 404."""
    above = page.path[: -Page.steplen]
    return tags_below(page, Page.objects.filter(path=above).values_list("pk", flat=True).first())


def tags_below(page: Page, parent: int | None) -> list[str]:
    """The same, where the primary key of the page above is known."""
    tags = [
        f"page:{page.pk}", f"translations:{page.translation_key}", f"missing:{page.url_path}", list_of_pages(page.path),
    ]  # fmt: skip
    tags += is_led_to(page)
    if len(page.path) > ROOT_PATH_LENGTH and parent:
        tags.append(f"children:{parent}")
    return tags


def record_coarse(brand: Brand | None, obj, kind: str = Change.Kind.CHANGED) -> None:
    """Where the exact set is not known: everything of a brand, or of all brands."""
    brands = [brand] if brand else BrandDirectory().brands
    record(kind, obj, brand=brand, tags=[f"brand:{one.key}" for one in brands])
