"""The store of one process: what it holds, kept up to date with the bulletin of its host."""

import logging
import threading
import time
from collections import deque

from django.db import DatabaseError, connection
from django.db.utils import InterfaceError

from cms.changes.moments import MOST, expiries

from .bulletin import EVERYTHING, Bulletin
from .disk import Disk
from .keys import Key
from .memory import Memory
from .stored import Stored

logger = logging.getLogger(__name__)

#: Announcements that are remembered for renderings under way; a rendering that began before is not kept.
REMEMBERED = 1000


class Store:
    """What is held is never older than the bulletin: each reading first takes in what was announced."""

    def __init__(self, bulletin: Bulletin, most: int, disk: Disk | None = None):
        """:param most: bytes of responses to hold; `disk`: where the processes of the host share them."""
        self.bulletin, self.disk = bulletin, disk
        self.memory = Memory(most)
        self._changing = threading.Lock()
        self._place = bulletin.head
        self._told: deque[tuple[int, frozenset[str]]] = deque(maxlen=REMEMBERED)
        self._oldest = self._place
        self._expiries: tuple[int, list[tuple[float, frozenset[str]]]] = (-1, [])

    def get(self, key: Key) -> Stored | None:
        """What is held and still true."""
        if self.bulletin.head != self._place:
            with self._changing:
                self._catch_up()
        stored = self.memory.get(key)
        if stored is not None and stored.expires_at <= time.time():
            return None
        return stored

    def begin(self) -> int:
        """To be asked before a response is made, and given to `put` with it."""
        with self._changing:
            self._catch_up()
            return self._place

    def put(self, key: Key, stored: Stored, begun: int) -> bool:
        """Hold a response, unless what it was made of changed since it was begun. Whether it is held."""
        stored.expires_at = self._expiry(stored)
        if not self._hold(key, stored, begun):
            return False
        if self.disk is not None and stored.expires_at > time.time():
            self.disk.put(key, stored, begun)
        return True

    def restore(self, key: Key, begun: int) -> Stored | None:
        """What another process of the host has made, or this one before it was started anew."""
        stored = self.disk.get(key) if self.disk is not None else None
        if stored is None or not self._hold(key, stored, begun):
            return None
        return stored

    def _hold(self, key: Key, stored: Stored, begun: int) -> bool:
        with self._changing:
            self._catch_up()
            if begun < self._oldest or any(
                place > begun and (EVERYTHING in tags or not tags.isdisjoint(stored.tags)) for place, tags in self._told
            ):
                return False
            self.memory.put(key, stored)
            return True

    def _catch_up(self) -> None:
        if self.bulletin.head == self._place:
            return
        told, place = self.bulletin.since(self._place)
        for tags in told:
            if len(self._told) == REMEMBERED:
                self._oldest = self._told[0][0]
            self._told.append((place, tags))
            if EVERYTHING in tags:
                self.memory.clear()
            else:
                self.memory.drop(tags)
        self._place = place  # last: until then readers wait here

    def next_expiry(self) -> float:
        """When the next thing at all stops being public by the clock; a moment that is past where nobody knows."""
        coming, now = self._coming(), time.time()
        if coming is None:
            return 0.0
        beyond = 0.0 if len(coming) >= MOST else float("inf")
        return next((moment for moment, _tags in coming if moment > now), beyond)

    def _expiry(self, stored: Stored) -> float:
        """When the first thing that a response was made of stops being public by the clock."""
        coming = self._coming()
        if coming is None:
            return 0.0
        beyond = coming[-1][0] if len(coming) >= MOST else float("inf")
        return next((moment for moment, tags in coming if not tags.isdisjoint(stored.tags)), beyond)

    def _coming(self) -> list[tuple[float, frozenset[str]]] | None:
        """What ends by the clock, as of now; None where it cannot be read."""
        place = self._place
        if self._expiries[0] != place:
            try:
                self._expiries = (place, expiries())
            except (DatabaseError, InterfaceError):
                logger.exception("The coming expiries could not be read; a response is not kept.")
                return None
            finally:
                # The request is over: nobody else gives the connection back to those who answer the next ones.
                if not connection.in_atomic_block:
                    connection.close()
        return self._expiries[1]
