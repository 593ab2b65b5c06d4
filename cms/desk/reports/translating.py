"""Translations that are missing, wait as drafts, or are behind what they were translated from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page

from brands.directory import BrandDirectory, Root
from brands.models import Brand
from cms.foundation.pages import BasePage
from cms.library.differences import KINDS
from cms.library.models import LibraryItem

from ..translations import address_of_comparison
from .linking import live_pages

MISSING, OUTDATED, DRAFT = "missing", "outdated", "draft"
STATES = {
    MISSING: gettext_lazy("is missing"),
    DRAFT: gettext_lazy("is not public yet"),
    OUTDATED: gettext_lazy("is behind its source"),
}


@dataclass(frozen=True)
class Untranslated:
    """A page or item that a language lacks or has behind its source: the state, and the way to mend it."""

    title: str
    kind: str
    brand: str
    source_language: str
    language: str
    state: str
    fields: str
    url: str


def untranslated(
    brands: Iterable[Brand], directory: BrandDirectory, user, languages_of: Iterable[Brand]
) -> list[Untranslated]:
    """Public pages of some brands, and public library items that these brands may see.

    :param languages_of: brands whose languages an item should be in; who keeps the originals answers for all.
    """
    shown = list(brands)
    pages = [row for brand in shown for row in _pages_of(brand, directory)]
    codes = {row.locale_id: row.locale.language_code for brand in languages_of for row in brand.languages.all()}
    return [*pages, *_items_of(shown, codes, user)]


def _pages_of(brand: Brand, directory: BrandDirectory) -> Iterator[Untranslated]:
    roots = [root for root in directory.roots if root.brand.pk == brand.pk]
    trees = Q(pk__in=[])
    for root in roots:
        trees |= Q(path__startswith=root.tree_path)
    there: dict[Any, dict[int, Page]] = {}
    for page in Page.objects.filter(trees, alias_of=None):
        there.setdefault(page.translation_key, {})[page.locale_id] = page
    for root, page in live_pages(roots):
        translations = there[page.translation_key]
        yield from _missing(page, root, roots, translations)
        if behind(page, translations) and (changed := page.outdated_fields()):
            source: Any = page.translation_source()
            yield Untranslated(
                page.title, str(page._meta.verbose_name), brand.name, source.locale.language_code, root.language_code,
                OUTDATED, ", ".join(field.label for field in changed), address_of_comparison(page),
            )  # fmt: skip


def _missing(page: BasePage, root: Root, roots: list[Root], there: dict[int, Page]) -> Iterator[Untranslated]:
    for other in roots:
        found = there.get(other.locale_id)
        if other.locale_id == root.locale_id or (found is not None and found.live):
            continue
        translate = reverse("simple_translation:submit_page_translation", args=[page.pk])
        url = reverse("wagtailadmin_pages:edit", args=[found.pk]) if found else translate
        yield Untranslated(
            page.title, str(page._meta.verbose_name), root.brand.name, root.language_code, other.language_code,
            DRAFT if found else MISSING, "", url,
        )  # fmt: skip


def behind(instance: Any, there: dict[int, Any]) -> bool:
    """Whether a translation may be behind: its source has another revision than the confirmed one. No query."""
    sources = (each for each in there.values() if each.pk != instance.pk)
    current = {source.live_revision_id or source.latest_revision_id for source in sources}
    return instance.source_revision_id is not None and instance.source_revision_id not in current


def _items_of(brands: list[Brand], codes: dict[int, str], user) -> Iterator[Untranslated]:
    """Originals, and own items of these brands, which one of the languages lacks or has behind."""
    finder = AdminURLFinder(user)
    for kind in KINDS:
        everything: Any = kind._default_manager
        items = everything.filter(Q(brand=None) | Q(brand__in=[brand.pk for brand in brands]), original=None)
        by_key: dict[Any, dict[int, LibraryItem]] = {}
        for item in items.select_related("brand", "locale"):
            by_key.setdefault(item.translation_key, {})[item.locale_id] = item
        for there in by_key.values():
            live = next((item for item in there.values() if item.live), None)
            if live is None:
                continue
            for locale_id, code in codes.items():
                if locale_id != live.locale_id:
                    yield from _item(live, there, there.get(locale_id), code, finder)


def _item(
    source: LibraryItem, there: dict[int, LibraryItem], found: LibraryItem | None, code: str, finder: AdminURLFinder
) -> Iterator[Untranslated]:
    whose = source.brand.name if source.brand else _("the group")
    named = (str(source), str(source._meta.verbose_name), whose, source.locale.language_code, code)
    if found is None or not found.live:
        yield Untranslated(*named, MISSING if found is None else DRAFT, "", finder.get_edit_url(found or source) or "")
    for each in (source, found):
        if each is not None and each.live and behind(each, there) and (changed := each.outdated_fields()):
            fields = ", ".join(field.label for field in changed)
            url = address_of_comparison(each) if finder.get_edit_url(each) else ""
            yield Untranslated(str(each), *named[1:4], each.locale.language_code, OUTDATED, fields, url)
