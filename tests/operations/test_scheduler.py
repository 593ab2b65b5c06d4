"""The scheduler publishes by the clock, survives a failing round and ends when told."""

import signal
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.operations.management.commands import run_scheduler
from tests.factories.brands import home_of
from tests.factories.pages import make_content


class Rounds:
    """Stands in for `publish_scheduled`; the last round tells the scheduler to stop."""

    def __init__(self, *outcomes):
        self.outcomes = list(outcomes)
        self.names = []

    def __call__(self, name):
        self.names.append(name)
        outcome = self.outcomes.pop(0)
        if not self.outcomes:
            signal.raise_signal(signal.SIGTERM)
        if outcome:
            raise outcome


@pytest.fixture(autouse=True)
def _keep_connections(monkeypatch):
    """The tests' own connection, in whose transaction they run, stays open."""
    monkeypatch.setattr(run_scheduler, "close_old_connections", lambda: None)
    monkeypatch.setattr(run_scheduler.connections, "close_all", lambda: None)


@pytest.fixture
def rounds(monkeypatch):
    def plan(*outcomes):
        stand_in = Rounds(*outcomes)
        monkeypatch.setattr(run_scheduler, "call_command", stand_in)
        return stand_in

    return plan


def test_it_publishes_every_round_and_ends_promptly_when_told(rounds):
    made = rounds(None, None)
    call_command("run_scheduler", interval=0)
    assert made.names == ["publish_scheduled"] * 2


def test_a_long_wait_ends_at_once_when_told(rounds):
    rounds(None)
    began = timezone.now()
    call_command("run_scheduler", interval=3600)
    assert timezone.now() - began < timedelta(seconds=5)


def test_a_failing_round_is_logged_and_the_next_one_tries_again(rounds, caplog):
    made = rounds(RuntimeError("a receiver failed"), None)
    call_command("run_scheduler", interval=0)
    assert len(made.names) == 2
    assert "the next round tries again" in caplog.text
    assert "a receiver failed" in caplog.text


def test_signal_handlers_are_put_back(rounds):
    before = signal.getsignal(signal.SIGTERM)
    rounds(None)
    call_command("run_scheduler", interval=0)
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_page_whose_time_has_come_goes_live(iduet):
    page = make_content(home_of(iduet), publish=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    run_scheduler.Command()._publish()
    page.refresh_from_db()
    assert page.live
