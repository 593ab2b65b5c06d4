"""Keeping scores: measured by the worker after each save, and daily for what changes without one.

A score follows the page as last saved, draft or not: that is what its editors are at work on. What changes elsewhere,
such as an answer in the library, is in the score from the next day on, and in the editor at once.
"""

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django_tasks import task
from wagtail.models import Page, Revision

from cms.foundation.pages import BasePage

from ..models import PageHealth
from .measuring import measure

BEHIND_OTHERS = -10


def store(page_id: int) -> PageHealth | None:
    """Measure a page as it was last saved and keep the result; None where there is nothing to measure any more."""
    found = Page.objects.filter(pk=page_id).first()
    page = found and found.get_latest_revision_as_object()
    health = measure(page) if isinstance(page, BasePage) else None
    if health is None:
        PageHealth.objects.filter(pk=page_id).delete()
        return None
    kept, _created = PageHealth.objects.update_or_create(
        page_id=page_id,
        defaults={
            "score": health.score,
            "parts": {part.part.value: part.percentage for part in health.parts},
            "findings": len(health.findings),
        },
    )
    return kept


def store_all(pages: Iterable[int] | None = None) -> int:
    """Measure all pages, or those with these keys. Returns how many have a score."""
    keys = Page.objects.filter(depth__gt=1).order_by("path").values_list("pk", flat=True) if pages is None else pages
    return sum(store(key) is not None for key in list(keys))


@task(priority=BEHIND_OTHERS)
def measure_page(page_id: int) -> int | None:
    """Measure a page that was saved; None where it has no score. Behind what people wait for."""
    kept = store(page_id)
    return kept.score if kept else None


def on_revision_saved(sender, instance: Revision, raw: bool = False, **kwargs) -> None:
    """Once the save is committed, and by the worker: nobody who saves waits for a score, or fails with it."""
    if not raw and instance.base_content_type.model_class() is Page:
        transaction.on_commit(partial(measure_page.enqueue, int(instance.object_id)), robust=True)
