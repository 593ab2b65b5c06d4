"""The way out for letters. From a restored copy none goes out before its brand is live."""

import logging
from collections.abc import Sequence

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from brands.models import Brand, Team

logger = logging.getLogger(__name__)


class QuietUntilLive(BaseEmailBackend):
    """Hands letters to `EMAIL_TRANSPORT`, except a quiet brand's own (`X-Brand`) and to those who work for such only.

    While every brand is quiet nobody gets anything. How many were held back is logged, their content is not.
    """

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.transport = get_connection(settings.EMAIL_TRANSPORT, *args, **options)

    def open(self):
        return self.transport.open()

    def close(self):
        self.transport.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        loud = [message for message in email_messages if _may_leave(message)]
        if held := len(email_messages) - len(loud):
            logger.warning("%s letters held back: this is a restored copy (manage.py go-live).", held)
        return self.transport.send_messages(loud) if loud else 0


def _may_leave(message: EmailMessage) -> bool:
    quiet = dict(Brand.objects.values_list("pk", "quiet"))
    sender = message.extra_headers.get("X-Brand")
    if not any(quiet.values()):
        return True
    if all(quiet.values()) or (sender and Brand.objects.filter(key=sender, quiet=True).exists()):
        return False
    people = get_user_model().objects.filter(email__in=[each.lower() for each in message.recipients()])
    for person in people:
        theirs = Team.objects.filter(group__user=person).exclude(brand=None).values_list("brand", flat=True)
        if theirs and all(quiet[pk] for pk in theirs):
            return False
    return True
