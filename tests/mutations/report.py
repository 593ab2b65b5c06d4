"""What a run has found so far. Written after each test, so that one that is broken off has told what it knows."""

import json
import time
from pathlib import Path

from .checks import Check


class Report:
    """The file of a run, and its running tally."""

    def __init__(self, path: Path, checks: list[Check]):
        self.path = path
        self.began = time.monotonic()
        self.failing: list[str] = []
        self.undecided: list[str] = []
        self.whole = False
        self.found = {
            check.key: {"path": check.path, "where": str(check), "what": check.what, "noticed_by": None, "tried": 0}
            for check in checks
        }
        self._write()

    def noticed(self, check: Check, by: str) -> None:
        self.found[check.key]["noticed_by"] = by
        print(f"noticed   {check}   by {by.rpartition('/')[2]}", flush=True)

    def passed_without(self, check: Check, test: str, in_time: bool) -> None:
        """A test that reached the check did not fail without it, or was ended before it could."""
        self.found[check.key]["tried"] += 1
        if not in_time:
            self.undecided.append(f"{check}: {test} did not come to its end")

    def fails_already(self, test: str) -> None:
        self.failing.append(test)
        print(f"FAILS     with nothing left out: {test}", flush=True)

    def tells_after(self, test: str, seconds: float) -> None:
        noticed = sum(each["noticed_by"] is not None for each in self.found.values())
        so_far = f"{time.monotonic() - self.began:6.0f} s {noticed:4} of {len(self.found)} noticed"
        print(f"{so_far}, after {test.rpartition('/')[2]} ({seconds:.1f} s)", flush=True)
        self._write()

    def finish(self, whole: bool) -> None:
        self.whole = whole
        self._write()

    def _write(self) -> None:
        told = {
            "whole": self.whole, "seconds": round(time.monotonic() - self.began), "failing": self.failing,
            "undecided": self.undecided, "checks": list(self.found.values()),
        }  # fmt: skip
        fresh = self.path.with_suffix(".new")
        fresh.write_text(json.dumps(told, indent=1, ensure_ascii=False))
        fresh.replace(self.path)
