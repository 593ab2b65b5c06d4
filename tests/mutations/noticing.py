"""A pytest plugin that runs each test once as it is, and once more for each check that it reaches, with that left out.

Every run is a fork taken when the test's fixtures stand, with the database in memory: nothing is set up twice, and
nothing that a run does remains. A check that a test has noticed is not tried again. Of the permission matrix only the
addresses are asked that reach the check.
"""

import json
import os
import signal
import time
import unittest
from functools import partial
from pathlib import Path

import pytest

from .checks import ROOT, Check, load_with_checks

MATRIX = "tests/cms/desk/matrix"
GATE = ["tests/brands/test_permissions.py", "tests/cms/desk/test_gate.py", MATRIX]
#: Module → the tests that keep it, the quickest first.
KEPT_BY = {
    "brands/permissions.py": [*GATE, "tests/cms/desk/test_versions.py"],
    "cms/enquiries/permissions.py": ["tests/cms/desk/test_enquiries.py", MATRIX],
    "cms/desk/gate.py": ["tests/cms/desk/test_gate.py", MATRIX],
    "cms/desk/ownership.py": ["tests/cms/desk/test_gate.py", MATRIX],
    "cms/desk/narrowed.py": [MATRIX],
    "cms/desk/redirects.py": ["tests/cms/desk/test_redirects.py", MATRIX],
    "cms/desk/choosing.py": ["tests/cms/desk/test_choosing.py", MATRIX],
    "cms/foundation/offering.py": [
        "tests/cms/foundation/test_offering.py", "tests/cms/desk/offers", "tests/api/test_leaks.py",
    ],
    "cms/foundation/visibility.py": [
        "tests/cms/foundation/test_visibility.py", "tests/cms/foundation/test_privacy.py",
        "tests/cms/foundation/test_offering.py", "tests/api/test_leaks.py", "tests/cms/desk/offers",
    ],
}  # fmt: skip
MOST, WITHIN, REPORT = "MUTATIONS_MOST", "MUTATIONS_WITHIN", "MUTATIONS_REPORT"
BESIDE = 2  # forks at once
PATIENCE = 60  # seconds that a run with a check left out may take beyond five times what it takes otherwise

HERE = ""  # what is being asked, for the matrix: an address and whose


class State:
    """Which check is left out in this process, and which were reached where."""

    left_out: str | None = None
    reached: dict[str, set[str]] = {}

    @classmethod
    def asks(cls, key: str) -> bool:
        cls.reached.setdefault(key, set()).add(HERE)
        return key == cls.left_out


EVERYTHING = load_with_checks(KEPT_BY, State.asks)


def chosen(most: int, within: str = "") -> list[Check]:
    """At most so many checks, evenly over all modules, or those whose path begins with `within`."""
    checks = [check for check in EVERYTHING if check.path.startswith(within)]
    step = max(len(checks) / most, 1)
    return [checks[int(index * step)] for index in range(min(most, len(checks)))]


class Noticing:
    """One run: what is still to be noticed, and by whom the rest was."""

    def __init__(self, checks: list[Check], report: Path):
        self.checks = checks
        self.open = {check.key: check for check in self.checks}
        self.reached: set[str] = set()
        self.noticed: dict[str, str] = {}
        self.failing: list[str] = []
        self.report = report

    def pytest_collection_modifyitems(self, items):
        _ask_only_where_it_matters()
        for item in items:
            item.runtest = partial(self.run, item, item.runtest)

    def run(self, item, runtest) -> None:
        path = item.path.relative_to(ROOT).as_posix()
        whole = _Fork(item, runtest, None, {})
        passed, seconds, reached = whole.answer()
        if not passed:
            self.failing.append(item.nodeid)
            return
        kept = {key for key, check in self.open.items() if any(path.startswith(test) for test in KEPT_BY[check.path])}
        self.reached |= reached.keys()
        waiting = sorted(kept & reached.keys())
        running: list[tuple[str, _Fork]] = []
        while waiting or running:
            while waiting and len(running) < BESIDE:
                key = waiting.pop(0)
                running.append((key, _Fork(item, runtest, key, reached, int(PATIENCE + 5 * seconds))))
            key, fork = running.pop(0)
            if not fork.answer()[0]:
                self.noticed[key] = item.nodeid
                print(f"noticed   {self.open.pop(key)}   by {item.nodeid.rpartition('/')[2]}", flush=True)

    def pytest_sessionfinish(self, session):
        told = {
            "checks": len(self.checks),
            "noticed": len(self.noticed),
            "missed": [
                f"{check}{'' if check.key in self.reached else ' (never reached)'}" for check in self.open.values()
            ],
            "failing": self.failing,
        }
        self.report.write_text(json.dumps(told))


class _Fork:
    """A test's own run in a process of its own."""

    def __init__(self, item, runtest, left_out: str | None, reached: dict, patience: int = 0):
        self.reads, writes = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.reads)
            signal.alarm(patience)
            _be_silent()
            began = time.monotonic()
            passed = _passes(item, runtest, left_out, reached)
            where = {key: sorted(places) for key, places in State.reached.items()} if left_out is None else {}
            with os.fdopen(writes, "w") as pipe:
                json.dump([passed, time.monotonic() - began, where], pipe)
            os._exit(0)
        os.close(writes)

    def answer(self) -> tuple[bool, float, dict]:
        """Whether the test passed, its seconds, and which checks it reached where. Killed for its time, it did not."""
        with os.fdopen(self.reads) as pipe:
            said = pipe.read()
        os.waitpid(self.pid, 0)
        return tuple(json.loads(said)) if said else (False, 0.0, {})


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _passes(item, runtest, left_out: str | None, reached: dict) -> bool:
    State.left_out, State.reached = left_out, {}
    _Matrix.wanted = None if left_out is None else set(reached.get(left_out, ()))
    try:
        if isinstance(item.instance, unittest.TestCase):
            result = unittest.TestResult()
            item.instance(result=result)
            return result.wasSuccessful()
        runtest()
    except pytest.skip.Exception:
        return True
    except BaseException:  # noqa: BLE001 - a check that is missing may end in anything
        return False
    return True


class _Matrix:
    """The addresses that the matrix asks; None asks all."""

    wanted: set[str] | None = None


def _ask_only_where_it_matters() -> None:
    """The matrix asks only addresses that reach the missing check, and stops at the first wrong answer."""
    from tests.cms.desk.matrix.test_matrix import Cells  # noqa: PLC0415 - it imports what is looked at

    ask_everybody, note = Cells.ask_everybody, Cells.note

    def ask(cells, address, owner, path):
        global HERE  # noqa: PLW0603 - read wherever a check is reached
        HERE = f"{address.name} {owner}"
        if _Matrix.wanted is not None:
            cells.asked = 1_000
            if HERE not in _Matrix.wanted:
                return
        ask_everybody(cells, address, owner, path)

    def stop(cells, *arguments):
        note(cells, *arguments)
        assert _Matrix.wanted is None, cells.wrong[-1]

    Cells.ask_everybody, Cells.note = ask, stop  # type: ignore[method-assign]


def pytest_configure(config):
    if MOST in os.environ:
        from django.conf import settings  # noqa: PLC0415 - not before pytest has chosen them

        settings.DATABASES["default"]["TEST"]["NAME"] = ":memory:"
        checks = chosen(int(os.environ[MOST]), os.environ[WITHIN])
        config.pluginmanager.register(Noticing(checks, Path(os.environ[REPORT])))
