"""The WSGI entry in front of Django: a response that is stored is answered here, as bytes."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from brands.directory import KEPT_DIRECTORY
from cms.foundation.tags import collect_tags, parameters_named

from .directories import Directories
from .flights import Flights
from .keys import Environ, Key, key_of, plain
from .store import Store
from .stored import NOT_MODIFIED, SETTLED, Headers, Stored, chosen, finished, storable, varies_by

logger = logging.getLogger(__name__)

#: How an answer of the store came about.
HIT, UNCHANGED, STALE, RESTORED, MADE = "hit", "not modified", "stale", "restored", "made"
#: Is told of each: its key, the request, how it came about, and its status.
Teller = Callable[[Key, Environ, str, str], None]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

#: Nothing was heard of the change log for so long: the database is away.
AWAY_AFTER = 10.0
#: So long stored responses are shown without knowing whether they are still true.
SHOWN_WHILE_AWAY = 24 * 60 * 60.0
SECONDS_BETWEEN_WARNINGS = 60.0
#: What turned out not to be for everybody is not made for all in common again so soon.
SECONDS_PASSED_ON = 10.0
MOST_PASSED_ON = 10_000
ATTEMPTS = 3


class Made:
    """What Django answered to one request."""

    def __init__(self, application: Application, environ: Environ):
        """Let Django answer; tags are collected until the body is finished."""
        self.status = ""
        self.headers: Headers = []
        with collect_tags() as tags:
            body = application(environ, self._start)
            try:
                self.body = b"".join(body)
            finally:
                close = getattr(body, "close", None)
                if close is not None:
                    close()
        self.tags = tags

    def _start(self, status: str, headers: Headers, exc_info=None) -> None:
        self.status, self.headers = status, headers

    def is_for_one(self) -> bool:
        """Whether somebody else's answer could be another."""
        return not varies_by(self.headers) <= SETTLED


class ResponseStore:
    """Answers from the store, and lets Django make what is not in it."""

    def __init__(self, application: Application, store: Store, tell: Teller | None = None):
        self.application = application
        self.store = store
        self.tell = tell
        self.flights = Flights(store.disk.path / "flights" if store.disk is not None else None)
        self.directories = Directories()
        self._passed_on: dict[Key, float] = {}
        self._warned_at = 0.0

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = key_of(environ)
        if key is None:
            return self.application(environ, start_response)
        stored = self.store.get(key)
        if stored is not None:
            return self._shown(key, stored, environ, start_response)
        return self._make(key, environ, start_response)

    def _shown(
        self, key: Key, stored: Stored, environ: Environ, start_response: Callable[..., Any], how: str = HIT
    ) -> Iterable[bytes]:
        """A response that was kept, as long as it is known or may be hoped to be true."""
        age = time.time() - self.store.bulletin.confirmed_at
        if age < AWAY_AFTER:
            return self._known(key, stored, environ, start_response, how)
        if age < SHOWN_WHILE_AWAY:
            self._warn(age)
            return self._known(key, stored, environ, start_response, STALE, age)
        return self.application(environ, start_response)

    def _make(self, key: Key, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        for _ in range(ATTEMPTS):
            if self._passed_on.get(key, 0.0) > time.time():
                break
            with self.flights.alone(key) as mine:
                if mine:
                    # Somebody may have made it between the look and the flight.
                    stored = self.store.get(key)
                    return (
                        self._made(key, environ, start_response) if stored is None
                        else self._known(key, stored, environ, start_response)
                    )  # fmt: skip
            stored = self.store.get(key)
            if stored is not None:
                return self._known(key, stored, environ, start_response)
        return self.application(environ, start_response)

    def _known(
        self,
        key: Key,
        stored: Stored,
        environ: Environ,
        start_response: Callable[..., Any],
        how: str = HIT,
        age: float | None = None,
    ) -> Iterable[bytes]:
        """A response that is true, or of this age in seconds."""
        if not _answers(stored, key, environ):
            return self.application(environ, start_response)
        status, headers, body = chosen(stored, environ)
        if self.tell is not None:
            self.tell(key, environ, UNCHANGED if how == HIT and status is NOT_MODIFIED else how, status)
        start_response(status, headers if age is None else [*headers, ("Age", str(int(age)))])
        return body

    def _made(self, key: Key, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Let Django make what everybody would get, and keep it if it may be kept."""
        begun = self.store.begin()
        if (stored := self.store.restore(key, begun)) is not None:
            return self._shown(key, stored, environ, start_response, RESTORED)
        made = Made(self.application, self.asked(environ, key, begun))
        if storable(made.status, made.headers, made.body, made.tags):
            stored = finished(made.status, made.headers, made.body, made.tags, time.time())
            stored.parameters = parameters_named(made.tags)
            self.store.put(key, stored, begun)
            return self._known(key, stored, environ, start_response, MADE)
        self._pass_on(key)
        if made.is_for_one() or environ.get("QUERY_STRING", "") != key.query or environ["REQUEST_METHOD"] != "GET":
            return self.application(environ, start_response)
        start_response(made.status, made.headers)
        return [made.body]

    def asked(self, environ: Environ, key: Key, begun: int) -> Environ:
        """What Django is asked. Brands and all that was kept with them come along where the change log is heard of."""
        asked = plain(environ, key)
        if time.time() - self.store.bulletin.confirmed_at < AWAY_AFTER:
            asked[KEPT_DIRECTORY] = self.directories.at(begun, self.store.next_expiry())
        return asked

    def _pass_on(self, key: Key) -> None:
        if len(self._passed_on) >= MOST_PASSED_ON:
            self._passed_on.clear()
        self._passed_on[key] = time.time() + SECONDS_PASSED_ON

    def _warn(self, age: float) -> None:
        now = time.monotonic()
        if now - self._warned_at > SECONDS_BETWEEN_WARNINGS:
            self._warned_at = now
            logger.warning("The change log was last read %d s ago: stored responses are shown as they were.", age)


def _answers(stored: Stored, key: Key, environ: Environ) -> bool:
    query = environ.get("QUERY_STRING", "")
    return query == key.query or stored.stands_for(query)
