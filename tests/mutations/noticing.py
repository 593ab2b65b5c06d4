"""A pytest plugin that runs each test once as it is, and once more for each check that it reaches, with that left out.

Every run is a fork taken when the test's fixtures stand, with the database in memory: nothing is set up twice, and
nothing that a run does remains. A check that a test has noticed is not tried again, and a test that keeps nothing any
more is not run. Of the permission matrix only the addresses are asked that reach the check; what is noticed there is
asked once more with nothing left out, since only a test that passes without a gap has noticed one.
"""

import os
import unittest
from functools import partial
from pathlib import Path

import pytest

from .checks import ROOT, Check, load_with_checks
from .forks import ENDED, FAILED, PASSED, Fork
from .kept_by import KEPT_BY, place_of
from .report import Report

MOST, WITHIN, REPORT = "MUTATIONS_MOST", "MUTATIONS_WITHIN", "MUTATIONS_REPORT"
PATIENCE = 60  # seconds that a run with a check left out may take beyond five times what it takes otherwise

HERE = ""  # what is being asked, for the matrix: an address and whose


class State:
    """Which check is left out in this process, which were reached where, and where alone is asked."""

    left_out: str | None = None
    reached: dict[str, set[str]] = {}
    wanted: set[str] | None = None  # None: everywhere

    @classmethod
    def asks(cls, key: str) -> bool:
        cls.reached.setdefault(key, set()).add(HERE)
        return key == cls.left_out


EVERYTHING = load_with_checks(KEPT_BY, State.asks)


def chosen(most: int, within: str = "") -> list[Check]:
    """At most so many checks, evenly over all modules, or those of which what is listed begins with `within`."""
    checks = [check for check in EVERYTHING if str(check).startswith(within)]
    step = max(len(checks) / most, 1)
    return [checks[int(index * step)] for index in range(min(most, len(checks)))]


class Noticing:
    """One run: what is still to be noticed, and by whom the rest was."""

    def __init__(self, checks: list[Check], report: Path):
        self.open = {check.key: check for check in checks}
        self.report = Report(report, checks)
        self.beside = len(os.sched_getaffinity(0))

    def pytest_collection_modifyitems(self, items):
        _ask_only_where_it_matters()
        items.sort(key=lambda item: (item.get_closest_marker("crawl") is not None, place_of(_path(item))))
        for item in items:
            item.runtest = partial(self.run, item, item.runtest)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item):
        if not self._kept_by(item):
            pytest.skip("keeps nothing that is open")

    def _kept_by(self, item) -> set[str]:
        path = _path(item)
        return {key for key, check in self.open.items() if any(path.startswith(test) for test in KEPT_BY[check.path])}

    def run(self, item, runtest) -> None:
        outcome, seconds, reached = Fork(partial(_passes, item, runtest, None, None)).answer()
        if outcome != PASSED:
            self.report.fails_already(item.nodeid)
            return
        waiting = sorted(self._kept_by(item) & reached.keys())
        running: list[tuple[str, Fork]] = []
        try:
            while waiting or running:
                while waiting and len(running) < self.beside:
                    key = waiting.pop(0)
                    missing = partial(_passes, item, runtest, key, set(reached[key]))
                    running.append((key, Fork(missing, int(PATIENCE + 5 * seconds))))
                key, fork = running.pop(0)
                self._judge(key, item, runtest, fork, set(reached[key]))
        finally:
            for _key, fork in running:
                fork.end()
        self.report.tells_after(item.nodeid, seconds)

    def _judge(self, key: str, item, runtest, fork: Fork, where: set[str]) -> None:
        outcome = fork.answer()[0]
        if outcome == FAILED and where != {""}:
            control = Fork(partial(_passes, item, runtest, None, where)).answer()[0]
            outcome = FAILED if control == PASSED else Fork(partial(_passes, item, runtest, key, None)).answer()[0]
        if outcome == FAILED:
            self.report.noticed(self.open.pop(key), item.nodeid)
        else:
            self.report.passed_without(self.open[key], item.nodeid, in_time=outcome != ENDED)

    def pytest_sessionfinish(self, session, exitstatus):
        self.report.finish(whole=exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED))


def _path(item) -> str:
    return item.path.relative_to(ROOT).as_posix()


def _passes(item, runtest, left_out: str | None, wanted: set[str] | None) -> tuple[bool, dict[str, list[str]]]:
    """Whether a test passes, and which checks it reached where.

    :param left_out: the check that is missing.
    :param wanted: the only places where the matrix asks, and stops at the first wrong answer; None asks everywhere.
    """
    State.left_out, State.reached, State.wanted = left_out, {}, wanted
    passed = True
    try:
        if isinstance(item.instance, unittest.TestCase):
            result = unittest.TestResult()
            item.instance(result=result)
            passed = result.wasSuccessful()
        else:
            runtest()
    except pytest.skip.Exception:
        pass
    except BaseException:  # noqa: BLE001 - a check that is missing may end in anything
        passed = False
    return passed, {key: sorted(places) for key, places in State.reached.items()}


def _ask_only_where_it_matters() -> None:
    """The matrix asks only addresses that reach the missing check, and stops at the first wrong answer."""
    from tests.cms.desk.matrix.test_matrix import Cells  # noqa: PLC0415 - it imports what is looked at

    ask_everybody, note = Cells.ask_everybody, Cells.note

    def ask(cells, address, owner, path):
        global HERE  # noqa: PLW0603 - read wherever a check is reached
        HERE = f"{address.name} {owner}"
        if State.wanted is not None:
            cells.asked = 1_000
            if HERE not in State.wanted:
                return
        ask_everybody(cells, address, owner, path)

    def stop(cells, *arguments):
        note(cells, *arguments)
        assert State.wanted is None, cells.wrong[-1]

    Cells.ask_everybody, Cells.note = ask, stop  # type: ignore[method-assign]


def pytest_configure(config):
    if MOST in os.environ:
        from django.conf import settings  # noqa: PLC0415 - not before pytest has chosen them

        settings.DATABASES["default"]["TEST"]["NAME"] = ":memory:"
        checks = chosen(int(os.environ[MOST]), os.environ[WITHIN])
        config.pluginmanager.register(Noticing(checks, Path(os.environ[REPORT])))
