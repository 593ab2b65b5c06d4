"""The store on disk: shared by the processes of a host, there after a restart, and in part a mirror for a web server.

Whoever puts a file here or takes one away holds the host's lock, and first takes away what was announced as old. So
what is read under the lock is as young as the bulletin, whoever died in between. A file is written down with its tags
before it stands under its name: none is there that no change would find. `places` says which file is whose.
"""

import json
import logging
import os
import shutil
import sqlite3
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path

from cms.changes.addresses import Address, AddressIndex, folder, index

from .bulletin import EVERYTHING, Bulletin, bulletin
from .keys import Key
from .locks import HostLock
from .places import KEPT, MIRROR, spot_of
from .release import release
from .stored import BROTLI, GZIP, IDENTITY, Stored, etag_of, mark_of, of_bodies

logger = logging.getLogger(__name__)

ENDINGS = {IDENTITY: "", GZIP: ".gz", BROTLI: ".br"}
#: Responses that are without number, such as lists with parameters: no more of them are kept.
MOST_BOUNDED = 20_000
#: Bytes that the disk keeps free for others.
FREE = 64 * 1024 * 1024
SECONDS_BETWEEN_WARNINGS = 60.0
_FAULTS = (OSError, sqlite3.Error)
_DRAFTS, _TRASH = "drafts", "trash"
_MANY = 500

_TABLE = """
CREATE TABLE IF NOT EXISTS held (
    address INTEGER PRIMARY KEY, root TEXT, file TEXT UNIQUE, bounded INTEGER, status TEXT, headers TEXT, vary TEXT,
    etags TEXT, tags TEXT, parameters TEXT, made_at REAL, expires_at REAL
);
CREATE INDEX IF NOT EXISTS held_by_root ON held (root);
CREATE INDEX IF NOT EXISTS held_by_expiry ON held (expires_at);
"""


