"""Tasks whose worker is gone: killed, or cut off from the database while it worked. Nobody else ends them.

A worker signs each of the names that it works under (`LastDone`, “worker:…”), and a task says who has it. A name
without a sign for a while belongs to nobody any more: its task is done anew, and after some tries given up.
"""

import logging
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .models import LastDone

logger = logging.getLogger(__name__)

#: A worker signs every 20 seconds. Its clock and the looker's may differ by less than this.
SILENT = timedelta(minutes=3)
MOST_TRIES = 3
SIGN = "worker:"


class WorkerGone(Exception):
    """What a task failed of whose workers went, one after the other."""


@dataclass
class Looking:
    """Looks again and again. A worker is gone that was silent at two looks: a database that comes back hears the
    looker at once, and the worker only seconds later."""

    silent: set[str] = field(default_factory=set)

    def look(self) -> int:
        """Returns how many tasks were taken from workers that are gone."""
        now = timezone.now()
        LastDone.objects.filter(name__startswith=SIGN, at__lt=now - timedelta(days=1)).delete()
        signs = LastDone.objects.filter(name__startswith=SIGN, at__gte=now - SILENT)
        alive = {name.removeprefix(SIGN) for name in signs.values_list("name", flat=True)}
        begun = DBTaskResult.objects.running().filter(started_at__lt=now - SILENT)
        silent = {workers[-1] if workers else "" for workers in begun.values_list("worker_ids", flat=True)} - alive
        gone, self.silent = silent & self.silent, silent
        return take_from(begun, gone) if gone else 0


def take_from(tasks: QuerySet[DBTaskResult], workers: set[str]) -> int:
    """Give the tasks of these workers back, or up. Whoever ended one meanwhile has the last word."""
    taken = 0
    with transaction.atomic():
        for task in tasks.select_for_update(skip_locked=True):
            who = task.worker_ids[-1] if task.worker_ids else ""
            if who in workers:
                taken += 1
                _take(task, who)
    return taken


def _take(task: DBTaskResult, who: str) -> None:
    if len(task.worker_ids) >= MOST_TRIES:
        task.set_failed(WorkerGone(f"{len(task.worker_ids)} workers were ended while they did this, the last {who}."))
        logger.error("The task %s is given up: %s workers were ended by it or with it.", task.task_path, MOST_TRIES)
        return
    task.status, task.started_at = TaskResultStatus.READY, None
    task.save(update_fields=["status", "started_at"])
    logger.warning("The task %s is done anew: its worker %s is gone.", task.task_path, who)
