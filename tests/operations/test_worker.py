"""The worker takes tasks of every queue and leaves logging to the settings."""

import logging
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django_tasks_db.management.commands import db_worker

from cms.operations.management.commands import run_worker
from cms.operations.management.commands.run_worker import Command, Names, tell_beside


def test_it_takes_tasks_of_every_queue():
    assert Command().create_parser("manage.py", "run_worker").get_default("queue_name") == "*"


def test_it_does_not_log_every_task():
    before = logging.getLogger("django_tasks").level
    Command().configure_logging(verbosity=1)
    assert logging.getLogger("django_tasks").level == before


class Nameless(Names):
    """Signs nowhere."""

    def take(self, wanted=""):
        return f"name {len(self.former)}"

    def put_down(self):
        pass


@pytest.fixture
def taken(monkeypatch):
    """Queues that workers are made for, with those that they leave to others; none takes a task."""
    made = []

    def run(worker):
        made.append((worker.queue_names, worker.excluded_queue_names))

    monkeypatch.setattr(db_worker.Worker, "run", run)
    monkeypatch.setattr(run_worker, "give_signs", lambda name, stopped, names: None)
    monkeypatch.setattr(run_worker, "Names", Nameless)
    monkeypatch.setattr(run_worker, "tell_beside", lambda *given: made.append("beside"))
    return made


def test_webhooks_are_told_beside_the_other_tasks(taken, settings):
    settings.TASKS = {"default": {"BACKEND": "cms.foundation.queue.Queue", "QUEUES": ["default", "webhooks"]}}
    call_command("run_worker", reload=False)
    assert sorted(taken, key=str) == [(["*"], ["webhooks"]), "beside"]
    taken.clear()
    call_command("run_worker", batch=True, reload=False)
    assert taken == [(["*"], [])], "who does what is there and ends does it in one go"


def test_a_database_that_is_away_does_not_end_the_worker(taken, monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "cms.foundation.queue.Queue", "QUEUES": ["default", "webhooks"]}}
    runs = []

    def handle(command, **options):
        runs.append(options["exclude_queues"])
        if len(runs) < 3:
            raise DatabaseError("away")

    monkeypatch.setattr(db_worker.Command, "handle", handle)
    monkeypatch.setattr(run_worker, "PATIENCE", 0)
    monkeypatch.setattr(run_worker.connections, "close_all", lambda: None)
    call_command("run_worker", reload=False)
    assert runs == ["webhooks"] * 3
    runs.clear()
    with pytest.raises(DatabaseError):  # who waits for its end is told
        call_command("run_worker", batch=True, reload=False)


def test_a_database_that_is_away_does_not_end_the_telling(monkeypatch):
    stopped, runs = threading.Event(), []

    def run(worker):
        runs.append(worker.queue_names)
        if len(runs) == 1:
            raise DatabaseError("away")
        stopped.set()

    monkeypatch.setattr(db_worker.Worker, "run", run)
    monkeypatch.setattr(run_worker, "PATIENCE", 0)
    monkeypatch.setattr(run_worker.connections, "close_all", lambda: None)
    tell_beside(1, "default", stopped, Nameless())
    assert runs == [["webhooks"], ["webhooks"]]
