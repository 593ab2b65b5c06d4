"""Asks a brand's site itself what stands at an address: the same handler that answers visitors, inside this process."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, unquote_to_bytes, urlsplit

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import get_urlconf, set_urlconf

from brands.hosts import ASKED_WITHIN
from brands.models import Brand

#: What a browser asks for.
HTML = "text/html,*/*;q=0.8"
#: What a browser escapes in an address that somebody wrote; escapes that are there stay.
PLAIN = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Answer:
    """What the site answered. `leads_to` is the address of a redirect as the site gave it, else empty."""

    status: int
    leads_to: str = ""


class Site:
    """A brand's own site, asked as a visitor without cookies asks it. Each address is asked once."""

    def __init__(self, brand: Brand):
        self.brand = brand
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._known: dict[str, Answer] = {}

    def ask(self, address: str) -> Answer:
        """What stands at a path, with its query if there is one."""
        if address not in self._known:
            self._known[address] = self._asked(address)
        return self._known[address]

    def read(self, address: str, accept: str = HTML) -> tuple[int, str]:
        """Status and text of what stands at a path; empty for what is no text."""
        with _as_it_was():
            response = self._handler.get_response(WSGIRequest(self._environ(address, accept)))
        if response.streaming or not isinstance(response, HttpResponse):
            return response.status_code, ""
        return response.status_code, response.content.decode(response.charset, errors="replace")

    def _asked(self, address: str) -> Answer:
        with _as_it_was():
            response = self._handler.get_response(WSGIRequest(self._environ(address, HTML)))
            # Files are let go of; the signal that a request is over would close this command's connection.
            for let_go in getattr(response, "_resource_closers", ()):
                with suppress(Exception):
                    let_go()
        moved = response.status_code in (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, 303, 307, 308)
        return Answer(response.status_code, response.get("Location", "") if moved else "")

    def _environ(self, address: str, accept: str) -> dict:
        path, _, query = address.partition("?")
        own = urlsplit(self.brand.root_url)
        return {
            "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": quote(query, safe=PLAIN + "?"), "SERVER_NAME": self.brand.host,
            "SERVER_PORT": str(own.port or (443 if own.scheme == "https" else 80)), "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": own.netloc, "HTTP_ACCEPT": accept, "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": own.scheme, "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(),
            ASKED_WITHIN: True,
        }  # fmt: skip


@contextmanager
def _as_it_was() -> Iterator[None]:
    """The addresses that this thread knows are those of who asks, before and after."""
    before = get_urlconf()
    try:
        yield
    finally:
        set_urlconf(before)
