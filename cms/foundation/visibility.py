"""One visibility: what may the public see of a brand, and who knows a password beside it?

Everything that shows pages to the public asks `visible_pages`, and nothing else decides. It leaves out drafts,
expired pages, pages under a privacy setting (their own or an ancestor's), aliases whose source is not visible, or is
another brand's and not offered, other brands' pages, and languages that the brand lacks or whose root is not live.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import StrIndex, Substr
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from brands.directory import ROOT_PATH_LENGTH, BrandDirectory, Root
from brands.models import PageOffer

from .prepared import moment


def visible_roots(directory: BrandDirectory, brand, language_code: str | None = None) -> list[Root]:
    """Live language roots of a brand, or the one of a language."""
    return [
        root
        for root in directory.roots
        if root.brand.pk == brand.pk and root.live and language_code in (None, root.language_code)
    ]


def visible_pages(
    directory: BrandDirectory,
    brand,
    language_code: str | None = None,
    queryset: QuerySet | None = None,
    passed: Iterable[int] = (),
) -> QuerySet:
    """Pages of a brand that the public may see, in one language or all.

    :param queryset: pages to choose from, of `Page` or a page type; all pages when left out.
    :param passed: primary keys of privacy settings whose password the reader has given.
    """
    pages = _in_trees(directory, brand, language_code, Page.objects.all() if queryset is None else queryset)
    return public(pages, passed=passed)


def locked_pages(directory: BrandDirectory, brand, language_code: str | None = None) -> QuerySet:
    """Pages of a brand that nothing but a password keeps from the public. That one is there may be told, no more."""
    return locked_in(visible_trees(directory, brand, language_code))


def locked_in(trees: "Trees") -> QuerySet:
    """The same of some trees."""
    pages = in_trees(trees, Page.objects.all())
    return public(pages, passwords_known=True).exclude(pk__in=public(pages).values("pk"))


def restrictions_on(page: Page) -> QuerySet[PageViewRestriction]:
    """Privacy settings on a page and above it; of an alias also those on its source and above that."""
    paths, each = set(), page
    while each is not None:
        paths |= {each.path[:end] for end in range(Page.steplen, len(each.path) + 1, Page.steplen)}
        each = each.alias_of
    return PageViewRestriction.objects.filter(page__path__in=paths)


def private_pages(pages: QuerySet) -> QuerySet:
    """Of these pages, those that a privacy setting keeps from the public: on them, above them, or on their source."""
    of_source = Q(alias_of__isnull=False) & _restricted("alias_of__path", passwords_known=False, passed=())
    return pages.filter(_restricted("path", passwords_known=False, passed=()) | of_source)


def public(pages: QuerySet, passwords_known: bool = False, passed: Iterable[int] = ()) -> QuerySet:
    """Of these pages, those that are live, not expired, under no privacy setting, and no alias of one that is not.

    Of another brand's page there are aliases as long as that brand offers it.
    An alias of an alias is nobody's: pages are stored as aliases of the source itself (`BasePage.save`).

    :param passwords_known: look behind all settings that ask for a password.
    :param passed: primary keys of settings to look behind, whose password the reader has given.
    """
    hidden_source = _restricted("alias_of__path", passwords_known, passed) | _below_dark_root("alias_of__path")
    return (
        pages.filter(_live(""))
        .exclude(_restricted("path", passwords_known, passed))
        .filter(Q(alias_of=None) | (_live("alias_of__") & Q(alias_of__alias_of=None) & _may_mirror()))
        .exclude(Q(alias_of__isnull=False) & hidden_source)
    )


def visible_items(items: QuerySet) -> QuerySet:
    """Of these library items, those that the public may see: live and not expired."""
    return items.filter(_live(""))


def visible_media(files: QuerySet) -> QuerySet:
    """Of these images or documents, those whose collection and its ancestors are under no privacy setting."""
    settings = CollectionViewRestriction.objects.alias(
        position=StrIndex(OuterRef("collection__path"), "collection__path")
    )
    return files.exclude(Exists(settings.filter(position=1)))


Trees = tuple[tuple[str, int], ...]


def visible_trees(directory: BrandDirectory, brand, language_code: str | None = None) -> Trees:
    """Tree path and locale of the brand's trees of visible languages."""
    return tuple((root.tree_path, root.locale_id) for root in visible_roots(directory, brand, language_code))


def public_in(trees: Trees, passed: Iterable[int] = (), pages: QuerySet | None = None) -> QuerySet:
    """The public pages of some trees: of a queryset, or all."""
    return public(in_trees(trees, Page.objects.all() if pages is None else pages), passed=passed)


def in_trees(trees: Trees, pages: QuerySet) -> QuerySet:
    """Of these pages, those in some trees."""
    tree = Q(pk__in=[])
    for tree_path, locale_id in trees:
        tree |= Q(path__startswith=tree_path, locale_id=locale_id)
    return pages.filter(tree)


def _in_trees(directory: BrandDirectory, brand, language_code: str | None, pages: QuerySet) -> QuerySet:
    return in_trees(visible_trees(directory, brand, language_code), pages)


def _live(prefix: str) -> Q:
    """Live and not past its expiry, also while the scheduler has yet to act."""
    now = moment()
    return (
        Q(**{f"{prefix}live": True})
        & (Q(**{f"{prefix}expire_at": None}) | Q(**{f"{prefix}expire_at__gt": now}))
    )  # fmt: skip


def _restricted(path_field: str, passwords_known: bool, passed: Iterable[int]) -> Exists:
    """Whether a privacy setting stands on the page or above it: the restricted page's path begins the page's own."""
    settings = PageViewRestriction.objects.alias(position=StrIndex(OuterRef(path_field), "page__path"))
    if passwords_known:
        settings = settings.exclude(restriction_type=PageViewRestriction.PASSWORD)
    if passed:
        settings = settings.exclude(pk__in=passed)
    return Exists(settings.filter(position=1))


def _below_dark_root(path_field: str) -> Exists:
    """Whether the language root above the page is not live."""
    return Exists(Page.objects.filter(path=Substr(OuterRef(path_field), 1, ROOT_PATH_LENGTH), live=False))


def _may_mirror() -> Q:
    """Whether the source of an alias is of the same brand, or offered to all."""
    root_of_source = Page.objects.filter(path=Substr(OuterRef(OuterRef("alias_of__path")), 1, ROOT_PATH_LENGTH))
    own_root = Page.objects.filter(
        path=Substr(OuterRef("path"), 1, ROOT_PATH_LENGTH), translation_key__in=root_of_source.values("translation_key")
    )
    return Q(Exists(own_root)) | Q(Exists(PageOffer.objects.filter(page=OuterRef("alias_of"))))
