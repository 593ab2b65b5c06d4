"""Puts an emergency notice into answers as they leave. Without one this is a read of memory and nothing else."""

import io
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings

from brands.hosts import language_of_path, split_host

from .keys import Environ
from .notices import NONE, PLACE, Notice, Notices
from .stored import Stored, answer, finished

Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

DRESSED = ("text/html", "application/json", "application/problem+json")
#: Of one request alone, or of bytes that are other ones by then.
LEFT_OUT = ("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE", "HTTP_IF_RANGE")
#: Answers that are kept dressed, in each process.
MOST_KEPT = 300


class Dressed:
    """An application whose pages and documents carry the notice of their brand."""

    def __init__(self, application: Application, notices: Notices):
        self.application, self.notices = application, notices
        self._kept: OrderedDict[tuple[str, str, Notice], Stored] = OrderedDict()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        notices = self.notices
        if notices.bulletin.noticed == notices.known and not notices.any:
            return self.application(environ, start_response)
        host = split_host(environ.get("HTTP_HOST", ""))
        notice = notices.for_address(host, environ["PATH_INFO"]) if host and host != settings.DESK_HOST else None
        if notice is None:
            return self.application(environ, start_response)
        return self._dress(notice, host or "", environ, start_response)

    def _dress(
        self, notice: Notice, host: str, environ: Environ, start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        told: list[Any] = []
        asked = {name: value for name, value in environ.items() if name not in LEFT_OUT}
        if asked["REQUEST_METHOD"] == "HEAD":
            asked |= {"REQUEST_METHOD": "GET", "wsgi.input": io.BytesIO()}
        body = self.application(asked, lambda *given: told.append(given))
        status, headers = told[-1][:2]
        named = {name.lower(): value for name, value in headers}
        if not named.get("content-type", "").startswith(DRESSED) or "content-encoding" in named:
            start_response(*told[-1])
            return body if environ["REQUEST_METHOD"] != "HEAD" else _closed(body)
        try:
            whole = b"".join(body)
        finally:
            _close(body)
        etag = named.get("etag") if "public" in named.get("cache-control", "") else None
        key = (etag or "", f"{status} {host}{environ['PATH_INFO']}", notice)
        stored = self._kept.get(key) if etag else None
        if stored is None:
            kept = [(name, value) for name, value in headers if name.lower() not in ("age", "last-modified")]
            stored = finished(status, kept, _put_in(whole, notice, environ["PATH_INFO"]), set(), 0.0)
            if etag:
                self._kept[key] = stored
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return answer(stored, environ, start_response, float(named["age"]) if "age" in named else None)


def _put_in(body: bytes, notice: Notice, path: str) -> bytes:
    language = language_of_path(path)
    html = notice.html.get(language) or next(iter(notice.html.values()), "")
    return body.replace(PLACE, html.encode(), 1).replace(NONE, b'"notice":' + notice.as_json())


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close is not None:
        close()


def _closed(body: Iterable[bytes]) -> list[bytes]:
    _close(body)
    return []
