"""Caches in front of the platform: Wagtail's back ends, with tags that some can purge by, and failures that are told.

Wagtail's own back ends write to their log what goes wrong and say nothing; here that is an error, so that it is tried
again. `WAGTAILFRONTENDCACHE` names the caches, each with the hosts that it stands in front of.
"""

import logging
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import requests
from wagtail.contrib.frontend_cache.backends.base import BaseBackend
from wagtail.contrib.frontend_cache.backends.cloudflare import CloudflareBackend
from wagtail.contrib.frontend_cache.backends.http import HTTPBackend, PurgeRequest
from wagtail.contrib.frontend_cache.utils import get_backends

TIMEOUT = 10  # seconds for one request
TOLD_BY_WAGTAIL = "wagtail.frontendcache"


class PurgeFailed(Exception):
    """A cache did not forget what it was told to; says why."""


def caches() -> dict[str, BaseBackend]:
    """Every cache, by its name."""
    return get_backends()


def purges_tags(cache: BaseBackend) -> bool:
    """Whether a cache forgets by tag."""
    return bool(getattr(cache, "by_tag", False))


def purge(cache: BaseBackend, tags: list[str], addresses: list[str]) -> None:
    """Have a cache forget what carries any of these tags, and what stands at these addresses.

    :raises PurgeFailed: where it says, or its back end writes, that it did not.
    """
    try:
        with _log_of_this_thread() as told:
            if tags:
                cache.purge_tags(tags)
            if addresses:
                cache.purge_batch(addresses)
    except PurgeFailed:
        raise
    except Exception as fault:  # other people's back ends raise what their libraries do
        raise PurgeFailed(f"{type(fault).__name__}: {fault}") from fault
    if told:
        raise PurgeFailed(told[0])


class Http(HTTPBackend):
    """Varnish, nginx and others that know `PURGE`. With `TAGS_HEADER`, such as `xkey-purge`, by tag."""

    def __init__(self, params: dict[str, Any]):
        self.tags_header = params.pop("TAGS_HEADER", "")
        self.by_tag = bool(self.tags_header)
        super().__init__(params)

    def purge(self, url: str) -> None:
        parts = urlsplit(url)
        path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        self._ask(path, {"Host": parts.netloc})

    def purge_tags(self, tags: list[str]) -> None:
        self._ask("/", {self.tags_header: " ".join(tags)})

    def _ask(self, path: str, headers: dict[str, str]) -> None:
        request = PurgeRequest(f"{self.cache_scheme}://{self.cache_netloc}{path}", headers=headers)
        try:
            with urlopen(request, timeout=TIMEOUT):  # noqa: S310 - the operator names scheme and host in the settings
                pass
        except URLError as fault:
            if getattr(fault, "code", None) != 404:  # it had nothing to forget
                raise PurgeFailed(f"{self.cache_netloc}: {getattr(fault, 'code', '')} {fault.reason}") from fault


class Cloudflare(CloudflareBackend):
    """By tag, unless `BY_TAG` is off; all answers that are no success are failures."""

    def __init__(self, params: dict[str, Any]):
        self.by_tag = params.pop("BY_TAG", True)
        super().__init__(params)

    def purge_tags(self, tags: list[str]) -> None:
        for some in _pieces(tags, self.CHUNK_SIZE):
            self._ask({"tags": some})

    def purge_batch(self, urls: list[str]) -> None:
        for some in _pieces(urls, self.CHUNK_SIZE):
            self._ask({"files": some})

    def purge(self, url: str) -> None:
        self._ask({"files": [url]})

    def _ask(self, what: dict[str, list[str]]) -> None:
        headers = (
            {"Authorization": f"Bearer {self.cloudflare_token}"} if self.cloudflare_token
            else {"X-Auth-Email": self.cloudflare_email, "X-Auth-Key": self.cloudflare_api_key}
        )  # fmt: skip
        answer = requests.post(self.cloudflare_purge_endpoint_url, json=what, headers=headers, timeout=TIMEOUT)
        try:
            told = answer.json()
            done = answer.ok and told.get("success") is True
        except ValueError:
            told, done = {}, False
        if not done:
            reasons = ", ".join(str(error.get("message")) for error in told.get("errors") or [])
            raise PurgeFailed(f"Cloudflare answers {answer.status_code}: {reasons or 'no reason'}")


def _pieces(whole: list[str], size: int) -> Iterable[list[str]]:
    return (whole[start : start + size] for start in range(0, len(whole), size))


@contextmanager
def _log_of_this_thread() -> Iterator[list[str]]:
    """Errors that a back end writes to Wagtail's log meanwhile."""
    told: list[str] = []
    own = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == own and record.levelno >= logging.ERROR:
                told.append(record.getMessage())

    listener, log = Listener(), logging.getLogger(TOLD_BY_WAGTAIL)
    log.addHandler(listener)
    try:
        yield told
    finally:
        log.removeHandler(listener)
