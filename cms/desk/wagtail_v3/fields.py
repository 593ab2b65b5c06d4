"""Which fields of pages Wagtail's write API reads and writes: those that the page types of ours add."""

from django.apps import apps
from wagtail.api import APIField
from wagtail.models import Page

from cms.foundation.pages import BasePage

#: What the house keeps itself.
KEPT = frozenset({"page_ptr", "source_revision"})


def content_fields(model: type[Page]) -> list[str]:
    """Names of the fields that an editor fills in, apart from Wagtail's own such as the title."""
    return [field.name for field in model._meta.local_fields if field.editable and field.name not in KEPT]


def offer_fields() -> None:
    """Say so to Wagtail, which derives its schemas once: before any module of its API is imported."""
    for model in apps.get_models():
        if issubclass(model, BasePage):
            model.api_fields = [APIField(name, writable=True) for name in content_fields(model)]
