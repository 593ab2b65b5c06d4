"""What is done behind a request: tasks of every queue, one at a time; those of webhooks beside them, in a thread."""

import logging
import threading

from django.db import DatabaseError, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands import db_worker

from cms.changes.waking import QUEUE
from cms.operations.models import LastDone

logger = logging.getLogger(__name__)

SIGN_EVERY = 20  # seconds
PATIENCE = 5  # seconds until a database that is away is asked again
EVERYTHING = "*"


class Command(db_worker.Command):
    help = "Runs tasks from the database until it is told to stop."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name=EVERYTHING)

    def handle(self, **options):
        stopped = threading.Event()
        threading.Thread(target=give_signs, args=("worker", stopped), daemon=True).start()
        if options["queue_name"] == EVERYTHING and not options["exclude_queues"] and not options["batch"]:
            options["exclude_queues"] = QUEUE
            beside = (options["interval"], options["backend_name"], stopped)
            threading.Thread(target=tell_beside, args=beside, daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stopped.set()

    def configure_logging(self, verbosity):
        """Nothing of its own: the settings say what is logged, which is what went wrong and not every task."""


def tell_beside(interval: float, backend_name: str, stopped: threading.Event) -> None:
    """Run the tasks of webhooks, which end at once: who waits for a picture to be cut does not hold them up."""
    while not stopped.is_set():
        worker = db_worker.Worker(
            queue_names=[QUEUE], interval=interval, batch=False, backend_name=backend_name, startup_delay=False,
            max_tasks=None, worker_id=get_random_string(32), excluded_queue_names=[],
        )  # fmt: skip
        threading.Thread(target=_end, args=(worker, stopped), daemon=True).start()
        try:
            worker.run()
        except DatabaseError as fault:
            logger.warning("Tasks of webhooks cannot be read: %s", fault)
            connections.close_all()
            stopped.wait(PATIENCE)
    connections.close_all()


def _end(worker: db_worker.Worker, stopped: threading.Event) -> None:
    stopped.wait()
    worker.running = False


def give_signs(name: str, stopped: threading.Event) -> None:
    """Say every few seconds that this process lives, also while a task takes long; over a connection of its own."""
    while not stopped.is_set():
        try:
            LastDone.note(name)
        except DatabaseError:
            connections.close_all()  # it is away: asked again with a new connection
        stopped.wait(SIGN_EVERY)
    connections.close_all()
