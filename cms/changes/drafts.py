"""Pages, library items and menus: a row where the public text, address or place changes, none where only a draft does.

Everything that changes them ends in a save, a move or a deletion; the state before is read just before the save.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from wagtail.models import DraftStateMixin, Page, PageViewRestriction

from brands.directory import ROOT_DEPTH, BrandDirectory
from brands.models import Brand
from cms.foundation.links import public_path
from cms.foundation.tags import list_of_pages
from cms.foundation.visibility import private_pages, restrictions_on

from .models import Change
from .recording import page_tags, record, record_coarse, record_pages, redirects_of, told_addresses

# What Wagtail writes to the row of something live while only its draft changes.
NOT_SEEN = frozenset(
    {"comments", "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
     "live_revision", "locked", "locked_at", "locked_by", "numchild", "owner", "seen_revision", "source_revision"}
)  # fmt: skip
STORED = ("live", "last_published_at")
STORED_OF_PAGE = (*STORED, "slug", "url_path")


def before_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw or not _is_watched(instance) or _is_draft_work(update_fields):
        return
    fields = STORED_OF_PAGE if isinstance(instance, Page) else STORED
    model = Page if isinstance(instance, Page) else type(instance)
    instance._stored = model._base_manager.filter(pk=instance.pk).values(*fields).first() if instance.pk else None


def after_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if raw or not _is_watched(instance) or _is_draft_work(update_fields):
        return
    before: dict[str, Any] = instance.__dict__.pop("_stored", None) or {}
    if isinstance(instance, Page):
        _page_saved(instance, before)
    elif kind := _kind(before, instance):
        _record_item(kind, instance)


def _is_watched(instance) -> bool:
    return isinstance(instance, Page) or (isinstance(instance, DraftStateMixin) and hasattr(instance, "change_tags"))


def _is_draft_work(update_fields) -> bool:
    return update_fields is not None and NOT_SEEN.issuperset(update_fields)


def _kind(before: dict[str, Any], instance) -> str | None:
    """What a save means for the public; None where it sees nothing of it."""
    if not instance.live:
        return Change.Kind.UNPUBLISHED if before.get("live") else None
    republished = instance.last_published_at != before.get("last_published_at")
    return Change.Kind.PUBLISHED if republished or not before.get("live") else Change.Kind.CHANGED


def _page_saved(page: Page, before: dict[str, Any]) -> None:
    slug_changed = bool(before) and before["slug"] != page.slug
    if before and before["url_path"] != page.url_path and not slug_changed:
        return  # on its way to another place: `on_page_moved` tells of it and of all below it
    directory = BrandDirectory()
    root = directory.root_for_tree_path(page.path)
    if root is None:
        return
    is_root = page.depth == ROOT_DEPTH
    old_path = before.get("url_path", page.url_path)
    old_root = replace(root, url_path=old_path) if is_root else root
    now_root = replace(root, url_path=page.url_path) if is_root else root
    if kind := _kind(before, page):
        record(
            kind,
            page,
            brand=root.brand,
            tags=[*page_tags(page), f"missing:{old_path}"],
            before=told_addresses(page, root.brand.public_url + public_path(old_root, old_path))
            if before.get("live")
            else [],
            after=[root.brand.public_url + public_path(now_root, page.url_path)] if page.live else [],
        )
    if is_root and bool(before.get("live")) != page.live:
        record_coarse(root.brand, page)
    if slug_changed:
        _record_moved_below(page, old_path, (old_root, now_root))


def _record_moved_below(page: Page, old_path: str, roots: tuple) -> None:
    """Pages below a page whose slug changed: their stored addresses change only after this."""
    old_root, now_root = roots
    pages = Page.objects.filter(path__startswith=page.path, live=True).exclude(pk=page.pk)
    private = set(private_pages(pages).values_list("pk", flat=True))
    for below in pages:
        below_before, below_after = below.url_path, page.url_path + below.url_path[len(old_path) :]
        record(
            Change.Kind.MOVED,
            below,
            brand=now_root.brand,
            tags=[*page_tags(below), f"missing:{below_after}", redirects_of(now_root.brand)],
            before=[now_root.brand.public_url + public_path(old_root, below_before)] if below.pk not in private else [],
            after=[now_root.brand.public_url + public_path(now_root, below_after)],
        )
    _record_aliases_of(pages)


def on_page_moved(sender, instance, parent_page_before, url_path_before, url_path_after, **kwargs):
    """The page and everything below it left one address for another, perhaps one brand for another."""
    directory = BrandDirectory()
    moved = Page.objects.get(pk=instance.pk)
    below = Page.objects.filter(path__startswith=moved.path)
    private = [""] if restrictions_on(parent_page_before).exists() else _private_paths(moved)
    for page in below.filter(live=True):
        was_told = not page.path.startswith(tuple(private))
        root = directory.root_for_tree_path(page.path)
        before = url_path_before + page.url_path[len(url_path_after) :]
        old_root = next((one for one in directory.roots if before.startswith(one.url_path)), None)
        for brand in {one.brand.pk: one.brand for one in (root, old_root) if one}.values():
            record(
                Change.Kind.MOVED,
                page,
                brand=brand,
                tags=[
                    *page_tags(page),
                    f"missing:{before}",
                    f"children:{parent_page_before.pk}",
                    list_of_pages(parent_page_before.path),
                    redirects_of(brand),
                ],
                before=[old_root.brand.public_url + public_path(old_root, before)] if old_root and was_told else [],
                after=[root.brand.public_url + public_path(root, page.url_path)] if root else [],
            )
    _record_aliases_of(below)


def _private_paths(moved: Page) -> list[str]:
    """Tree paths of the pages with a privacy setting of their own, from a page on."""
    settings = PageViewRestriction.objects.filter(page__path__startswith=moved.path)
    return list(settings.values_list("page__path", flat=True))


def on_deleted(sender, instance, origin=None, **kwargs):
    """`sender` is the page type; the deletion of its row as a page follows and says the same."""
    if not _is_watched(instance) or not instance.live or sender is Page or is_of_deleted_brand(origin):
        return
    if isinstance(instance, Page):
        record_pages(Change.Kind.DELETED, [instance.page_ptr], live_before=True, live_after=False)
    else:
        _record_item(Change.Kind.DELETED, instance)


def is_of_deleted_brand(origin) -> bool:
    """Whether a deletion began at a brand, which tells of itself for all brands; a row of its own could not stay."""
    return isinstance(origin, Brand) or (isinstance(origin, QuerySet) and origin.model is Brand)


def _record_item(kind, instance):
    record(kind, instance, brand=instance.brand, tags=instance.change_tags())


def before_part_saved(sender, instance, **kwargs):
    """Publishing a page stores all its parts again; remember whether this one differs."""
    stored = sender._base_manager.filter(pk=instance.pk).values().first() if instance.pk else None
    instance._differs = stored != {field.attname: getattr(instance, field.attname) for field in sender._meta.fields}


def on_part_changed(sender, instance, origin=None, **kwargs):
    """A part of a live page came, changed or went. What goes along with its page is told with that."""
    gone_with_page = origin is not None and getattr(origin, "model", type(origin)) is not sender
    if gone_with_page or not instance.__dict__.pop("_differs", True):
        return
    record_pages(
        Change.Kind.CHANGED, Page.objects.filter(pk=instance.page_id, live=True), live_before=True, live_after=True
    )


def on_privacy_changed(sender, instance, created=False, **kwargs):
    """Everything below a page changes sides when its privacy does, and so do the aliases of it.

    What was public until now leaves its address. Of what was private before, none is told.
    """
    below = Page.objects.filter(path__startswith=instance.page.path)
    aliases = Page.objects.filter(alias_of__in=below, live=True)
    became_private = created and not restrictions_on(instance.page).exclude(pk=instance.pk).exists()
    further = tuple(path for path in _private_paths(instance.page) if path != instance.page.path)
    left: list[Page] = []
    others: list[Page] = []
    for page in [*below.filter(live=True), *aliases.select_related("alias_of")]:
        place = page if page.path.startswith(instance.page.path) else page.alias_of
        above = PageViewRestriction.objects.filter(page__in=page.get_ancestors(inclusive=True))
        elsewhere = place is not page and above.exists()
        was_public = became_private and not place.path.startswith(further) and not elsewhere
        (left if was_public else others).append(page)
    record_pages(Change.Kind.CHANGED, others, live_before=True, live_after=True)
    directory = BrandDirectory()
    for page in left:
        if (root := directory.root_for_tree_path(page.path)) is not None:
            before = [root.brand.public_url + public_path(root, page.url_path)]
            record(Change.Kind.CHANGED, page, brand=root.brand, tags=page_tags(page), before=before)


def on_offer_changed(sender, instance, **kwargs):
    """Other brands show a page as long as it is offered."""
    _record_aliases_of(Page.objects.filter(pk=instance.page_id))


def _record_aliases_of(pages: Iterable[Page]) -> None:
    aliases = Page.objects.filter(alias_of__in=pages, live=True)
    record_pages(Change.Kind.CHANGED, aliases, live_before=True, live_after=True)
