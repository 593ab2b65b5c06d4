"""A store in front of the real Django, as a worker process has it, inside the test's own transaction."""

import io
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection, connections
from django.urls import set_urlconf

from cms.changes import addresses
from cms.delivery import spreading
from cms.delivery.bulletin import bulletin
from cms.delivery.disk import disk
from cms.delivery.entry import ResponseStore
from cms.delivery.notices import notices
from cms.delivery.store import Store
from cms.wsgi import in_utf_8
from tests.connections import one_connection


@dataclass
class Got:
    """What a worker answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def environ_of(host: str, address: str, method: str = "GET", **headers: str) -> dict[str, Any]:
    """A request as the server hands it over. Headers are written with underscores: `accept_encoding`."""
    url = urlsplit(address)
    return {
        "REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": unquote(url.path, "latin-1"),
        "QUERY_STRING": url.query, "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
        "HTTP_HOST": host, **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }  # fmt: skip


class Worker:
    """A process that serves: its own store, and how often it asked Django."""

    def __init__(self, application=in_utf_8, most: int = 1 << 22, on_disk: bool = False):
        self.renderings: list[str] = []
        self.application = application
        self.entry = ResponseStore(self._counted, Store(bulletin(), most, disk() if on_disk else None))

    def _counted(self, environ, start_response):
        self.renderings.append(environ["PATH_INFO"])
        return self.application(environ, start_response)

    def get(self, host, address: str, method: str = "GET", **headers: str) -> Got:
        """Ask on a brand's host, or on a host by name."""
        told: dict[str, Any] = {}

        def start_response(status, headers, exc_info=None):
            told.update(status=int(status[:3]), headers={name.lower(): value for name, value in headers})

        name = host if isinstance(host, str) else f"{host.host}:8000"
        body = b"".join(self.entry(environ_of(name, address, method, **headers), start_response))
        set_urlconf(None)
        if threading.current_thread() is not threading.main_thread():
            connections.close_all()  # they would outlive the thread
        return Got(told["status"], told["headers"], body)

    def renders(self, host, address: str, **headers: str) -> bool:
        """Whether Django had to make the answer."""
        before = len(self.renderings)
        self.get(host, address, **headers)
        return len(self.renderings) > before


def forget_the_host() -> None:
    """What this process has open of a host's folder."""
    if addresses.index.cache_info().currsize:
        addresses.index().close()
    for kept in (addresses.index, addresses.folder, bulletin, disk, notices):
        kept.cache_clear()


@pytest.fixture
def host(settings, tmp_path, brands):
    """A host with a bulletin of its own, up to date with the change log; the store is on."""
    settings.DATA_DIRECTORY, settings.RESPONSE_STORE = tmp_path, True
    forget_the_host()
    with one_connection():
        spreading.spread()
        yield tmp_path / "responses"
    forget_the_host()


@pytest.fixture
def worker(host):
    """One worker process."""
    return Worker()


@pytest.fixture
def other_worker(worker):
    """Another process of the same host."""
    return Worker()


@pytest.fixture
def committed():
    """`with committed():` runs what waits for the commit when the block ends, once, as a real commit does."""

    @contextmanager
    def block():
        connection.run_on_commit = []
        yield
        while connection.run_on_commit:
            waiting, connection.run_on_commit = connection.run_on_commit, []
            for _, function, _ in waiting:
                function()

    return block
