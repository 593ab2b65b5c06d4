"""Who is to be told of changes is woken once, also at a later moment, and nobody waits for a slow one."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.changes import waking
from cms.changes.models import Change
from tests.factories.webhooks import make_webhook


@pytest.fixture
def queue(settings, db):
    """The queue of a real installation; the moments at which rounds are planned."""
    settings.TASKS = {"default": {"BACKEND": "cms.foundation.queue.Queue", "QUEUES": ["default", "webhooks"]}}

    def planned():
        found = DBTaskResult.objects.filter(task_path=waking.tell_changes.module_path, queue_name="webhooks")
        return list(found.order_by("run_after").values_list("run_after", flat=True))

    return planned


def test_who_is_woken_already_is_not_woken_again(queue):
    waking.wake()
    waking.wake()
    assert len(queue()) == 1
    DBTaskResult.objects.update(status="RUNNING")
    waking.wake()
    assert len(queue()) == 2, "a round that has begun may have read the log before the change"


def test_a_later_round_is_planned_unless_one_comes_before_it(queue):
    now = timezone.now()
    waking.wake(now + timedelta(minutes=5))
    waking.wake(now + timedelta(minutes=6))
    assert queue() == [now + timedelta(minutes=5)]
    waking.wake(now + timedelta(minutes=1))
    assert queue() == [now + timedelta(minutes=1), now + timedelta(minutes=5)]
    waking.wake()
    assert len(queue()) == 3, "what is planned for later is not now"


def test_a_change_wakes_once_in_its_transaction_and_only_where_somebody_listens(
    queue, iduet, finhire, django_capture_on_commit_callbacks
):
    def change():
        connection.run_on_commit.clear()  # as each commit does
        with django_capture_on_commit_callbacks(execute=True):
            for _ in range(3):
                Change.objects.create(kind="changed", object_type="test", object_id="1", brand=iduet, tags=["role:1"])

    change()
    assert queue() == []
    make_webhook(iduet)
    change()
    assert len(queue()) == 1


def test_one_who_fails_holds_up_no_other(monkeypatch, db, caplog):
    told = []

    def fails():
        raise RuntimeError("broken")

    monkeypatch.setattr(waking, "_rounds", {fails: lambda: True, lambda: told.append("other") or 1: lambda: True})
    assert waking.tell_changes.call() == 1
    assert told == ["other"]
    assert "broken" in caplog.text


def test_what_may_be_read_only_after_the_round_has_read_is_come_back_for(queue, monkeypatch):
    held_up = [True]
    monkeypatch.setattr(waking, "more_is_coming", lambda: held_up[0])
    monkeypatch.setattr(waking, "_rounds", {lambda: held_up.clear() or held_up.append(False): lambda: True})
    waking.tell_changes.call()
    assert len(queue()) == 1, "the transaction that held up the log ended after the log was read"
    waking.tell_changes.call()
    assert len(queue()) == 1, "and all of it was read by the second round"


def test_while_one_is_waited_for_others_are_told(settings):
    settings.WEBHOOK_SENDERS = 2
    waking._crew.cache_clear()
    goes_on, done = threading.Event(), threading.Event()
    try:
        waking.hand_over(lambda number: goes_on.wait(30), 1)
        waking.hand_over(lambda number: done.set(), 2)
        assert done.wait(30), "it waited for the first one"
    finally:
        goes_on.set()
        waking._crew().shutdown()
        waking._crew.cache_clear()
