"""A worker is killed amid a task, for real: another does it."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.operations.left_behind import Looking
from cms.operations.models import LastDone
from tests.cms.delivery.processes import environment
from tests.committing import _django_db_helper, copied_database
from tests.smoke import ROOT

__all__ = ["_django_db_helper", "copied_database"]

pytestmark = [pytest.mark.django_db, pytest.mark.crawl, pytest.mark.enable_socket]

STARTS_WITHIN = 180  # seconds; a shared machine may be slow


def test_a_task_survives_the_worker_that_is_killed_amid_it(copied_database, tmp_path):
    settings = {"DJANGO_SETTINGS_MODULE": "tests.cms.changes.webhooks.worker_settings"}
    running: list[subprocess.Popen] = []

    def start() -> subprocess.Popen:
        with (tmp_path / f"worker-{len(running)}.log").open("wb") as log:
            running.append(
                subprocess.Popen(
                    [sys.executable, "manage.py", "run_worker"],
                    cwd=ROOT,
                    env={**environment(tmp_path), **settings},
                    stdout=log,
                    stderr=log,
                )
            )
        return running[-1]

    def until(holds) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not holds():
            assert time.monotonic() < deadline, [log.read_text()[-3000:] for log in tmp_path.glob("*.log")]
            time.sleep(0.1)

    task = DBTaskResult.objects.create(
        task_path="tests.operations.slow_tasks.take_long", args_kwargs={"args": [str(tmp_path)], "kwargs": {}},
        run_after=get_date_max(), backend_name="default", queue_name="default",
    )  # fmt: skip
    try:
        killed = start()
        until(lambda: list(tmp_path.glob("begun-*")))
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()
        task.refresh_from_db()
        assert task.status == TaskResultStatus.RUNNING
        start()
        until(lambda: LastDone.objects.filter(name__startswith="worker:").count() >= 4)  # each process has two names
        long_ago = timezone.now() - timedelta(minutes=9)
        LastDone.objects.filter(name=f"worker:{task.worker_ids[-1]}").update(at=long_ago)
        DBTaskResult.objects.filter(pk=task.pk).update(started_at=long_ago)
        looking = Looking()
        looking.look()
        assert looking.look() == 1
        until(lambda: len(list(tmp_path.glob("begun-*"))) == 2)
        (tmp_path / "go").touch()
        until(lambda: DBTaskResult.objects.get(pk=task.pk).status == TaskResultStatus.SUCCESSFUL)
        task.refresh_from_db()
        assert (task.return_value, len(task.worker_ids)) == (2, 2)
    finally:
        for each in running:
            if each.poll() is None:
                each.terminate()
            each.wait(60)
