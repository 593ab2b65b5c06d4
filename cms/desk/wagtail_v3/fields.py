"""Which fields of pages and library items Wagtail's write API reads and writes: those that the types of ours add."""

from django.apps import apps
from django.db.models import JSONField
from wagtail.api import APIField
from wagtail.api.v3.schemas import create_generator, patch_generator, read_generator
from wagtail.models import Page

from cms.foundation.pages import BasePage
from cms.library.models import LibraryItem

#: What the house keeps itself.
KEPT = frozenset({"page_ptr", "source_revision"})
#: Whose a library item is, and what of it a brand version says itself.
OWNERSHIP = ("brand", "original", "own_fields")


def content_fields(model: type[Page]) -> list[str]:
    """Names of the fields that an editor fills in, apart from Wagtail's own such as the title."""
    return [field.name for field in model._meta.local_fields if field.editable and field.name not in KEPT]


def offer_fields() -> None:
    """Say so to Wagtail, which derives its schemas once: before the registry of its API is imported."""
    # What an item keeps as JSON is a list of texts; Wagtail takes all JSON for objects.
    read_generator.register_field_schema(JSONField, lambda generator, field: (list[str], [], None))
    for generator in (create_generator, patch_generator):
        generator.register_field_schema(JSONField, lambda generator, field: (list[str], []))
    for model in apps.get_models():
        if issubclass(model, BasePage):
            model.api_fields = [APIField(name, writable=True) for name in content_fields(model)]
        elif issubclass(model, LibraryItem):
            written = (*OWNERSHIP, *model.content_fields)
            read = ("locale", "live", "has_unpublished_changes", "translation_key")
            model.api_fields = [
                *(APIField(name, writable=True) for name in written),
                *(APIField(name) for name in read),
            ]
