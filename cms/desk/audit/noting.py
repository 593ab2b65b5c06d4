"""Writing down what the desk refuses: by the gate, by a permission, by the checks before publishing."""

import datetime
import logging
from collections.abc import Sequence
from typing import Any

from django.contrib.messages import ERROR, get_messages
from django.db import DatabaseError, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision, WorkflowState

from brands.directory import BrandDirectory, directory_for
from brands.models import Brand
from cms.foundation.publishing import refusal_text

from ..models import Refusal

logger = logging.getLogger(__name__)

#: The same asked again and again, such as by a page that reloads, is one refusal.
AGAIN = datetime.timedelta(minutes=1)


def note_refusal(request: HttpRequest, kind: str, things: Sequence[Model], reason: str = "") -> None:
    """Write a row for each thing that was refused, or one where nothing was named. Never fails the request."""
    try:
        with transaction.atomic():
            for thing in things:
                _note(request, kind, thing, reason)
            if not things:
                _note(request, kind, None, reason)
    except DatabaseError:
        logger.exception("A refusal could not be written down.")


def _note(request: Any, kind: str, thing: Any, reason: str) -> None:
    row = Refusal(
        kind=kind, user=request.user, method=request.method or "", address=request.path[:200], reason=reason
    )  # fmt: skip
    if thing is not None:
        row.brand = owner_of(thing, directory_for(request))
        row.object_type, row.object_id = thing._meta.label_lower, str(thing.pk)
        row.title = str(thing)[:255]
    same = Refusal.objects.filter(
        kind=kind, user=row.user, method=row.method, address=row.address, object_id=row.object_id, reason=reason,
        at__gt=timezone.now() - AGAIN,
    )  # fmt: skip
    if not same.exists():
        row.save()


def owner_of(thing: Any, directory: BrandDirectory) -> Brand | None:
    """The brand that a thing belongs to; None for the group's, and for what has no brand of its own, such as a file."""
    if isinstance(thing, (Revision, WorkflowState)):
        thing = thing.content_object
    if isinstance(thing, Brand):
        return thing
    if isinstance(thing, Page):
        return directory.brand_of(thing)
    if isinstance(thing, Redirect):
        return next((brand for brand in directory.brands if brand.site_id == thing.site_id), None)
    return directory.by_id(getattr(thing, "brand_id", None))


def refusal_in(request: HttpRequest, response: HttpResponse) -> tuple[str, str] | None:
    """Kind and reason, where an answer of the desk is a refusal of an action; None where it is not."""
    refused = getattr(request, "publish_refused", None)
    if refused is not None:
        return Refusal.Kind.NOT_FIT, refusal_text(refused)
    if response.status_code == 403:
        return Refusal.Kind.NOT_ALLOWED, ""
    if response.status_code == 302 and response["Location"] == reverse("wagtailadmin_home"):
        # So Wagtail says that something is not allowed: on the first page, with a message.
        told: Any = get_messages(request)
        said = [str(message) for message in told if message.level == ERROR]
        told.used = False  # the first page shows them still
        return (Refusal.Kind.NOT_ALLOWED, "") if said else None
    return None
