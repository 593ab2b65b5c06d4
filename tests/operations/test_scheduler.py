"""The scheduler publishes by the clock, tidies once a day, survives a failing round and ends when told."""

import signal
import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.operations.management.commands import run_scheduler
from tests.factories.brands import home_of
from tests.factories.pages import make_content

PUBLISHING, MEASURING, TIDYING = "publish_scheduled", "measure_health", "prune_db_task_results"
BESIDE = [
    "send_waiting_mail", "tell_changes", "take_up_tasks", "delete_old_enquiries", "delete_old_parcels",
    "delete_old_receipts", MEASURING, "check_links", "trim_changes", "trim_refusals", "trim_not_found", TIDYING,
]  # fmt: skip


class Rounds:
    """Stands in for the commands; the last round of publishing waits for those beside it and tells all to stop."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.names = []
        self.threads = {}
        self.beside = threading.Event()

    def __call__(self, name, **options):
        self.names.append(name)
        self.threads[name] = threading.current_thread()
        if name == BESIDE[-1]:
            self.beside.set()
        if name == PUBLISHING:
            outcome = self.outcomes.pop(0)
            if not self.outcomes:
                assert self.beside.wait(20)
                signal.raise_signal(signal.SIGTERM)
            if outcome:
                raise outcome


@pytest.fixture(autouse=True)
def _keep_connections(monkeypatch):
    """The tests' own connection, in whose transaction they run, stays open."""
    monkeypatch.setattr(run_scheduler, "close_old_connections", lambda: None)
    monkeypatch.setattr(run_scheduler.connections, "close_all", lambda: None)
    monkeypatch.setattr(run_scheduler, "give_sign", lambda: None)  # tests/cms/operations/test_health.py


@pytest.fixture
def rounds(monkeypatch):
    def plan(*outcomes):
        stand_in = Rounds(*outcomes)
        monkeypatch.setattr(run_scheduler, "call_command", stand_in)
        return stand_in

    return plan


def test_it_publishes_every_round_does_the_rest_beside_it_once_and_ends_promptly_when_told(rounds):
    made = rounds(None, None, None)
    call_command("run_scheduler", interval=0)
    assert made.names.count(PUBLISHING) == 3
    assert [name for name in made.names if name != PUBLISHING] == BESIDE
    assert made.threads[PUBLISHING] is threading.current_thread()
    assert threading.current_thread() not in {made.threads[name] for name in BESIDE}


def test_what_takes_long_beside_it_keeps_no_publication_waiting(rounds, monkeypatch):
    made, published = rounds(None, None, None), threading.Event()

    def slow(name, **options):
        if name == PUBLISHING and made.names.count(PUBLISHING) == 1:
            published.set()
        elif name == BESIDE[0]:
            assert published.wait(20), "publishing waited"
        made(name, **options)

    monkeypatch.setattr(run_scheduler, "call_command", slow)
    call_command("run_scheduler", interval=0)
    assert made.names.count(PUBLISHING) == 3


def test_it_does_each_again_when_it_is_due(rounds):
    made = rounds(*[None] * 2)
    to_do = run_scheduler.duties()
    for seconds in (1000, 1059, 1060, 1000 + run_scheduler.HOUR, 1000 + run_scheduler.DAY):
        for duty in to_do:
            duty.perform(seconds)
    assert made.names == [*BESIDE, *BESIDE[:3], *BESIDE[:5], *BESIDE]


def test_what_is_due_is_at_most_five_seconds_late():
    assert run_scheduler.INTERVAL <= 2


def test_a_long_wait_ends_at_once_when_told(rounds):
    rounds(None)
    began = timezone.now()
    call_command("run_scheduler", interval=3600)
    assert timezone.now() - began < timedelta(seconds=5)


def test_a_failing_round_is_logged_and_the_next_one_tries_again(rounds, caplog):
    made = rounds(RuntimeError("a receiver failed"), None)
    call_command("run_scheduler", interval=0)
    assert made.names.count(PUBLISHING) == 2
    assert "publish_scheduled failed; it is tried again" in caplog.text
    assert "a receiver failed" in caplog.text


def test_signal_handlers_are_put_back(rounds):
    before = signal.getsignal(signal.SIGTERM)
    rounds(None)
    call_command("run_scheduler", interval=0)
    assert signal.getsignal(signal.SIGTERM) is before


def perform(command):
    (duty,) = [duty for duty in [*run_scheduler.awaited(), *run_scheduler.duties()] if duty.command == command]
    duty.perform(1.0)


def test_a_page_whose_time_has_come_goes_live(iduet):
    page = make_content(home_of(iduet), publish=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    perform(PUBLISHING)
    page.refresh_from_db()
    assert page.live


def test_tasks_that_ended_more_than_a_week_ago_are_forgotten_whatever_their_queue(db, settings):
    settings.TASKS = {"default": {"BACKEND": "cms.foundation.queue.Queue"}}
    ages = {"old": 8, "new": 6, "waiting": None}
    for queue in ("default", "slow"):
        for name, days in ages.items():
            DBTaskResult.objects.create(
                task_path=name, queue_name=queue, backend_name="default", args_kwargs={"args": [], "kwargs": {}},
                run_after=timezone.now() - timedelta(days=30),
                status="SUCCESSFUL" if days else "READY",
                finished_at=timezone.now() - timedelta(days=days) if days else None,
            )  # fmt: skip
    perform(TIDYING)
    assert sorted(DBTaskResult.objects.values_list("task_path", flat=True)) == ["new", "new", "waiting", "waiting"]
