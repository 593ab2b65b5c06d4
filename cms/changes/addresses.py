"""At which addresses tags were seen: who keeps a response says here what it was made of, and who tells others reads it.

A file of each host, in SQLite whatever the database is, so that it can be read and written while that is away. An
address keeps the tags of its last rendering also after that was dropped; tags that a later rendering lacks are
remembered for a day, since who tells others of a change comes after the pages were made anew.
"""

import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from cms.foundation.sharing import shared_folder

#: Seconds for which a tag that an address carries no more is still said to be there.
REMEMBERED = 24 * 60 * 60.0
#: Addresses that are known at most: those that were made longest ago are forgotten first.
MOST = 200_000
_AT_ONCE = 500

_TABLES = """
CREATE TABLE IF NOT EXISTS address (
    id INTEGER PRIMARY KEY, scheme TEXT, host TEXT, path TEXT, query TEXT, representation TEXT, made_at REAL,
    UNIQUE (host, path, query, representation, scheme)
);
CREATE TABLE IF NOT EXISTS tag (id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE IF NOT EXISTS line (
    tag INTEGER, address INTEGER, left_at REAL, PRIMARY KEY (tag, address)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS line_by_address ON line (address);
"""


class Address(NamedTuple):
    """An address that answered for everybody. `path` is not quoted; `query` is empty wherever that means nothing."""

    scheme: str
    host: str
    path: str
    query: str
    representation: str


class AddressIndex:
    """Lines of tags and addresses in a file. Threads and processes may share it."""

    def __init__(self, path: Path):
        """Raises OSError or sqlite3.Error where the file can be neither read nor made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self._one = threading.RLock()
        self.database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        self.database.execute("PRAGMA journal_mode=WAL")
        self.database.execute("PRAGMA synchronous=NORMAL")
        self.database.executescript(_TABLES)

    def close(self) -> None:
        with self._one:
            self.database.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing."""
        with self._one:
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield self.database
                self.database.execute("COMMIT")
            except BaseException:
                self.database.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self._one:
            yield self.database

    def remember(self, address: Address, tags: Iterable[str]) -> int:
        """An address was made of these; its number."""
        with self.writing() as database:
            return self.note(database, address, set(tags))

    def note(self, database: sqlite3.Connection, address: Address, tags: set[str]) -> int:
        """The same inside `writing`."""
        now = time.time()
        (number,) = database.execute(
            "INSERT INTO address (scheme, host, path, query, representation, made_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET made_at = excluded.made_at RETURNING id",
            (*address, now),
        ).fetchone()
        database.executemany("INSERT OR IGNORE INTO tag (name) VALUES (?)", ((tag,) for tag in tags))
        database.execute("UPDATE line SET left_at = ? WHERE address = ? AND left_at IS NULL", (now, number))
        database.executemany(
            "INSERT INTO line (tag, address, left_at) SELECT id, ?, NULL FROM tag WHERE name = ?"
            " ON CONFLICT DO UPDATE SET left_at = NULL",
            ((number, tag) for tag in tags),
        )
        return number

    def carrying(self, tags: Iterable[str]) -> set[Address]:
        """The addresses whose last rendering carried any of these, or that did so until lately."""
        since = time.time() - REMEMBERED
        found: set[Address] = set()
        wanted = sorted(set(tags))
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            places = ",".join("?" * len(some))
            with self.reading() as database:
                rows = database.execute(
                    "SELECT DISTINCT scheme, host, path, query, representation FROM address JOIN line ON address = id"  # noqa: S608 - ? marks only
                    f" WHERE tag IN (SELECT id FROM tag WHERE name IN ({places}))"
                    " AND (left_at IS NULL OR left_at > ?)",
                    (*some, since),
                ).fetchall()
            found.update(Address(*row) for row in rows)
        return found

    def tidy(self) -> None:
        """Forget what is remembered no longer, and the addresses beyond the bound."""
        with self.writing() as database:
            database.execute("DELETE FROM line WHERE left_at <= ?", (time.time() - REMEMBERED,))
            database.execute(
                "DELETE FROM address WHERE id IN (SELECT id FROM address ORDER BY made_at DESC LIMIT -1 OFFSET ?)",
                (MOST,),
            )
            database.execute("DELETE FROM line WHERE address NOT IN (SELECT id FROM address)")
            database.execute("DELETE FROM tag WHERE id NOT IN (SELECT tag FROM line)")


@cache
def folder() -> Path:
    """Where this host keeps responses and what it knows of the change log."""
    return shared_folder()


@cache
def index() -> AddressIndex:
    """The index of this host."""
    return AddressIndex(folder() / "addresses.sqlite3")


def addresses_of(tags: Iterable[str]) -> set[Address]:
    """Addresses on this host's record that carry any of these tags, such as those of a row of the change log.

    Known is what was asked for and kept since the record began, and all that is published where a mirror is built.
    """
    return index().carrying(tags)
