"""What the response store answers is counted and logged like all else, without holding anybody up.

An answer is remembered as what differs from one request to the next; a thread counts many at once, in this process's
own file of figures, and writes their lines.
"""

import atexit
import json
import logging
import threading
import time
from collections import Counter as Counts
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings
from prometheus_client import Counter

from brands.clients import parsed
from cms.changes.addresses import folder
from cms.delivery.keys import API, Environ, Key
from cms.delivery.notices import hosts_known

from .logs import without_secrets
from .requests import GIVEN_ID, logger, shortened

STORED = Counter(
    "cms_stored_answers_total", "Answers of the response store, and how it came to them.", ["brand", "how"]
)
OF_A_BRAND = f"{API}brands/"
NOBODY = "-"
#: Seconds after which brands are looked for anew, where a host is one of nobody.
LOOKED_FOR_EVERY = 10.0
WRITTEN_EVERY = 0.05
#: Answers that wait to be told; beyond it the oldest are lost, and not the machine's memory.
MOST_WAITING = 100_000
#: Characters that are written at once: so many come to a pipe in one piece, whoever else writes into it.
WRITTEN_AT_ONCE = 4000


class StoredAnswers:
    """Told of each answer of a process's store: it is counted, and logged where requests are, within a moment."""

    def __init__(self) -> None:
        self._brands = Brands()
        self._lines = Lines() if settings.LOG_STORED else None
        self._waiting: deque[tuple[float, Key, str, str, str, str, str, str]] = deque(maxlen=MOST_WAITING)
        self._telling: threading.Thread | None = None
        self._changing = threading.Lock()

    def __call__(self, key: Key, environ: Environ, how: str, status: str) -> None:
        """:param how: `hit`, `not modified`, `stale`, `restored` from disk, or `made` now."""
        self._waiting.append((
            time.time(), key, environ["REQUEST_METHOD"], how, status,
            environ.get("HTTP_X_REQUEST_ID", ""), environ.get("HTTP_X_FORWARDED_FOR", ""),
            environ.get("REMOTE_ADDR", ""),
        ))  # fmt: skip
        if self._telling is None:
            self._start()

    def tell(self) -> None:
        """Count what waits, and write its lines."""
        counts: Counts[tuple[str, str]] = Counts()
        with suppress(IndexError):  # somebody else may tell too
            for _ in range(len(self._waiting)):
                moment, key, method, how, status, given, forwarded, address = self._waiting.popleft()
                brand = self._brands.of(key)
                counts[brand, how] += 1
                if self._lines is not None and how != "made":  # which Django has told of
                    self._lines.add(line_of(moment, key, method, how, status, brand, given, forwarded, address))
        for (brand, how), number in counts.items():
            STORED.labels(brand, how).inc(number)
        if self._lines is not None:
            self._lines.write()

    def _start(self) -> None:
        with self._changing:
            if self._telling is None:
                self._telling = threading.Thread(target=self._tell_for_ever, name="stored-answers", daemon=True)
                self._telling.start()
                atexit.register(self.tell)

    def _tell_for_ever(self) -> None:
        while True:
            time.sleep(WRITTEN_EVERY)
            if self._waiting:
                try:
                    self.tell()
                except Exception:  # noqa: BLE001 - whatever it is, the next ones are to be told
                    logger.exception("Stored answers could not be told.")


class Brands:
    """Brands by key and by host, as the follower of the change log last heard of them."""

    def __init__(self) -> None:
        self._keys: dict[str, str] = {}
        self._looked_at = 0.0

    def of(self, key: Key) -> str:
        """Key of the brand whose answer it is; a dash for what is no brand's, such as a list of all."""
        path = key.path
        name = path[len(OF_A_BRAND) :].partition("/")[0] if path.startswith(OF_A_BRAND) else key.host
        return self._keys.get(name) or self._found(name)

    def _found(self, name: str) -> str:
        if (now := time.monotonic()) - self._looked_at > LOOKED_FOR_EVERY:
            self._looked_at = now
            known = hosts_known(folder())
            self._keys = {key: key for key in known} | {host: key for key, host in known.items()}
        return self._keys.get(name, NOBODY)


class Lines:
    """Lines of the log, written in pieces that nobody else's lines get into."""

    def __init__(self) -> None:
        self._waiting: list[str] = []
        self._length = 0

    def add(self, line: str) -> None:
        size = len(line) + 1 if line.isascii() else 4 * len(line) + 1
        if self._waiting and self._length + size > WRITTEN_AT_ONCE:
            self.write()
        self._waiting.append(line)
        self._length += size

    def write(self) -> None:
        if self._waiting:
            record = logger.makeRecord(logger.name, logging.INFO, "", 0, "Stored answers", (), None)
            record.ready = "\n".join(self._waiting)
            self._waiting, self._length = [], 0
            logger.handle(record)


@lru_cache(4096)
def client_of(forwarded: str, address: str) -> str:
    """The network of who asks, whom `brands.clients` finds for what Django answers."""
    hops = [hop for hop in forwarded.split(",") if hop.strip()]
    found = parsed(hops[-min(settings.TRUSTED_PROXIES, len(hops))]) if settings.TRUSTED_PROXIES and hops else None
    return shortened(found or address)


def line_of(
    moment: float, key: Key, method: str, how: str, status: str, brand: str, given: str, forwarded: str, address: str
) -> str:
    """An object of the same names as `logs.Json` writes. The time taken is none that could be told."""
    second = int(moment)
    request_id = given if given and settings.TRUSTED_PROXIES and GIVEN_ID.fullmatch(given) else NOBODY
    client, rest = client_of(forwarded, address), _rest(key, method, how, status, brand)
    at = f"{_second(second)}.{int((moment - second) * 1000):03d}+00:00"
    return f'{{"at": "{at}", "request_id": "{request_id}", "client": "{client}", {rest}'


@lru_cache(4)
def _second(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S")


@lru_cache(4096)
def _rest(key: Key, method: str, how: str, status: str, brand: str) -> str:
    """What is the same in all lines of an address."""
    address = without_secrets(key.path.encode("latin-1", "replace").decode("utf-8", "replace"))
    code = status[:3]
    told = {
        "level": "INFO", "logger": logger.name, "message": f"{method} {address} {code} from the store",
        "brand": brand, "method": method, "status": int(code), "host_kind": kind_of(key),
        "address": address, "stored": how,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False)[1:]


def kind_of(key: Key) -> str:
    return "api" if key.host == settings.API_HOST else "site"
