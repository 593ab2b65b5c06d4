"""Old addresses of a brand and where they lead. Each redirect belongs to one brand; those of “all sites” to none."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal
from urllib.parse import unquote_plus

from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.changes.models import Change
from cms.changes.recording import record
from cms.foundation.links import public_path
from cms.foundation.prepared import ask
from cms.foundation.tags import add_tags, parameter_matters
from cms.foundation.together import fetch
from cms.foundation.visibility import public

PERMANENT: Literal[301] = 301
TEMPORARY: Literal[302] = 302
#: Of a query with more parameters, only the whole and each of the first ones alone are looked for.
MOST_PARAMETERS = 4
MOST_SINGLE = 8


@dataclass(frozen=True)
class Lead:
    """Where an address leads. `target` is a path where it stays within the brand, else a full address.

    `keeps_query` says that only the writing of the path was another.
    """

    target: str
    status: Literal[301, 302]
    page_id: int | None = None
    keeps_query: bool = False


@dataclass(frozen=True)
class Gone:
    """Something stood here and was taken away for good."""


def redirects_of(brand: Brand) -> QuerySet[Redirect]:
    """A brand's own redirects."""
    add_tags(f"redirects:{brand.key}")
    return Redirect.objects.filter(site=brand.site_id).exclude(old_path="")


def redirects_at(brand: Brand, wanted: list[str]) -> QuerySet[Redirect]:
    """Those that leave one of these addresses, which are in lower case."""
    return redirects_of(brand).annotate(lower_path=Lower("old_path")).filter(lower_path__in=wanted)


def find_redirect(directory: BrandDirectory, brand: Brand, path: str, query: str = "") -> Lead | Gone | None:
    """Where the brand's redirect for a path leads, slash and case aside; one with the query is preferred."""
    return _found(directory, brand, [*(f"{path}?{named}" for named in _parts_of(query)), path])


def find_redirect_of_query(directory: BrandDirectory, brand: Brand, path: str, query: str) -> Lead | Gone | None:
    """Where the brand's redirect for a path with this query leads: one that names it, or the most of its parameters.

    Such a redirect comes before the page at the path: `/?p=7` of the site before this one is not the home page.
    """
    return _found(directory, brand, [f"{path}?{named}" for named in _parts_of(query)])


def _parts_of(query: str) -> list[str]:
    """A query, and what is left of it without what a campaign or a browser added: the longest first."""
    parts = [part for part in query.split("&") if part]
    if len(parts) > MOST_PARAMETERS:
        return [query, *parts[:MOST_SINGLE]]
    chosen = (kept for number in range(len(parts), 0, -1) for kept in combinations(parts, number))
    return ["&".join(kept) for kept in chosen]


def _found(directory: BrandDirectory, brand: Brand, addresses: list[str]) -> Lead | Gone | None:
    """What the first of these addresses leads to, in the order in which they are wanted."""
    candidates: list[str] = []
    for address in addresses:
        try:
            candidates += [Redirect.normalise_path(address, decode_unicode=decode) for decode in (True, False)]
        except ValueError:  # such as //[
            return None
    wanted = [candidate.lower() for candidate in candidates]
    path = addresses[-1] if addresses else ""
    rows = redirects_at(brand, wanted)
    found = sorted(rows, key=lambda row: (wanted.index(row.old_path.lower()), row.old_path not in candidates))
    leads = leads_of(directory, brand, found)
    for row in found:
        if is_gone(row):
            return Gone()
        if row.pk in leads and leads[row.pk].target != path:
            return leads[row.pk]
    return None


def is_gone(redirect: Redirect) -> bool:
    """Whether a redirect says that nothing stands at its address any more: it leads neither to a page nor elsewhere."""
    return redirect.redirect_page_id is None and not redirect.redirect_link


def tell_of_queries(brand: Brand, path: str) -> None:
    """Tag a response at this path with the parameters of the brand's redirects from it: with those, another answers."""
    add_tags(tag_of_queries(brand))
    try:
        beginning = f"{Redirect.normalise_path(path)}?"
    except ValueError:  # such as //[
        return
    (rows,) = fetch([ask(_beginning_with, brand.site_id, beginning=beginning.lower())])
    for row in rows:
        query = row.old_path.partition("?")[2]
        add_tags(*(parameter_matters(unquote_plus(part.partition("=")[0])) for part in query.split("&")))


def _beginning_with(site: int, beginning: str) -> QuerySet[Redirect]:
    of_brand = Redirect.objects.filter(site=site).alias(lower_path=Lower("old_path"))
    return of_brand.filter(lower_path__begins=beginning).only("old_path")


def tag_of_queries(brand: Brand) -> str:
    """Tag of responses that another redirect with a query would change."""
    return f"queries:{brand.key}"


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
    """Receiver: remember whose the redirect was, and from where."""
    before = Redirect.objects.filter(pk=instance.pk).values_list("site", "old_path").first()
    instance._before = before or (None, "")


def on_redirect_changed(sender, instance, **kwargs):
    """Receiver: what said “not found” under the brand may lead somewhere, now or once its page is published."""
    site_before, path_before = instance.__dict__.pop("_before", (None, ""))
    for brand in Brand.objects.filter(site__in={instance.site_id, site_before} - {None}):
        record_redirects(brand, instance, [instance.old_path, path_before])


def record_redirects(brand: Brand, redirect: Redirect, old_paths: Iterable[str]) -> None:
    """Write into the change log that redirects from these paths changed, one of them the given one."""
    tags = [f"redirects:{brand.key}"]
    if any("?" in old_path for old_path in old_paths):
        tags.append(tag_of_queries(brand))
    record(Change.Kind.CHANGED, redirect, brand=brand, tags=tags)
