"""What is watched. Each receiver runs inside the transaction of the change; none sends anything anywhere."""

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction, Site
from wagtail.signals import post_page_move

from brands.models import Brand, BrandAddress, BrandHost, BrandLanguage, BrandSocialLink, PageOffer
from cms.media.models import MediaDocument, MediaImage, Rendition

from . import drafts
from .models import Change
from .recording import record, record_coarse

PICTURES = (MediaImage, MediaDocument, Rendition)
#: A change of these touches every brand: sisters name each other, and files are shared.
ALL_BRANDS = (
    Brand, BrandAddress, BrandHost, BrandLanguage, BrandSocialLink, Site, Locale, Collection, CollectionViewRestriction,
)  # fmt: skip


def on_file_changed(sender, instance, **kwargs):
    file_id = instance.image_id if isinstance(instance, Rendition) else instance.pk
    label = "mediadocument" if isinstance(instance, MediaDocument) else "mediaimage"
    record(Change.Kind.CHANGED, instance, brand=None, tags=[f"{label}:{file_id}"])


def on_shared_changed(sender, instance, **kwargs):
    record_coarse(None, instance)


def watch_coarsely(model) -> None:
    """Rooms above call this for their own models with a `brand`: any change touches the whole brand."""
    uid = f"coarse:{model._meta.label}"
    for signal in (post_save, post_delete):
        signal.connect(_on_owned_changed, sender=model, dispatch_uid=uid)


def _on_owned_changed(sender, instance, origin=None, **kwargs):
    if not drafts.is_of_deleted_brand(origin):
        record_coarse(instance.brand, instance)


def watch_part_of_page(model) -> None:
    """Rooms above call this for rows that are part of a `page`, such as its tags: a change of one is the page's."""
    uid = f"part:{model._meta.label}"
    pre_save.connect(drafts.before_part_saved, sender=model, dispatch_uid=uid)
    for signal in (post_save, post_delete):
        signal.connect(drafts.on_part_changed, sender=model, dispatch_uid=uid)


def connect() -> None:
    """Connect every receiver, once."""
    pre_save.connect(drafts.before_saved, dispatch_uid="changes:drafts")
    post_save.connect(drafts.after_saved, dispatch_uid="changes:drafts")
    pre_delete.connect(drafts.on_deleted, dispatch_uid="changes:drafts")
    post_page_move.connect(drafts.on_page_moved, dispatch_uid="changes")
    for signal in (post_save, post_delete):
        signal.connect(drafts.on_privacy_changed, sender=PageViewRestriction, dispatch_uid="changes")
        signal.connect(drafts.on_offer_changed, sender=PageOffer, dispatch_uid="changes")
        for file_model in PICTURES:
            signal.connect(on_file_changed, sender=file_model, dispatch_uid="changes")
        for shared_model in ALL_BRANDS:
            signal.connect(on_shared_changed, sender=shared_model, dispatch_uid="changes")
