"""One request makes what many ask for; the others wait for it."""

import threading
from collections.abc import Hashable, Iterator
from contextlib import contextmanager

#: Longer than any response should take; who waited so long makes it alone.
SECONDS = 30.0


class Flights:
    """Who is making what in this process."""

    def __init__(self) -> None:
        self._changing = threading.Lock()
        self._under_way: dict[Hashable, threading.Event] = {}

    @contextmanager
    def alone(self, key: Hashable) -> Iterator[bool]:
        """Yields True to the one who is to make it. Others wait until that is done, and are given False."""
        with self._changing:
            landed = self._under_way.get(key)
            if landed is None:
                self._under_way[key] = mine = threading.Event()
        if landed is not None:
            landed.wait(SECONDS)
            yield False
            return
        try:
            yield True
        finally:
            with self._changing:
                del self._under_way[key]
            mine.set()
