"""Where a page came from that a brand took over from another as a copy."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from wagtail.models import Page


class TakenCopy(models.Model):
    """A copy, its source on another brand's site, and the words that the source had when somebody last looked.

    `source` is empty when it was deleted. The table is the desk's own: visitors see nothing of it.
    """

    wagtail_reference_index_ignore = True

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="taken_copy")
    source = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="taken_copies")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    looked_at = models.DateTimeField()

    def __str__(self):
        return f"{self.page} ← {self.source}"

    @classmethod
    def note(cls, page: Page, source: Page) -> None:
        """Say that a page is a copy of what its source, a published page with its own type's fields, says now."""
        values = {"source": source.page_ptr, "content": source.serializable_data(), "looked_at": timezone.now()}
        cls.objects.update_or_create(page_id=page.pk, defaults=values)

    def as_it_was(self, source: Page) -> Any:
        """The source with the words that it had."""
        return source.with_content_json(self.content)
