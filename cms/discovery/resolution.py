"""What an address of a brand means: a page, a way to another address, a locked page, something gone, or nothing."""

from dataclasses import dataclass

from django.db.models import QuerySet
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from brands.hosts import language_of_path
from brands.models import Brand
from cms.changes.models import Change
from cms.foundation.links import public_path
from cms.foundation.prepared import ask
from cms.foundation.tags import add_tags
from cms.foundation.together import fetch
from cms.foundation.visibility import Trees, locked_in, public_in, visible_trees

from .redirects import PERMANENT, Gone, Lead, find_redirect, find_redirect_of_query


@dataclass(frozen=True)
class Found:
    """A public page."""

    page: Page
    root: Root


@dataclass(frozen=True)
class Locked:
    """A page that asks for a password."""

    page: Page
    root: Root


@dataclass(frozen=True)
class Missing:
    """Nothing, or nothing that may be told of."""


Resolution = Found | Lead | Locked | Gone | Missing


def resolve(directory: BrandDirectory, brand: Brand, path: str, query: str = "") -> Resolution:
    """What a public path with its language prefix means. `query` matters to redirects that name one."""
    if query and (told := find_redirect_of_query(directory, brand, path, query)) is not None:
        return told
    root = directory.root_of(brand, language_of_path(path.lower()))
    url_path = tree_url_path(root, path) if root is not None else None
    if (
        root is not None
        and url_path is not None
        and public_path(root, url_path) == path
        and (page := _page(directory, root, url_path)) is not None
    ):
        return Found(page, root)
    if url_path is not None:  # whatever is said from here on, a page that comes here changes it
        add_tags(f"missing:{url_path}", f"missing:{url_path.lower()}")
    lead = find_redirect(directory, brand, path, query)
    if lead is not None:
        return lead
    if root is None or url_path is None:
        return Missing()
    variant = _variant(directory, root, url_path)
    if variant is not None:
        return Lead(public_path(root, variant.url_path), PERMANENT, variant.pk, keeps_query=True)
    trees = visible_trees(directory, brand, root.language_code)
    (locked,) = fetch([ask(_locked_at, trees, url_path=url_path)])
    if locked:
        return Locked(min(locked, key=lambda page: page.path), root)
    return Gone() if root.live and _is_gone(brand, root, url_path) else Missing()


def tree_url_path(root: Root, path: str) -> str | None:
    """Wagtail's url path for a public path below a root, with the closing slash; None for what no page can have."""
    home = public_path(root, root.url_path)
    below = path[len(home) :] if path.lower().startswith(home) else "" if path.lower() == home.rstrip("/") else None
    if below is None or "//" in path:
        return None
    return f"{root.url_path}{below.strip('/')}/" if below.strip("/") else root.url_path


def _page(directory: BrandDirectory, root: Root, url_path: str) -> Page | None:
    (found,) = fetch([ask(_at, visible_trees(directory, root.brand, root.language_code), url_path=url_path)])
    return min(found, key=lambda page: page.path, default=None)


def _variant(directory: BrandDirectory, root: Root, url_path: str) -> Page | None:
    trees = visible_trees(directory, root.brand, root.language_code)
    (found,) = fetch([ask(_written_like, trees, url_path=url_path)])
    return min(found, key=lambda page: page.path, default=None)


def _at(trees: Trees, url_path: str) -> QuerySet:
    return public_in(trees).filter(url_path=url_path)


def _locked_at(trees: Trees, url_path: str) -> QuerySet:
    return locked_in(trees).filter(url_path=url_path)


def _written_like(trees: Trees, url_path: str) -> QuerySet:
    return public_in(trees).filter(url_path__iexact=url_path)


def _is_gone(brand: Brand, root: Root, url_path: str) -> bool:
    """Whether the last that the change log knows of this address, or of where its page went, is that it was taken away.

    The log alone is asked, which holds what everybody could see. A redirect that an editor made is not followed: its
    page may be one that is still to come, and who reads “gone” does not ask again.
    """
    address, seen = brand.public_url + public_path(root, url_path), set()
    while address not in seen:
        seen.add(address)
        add_tags(f"at:{address}")
        before = Change.objects.that_left(brand, address).first()
        if before is None:
            return False
        if not before.addresses_after:
            return before.kind in TAKEN_AWAY
        address = before.addresses_after[0]
    return False


TAKEN_AWAY = {Change.Kind.UNPUBLISHED, Change.Kind.DELETED}
