"""Sending mail behind the request, again and later where it fails.

A try takes its turn in the database before it sends, so that of two workers one sends. The scheduler queues the next
try when it is due, so that none is lost with a worker that dies. What the mail server took is never tried again, unless
the worker that sent it went before it could say so: an enquiry may rather arrive twice, under one Message-ID, than not.
"""

import logging
import time
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import InterfaceError, OperationalError, connection
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from .mail import NoRecipient, message_of
from .models import Enquiry

logger = logging.getLogger(__name__)

#: Minutes from one try to the next; after the last one the mail is given up, and the desk says so.
WAITS = (1, 5, 15, 60, 4 * 60, 12 * 60)
#: A try that has not come back by then is held for lost.
LOST = timedelta(minutes=10)
#: How long a database may be away when a mail has just left, in seconds between one look and the next.
SECONDS_OF_PATIENCE = (1, 2, 4, 8, 15)


@task()
def send_enquiry(enquiry_id: int, tried: int) -> str:
    """Send the mail of an enquiry. Returns what became of it, or nothing where it is not this try's turn.

    :param tried: how often it was tried before; another try with the same number may be on its way.
    """
    enquiry = Enquiry.objects.select_related("brand__site", "form").filter(pk=enquiry_id).first()
    if enquiry is None:
        return ""
    letter, problem = _written(enquiry)
    wait = timedelta(minutes=WAITS[tried]) if tried < len(WAITS) else LOST
    turn = Enquiry.objects.filter(pk=enquiry_id, mail=Enquiry.Mail.WAITING, mail_tries=tried)
    if not turn.update(mail_tries=tried + 1, mail_due_at=timezone.now() + wait):
        return ""
    problem = problem or _sent(enquiry, letter)
    if not problem:
        _note_surely(enquiry_id)
        return Enquiry.Mail.SENT.value
    state = Enquiry.Mail.FAILED if tried >= len(WAITS) else Enquiry.Mail.WAITING
    # A later try, or somebody at the desk, has the last word.
    Enquiry.objects.filter(pk=enquiry_id, mail=Enquiry.Mail.WAITING, mail_tries=tried + 1).update(
        mail=state, mail_problem=problem[:300], **({"mail_due_at": None} if state == Enquiry.Mail.FAILED else {})
    )
    return state.value


def _written(enquiry: Enquiry) -> tuple[EmailMessage | None, str]:
    """Its mail, and what stands in the way of one."""
    in_desk = reverse("enquiries:inspect", args=[enquiry.pk], urlconf=settings.ROOT_URLCONF)
    try:
        return message_of(enquiry, settings.WAGTAILADMIN_BASE_URL + in_desk), ""
    except NoRecipient as nowhere:
        return None, str(nowhere)
    except ValueError as error:  # an address that no mail program knows
        return None, f"{type(error).__name__}: {error}"


def _sent(enquiry: Enquiry, letter: EmailMessage | None) -> str:
    """Send it; what went wrong, empty when it left."""
    try:
        if letter is not None:
            letter.send()
    except (SMTPException, OSError, ValueError) as error:  # ValueError: a header that Django refuses
        logger.warning("Mail about enquiry %s did not leave: %s", enquiry.pk, error)
        return f"{type(error).__name__}: {error}"
    return ""


def _note_surely(enquiry_id: int) -> None:
    """Say that it has left, also where the database is away for a while just then: else it would leave again."""
    for wait in (*SECONDS_OF_PATIENCE, None):
        try:
            _note(enquiry_id)
        except (OperationalError, InterfaceError):
            if wait is None or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(wait)
        else:
            return


def _note(enquiry_id: int) -> None:
    Enquiry.objects.filter(pk=enquiry_id).update(mail=Enquiry.Mail.SENT, mail_problem="", mail_due_at=None)


def queue_due() -> int:
    """Queue the mails whose next try is due. Returns how many."""
    now = timezone.now()
    due = Enquiry.objects.filter(mail=Enquiry.Mail.WAITING, mail_due_at__lte=now).values_list("pk", "mail_tries")
    queued = 0
    for pk, tried in list(due):
        turn = Enquiry.objects.filter(pk=pk, mail=Enquiry.Mail.WAITING, mail_tries=tried, mail_due_at__lte=now)
        if tried > len(WAITS):  # the last try never came back
            turn.update(mail=Enquiry.Mail.FAILED, mail_due_at=None)
        elif turn.update(mail_due_at=now + LOST):  # not again while this one is on its way
            send_enquiry.enqueue(pk, tried)
            queued += 1
    return queued


def try_again(enquiries) -> int:
    """Begin anew with mails that were given up or wait. Returns how many."""
    pks = list(enquiries.exclude(mail=Enquiry.Mail.SENT).values_list("pk", flat=True))
    Enquiry.objects.filter(pk__in=pks).update(
        mail=Enquiry.Mail.WAITING, mail_tries=0, mail_problem="", mail_due_at=timezone.now()
    )
    return len(pks)
