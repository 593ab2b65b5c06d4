"""From a thing to the pages that show it: by Wagtail's reference index, and by what pages show without naming it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page, ReferenceIndex

from brands.directory import BrandDirectory, Root
from brands.models import Brand
from cms.comparisons.models import RELATED, ComparisonPage
from cms.foundation import links
from cms.foundation.visibility import public
from cms.library.models import LibraryItem
from cms.library.models.item import source_of_reference
from cms.navigation.models import Menu
from cms.pages.models import ArticleIndexPage, ArticlePage, ContactPage, RolePage

from . import contact
from .deeds import Deed


def showing(thing: Any, directory: BrandDirectory, deed: Deed | None = None) -> Q:
    """Condition on pages: those that show the thing, public or not."""
    if isinstance(thing, Brand):
        return everything_of(directory.roots)  # sisters name each other at the foot of every page
    if isinstance(thing, Menu):
        return _where(thing, directory)
    if isinstance(thing, Page):
        return _showing_page(thing, directory, deed or Deed())
    of_language = thing.locale_id if isinstance(thing, LibraryItem) else None  # readers of others get another row
    spread = _Spread(directory, getattr(thing, "brand_id", None), of_language)
    spread.follow(thing)
    return spread.condition


def _showing_page(page: Page, directory: BrandDirectory, deed: Deed) -> Q:
    """The page, all below it, which name it on their way back, and where it or what goes with it is linked or listed.

    Whatever refers to it in another language leads to its translation.
    """
    subtree = Page.objects.filter(path__startswith=page.path)
    with_it = subtree if deed.takes_along(page) else subtree.filter(pk=page.pk)
    keys = list(with_it.values_list("translation_key", flat=True))
    root = directory.root_for_tree_path(page.path)
    shown = Q(path__startswith=page.path) | Q(alias_of__in=with_it)
    shown |= Q(translation_key__in=keys) & everything_of(
        each for each in directory.roots if root is not None and each.brand.pk == root.brand.pk
    )
    if root is None:
        return shown
    spread = _Spread(directory, root.brand.pk, root.locale_id)
    spread.follow_all(Page.objects.filter(translation_key__in=keys))
    stays = deed.name == "publish" and deed.slug_after(page) == page.slug
    led_to = with_it.filter(live=False) if stays else with_it
    spread.follow_all(about.role for about in RolePage.objects.filter(pk__in=led_to).exclude(role=None))
    if ContactPage.objects.filter(pk__in=led_to).exists():
        spread.follow_all(contact.calls_to_action(directory, root))
        shown |= Q(path__startswith=root.tree_path) if contact.stands_on_every_page(root) else contact.pages(root)
    if _is_in_banner(keys, root):
        shown |= Q(path__startswith=root.tree_path)
    return shown | spread.condition | _listing(page, deed)


def _is_in_banner(keys: list, root: Root) -> bool:
    """Whether the banner above every page leads to one of these; Wagtail's index of references knows no banners."""
    named = [key for banner in contact.banner_of(root) for kind, key in banner.references() if kind is Page]
    return bool(named) and Page.objects.filter(pk__in=named, translation_key__in=keys).exists()


def _listing(page: Page, deed: Deed) -> Q:
    """Comparisons that show it beside themselves, and the index above an article: before, and where it moves to."""
    kind = page.specific_class
    listing = Q(pk__in=[])
    for above in {page.path[: -Page.steplen], *([deed.destination.path] if deed.destination else [])}:
        if kind._meta.model_name in RELATED:
            beside = Page.objects.filter(path__startswith=above, depth=len(above) // Page.steplen + 1)
            if page.alias_of_id is None and _is_shown_beside(page, beside, above):
                listing |= Q(pk__in=beside.type(ComparisonPage))
        elif kind is ArticlePage:
            listing |= Q(pk__in=ArticleIndexPage.objects.filter(path=above))
    return listing


def _is_shown_beside(page: Page, beside: QuerySet, above: str) -> bool:
    """Whether it is, or will be, among the first pages below one parent, which comparisons there show.

    What moves there comes last.
    """
    first = public(beside.filter(alias_of=None, content_type__model__in=RELATED).exclude(pk=page.pk))
    if page.path.startswith(above):
        first = first.filter(path__lt=page.path)
    return first.count() < links.MOST_BESIDE


def _where(menu: Menu, directory: BrandDirectory) -> Q:
    """Everything of a menu's brand in its language: menus stand on all pages."""
    return everything_of(
        root for root in directory.roots if root.brand.pk == menu.brand_id and root.locale_id == menu.locale_id
    )


def everything_of(roots: Iterable[Root]) -> Q:
    """Condition on pages: those of some trees."""
    found = Q(pk__in=[])
    for root in roots:
        found |= Q(path__startswith=root.tree_path)
    return found


class _Spread:
    """Follows references from thing to thing until they end at pages."""

    def __init__(self, directory: BrandDirectory, brand_id: int | None, locale_id: int | None):
        self.directory = directory
        self.roots = [
            root
            for root in directory.roots
            if brand_id in (None, root.brand.pk) and locale_id in (None, root.locale_id)
        ]
        self.keys: set[int] = set()
        self.whole = Q(pk__in=[])
        self.followed: set[tuple] = set()

    @property
    def condition(self) -> Q:
        return (Q(pk__in=self.keys) | self.whole) & everything_of(self.roots)

    def follow_all(self, things: Iterable[Any]) -> None:
        for thing in things:
            self.follow(thing)

    def follow(self, thing: Any) -> None:
        if isinstance(thing, LibraryItem) and thing.original:
            thing = thing.original  # pages refer to the original, whoever says it differently
        if (type(thing), thing.pk) in self.followed:
            return
        self.followed.add((type(thing), thing.pk))
        for reference in _references_to(thing).select_related("base_content_type"):
            source = source_of_reference(reference)
            if isinstance(source, Page):
                self.keys.add(source.pk)
            elif not getattr(source, "live", True):
                continue  # a draft of an item or menu stands nowhere
            elif isinstance(source, Menu):
                self.whole |= _where(source, self.directory)
            elif isinstance(source, Brand):
                self.whole |= everything_of(root for root in self.roots if root.brand.pk == source.pk)
            elif isinstance(source, LibraryItem):
                self.follow(source)


def _references_to(thing: Any) -> QuerySet:
    return thing.usages() if isinstance(thing, LibraryItem) else ReferenceIndex.get_references_to(thing)
