"""Sending mail behind the request, again and later where it fails.

A try takes its turn in the database before it sends, so that of two workers one sends. The scheduler queues the next
try when it is due, so that none is lost with a worker that dies.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
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


@task()
def send_enquiry(enquiry_id: int, tried: int) -> str:
    """Send the mail of an enquiry. Returns what became of it, or nothing where it is not this try's turn.

    :param tried: how often it was tried before; another try with the same number may be on its way.
    """
    wait = timedelta(minutes=WAITS[tried]) if tried < len(WAITS) else LOST
    turn = Enquiry.objects.filter(pk=enquiry_id, mail=Enquiry.Mail.WAITING, mail_tries=tried)
    if not turn.update(mail_tries=tried + 1, mail_due_at=timezone.now() + wait):
        return ""
    enquiry = Enquiry.objects.select_related("brand__site", "form").get(pk=enquiry_id)
    problem = _sent(enquiry)
    state = Enquiry.Mail.SENT if not problem else Enquiry.Mail.WAITING
    if problem and tried >= len(WAITS):
        state = Enquiry.Mail.FAILED
    Enquiry.objects.filter(pk=enquiry_id).update(
        mail=state, mail_problem=problem[:300], **({"mail_due_at": None} if state != Enquiry.Mail.WAITING else {})
    )
    return state.value


def _sent(enquiry: Enquiry) -> str:
    """Send it; what went wrong, empty when it left."""
    try:
        in_desk = reverse("enquiries:inspect", args=[enquiry.pk], urlconf=settings.ROOT_URLCONF)
        message_of(enquiry, settings.WAGTAILADMIN_BASE_URL + in_desk).send()
    except NoRecipient as nowhere:
        return str(nowhere)
    except (SMTPException, OSError, ValueError) as error:  # ValueError: a header that Django refuses
        logger.warning("Mail about enquiry %s did not leave: %s", enquiry.pk, error)
        return f"{type(error).__name__}: {error}"
    return ""


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
