"""What changed, told to all processes of a host through shared memory: no process asks anybody in order to know.

A file of fixed size holds a ring of announcements. Each is a set of tags, or EVERYTHING. `head` counts the bytes ever
announced; a reader who knows it is up to date when it has not moved, which costs one read of memory.
"""

import fcntl
import mmap
import os
import struct
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from cms.changes.addresses import folder

from .locks import HostLock

EVERYTHING = "*"

_HEADER = 64
_RING = 1 << 20
#: Places of the header's 8-byte words.
_FORMAT, _HEAD, _RESERVED, _CONFIRMED, _APPLIED, _NOTICED = range(6)
_VERSION = 2
_LENGTH = struct.Struct("<I")


class Bulletin:
    """The bulletin of a host, in a file that its processes share.

    Writers hold `alone()`. Each word is written in one piece, so that readers need no lock.
    """

    def __init__(self, path: Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        self.alone = HostLock(path.with_suffix(".lock")).alone
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if os.fstat(descriptor).st_size != _HEADER + _RING:
                os.truncate(descriptor, 0)
                os.posix_fallocate(descriptor, 0, _HEADER + _RING)  # a full disk is said here, and not in the mapping
            self._memory = mmap.mmap(descriptor, _HEADER + _RING)
            view = memoryview(self._memory)[:_HEADER]
            self._words = view.cast("Q")
            self._moments = view.cast("d")
            if self._words[_FORMAT] != _VERSION:
                self._words[_FORMAT] = _VERSION
                self._words[_HEAD] = self._words[_RESERVED] = self._words[_APPLIED] = 0
        finally:
            fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing is not enough: the mapping keeps the file open
            os.close(descriptor)

    @property
    def head(self) -> int:
        """Grows with every announcement."""
        return self._words[_HEAD]

    @property
    def confirmed_at(self) -> float:
        """When a process of this host last read the whole change log; seconds since 1970."""
        return self._moments[_CONFIRMED]

    def confirm(self, moment: float) -> None:
        self._moments[_CONFIRMED] = moment

    @property
    def applied(self) -> int:
        """How far the host's disk has let go of what was announced."""
        return self._words[_APPLIED]

    def apply(self, place: int) -> None:
        self._words[_APPLIED] = place

    @property
    def noticed(self) -> int:
        """Grows whenever the emergency notices change."""
        return self._words[_NOTICED]

    def notice(self) -> None:
        self._words[_NOTICED] += 1

    def announce(self, tags: Iterable[str]) -> None:
        """Tell all processes that whatever is made of these is old."""
        told = "\n".join(sorted(tags)).encode()
        if len(told) > _RING // 4:
            told = EVERYTHING.encode()
        record = _LENGTH.pack(len(told)) + told
        head = self.head
        self._words[_RESERVED] = head + len(record)
        self._put(head, record)
        self._words[_HEAD] = head + len(record)

    def since(self, place: int) -> tuple[list[frozenset[str]], int]:
        """What was announced after a place, and the place after it. Who is too far behind is told EVERYTHING."""
        head = self.head
        copied = self._get(place, head - place) if 0 <= head - place <= _RING else b""
        if len(copied) != head - place or self._words[_RESERVED] - place > _RING:
            return [frozenset({EVERYTHING})], self.head
        told, at = [], 0
        while at < len(copied):
            (length,) = _LENGTH.unpack_from(copied, at)
            at += _LENGTH.size
            told.append(frozenset(copied[at : at + length].decode().split("\n")))
            at += length
        return told, head

    def _put(self, place: int, data: bytes) -> None:
        start = place % _RING
        first = data[: _RING - start]
        self._memory[_HEADER + start : _HEADER + start + len(first)] = first
        rest = data[len(first) :]
        self._memory[_HEADER : _HEADER + len(rest)] = rest

    def _get(self, place: int, length: int) -> bytes:
        start = place % _RING
        first = self._memory[_HEADER + start : _HEADER + min(start + length, _RING)]
        return first + self._memory[_HEADER : _HEADER + length - len(first)]


@cache
def bulletin() -> Bulletin:
    """The bulletin of this host."""
    return Bulletin(folder() / "bulletin")
