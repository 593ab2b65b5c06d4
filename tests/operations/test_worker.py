"""The worker takes tasks of every queue and leaves logging to the settings."""

import logging

from cms.operations.management.commands.run_worker import Command


def test_it_takes_tasks_of_every_queue():
    assert Command().create_parser("manage.py", "run_worker").get_default("queue_name") == "*"


def test_it_does_not_log_every_task():
    before = logging.getLogger("django_tasks").level
    Command().configure_logging(verbosity=1)
    assert logging.getLogger("django_tasks").level == before
