"""Old addresses of a brand and where they lead. Each redirect belongs to one brand; those of “all sites” to none."""

from dataclasses import dataclass
from typing import Literal

from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.changes.models import Change
from cms.changes.recording import record
from cms.foundation.links import public_path
from cms.foundation.tags import add_tags
from cms.foundation.visibility import public

PERMANENT: Literal[301] = 301
TEMPORARY: Literal[302] = 302


@dataclass(frozen=True)
class Lead:
    """Where an address leads. `target` is a path where it stays within the brand, else a full address.

    `keeps_query` says that only the writing of the path was another.
    """

    target: str
    status: Literal[301, 302]
    page_id: int | None = None
    keeps_query: bool = False


def redirects_of(brand: Brand) -> QuerySet[Redirect]:
    """A brand's own redirects."""
    add_tags(f"redirects:{brand.key}")
    return Redirect.objects.filter(site=brand.site_id).exclude(old_path="")


def find_redirect(directory: BrandDirectory, brand: Brand, path: str, query: str = "") -> Lead | None:
    """Where the brand's redirect for a path leads, slash and case aside; one with the query is preferred."""
    candidates = []
    for address in (f"{path}?{query}", path) if query else (path,):
        try:
            candidates += [Redirect.normalise_path(address, decode_unicode=decode) for decode in (True, False)]
        except ValueError:  # such as //[
            return None
    wanted = [candidate.lower() for candidate in candidates]
    rows = redirects_of(brand).annotate(lower_path=Lower("old_path")).filter(lower_path__in=wanted)
    found = sorted(rows, key=lambda row: (row.old_path not in candidates, wanted.index(row.old_path.lower())))
    leads = leads_of(directory, brand, found)
    return next((leads[row.pk] for row in found if row.pk in leads and leads[row.pk].target != path), None)


def names_query(brand: Brand, path: str) -> bool:
    """Whether one of the brand's redirects from this path wants a certain query."""
    try:
        beginning = f"{Redirect.normalise_path(path)}?"
    except ValueError:  # such as //[
        return False
    return redirects_of(brand).filter(old_path__istartswith=beginning).exists()


def leads_of(directory: BrandDirectory, brand: Brand, redirects: list[Redirect]) -> dict[int, Lead]:
    """Primary key of a redirect → where it leads. A redirect to a page that is not public leads nowhere."""
    pages = public_paths(directory, brand, [row.redirect_page_id for row in redirects if row.redirect_page_id])
    leads = {}
    for row in redirects:
        target = pages.get(row.redirect_page_id) if row.redirect_page_id else row.redirect_link
        if target:
            leads[row.pk] = Lead(target, PERMANENT if row.is_permanent else TEMPORARY, row.redirect_page_id)
    return leads


def public_paths(directory: BrandDirectory, brand: Brand, page_ids: list[int]) -> dict[int, str]:
    """Public addresses of pages in the languages that they have: paths within the brand, else full addresses."""
    if not page_ids:
        return {}
    add_tags(*(f"page:{page_id}" for page_id in page_ids))
    paths = {}
    for page in public(Page.objects.filter(pk__in=page_ids)):
        root = directory.root_for_tree_path(page.path)
        if root is not None and root.live and root.locale_id == page.locale_id:
            path = public_path(root, page.url_path)
            paths[page.pk] = path if root.brand.pk == brand.pk else root.brand.public_url + path
    return paths


def before_redirect_saved(sender, instance, **kwargs):
    """Receiver: remember whose the redirect was."""
    instance._site_before = Redirect.objects.filter(pk=instance.pk).values_list("site", flat=True).first()


def on_redirect_changed(sender, instance, **kwargs):
    """Receiver: what said “not found” under the brand may lead somewhere, now or once its page is published."""
    sites = {instance.site_id, instance.__dict__.pop("_site_before", None)}
    for brand in Brand.objects.filter(site__in=sites - {None}):
        record(Change.Kind.CHANGED, instance, brand=brand, tags=[f"redirects:{brand.key}"])
