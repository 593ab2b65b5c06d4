"""What is watched. Each receiver runs inside the transaction of the change; none sends anything anywhere."""

from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.models import DraftStateMixin, Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from brands.directory import BrandDirectory
from brands.models import Brand, BrandAddress, BrandHost, BrandLanguage, BrandSocialLink
from cms.foundation.links import public_path
from cms.media.models import MediaDocument, MediaImage, Rendition

from .models import Change
from .recording import page_tags, record, record_coarse, record_pages


def on_page_published(sender, instance, **kwargs):
    record_pages(Change.Kind.PUBLISHED, [instance], live_before=True, live_after=True)


def on_page_unpublished(sender, instance, **kwargs):
    record_pages(Change.Kind.UNPUBLISHED, [instance], live_before=True, live_after=False)


def on_page_deleted(sender, instance, **kwargs):
    if isinstance(instance, Page) and sender is not Page:
        record_pages(Change.Kind.DELETED, [instance.page_ptr], live_before=instance.live, live_after=False)


def on_page_moved(sender, instance, url_path_before, url_path_after, **kwargs):
    """The page and everything below it left one address for another, perhaps one brand for another."""
    directory = BrandDirectory()
    moved = Page.objects.get(pk=instance.pk)
    for page in Page.objects.filter(path__startswith=moved.path):
        root = directory.root_for_tree_path(page.path)
        before = url_path_before + page.url_path[len(url_path_after) :]
        old_root = next((one for one in directory.roots if before.startswith(one.url_path)), None)
        for brand in {one.brand.pk: one.brand for one in (root, old_root) if one}.values():
            record(
                Change.Kind.MOVED,
                page,
                brand=brand,
                tags=[*page_tags(page), f"missing:{before}"],
                before=[old_root.brand.root_url + public_path(old_root, before)] if old_root else [],
                after=[root.brand.root_url + public_path(root, page.url_path)] if root else [],
            )


def on_item_published(sender, instance, **kwargs):
    _record_item(Change.Kind.PUBLISHED, instance)


def on_item_unpublished(sender, instance, **kwargs):
    _record_item(Change.Kind.UNPUBLISHED, instance)


def on_item_deleted(sender, instance, **kwargs):
    if isinstance(instance, DraftStateMixin) and not isinstance(instance, Page) and hasattr(instance, "change_tags"):
        _record_item(Change.Kind.DELETED, instance)


def _record_item(kind, instance):
    if isinstance(instance, DraftStateMixin) and not isinstance(instance, Page):
        record(kind, instance, brand=instance.brand, tags=instance.change_tags())


def on_privacy_changed(sender, instance, **kwargs):
    """Everything below a page changes sides when its privacy does."""
    below = Page.objects.filter(path__startswith=instance.page.path)
    record_pages(Change.Kind.CHANGED, below, live_before=True, live_after=True)


def on_image_changed(sender, instance, **kwargs):
    image_id = instance.image_id if isinstance(instance, Rendition) else instance.pk
    label = "mediadocument" if isinstance(instance, MediaDocument) else "mediaimage"
    record(Change.Kind.CHANGED, instance, brand=None, tags=[f"{label}:{image_id}"])


def on_brand_changed(sender, instance, **kwargs):
    brand = instance if isinstance(instance, Brand) else instance.brand
    record_coarse(None, brand)


def on_site_changed(sender, instance, **kwargs):
    record_coarse(None, instance)


def watch_coarsely(model) -> None:
    """Rooms above call this for their own models with a `brand`: any change touches the whole brand."""
    uid = f"coarse:{model._meta.label}"
    for signal in (post_save, post_delete):
        signal.connect(_on_owned_changed, sender=model, dispatch_uid=uid)


def _on_owned_changed(sender, instance, **kwargs):
    record_coarse(instance.brand, instance)


def connect() -> None:
    """Connect every receiver, once."""
    page_published.connect(on_page_published, dispatch_uid="changes")
    page_unpublished.connect(on_page_unpublished, dispatch_uid="changes")
    post_page_move.connect(on_page_moved, dispatch_uid="changes")
    pre_delete.connect(on_page_deleted, dispatch_uid="changes:page")
    pre_delete.connect(on_item_deleted, dispatch_uid="changes:item")
    published.connect(on_item_published, dispatch_uid="changes")
    unpublished.connect(on_item_unpublished, dispatch_uid="changes")
    for signal in (post_save, post_delete):
        signal.connect(on_privacy_changed, sender=PageViewRestriction, dispatch_uid="changes")
        signal.connect(on_site_changed, sender=Site, dispatch_uid="changes")
        for model in (MediaImage, MediaDocument, Rendition):
            signal.connect(on_image_changed, sender=model, dispatch_uid="changes")
        for part in (Brand, BrandAddress, BrandHost, BrandLanguage, BrandSocialLink):
            signal.connect(on_brand_changed, sender=part, dispatch_uid="changes")
