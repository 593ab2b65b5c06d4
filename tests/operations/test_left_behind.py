"""A task whose worker is gone is done by another, and given up after three: nothing stays under way for ever."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.operations.left_behind import Looking, take_from
from cms.operations.management.commands import run_worker, take_up_tasks
from cms.operations.models import LastDone

pytestmark = pytest.mark.django_db


def begun(*workers: str, ago: timedelta = timedelta(minutes=9)) -> DBTaskResult:
    """A task that workers have begun, the last one so long ago."""
    return DBTaskResult.objects.create(
        task_path="tests.operations.slow_tasks.take_long", args_kwargs={"args": ["/nowhere"], "kwargs": {}},
        run_after=get_date_max(), status=TaskResultStatus.RUNNING, worker_ids=list(workers), backend_name="default",
        started_at=timezone.now() - ago,
    )  # fmt: skip


def signed(worker: str, ago: timedelta) -> None:
    LastDone.objects.update_or_create(name=f"worker:{worker}", defaults={"at": timezone.now() - ago})


class TestLooking:
    def test_who_is_silent_at_two_looks_is_gone(self):
        signed("lives", timedelta(seconds=20))
        signed("silent", timedelta(minutes=5))
        tasks = {name: begun(name) for name in ("lives", "silent", "never seen")}
        looking = Looking()
        assert looking.look() == 0
        assert looking.look() == 2
        assert looking.look() == 0
        states = {name: DBTaskResult.objects.get(pk=task.pk).status for name, task in tasks.items()}
        assert states == {"lives": "RUNNING", "silent": "READY", "never seen": "READY"}

    def test_who_was_heard_in_between_goes_on(self):
        signed("away", timedelta(minutes=5))  # with the database, which is back this instant
        task, looking = begun("away"), Looking()
        assert looking.look() == 0
        signed("away", timedelta(0))
        assert looking.look() == looking.look() == 0
        assert DBTaskResult.objects.get(pk=task.pk).status == TaskResultStatus.RUNNING

    def test_what_was_begun_just_now_is_left_alone(self):
        begun("not signed yet", ago=timedelta(seconds=5))
        looking = Looking()
        assert (looking.look(), looking.look()) == (0, 0)

    def test_what_ends_each_worker_is_given_up_and_says_so(self, caplog):
        task, looking = begun("a", "b", "c"), Looking()
        looking.look()
        assert looking.look() == 1
        task.refresh_from_db()
        assert task.status == TaskResultStatus.FAILED
        assert task.exception_class_path == "cms.operations.left_behind.WorkerGone"
        assert "3 workers were ended" in task.traceback
        assert "is given up" in caplog.text

    def test_the_last_word_is_that_of_who_ended_it(self):
        task = begun("gone")
        running = DBTaskResult.objects.running()
        DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.SUCCESSFUL)
        assert take_from(running, {"gone"}) == 0

    def test_old_signs_are_forgotten(self):
        signed("of yesterday", timedelta(days=2))
        Looking().look()
        assert not LastDone.objects.filter(name__startswith="worker:").exists()

    def test_by_hand_it_looks_twice(self, monkeypatch, capsys):
        monkeypatch.setattr(take_up_tasks, "looking", Looking())
        monkeypatch.setattr(take_up_tasks, "BETWEEN", 0)
        begun("gone")
        call_command("take_up_tasks")
        assert "1 tasks are done anew" in capsys.readouterr().out


def test_a_worker_takes_up_what_it_was_cut_off_from():
    """Its loop ended in a fault of the database, and goes on under another name."""
    names = run_worker.Names()
    first = names.take("a name")
    task = begun(first, ago=timedelta(0))
    names.lose(first)
    second = names.take(first)
    assert second != first
    assert DBTaskResult.objects.get(pk=task.pk).status == TaskResultStatus.READY
    names.put_down()
    assert [row.name for row in LastDone.objects.filter(name__startswith="worker:")] == [f"worker:{first}"]
