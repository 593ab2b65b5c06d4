"""Whose the thing of each log entry was: written down with the entry, since what is deleted can no longer say so."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Collection, GroupCollectionPermission, ModelLogEntry, PageLogEntry

from brands.directory import BrandDirectory
from cms.foundation.publishing import BRAND_OF_ENTRY
from cms.media.models import MediaDocument, MediaImage

from .noting import owner_of

#: In place of a brand's key, for what brands share; what is the administrators' has no mark.
GROUPS = ""
FILLS = ("add_image", "add_document")
LOGS = (PageLogEntry, ModelLogEntry)


def mark_of(thing: Any, directory: BrandDirectory) -> str | None:
    """A brand's key, `GROUPS`, or None for what is no brand's and not the group's, such as a person."""
    if isinstance(thing, (MediaImage, MediaDocument)):
        return _of_files_in(thing.collection, directory)
    owner = owner_of(thing, directory)
    if owner is not None:
        return owner.key
    return GROUPS if hasattr(thing, "brand_id") else None


def _of_files_in(collection: Collection, directory: BrandDirectory) -> str | None:
    """By the teams that fill a collection."""
    above = Collection.objects.ancestor_of(collection, inclusive=True)
    fills = GroupCollectionPermission.objects.filter(collection__in=above, permission__codename__in=FILLS)
    brands = set(fills.filter(group__team__isnull=False).values_list("group__team__brand", flat=True))
    if not brands:
        return None
    owner = directory.by_id(brands.pop()) if len(brands) == 1 else None
    return GROUPS if owner is None else owner.key


def mark_entry(sender, instance, raw=False, **kwargs) -> None:
    """Before an entry is saved: add the mark of its thing, or of the thing's last entry where it is gone already."""
    if raw or instance.pk is not None:
        return
    mark = None
    thing = _thing_of(instance)
    if thing is not None:
        mark = mark_of(thing, BrandDirectory())
    else:
        last = _others(sender, instance).filter(data__has_key=BRAND_OF_ENTRY).order_by("-pk").first()
        mark = last and last.data[BRAND_OF_ENTRY]
    if mark is not None:
        instance.data = {**(instance.data or {}), BRAND_OF_ENTRY: mark}


def _thing_of(entry: Any) -> Any:
    if isinstance(entry, PageLogEntry):
        return entry.page
    model = entry.content_type and entry.content_type.model_class()
    try:
        return None if model is None else model._base_manager.filter(pk=entry.object_id).first()
    except (ValueError, ValidationError):
        return None


def _others(log_model: Any, entry: Any):
    if isinstance(entry, PageLogEntry):
        return log_model.objects.filter(page_id=entry.page_id)
    return log_model.objects.filter(content_type=entry.content_type, object_id=entry.object_id)
