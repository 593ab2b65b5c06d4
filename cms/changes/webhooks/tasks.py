"""Telling webhooks behind the request: a task reads the log, and threads of its worker send, one for each receiver.

The task ends as soon as it has handed over, so that a slow receiver holds up neither the next one nor other tasks. A
queue of its own keeps what people wait for, such as renditions, apart from it.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks_db.models import DBTaskResult

from cms.changes.models import Message, Webhook

from .collecting import collect, listening, more_is_coming
from .collecting import test as make_test
from .sending import due, send_test, send_waiting

logger = logging.getLogger(__name__)

QUEUE = "webhooks"
#: Seconds until the log is looked at again while something in it may not be read yet.
SETTLES_IN = 1


@task(queue_name=QUEUE)
def tell_webhooks() -> int:
    """Read the log for every webhook and see to it that what waits is sent. Returns how many messages are new."""
    hooks = list(listening())
    made = sum(_collected(webhook) for webhook in hooks)
    for webhook_id in due():
        _hand_over(_send, webhook_id)
    if hooks and more_is_coming():
        wake(timezone.now() + timedelta(seconds=SETTLES_IN))
    return made


@task(queue_name=QUEUE)
def try_webhook(message_id: int) -> None:
    """Send a test."""
    _hand_over(_try, message_id)


def test(webhook: Webhook) -> Message:
    """Have a test sent."""
    message = make_test(webhook)
    transaction.on_commit(lambda: try_webhook.enqueue(message.pk))
    return message


def wake(when: datetime | None = None) -> None:
    """Have the log read: now, or at a moment unless that happens before it anyway."""
    backend = default_task_backend
    if when is not None and not backend.supports_defer:
        return  # tasks run where they are enqueued
    if backend.supports_defer:
        waiting = DBTaskResult.objects.ready() if when is None else DBTaskResult.objects.filter(status="READY")
        same = waiting.filter(task_path=tell_webhooks.module_path)
        if when is not None:
            same = same.filter(run_after__gt=timezone.now(), run_after__lte=when)
        if same.exists():
            return
    (tell_webhooks if when is None else tell_webhooks.using(run_after=when)).enqueue()


def on_change_recorded(sender, **kwargs) -> None:
    """Receiver: once the transaction commits, webhooks are told of its rows."""
    if not any(function is _after_commit for _, function, *_ in connection.run_on_commit):
        transaction.on_commit(_after_commit)


def _after_commit() -> None:
    """What changed is done: should waking fail, the scheduler's round comes to it."""
    try:
        if listening().exists():
            wake()
    except Exception:
        logger.exception("Webhooks could not be woken; the scheduler does it.")


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


@cache
def _crew() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.WEBHOOK_SENDERS, thread_name_prefix="webhooks")


def _hand_over(work, number: int) -> None:
    if settings.WEBHOOK_SENDERS:
        _crew().submit(_guarded, work, number)
    else:
        work(number)


def _guarded(work, number: int) -> None:
    """In a thread of the crew, which has a connection of its own while it works."""
    try:
        work(number)
    except Exception:
        logger.exception("Sending failed; the scheduler begins anew with it.")
    finally:
        connections.close_all()
