"""Web server, task worker and scheduler live and end together."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cms import launch

# Three stand-ins that write down their process id; the second ends when its line says so.
SERVE = """
import sys
from cms import launch
def stand_in(name, line):
    return [sys.executable, "-c", f"import os, sys, time; open({name!r}, 'w').write(str(os.getpid())); {line}"]
launch.processes = lambda: {"web": stand_in("web", "time.sleep(60)"), "worker": stand_in("worker", sys.argv[1])}
launch.announce = lambda *told: None
launch.ROOT = sys.argv[2]
sys.exit(launch.serve(0.0, ""))
"""


def start(line: str, folder: Path, **environment: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SERVE, line, str(folder)]
    return subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(launch.ROOT), **environment}, stdout=subprocess.PIPE, text=True
    )


def gone(folder: Path) -> bool:
    """Whether no stand-in runs any more; what nobody reaped yet does not run."""
    states = [Path(f"/proc/{(folder / name).read_text()}/stat") for name in ("web", "worker")]
    return all(not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z" for state in states)


@pytest.mark.parametrize(("line", "code"), [("sys.exit(0)", 1), ("sys.exit(3)", 3)])
def test_when_one_ends_all_end_and_the_exit_code_is_not_0(tmp_path, line, code):
    supervisor = start(f"time.sleep(1); {line}", tmp_path)
    output, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == code, output
    assert gone(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_all_end_together_when_told_to_stop(tmp_path, number):
    supervisor = start("time.sleep(60)", tmp_path)
    deadline = time.monotonic() + 20
    while not all((tmp_path / name).exists() for name in ("web", "worker")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.3)
    supervisor.send_signal(number)
    output, _ = supervisor.communicate(timeout=30)
    assert supervisor.returncode == 0, output
    assert gone(tmp_path)


def test_lines_for_people_say_which_process_wrote_them(tmp_path):
    supervisor = start("print('a line', flush=True); time.sleep(0.5)", tmp_path)
    output, _ = supervisor.communicate(timeout=30)
    (line,) = [line for line in output.splitlines() if line.endswith("a line")]
    assert " worker " in line


def test_lines_for_programs_go_out_as_they_are_and_all_are_objects(tmp_path):
    said = '{"message": "a line", "brand": "iduet"}'
    line = f"sys.stdout.write({said!r} + '\\n'); sys.stderr.write({said!r} + '\\n'); time.sleep(0.5)"
    supervisor = start(line, tmp_path, LOG_FORMAT="json")
    output, _ = supervisor.communicate(timeout=30)
    told = [json.loads(line) for line in output.splitlines()]
    assert told.count({"message": "a line", "brand": "iduet"}) == 2
    own = [each["message"] for each in told if each.get("logger") == "cms.launch"]
    assert any(message.startswith("worker started") for message in own)
    assert gone(tmp_path)


@pytest.mark.parametrize(("told", "code"), [(130, 0), (143, 0), (0, 1), (None, 1), (7, 7), (-9, 9)])
def test_exit_code(told, code):
    assert launch.exit_code(told) == code


def test_the_web_server_is_granian_without_access_log(settings):
    settings.BIND, settings.PORT, settings.WEB_WORKERS = "0.0.0.0", 8123, 3  # noqa: S104
    command = " ".join(launch.processes()["web"])
    assert "--interface wsgi --host 0.0.0.0 --port 8123 --workers 3" in command
    assert "--no-access-log" in command
    assert command.endswith("cms.wsgi:application")


def test_developers_get_a_server_that_reloads(settings):
    settings.DEBUG = True
    assert launch.processes()["web"][1:3] == ["manage.py", "runserver"]


def test_the_addresses_are_told_when_the_server_answers(monkeypatch, capsys, settings):
    answers = iter([False, False, True])
    monkeypatch.setattr(launch, "answers", lambda bind, port: next(answers))
    launch.announce(time.time(), "  Iduet  http://iduet.localhost/")
    told = capsys.readouterr().out
    assert told.startswith(f"Serving on port {settings.PORT} after 0.")
    assert "http://iduet.localhost/" in told


def test_a_server_that_stays_silent_is_told(monkeypatch, capsys):
    monkeypatch.setattr(launch, "SECONDS_UNTIL_SERVING", 0)
    launch.announce(0.0, "")
    assert "No answer on port" in capsys.readouterr().err
