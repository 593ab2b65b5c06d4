"""What happens by the clock.

Every two seconds, what was scheduled is published and what expired is taken down. Beside it, in a thread of its own
so that nobody waits for it: once a minute, mail and webhooks whose next try is due are queued, and tasks whose worker
is gone are given to another; once an hour, enquiries and archives whose time is over are deleted; once a day, the
health of every page is measured, links to other sites are asked, and finished tasks of more than a week ago and old
rows of the change log are forgotten. What is done less often is also done when the scheduler starts.
"""

import logging
import signal
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connections

from cms.operations.models import LastDone

logger = logging.getLogger(__name__)


INTERVAL = 2  # seconds: what is due is late by that and by what was due before it
SIGN = 20  # seconds from one sign of life to the next
MINUTE = 60  # seconds
HOUR = 60 * MINUTE
DAY = 24 * HOUR
KEPT_TASKS = 7  # days
PATIENCE = 3  # seconds for a tidying command to end once the scheduler is told to


@dataclass
class Duty:
    """A command that is due again `every` so many seconds after it was begun."""

    command: str
    every: float
    options: dict[str, Any] = field(default_factory=dict)
    due: float = 0.0

    def perform(self, now: float) -> None:
        """Run the command if it is due. A failure is told; the command is tried again when it is due next."""
        if now < self.due:
            return
        self.due = now + self.every
        close_old_connections()
        try:
            call_command(self.command, **self.options)
        except Exception:
            logger.exception("%s failed; it is tried again when it is due next.", self.command)
        finally:
            close_old_connections()


def awaited() -> list[Duty]:
    """What editors wait for: done in every round."""
    return [Duty("publish_scheduled", every=0)]


def duties() -> list[Duty]:
    """What nobody waits for."""
    return [
        Duty("send_waiting_mail", every=MINUTE),
        Duty("tell_changes", every=MINUTE),
        Duty("take_up_tasks", every=MINUTE, options={"once": True}),
        Duty("delete_old_enquiries", every=HOUR),
        Duty("delete_old_parcels", every=HOUR),
        Duty("delete_old_receipts", every=DAY),
        Duty("measure_health", every=DAY, options={"verbosity": 0}),
        Duty("check_links", every=DAY, options={"verbosity": 0}),
        Duty("trim_changes", every=DAY, options={"verbosity": 0}),
        Duty("trim_refusals", every=DAY, options={"verbosity": 0}),
        Duty("trim_not_found", every=DAY, options={"verbosity": 0}),
        Duty("prune_db_task_results", every=DAY, options={"queue_name": "*", "min_age_days": KEPT_TASKS}),
    ]


def give_sign() -> None:
    """Say that this process lives. A database that is away is no reason to end."""
    try:
        LastDone.note("scheduler")
    except DatabaseError:
        logger.warning("No sign of life could be written.")
        close_old_connections()


class Sign(Duty):
    """Gives a sign of life now and then."""

    def __init__(self):
        super().__init__("", every=SIGN)

    def perform(self, now: float) -> None:
        if now >= self.due:
            self.due = now + self.every
            give_sign()


class Command(BaseCommand):
    help = "Publishes scheduled content within seconds, and tidies beside it, until it is told to stop."

    def add_arguments(self, parser):
        parser.add_argument("--interval", type=float, default=INTERVAL, help="Seconds from one round to the next.")

    def handle(self, *, interval: float, **options):
        self.stopped = threading.Event()
        previous = {number: signal.signal(number, self._stop) for number in (signal.SIGTERM, signal.SIGINT)}
        beside = threading.Thread(target=self._beside, daemon=True)
        try:
            beside.start()
            self._rounds([*awaited(), Sign()], interval)
        finally:
            self.stopped.set()
            beside.join(PATIENCE)
            connections.close_all()
            for number, handler in previous.items():
                signal.signal(number, handler)

    def _stop(self, number, frame):
        self.stopped.set()

    def _beside(self):
        try:
            self._rounds(duties(), interval=INTERVAL)
        finally:
            connections.close_all()

    def _rounds(self, to_do: list[Duty], interval: float):
        while not self.stopped.is_set():
            started = time.monotonic()
            for duty in to_do:
                if not self.stopped.is_set():
                    duty.perform(started)
            self.stopped.wait(max(0.0, interval - (time.monotonic() - started)))
