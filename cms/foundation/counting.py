"""How often something happened in a minute or another stretch of time, counted by all workers of a host together.

The counts stand in a file below the shared folder that every worker opens. It has a fixed size, so that a flood of
clients fills nothing, and stays in the memory of the operating system: counting asks neither database nor network.
"""

import fcntl
import hashlib
import logging
import os
import struct
import threading
import time
from functools import cache
from pathlib import Path

from django.conf import settings

from cms.foundation.sharing import shared_folder

MINUTE = 60  # seconds

log = logging.getLogger(__name__)


class SharedCounts:
    """Counts by key and window of time, in a file that processes share.

    A key belongs to one of the file's buckets, which holds a few keys. When a bucket is full of keys of the present
    window, the one that was counted least makes room. Keys are kept as fingerprints that cannot be read back.

    :param path: the file; made when something is counted first.
    :param secret: what fingerprints are made with, the same in all processes.
    """

    BUCKETS = 16_384
    SLOTS = 8  # in a bucket
    SLOT = struct.Struct("<QII")  # fingerprint of the key, window, count
    BUCKET = SLOT.size * SLOTS  # bytes; the whole file has 2 MB

    def __init__(self, path: Path, secret: str):
        self.path = path
        self._secret = hashlib.sha256(secret.encode()).digest()
        self._alone = threading.Lock()  # the file's locks tell processes apart, not threads
        self._file: int | None = None

    def add(self, key: str, window: int) -> int:
        """Count a key once more; how often it was counted in this window.

        :raises OSError: when the file cannot be read or written.
        """
        digest = hashlib.blake2b(key.encode(), key=self._secret, digest_size=16).digest()
        fingerprint = int.from_bytes(digest[:8], "little")
        place = int.from_bytes(digest[8:], "little") % self.BUCKETS * self.BUCKET
        with self._alone:
            if self._file is None:
                self._file = self._opened()
            fcntl.lockf(self._file, fcntl.LOCK_EX, self.BUCKET, place)
            try:
                return self._count(self._file, place, fingerprint, window)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, self.BUCKET, place)

    def _opened(self) -> int:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _count(self, file: int, place: int, fingerprint: int, window: int) -> int:
        slots = list(self.SLOT.iter_unpack(os.pread(file, self.BUCKET, place).ljust(self.BUCKET, b"\0")))
        counts = [count if when == window else 0 for _, when, count in slots]
        known = [index for index, (whose, when, _) in enumerate(slots) if (whose, when) == (fingerprint, window)]
        index = known[0] if known else counts.index(min(counts))
        count = counts[index] + 1 if known else 1
        os.pwrite(file, self.SLOT.pack(fingerprint, window, count), place + index * self.SLOT.size)
        return count


@cache
def _counts(path: Path, secret: str) -> SharedCounts:
    return SharedCounts(path, secret)


def counted(key: str, seconds: int) -> int:
    """Count a key once more; how often it was counted in the present window of so many seconds, by all workers here.

    Windows of each length have a file of their own. Where that cannot be kept, for instance because the disk is full,
    it is said in the log and nothing is counted.
    """
    name = "counts" if seconds == MINUTE else f"counts-{seconds}"
    try:
        return _counts(shared_folder() / name, settings.SECRET_KEY).add(key, int(time.time()) // seconds)
    except OSError as error:
        log.warning("Requests are not counted: %s", error)
        return 0


def seconds_left(seconds: int) -> int:
    """Seconds until the next window of that length begins, and with it new counts: at least 1."""
    return seconds - int(time.time()) % seconds


def counted_this_minute(key: str) -> int:
    """Count a key once more; how often it was counted in the present minute, by all workers of this host."""
    return counted(key, MINUTE)


def seconds_of_this_minute() -> int:
    """Seconds until the next minute begins, and with it new counts: 1 to 60."""
    return seconds_left(MINUTE)
