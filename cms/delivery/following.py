"""One process of each host follows the change log, for what other hosts, commands and the scheduler change."""

import fcntl
import logging
import sqlite3
import threading
import time
from contextlib import suppress
from typing import Any

import psycopg
from django.db import connection

from brands.directory import BrandDirectory
from cms.changes.addresses import folder

from .bulletin import bulletin
from .disk import disk
from .hosts import Report
from .notices import notices, remember_hosts
from .spreading import CHANNEL, spread

logger = logging.getLogger(__name__)

#: Without PostgreSQL nobody wakes the follower: it looks this often (seconds).
LOOKS_EVERY = 0.25
#: With PostgreSQL it is woken, and looks at least this often.
LISTENS_FOR = 2.0
#: After a failure, and while another process follows.
WAITS = 1.0


class Follower(threading.Thread):
    """Keeps this host's bulletin up to date, as long as no other process of the host does."""

    def __init__(self) -> None:
        super().__init__(name="change-log-follower", daemon=True)
        self._ended = threading.Event()
        self._listening: Any = None
        self._next_expiry = float("inf")
        self._heard = -1
        self._moved = False
        self._report = Report()

    def end(self) -> None:
        """Stop following; another process takes over within a second."""
        self._ended.set()

    def run(self) -> None:
        folder().mkdir(parents=True, exist_ok=True)
        with (folder() / "follower.lock").open("w") as lock:
            while not self._ended.is_set():
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    self._ended.wait(WAITS)
            self._tidy()
            while not self._ended.is_set():
                self._round()
            self._hang_up()

    @staticmethod
    def _tidy() -> None:
        """What a crash may have left on this host's disk."""
        try:
            disk().sweep()
            disk().index.tidy()
        except (OSError, sqlite3.Error) as fault:
            logger.warning("The disk's store cannot be tidied: %s", fault)

    def _round(self) -> None:
        try:
            # Listening comes first: what is told from now on wakes it again.
            if connection.vendor == "postgresql" and self._listening is None:
                self._listening = self._listen()
            spread()
            moved = bulletin().head != self._heard
            self._report.say(moved or self._moved)  # once more: who has announced may be about to note its place
            self._moved = moved
            if moved:
                self._heard = bulletin().head
                remember_hosts(folder(), {brand.key: brand.host for brand in BrandDirectory().brands})
            # A pool's connection is for those who answer requests.
            connection.close()
            self._follow_the_clock()
            self._wait()
        except Exception as error:  # noqa: BLE001 - whatever it is, it has to go on
            logger.warning("The change log cannot be followed: %s", error)
            self._hang_up()
            with suppress(Exception):
                connection.close()
            with suppress(OSError, sqlite3.Error):
                self._follow_the_clock()
            self._ended.wait(WAITS)

    @staticmethod
    def _listen():
        """A connection of its own, beside the pool."""
        own = psycopg.connect(**{**connection.get_connection_params(), "autocommit": True})
        own.execute(f"LISTEN {CHANNEL}")
        return own

    def _follow_the_clock(self) -> None:
        """Files that end now go also where a web server hands them out, and without the database."""
        disk().catch_up()
        self._next_expiry = disk().next_expiry() or float("inf")
        if self._next_expiry <= time.time():
            disk().expire()
        disk().empty_trash()
        notices().expire()

    def _wait(self) -> None:
        sooner = max(0.05, self._next_expiry - time.time())
        if self._listening is None:
            self._ended.wait(min(LOOKS_EVERY, sooner))
            return
        until = time.monotonic() + min(LISTENS_FOR, sooner)
        for _ in self._listening.notifies(timeout=max(0.0, until - time.monotonic()), stop_after=1):
            break

    def _hang_up(self) -> None:
        if self._listening is not None:
            with suppress(Exception):
                self._listening.close()
            self._listening = None
