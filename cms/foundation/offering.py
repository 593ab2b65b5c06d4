"""Pages that a brand offers to the others: which there are, and which of those taken over stay in step.

An alias on another brand's site is a row with all the words of its source, which that brand's editors can read. So it
gets new words only while the source is offered and public; what happens meanwhile it gets when that is so again.
"""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction

from brands.directory import BrandDirectory
from brands.models import PageOffer

from .visibility import public


def offered_pages(directory: BrandDirectory, but: Collection[int] = ()) -> QuerySet:
    """Pages that brands offer and that are public now.

    :param but: primary keys of brands whose pages are left out.
    """
    trees = Q(pk__in=[])
    for root in directory.roots:
        if root.live and root.brand.pk not in but:
            trees |= Q(path__startswith=root.tree_path)
    return public(Page.objects.filter(trees, offer__isnull=False))


def is_offered(page: Page) -> bool:
    """Whether a page's brand offers it to the others."""
    return PageOffer.objects.filter(page=page.pk).exists()


def mirrors_elsewhere(page: Page) -> list[Page]:
    """The aliases of a page that stand on other brands' sites."""
    aliases = list(Page.objects.filter(alias_of=page.pk))
    if not aliases:
        return []
    directory = BrandDirectory()
    own = directory.brand_of(page)
    return [alias for alias in aliases if directory.brand_of(alias) != own]


def mirrors_left_behind(page: Page) -> list[int]:
    """Primary keys of the aliases elsewhere that may not have the page's words as they are now."""
    elsewhere = [alias.pk for alias in mirrors_elsewhere(page)]
    if elsewhere and is_offered(page) and public(Page.objects.filter(pk=page.pk)).exists():
        return []
    return elsewhere


def connect() -> None:
    """Connect what keeps aliases in step, and ends them with their source."""
    post_save.connect(_on_offered, sender=PageOffer, dispatch_uid="offering")
    post_delete.connect(_on_privacy_lifted, sender=PageViewRestriction, dispatch_uid="offering")
    pre_delete.connect(_on_deleted, sender=Page, dispatch_uid="offering")


def _on_offered(sender, instance, raw=False, **kwargs):
    if not raw:
        _bring_in_step(Page.objects.filter(pk=instance.page_id))


def _on_privacy_lifted(sender, instance, **kwargs):
    _bring_in_step(Page.objects.filter(path__startswith=instance.page.path, offer__isnull=False))


def _bring_in_step(pages: QuerySet) -> None:
    for page in pages.filter(live=True, aliases__isnull=False).distinct():
        page.specific.update_aliases()


def _on_deleted(sender, instance, **kwargs):
    """What was an alias would become a page of its own, and stay."""
    for alias in mirrors_elsewhere(instance):
        if alias.live:
            alias.specific.unpublish()
