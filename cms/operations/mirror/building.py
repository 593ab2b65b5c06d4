"""Making the mirror whole, and comparing it with what the platform would say now."""

import io
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.conf import settings

from cms.delivery.bulletin import bulletin
from cms.delivery.disk import ENDINGS, disk
from cms.delivery.entry import Application, Made, ResponseStore
from cms.delivery.keys import FROM_PROXIES, Environ, Key, plain
from cms.delivery.store import Store
from cms.delivery.stored import IDENTITY, choose, finished, storable

from .published import everything

PLACE = re.compile(rb'"changes":"[0-9a-f-]+"')
#: What one building process holds in memory meanwhile (bytes).
MEMORY = 4 * 1024 * 1024


@dataclass
class Built:
    """Addresses that were made, that were there already, and that answer something which is no file."""

    made: int = 0
    there: int = 0
    none: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """An address at which the mirror is not as it should be."""

    address: str
    words: str


def store_of(application: Application) -> ResponseStore:
    """The store as this process uses it: its answers go to the host's disk."""
    disk().take_over()
    return ResponseStore(application, Store(bulletin(), MEMORY, disk()))


def build(entry: ResponseStore, keys: list[str] | None = None, enough: Callable[[], bool] = lambda: False) -> Built:
    """Make what is published and not there yet. `enough` is asked before each and may end it."""
    built, held = Built(), {Key(*address) for address in disk().held()}
    # All of them first: asking closes the connection that a list under way would be read from.
    for key in list(everything(keys)):
        if enough():
            break
        if key in held:
            built.there += 1
            continue
        status = ask(entry, key)
        if disk().file_of(key) is not None:
            built.made += 1
        else:
            built.none.append(f"{key.host}{key.path} answers {status}")
    return built


def check(application: Application, keys: list[str] | None = None) -> Iterator[Difference]:
    """Where files and the platform differ: every file is compared with an answer made now, every header too."""
    there = {Key(*address) for address in disk().held()}
    for key in sorted(there):
        made = Made(application, plain(environ_of(key), key))
        stored = disk().get(key)
        if stored is None:
            continue  # it changed while this looked
        address = f"{key.host}{key.path}{'?' * bool(key.query)}{key.query}"
        same = made.status[:3] == stored.status[:3]
        if not same or not storable(made.status, made.headers, made.body, made.tags):
            yield Difference(address, f"is there, and the platform answers {made.status}")
            continue
        fresh = finished(made.status, made.headers, made.body, made.tags, 0.0)
        if said(made.body) != said(stored.answers[IDENTITY].body[0]):
            yield Difference(address, "has other bytes")
        elif (fresh.status, *_told(fresh)) != (stored.status, *_told(stored)):
            yield Difference(address, "has other headers")
    for key in list(everything(keys)):
        if key not in there and storable_now(application, key):
            yield Difference(f"{key.host}{key.path}", "is published and not there")
    for stray in strays():
        yield Difference(stray, "is a file that nothing is known of")


def said(body: bytes) -> bytes:
    """What a body says, without the place in the change log at which it says so: an earlier one is as good."""
    return PLACE.sub(b"", body)


def storable_now(application: Application, key: Key) -> bool:
    made = Made(application, plain(environ_of(key), key))
    return made.status[0] != "4" and storable(made.status, made.headers, made.body, made.tags)


def strays() -> list[str]:
    """Files of the mirror that no change would find."""
    place = disk()
    with place.index.reading() as database:
        known = {
            f"{file}{ending}" for (file,) in database.execute("SELECT file FROM held") for ending in ENDINGS.values()
        }
    found = (str(each.relative_to(place.path)) for each in (place.path / "mirror").rglob("*") if each.is_file())
    return sorted(set(found) - known)


def ask(entry: ResponseStore, key: Key) -> int:
    """Ask as a visitor would; the status of the answer."""
    told: list[str] = []
    body = entry(environ_of(key), lambda status, headers, exc_info=None: told.append(status))
    close = getattr(body, "close", None)
    if close is not None:
        close()
    return int(told[-1][:3])


def environ_of(key: Key) -> Environ:
    """A request for an address, as a server hands it over."""
    environ: Environ = {
        "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": key.path, "QUERY_STRING": key.query,
        "SERVER_NAME": "localhost", "SERVER_PORT": str(settings.PORT), "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": key.scheme, "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr, "HTTP_HOST": key.host,
    }  # fmt: skip
    if len(FROM_PROXIES) > 1:
        environ[FROM_PROXIES[1]] = key.scheme
    if key.representation == "markdown":
        environ["HTTP_ACCEPT"] = "text/markdown"
    return environ


def _told(stored) -> tuple:
    """Headers but those that follow from the moment and the bytes, and the codings."""
    own = {"last-modified", "etag", "content-length"}
    headers = choose(stored.answers, "").headers
    return sorted((name.lower(), value) for name, value in headers if name.lower() not in own), sorted(stored.answers)