class Disk:
    """The responses of a host, as files."""

    def __init__(self, path: Path, board: Bulletin, addresses: AddressIndex):
        self.path, self.bulletin, self.index = path, board, addresses
        self._lock = HostLock(path / "disk.lock")
        self._warned_at = -SECONDS_BETWEEN_WARNINGS
        self._put = 0
        (path / _DRAFTS).mkdir(parents=True, exist_ok=True)
        with addresses.reading() as database:
            database.executescript(_TABLE)

    def take_over(self) -> None:
        """Asked by who is about to answer: what another release made is given up, and its processes add no more."""
        with self._lock.alone():
            self._catch_up()
            if self._released() != release():
                self._give_up()
                draft = self.path / "release.draft"
                draft.write_text(release())
                draft.replace(self.path / "release")

    def get(self, key: Key) -> Stored | None:
        """What is held and still true."""
        try:
            self.catch_up()
            if self._released() not in (None, release()):
                return None
            row = self._row(key)
            return None if row is None else self._read(row)
        except _FAULTS as fault:
            self._warn("read", fault)
            return None

    def put(self, key: Key, stored: Stored, begun: int) -> bool:
        """Hold a response whose making began at a place of the bulletin. Whether it is held."""
        spot = spot_of(key, stored)
        if spot is None:
            return False
        drafts: dict[str, Path] = {}
        try:
            self._refuse_when_full()
            drafts.update(self._drafts(stored))
            with self._lock.alone():
                self._catch_up()
                told, _ = self.bulletin.since(begun)
                if self._released() not in (None, release()) or any(
                    EVERYTHING in tags or not tags.isdisjoint(stored.tags) for tags in told
                ):
                    return False
                self._write_down(key, stored, spot)
                target = self.path / spot.file
                target.parent.mkdir(parents=True, exist_ok=True)
                # The body as it is comes last: where that is there, the others are of the same making.
                for coding in sorted(ENDINGS, key=lambda each: each == IDENTITY):
                    place = target.with_name(target.name + ENDINGS[coding])
                    if coding in drafts:
                        drafts[coding].replace(place)
                    else:
                        place.unlink(missing_ok=True)
                self._evict()
            return True
        except _FAULTS as fault:
            self._warn("written", fault)
            with suppress(*_FAULTS), self._lock.alone():
                self._forget([spot.file])
            return False
        finally:
            for draft in drafts.values():
                draft.unlink(missing_ok=True)

    def catch_up(self) -> None:
        """Take away what was announced as old."""
        if self.bulletin.applied != self.bulletin.head:
            with self._lock.alone():
                self._catch_up()

    def expire(self) -> None:
        """Take away what the clock has ended."""
        with self._lock.alone(), self.index.reading() as database:
            rows = database.execute("SELECT file FROM held WHERE expires_at <= ?", (time.time(),)).fetchall()
            self._forget([file for (file,) in rows])

    def next_expiry(self) -> float | None:
        """When the clock ends the next; seconds since 1970."""
        with self.index.reading() as database:
            (moment,) = database.execute("SELECT min(expires_at) FROM held").fetchone()
        return moment

    def empty_trash(self) -> None:
        """What was put aside whole, since taking it away file by file takes its time."""
        shutil.rmtree(self.path / _TRASH, ignore_errors=True)

    def sweep(self) -> int:
        """Take away files that nothing is written down of or that are not whole, as a machine's crash leaves them.

        How many those were.
        """
        swept = 0
        with self._lock.alone():
            self._catch_up()
            with self.index.reading() as database:
                held = {file: json.loads(etags) for file, etags in database.execute("SELECT file, etags FROM held")}
            whole = {file for file, etags in held.items() if self._is_whole(file, etags)}
            self._forget(list(held.keys() - whole))
            twins = {file + ENDINGS[coding] for file in whole for coding in held[file]}
            for top in (MIRROR, KEPT):
                for where, _, files in os.walk(self.path / top, topdown=False):
                    for name in files:
                        place = Path(where, name)
                        if str(place.relative_to(self.path)) not in twins:
                            place.unlink(missing_ok=True)
                            swept += 1
                    with suppress(OSError):  # not empty
                        Path(where).rmdir()
            for draft in (self.path / _DRAFTS).iterdir():
                draft.unlink(missing_ok=True)
        return swept + len(held) - len(whole)

    def held(self, root: str = "") -> set[Address]:
        """Addresses that are held, below a root or all."""
        with self.index.reading() as database:
            rows = database.execute(
                "SELECT scheme, host, path, query, representation FROM held JOIN address ON id = address"
                " WHERE expires_at > ? AND root GLOB ?",
                (time.time(), f"{root}*"),
            ).fetchall()
        return {Address(*row) for row in rows}

    def file_of(self, key: Key) -> Path | None:
        """The file of a response that is held."""
        row = self._row(key)
        return None if row is None else self.path / row["file"]

    # What follows is for who holds the lock.

    def _catch_up(self) -> None:
        told, place = self.bulletin.since(self.bulletin.applied)
        tags = frozenset().union(*told)
        if EVERYTHING in tags:
            self._give_up()
        elif tags:
            self._drop(tags)
        self.bulletin.apply(place)

    def _give_up(self) -> None:
        for top in (MIRROR, KEPT):
            self._throw(self.path / top)
        with self.index.writing() as database:
            database.execute("DELETE FROM held")

    def _throw(self, place: Path) -> None:
        """Out of the way in one move."""
        (self.path / _TRASH).mkdir(exist_ok=True)
        with suppress(FileNotFoundError):
            place.replace(self.path / _TRASH / uuid.uuid4().hex)

    def _drop(self, tags: Iterable[str]) -> None:
        files: set[str] = set()
        wanted = list(tags)
        with self.index.reading() as database:
            for start in range(0, len(wanted), _MANY):
                some = wanted[start : start + _MANY]
                rows = database.execute(
                    "SELECT DISTINCT file FROM held JOIN line ON line.address = held.address"  # noqa: S608 - ? marks only
                    " WHERE left_at IS NULL AND tag IN"
                    f" (SELECT id FROM tag WHERE name IN ({','.join('?' * len(some))}))",
                    some,
                )
                files.update(file for (file,) in rows)
        self._forget(list(files))

    def _forget(self, files: list[str]) -> None:
        """Take files away, and what is written down of them."""
        if not files:
            return
        left = self._thrown_whole(set(files)) if len(files) > _MANY else files
        for file in left:
            for ending in ENDINGS.values():  # the body as it is comes first
                (self.path / f"{file}{ending}").unlink(missing_ok=True)
        with self.index.writing() as database:
            database.executemany("DELETE FROM held WHERE file = ?", ((file,) for file in files))

    def _thrown_whole(self, files: set[str]) -> set[str]:
        """Where all files of a root go, the root goes; those that are left."""
        with self.index.reading() as database:
            by_root: dict[str, set[str]] = {}
            for root, file in database.execute("SELECT root, file FROM held"):
                by_root.setdefault(root, set()).add(file)
        for root, held in by_root.items():
            if held <= files:
                self._throw(self.path / root)
                files -= held
        return files

    def _write_down(self, key: Key, stored: Stored, spot) -> None:
        own = {"etag", "content-length", "vary"}
        told = stored.answers[IDENTITY].headers
        with self.index.writing() as database:
            number = self.index.note(database, Address(*key), set(stored.tags))
            database.execute(
                "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    number, spot.root, spot.file, spot.is_bounded, stored.status,
                    json.dumps([each for each in told if each[0].lower() not in own]),
                    next((value for name, value in told if name.lower() == "vary"), ""),
                    json.dumps({coding: answer.etag for coding, answer in stored.answers.items()}),
                    json.dumps(sorted(stored.tags)), json.dumps(sorted(stored.parameters)),
                    stored.made_at, stored.expires_at,
                ),
            )  # fmt: skip

    def _evict(self) -> None:
        self._put += 1
        if self._put % 100:
            return
        with self.index.reading() as database:
            rows = database.execute(
                "SELECT file FROM held WHERE bounded ORDER BY made_at DESC LIMIT -1 OFFSET ?", (MOST_BOUNDED,)
            ).fetchall()
        self._forget([file for (file,) in rows])

    def _drafts(self, stored: Stored) -> dict[str, Path]:
        """The bodies in files of no name yet, each with the moment that makes a web server's validator ours."""
        drafts = {}
        for coding, answer in stored.answers.items():
            drafts[coding] = draft = self.path / _DRAFTS / uuid.uuid4().hex
            try:
                draft.write_bytes(answer.body[0])
            except OSError:
                for each in drafts.values():
                    each.unlink(missing_ok=True)
                raise
            moment = mark_of(answer.body[0])
            os.utime(draft, (moment, moment))
        return drafts

    def _released(self) -> str | None:
        """The release that answers from here; None where nobody has said so."""
        try:
            return (self.path / "release").read_text()
        except FileNotFoundError:
            return None

    def _refuse_when_full(self) -> None:
        free = os.statvfs(self.path)
        if free.f_bavail * free.f_frsize < FREE:
            raise OSError(f"less than {FREE >> 20} MB are free")

    def _row(self, key: Key) -> sqlite3.Row | None:
        with self.index.reading() as database:
            cursor = database.execute(
                "SELECT held.* FROM held JOIN address ON id = held.address"
                " WHERE scheme = ? AND host = ? AND path = ? AND query = ? AND representation = ? AND expires_at > ?",
                (*key, time.time()),
            )
            cursor.row_factory = sqlite3.Row
            return cursor.fetchone()

    def _read(self, row: sqlite3.Row) -> Stored | None:
        """Bytes of one making, or none: somebody may put others in their place this instant."""
        bodies = {}
        for coding, etag in json.loads(row["etags"]).items():
            try:
                body = (self.path / f"{row['file']}{ENDINGS[coding]}").read_bytes()
            except FileNotFoundError:
                return None
            if etag_of(body) != etag:
                return None
            bodies[coding] = body
        headers = [(name, value) for name, value in json.loads(row["headers"])]
        stored = of_bodies(row["status"], headers, row["vary"], bodies, json.loads(row["tags"]), row["made_at"])
        stored.parameters, stored.expires_at = frozenset(json.loads(row["parameters"])), row["expires_at"]
        return stored

    def _is_whole(self, file: str, etags: dict[str, str]) -> bool:
        """By size and moment, which together are the validator."""
        try:
            for coding, etag in etags.items():
                found = (self.path / f"{file}{ENDINGS[coding]}").stat()
                if f'"{int(found.st_mtime):x}-{found.st_size:x}"' != etag:
                    return False
        except OSError:
            return False
        return True

    def _warn(self, done: str, fault: Exception) -> None:
        now = time.monotonic()
        if now - self._warned_at > SECONDS_BETWEEN_WARNINGS:
            self._warned_at = now
            logger.warning("Responses cannot be %s on disk, and are kept in memory alone: %s", done, fault)


@cache
def disk() -> Disk:
    """The disk of this host."""
    return Disk(folder(), bulletin(), index())
