"""One at a time among the threads and processes of a host."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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
