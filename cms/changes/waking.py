"""Telling others behind the request: a task reads the log for them, and threads of its worker wait for their answers.

The task ends as soon as it has handed over, so that a slow receiver holds up neither the next one nor other tasks. A
queue of its own keeps what people wait for, such as renditions, apart from it.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import cache

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.models import Max
from django.utils import timezone
from django_tasks import default_task_backend, task
from django_tasks_db.models import DBTaskResult

from .models import Change
from .reading import settled

logger = logging.getLogger(__name__)

QUEUE = "webhooks"
#: Seconds until the log is looked at again while something in it may not be read yet.
SETTLES_IN = 1

_rounds: dict[Callable[[], int], Callable[[], bool]] = {}


def takes_part(tell: Callable[[], int], is_wanted: Callable[[], bool]) -> None:
    """Have somebody told at each round. `tell` answers how much is new; `is_wanted` whether anybody wants to know."""
    _rounds[tell] = is_wanted


@task(queue_name=QUEUE)
def tell_changes() -> int:
    """A round: read the log and see to it that what waits is sent. Returns how much is new."""
    wanted = [tell for tell, is_wanted in _rounds.items() if is_wanted()]
    # Asked before anybody reads: what may be read a moment later was not read, and nobody else comes for it.
    again = bool(wanted) and more_is_coming()
    made = sum(_guarded(tell) or 0 for tell in wanted)
    if again:
        wake(timezone.now() + timedelta(seconds=SETTLES_IN))
    return made


def more_is_coming() -> bool:
    """Whether there are changes that nobody may read yet, since one from before them may still be written."""
    last = settled(Change.objects.all()).aggregate(last=Max("transaction"))["last"] or 0
    return Change.objects.filter(transaction__gt=last).exists()


def wake(when: datetime | None = None) -> None:
    """Have a round: now, or at a moment unless there is one before it anyway."""
    if not default_task_backend.supports_defer:
        if when is None:
            tell_changes.enqueue()
        return  # tasks run where they are enqueued, and none later
    same = DBTaskResult.objects.filter(status="READY", task_path=tell_changes.module_path)
    if when is None:
        if not same.filter(pk__in=DBTaskResult.objects.ready().values("pk")).exists():
            tell_changes.enqueue()
    elif not same.filter(run_after__gt=timezone.now(), run_after__lte=when).exists():
        tell_changes.using(run_after=when).enqueue()


def on_change_recorded(sender, **kwargs) -> None:
    """Receiver: once the transaction commits, others are told of its rows."""
    if not any(function is _after_commit for _, function, *_ in connection.run_on_commit):
        transaction.on_commit(_after_commit)


def _after_commit() -> None:
    """What changed is done: should waking fail, the scheduler's round comes to it."""
    try:
        if any(is_wanted() for is_wanted in _rounds.values()):
            wake()
    except Exception:
        logger.exception("Nobody could be woken to tell of a change; the scheduler does it.")


def hand_over(work: Callable[[int], None], number: int) -> None:
    """Have a thread of this worker do something that waits for another machine."""
    if settings.WEBHOOK_SENDERS:
        _crew().submit(_in_thread, work, number)
    else:
        work(number)


@cache
def _crew() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(settings.WEBHOOK_SENDERS, thread_name_prefix="telling")


def _in_thread(work: Callable[[int], None], number: int) -> None:
    """A thread has a connection of its own while it works."""
    try:
        _guarded(work, number)
    finally:
        connections.close_all()


def _guarded(work: Callable, *given):
    """One who cannot be told holds up no other."""
    try:
        return work(*given)
    except Exception:
        logger.exception("Telling of a change failed; it is begun anew in the scheduler's round.")
        return None
