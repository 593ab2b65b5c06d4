"""What is done behind a request: tasks of every queue, one at a time."""

import threading

from django.db import DatabaseError, connections
from django_tasks_db.management.commands import db_worker

from cms.operations.models import LastDone

SIGN_EVERY = 20  # seconds


class Command(db_worker.Command):
    help = "Runs tasks from the database until it is told to stop."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*")

    def handle(self, **options):
        stopped = threading.Event()
        threading.Thread(target=give_signs, args=("worker", stopped), daemon=True).start()
        try:
            super().handle(**options)
        finally:
            stopped.set()

    def configure_logging(self, verbosity):
        """Nothing of its own: the settings say what is logged, which is what went wrong and not every task."""


def give_signs(name: str, stopped: threading.Event) -> None:
    """Say every few seconds that this process lives, also while a task takes long; over a connection of its own."""
    while not stopped.is_set():
        try:
            LastDone.note(name)
        except DatabaseError:
            connections.close_all()  # it is away: asked again with a new connection
        stopped.wait(SIGN_EVERY)
    connections.close_all()
