"""One at a time among the threads and processes of a host."""

import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: Who waits for a lock no longer than for some time looks this often (seconds).
LOOKS_EVERY = 0.01


class HostLock:
    """A lock in a file; given back when a process dies."""

    def __init__(self, path: Path):
        self._path = path
        self._among_threads = threading.Lock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self._among_threads, self._path.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def alone_if_soon(path: Path, seconds: float) -> Iterator[bool]:
    """The same for who goes on after so long anyway, and is given False then. Raises OSError where no file can be."""
    until = time.monotonic() + seconds
    with path.open("w") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() < until:
                    time.sleep(LOOKS_EVERY)
                    continue
                yield False
                return
            yield True
            return
