"""One request of a host makes what many ask for; the others wait for it."""

import threading
import zlib
from collections.abc import Hashable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from .locks import alone_if_soon

#: Longer than any response should take; who waited so long makes it alone.
SECONDS = 30.0
#: Files of locks that processes share: of different responses in one file, one waits for the other.
FILES = 1024


class Flights:
    """Who is making what: in this process, and where a folder is given among all that share it."""

    def __init__(self, among: Path | None = None) -> None:
        self._changing = threading.Lock()
        self._under_way: dict[Hashable, threading.Event] = {}
        self._among = among
        if among is not None:
            with suppress(OSError):  # without it each process makes its own
                among.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def alone(self, key: Hashable) -> Iterator[bool]:
        """Yields True to the one who is to make it. Others wait until that is done, and are given False.

        Who is given True may have waited for another process: what that has made is on the host's disk.
        """
        with self._changing:
            landed = self._under_way.get(key)
            if landed is None:
                self._under_way[key] = mine = threading.Event()
        if landed is not None:
            landed.wait(SECONDS)
            yield False
            return
        try:
            with self._among_processes(key):
                yield True
        finally:
            with self._changing:
                del self._under_way[key]
            mine.set()

    @contextmanager
    def _among_processes(self, key: Hashable) -> Iterator[None]:
        with ExitStack() as held:
            if self._among is not None:
                number = zlib.crc32(repr(key).encode()) % FILES
                with suppress(OSError):
                    held.enter_context(alone_if_soon(self._among / str(number), SECONDS))
            yield
