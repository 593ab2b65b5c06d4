"""What is done behind a request: tasks of every queue, one at a time; those of webhooks beside them, in a thread."""

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from django.db import DatabaseError, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from cms.changes.waking import QUEUE
from cms.operations.left_behind import SIGN, take_from
from cms.operations.models import LastDone

logger = logging.getLogger(__name__)

SIGN_EVERY = 20  # seconds
PATIENCE = 5  # seconds until a database that is away is asked again
EVERYTHING = "*"
LONGEST_NAME = 32


@dataclass
class Names:
    """Names that this process works under, each for as long as its loop runs."""

    present: set[str] = field(default_factory=set)
    former: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)

    def take(self, wanted: str = "") -> str:
        """A name, signed before it has a task. Tasks of names that were lost are given back first."""
        if self.former:
            take_from(DBTaskResult.objects.running(), self.former)
            self.former.clear()
        name = (
            wanted if 0 < len(wanted) <= LONGEST_NAME and wanted not in self.known else get_random_string(LONGEST_NAME)
        )
        LastDone.note(f"{SIGN}{name}")
        self.known.add(name)
        self.present.add(name)
        return name

    def lose(self, name: str) -> None:
        """Its loop ended amid whatever it did."""
        self.present.discard(name)
        self.former.add(name)

    def put_down(self) -> None:
        """The process ends in peace: nobody has to wait for its silence."""
        LastDone.objects.filter(name__in=[f"{SIGN}{name}" for name in self.present]).delete()


class Command(db_worker.Command):
    help = "Runs tasks from the database until it is told to stop."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name=EVERYTHING)

    def handle(self, **options):
        stopped, names = threading.Event(), Names()
        threading.Thread(target=give_signs, args=("worker", stopped, names), daemon=True).start()
        if options["queue_name"] == EVERYTHING and not options["exclude_queues"] and not options["batch"]:
            options["exclude_queues"] = QUEUE
            beside = (options["interval"], options["backend_name"], stopped, names)
            threading.Thread(target=tell_beside, args=beside, daemon=True).start()
        try:
            self._work(options, stopped, names)
        finally:
            stopped.set()
            with suppress(DatabaseError):
                names.put_down()

    def _work(self, options: dict[str, Any], stopped: threading.Event, names: Names) -> None:
        """A database that is away ends nobody: with this process all others of a start would go."""
        name = options["worker_id"]
        while True:
            try:
                name = names.take(name)
                return super().handle(**{**options, "worker_id": name})
            except DatabaseError as fault:
                if options["batch"]:
                    raise
                logger.warning("Tasks cannot be read: %s", fault)
                names.lose(name)
                connections.close_all()
                stopped.wait(PATIENCE)

    def configure_logging(self, verbosity):
        """Nothing of its own: the settings say what is logged, which is what went wrong and not every task."""


def tell_beside(interval: float, backend_name: str, stopped: threading.Event, names: Names) -> None:
    """Run the tasks of webhooks, which end at once: who waits for a picture to be cut does not hold them up."""
    name = ""
    while not stopped.is_set():
        try:
            name = names.take()
            worker = db_worker.Worker(
                queue_names=[QUEUE], interval=interval, batch=False, backend_name=backend_name, startup_delay=False,
                max_tasks=None, worker_id=name, excluded_queue_names=[],
            )  # fmt: skip
            threading.Thread(target=_end, args=(worker, stopped), daemon=True).start()
            worker.run()
        except DatabaseError as fault:
            logger.warning("Tasks of webhooks cannot be read: %s", fault)
            names.lose(name)
            connections.close_all()
            stopped.wait(PATIENCE)
    connections.close_all()


def _end(worker: db_worker.Worker, stopped: threading.Event) -> None:
    stopped.wait()
    worker.running = False


def give_signs(name: str, stopped: threading.Event, names: Names) -> None:
    """Say every few seconds that this process lives, also while a task takes long; over a connection of its own."""
    while not stopped.is_set():
        try:
            for each in (name, *(f"{SIGN}{mine}" for mine in tuple(names.present))):
                LastDone.note(each)
        except DatabaseError:
            connections.close_all()  # it is away: asked again with a new connection
        stopped.wait(SIGN_EVERY)
    connections.close_all()
