"""What is done behind a request: tasks of every queue, one at a time."""

from django_tasks_db.management.commands import db_worker


class Command(db_worker.Command):
    help = "Runs tasks from the database until it is told to stop."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*")

    def configure_logging(self, verbosity):
        """Nothing of its own: the settings say what is logged, which is what went wrong and not every task."""
