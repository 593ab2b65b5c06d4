"""A piece of a test's run in a process of its own, of which nothing remains but what it tells."""

import json
import os
import signal
import time
from collections.abc import Callable

PASSED, FAILED, ENDED = "passed", "failed", "ended"  # ended: killed, for its time or otherwise; it says nothing


class Fork:
    """Begins at once. What is run says whether it passed, and which checks it reached where."""

    def __init__(self, run: Callable[[], tuple[bool, dict[str, list[str]]]], patience: int = 0):
        self.reads, writes = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.reads)
            signal.alarm(patience)
            _be_silent()
            began = time.monotonic()
            passed, reached = run()
            with os.fdopen(writes, "w") as pipe:
                json.dump([PASSED if passed else FAILED, time.monotonic() - began, reached], pipe)
            os._exit(0)
        os.close(writes)

    def answer(self) -> tuple[str, float, dict[str, list[str]]]:
        """How it went, its seconds, and what it reached."""
        with os.fdopen(self.reads) as pipe:
            said = pipe.read()
        os.waitpid(self.pid, 0)
        return tuple(json.loads(said)) if said else (ENDED, 0.0, {})

    def end(self) -> None:
        """Before it has answered."""
        os.kill(self.pid, signal.SIGKILL)
        self.answer()


def _be_silent() -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
