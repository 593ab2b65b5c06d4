"""What happens by the clock: each due change in a transaction of its own, done by one scheduler only.

Several schedulers may run. Whoever acts holds what it writes (the tree, or the item's row), as everybody does who
publishes; then it claims the change itself, if that is still due. PostgreSQL skips what another scheduler has claimed;
SQLite's immediate transactions follow each other, so that the second finds nothing due any more.
"""

import datetime
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, Page, Revision

from brands.directory import BrandDirectory
from cms.foundation.holding import hold, hold_pages
from cms.foundation.publishing import PublishRefused, refusal_text

from .models import Overdue, Release
from .releasing import end, go_live

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Due:
    """A change whose moment has come: `what` is its name, `waiting` finds its row as long as it is due.

    `held` is the model and key of what is written; pages and releases hold the whole tree.
    """

    what: str
    moment: datetime.datetime
    waiting: QuerySet
    act: Callable[[Any], None]
    held: tuple[type[Model], Any]


def due() -> list[Due]:
    """Every change that is due, and not put off, the earliest first."""
    now = timezone.now()
    put_off = set(Overdue.objects.filter(tried_again_at__gt=now).values_list("what", flat=True))
    found = [each for source in SOURCES for each in source(now) if each.what not in put_off]
    return sorted(found, key=lambda each: each.moment)


def perform_due() -> int:
    """Do everything that is due, and forget what is no longer. Answers how many changes were made."""
    done = sum(perform(each) for each in due())
    _forget_what_is_not_due()
    return done


def perform(change: Due) -> bool:
    """Do one change, unless another scheduler does it. A failure is logged and told in the desk."""
    try:
        with transaction.atomic():
            model, key = change.held
            hold_pages() if issubclass(model, (Page, Release)) else hold(model, key)
            subject = claimed(change.waiting)
            if subject is None:
                return False
            change.act(subject)
            Overdue.objects.filter(what=change.what).delete()
        return True
    except PublishRefused as refusal:
        logger.warning("Not done as scheduled: %s. %s", change.what, refusal_text(refusal))
        _put_off(change, refusal_text(refusal))
    except Exception as fault:
        logger.exception("Scheduled change failed: %s", change.what)
        _put_off(change, _("It failed: %(fault)s.") % {"fault": type(fault).__name__})
    return False


def claimed(waiting: QuerySet) -> Any:
    """The row, locked until the transaction ends; None when it waits no more or another scheduler has it."""
    skip = {"skip_locked": True} if connection.features.has_select_for_update_skip_locked else {}
    return waiting.select_for_update(of=("self",), **skip).first()


def _put_off(change: Due, reason: str) -> None:
    """Written in a transaction of its own, since that of the change is undone."""
    model, key = change.held
    instance = model._base_manager.filter(pk=key).first()
    overdue = Overdue.objects.filter(what=change.what).first() or Overdue(what=change.what, due_at=change.moment)
    overdue.object_type, overdue.object_id = model._meta.label_lower, str(key)
    overdue.title = str(instance)[:255]
    overdue.brand_id = _brand_of(instance)
    overdue.put_off(reason)


def _brand_of(instance: Any) -> int | None:
    if isinstance(instance, Page):
        brand = BrandDirectory().brand_of(instance)
        return brand and brand.pk
    return getattr(instance, "brand_id", None)


def _forget_what_is_not_due() -> None:
    """An editor has taken the date back, or published by hand."""
    known = set(Overdue.objects.values_list("what", flat=True))
    if known:
        now = timezone.now()
        still = {each.what for source in SOURCES for each in source(now)}
        Overdue.objects.filter(what__in=known - still).delete()


# What is due


def _expired(now: datetime.datetime) -> Iterator[Due]:
    others = [model for model in apps.get_models() if issubclass(model, DraftStateMixin)]
    for model in [Page, *(model for model in others if not issubclass(model, Page))]:
        waiting = model._base_manager.filter(live=True, expire_at__lte=now)
        for key, moment in waiting.values_list("pk", "expire_at"):
            yield Due(
                f"expiry:{model._meta.label_lower}:{key}", moment, waiting.filter(pk=key), _take_down, (model, key)
            )


def _take_down(instance: Any) -> None:
    subject = instance.specific if isinstance(instance, Page) else instance
    subject.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _to_be_published(now: datetime.datetime) -> Iterator[Due]:
    waiting = Revision.objects.filter(approved_go_live_at__lte=now).select_related("base_content_type")
    for revision in waiting:
        model = revision.base_content_type.model_class()
        if model is not None:
            yield Due(
                f"revision:{revision.pk}", revision.approved_go_live_at, waiting.filter(pk=revision.pk), _publish,
                (model, revision.object_id),
            )  # fmt: skip


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _releases(now: datetime.datetime) -> Iterator[Due]:
    moments: list[tuple[str, str, Callable[[Release], None]]] = [
        (Release.State.PLANNED, "starts_at", go_live), (Release.State.LIVE, "ends_at", end),
    ]  # fmt: skip
    for state, field, act in moments:
        waiting = Release.objects.filter(state=state, **{f"{field}__lte": now})
        for key, moment in waiting.values_list("pk", field):
            yield Due(f"release:{key}:{field}", moment, waiting.filter(pk=key), act, (Release, key))


#: Each answers what is due at a moment.
SOURCES: list[Callable[[datetime.datetime], Iterator[Due]]] = [_expired, _to_be_published, _releases]
