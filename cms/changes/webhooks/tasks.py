"""Webhooks' part in a round, and tests."""

import logging

from django.db import transaction
from django_tasks import task

from cms.changes.models import Message, Webhook
from cms.changes.waking import QUEUE, hand_over, wake

from .collecting import collect, listening
from .collecting import test as make_test
from .sending import due, send_test, send_waiting

logger = logging.getLogger(__name__)


def tell_webhooks() -> int:
    """Read the log for every webhook, and send what waits. Returns how many messages are new."""
    made = sum(_collected(webhook) for webhook in listening())
    for webhook_id in due():
        hand_over(_send, webhook_id)
    return made


def anybody_listens() -> bool:
    """Whether there is a webhook to be told."""
    return listening().exists()


@task(queue_name=QUEUE)
def try_webhook(message_id: int) -> None:
    """Send a test."""
    hand_over(_try, message_id)


def test(webhook: Webhook) -> Message:
    """Have a test sent."""
    message = make_test(webhook)
    transaction.on_commit(lambda: try_webhook.enqueue(message.pk))
    return message


def _collected(webhook: Webhook) -> int:
    """One webhook that cannot be told holds up no other."""
    try:
        return collect(webhook)
    except Exception:
        logger.exception("The change log could not be read for %s.", webhook)
        return 0


def _send(webhook_id: int) -> None:
    again = send_waiting(webhook_id)
    if again is not None:
        wake(again)


def _try(message_id: int) -> None:
    if send_test(message_id):
        wake()
