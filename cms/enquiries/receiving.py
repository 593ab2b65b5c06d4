"""Storing an enquiry: first of all, in the request that brings it. Mail comes after, from the row that is there."""

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from .asking import TICKED
from .models import Enquiry, EnquiryForm, FormDetails
from .models.enquiry import folded
from .tasks import LOST, send_enquiry

#: The same answers in the same form within this time are one enquiry.
SENT_TWICE = timedelta(minutes=10)
LONGEST_PATH = 500
#: All that is read of enquiries while they are sent. Public sites may read no other column (manage.py sites_role).
READ_WHILE_SENDING = ("id", "brand_id", "form_id", "public_id", "received_at", "digest", "idempotency_key")


class OtherBody(Exception):
    """The idempotency key was used before, for something else."""


def digest_of(form: EnquiryForm, cleaned: dict[str, Any]) -> str:
    """A fingerprint of a form's answers."""
    said = json.dumps([form.pk, form.consent_version, sorted(cleaned.items())], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def receive(
    form: EnquiryForm,
    details: FormDetails,
    cleaned: dict[str, Any],
    channel: Enquiry.Channel,
    *,
    page_path: str = "",
    idempotency_key: str | None = None,
) -> Enquiry:
    """Store an enquiry and queue its mail. What was sent before is not stored again.

    :param cleaned: name → answer of every field, checked.
    :raises OtherBody: when the idempotency key came with other answers before.
    """
    digest = digest_of(form, cleaned)
    known = sent_before(form, digest, idempotency_key)
    if known is not None:
        return known
    now = timezone.now()
    answers = _answers(details, cleaned)
    enquiry = Enquiry(
        brand=form.brand,
        form=form,
        form_title=form.title,
        language_code=details.language,
        received_at=now,
        delete_after=now + timedelta(days=form.kept_days),
        channel=channel,
        answers=answers,
        consents=[
            {"name": item.value.name, "text": item.value.text.html, "agreed": bool(cleaned[item.value.name])}
            for item in details.fields
            if item.type == "consent"
        ],
        consent_version=details.consent_version,
        email=next((each["value"] for each in answers if each["kind"] == "email" and each["value"]), ""),
        text=folded("\n".join(each["value"] for each in answers)),
        page_path=page_path[:LONGEST_PATH],
        digest=digest,
        idempotency_key=idempotency_key,
        mail_due_at=now + LOST,  # by then the first try, which is queued at once, is held for lost
    )
    try:
        with transaction.atomic():
            enquiry.save()
    except IntegrityError:  # the same key came twice at once; the other one was faster
        known = sent_before(form, digest, idempotency_key)
        if known is None:
            raise
        return known
    transaction.on_commit(lambda: send_enquiry.enqueue(enquiry.pk, 0))
    return enquiry


def sent_before(form: EnquiryForm, digest: str, idempotency_key: str | None) -> Enquiry | None:
    """The enquiry that this one repeats, if it does.

    :raises OtherBody: when the idempotency key came with other answers before.
    """
    stored = Enquiry.objects.only(*READ_WHILE_SENDING)
    if idempotency_key is not None:
        known = stored.filter(brand=form.brand, idempotency_key=idempotency_key).first()
        if known is not None and known.digest != digest:
            raise OtherBody
        return known
    since = timezone.now() - SENT_TWICE
    return stored.filter(form=form, digest=digest, idempotency_key=None, received_at__gte=since).first()


def _answers(details: FormDetails, cleaned: dict[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "name": item.value.name,
            "label": item.value.label,
            "kind": item.type,
            "value": ("✓" if cleaned[item.value.name] else "") if item.type in TICKED else cleaned[item.value.name],
        }
        for item in details.fields
        if item.type != "consent"
    ]
