"""The key under which a response is kept, and the requests that may be answered from the store at all.

One function decides both, from the request alone: whatever it does not name goes to Django as it came.
"""

import re
from typing import Any, NamedTuple

from django.conf import settings

from brands.hosts import split_host
from cms.foundation.cookies import SHOW_MORE
from cms.foundation.negotiation import ENDING, HTML, MARKDOWN, representation_of

Environ = dict[str, Any]

#: Never answered from the store: what is for one reader, what has its own way of being kept, and who asks for health.
PASSED_ON = (
    "/_preview/", "/health/", "/api/v2/", "/api/v3-preview/", "/documents/",
    settings.STATIC_URL, settings.MEDIA_URL,
)  # fmt: skip
#: Below this every parameter is declared: the API refuses those that an endpoint does not know.
API = "/api/v1/"
#: What it searches is indexed after the change itself has been told.
SEARCH = "/search"
#: Cookies of ours, which show their holder more than others see. Other people's cookies mean nothing to us.
OWN_COOKIES = re.compile(rf"(?:^|;\s*)(?:{'|'.join(map(re.escape, SHOW_MORE))})=")
#: Conditions that are Django's to judge; those that ask “has it changed since?” are answered from the store.
OWN_CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
LONGEST = 2048  # characters of a path or a query

_FORWARDED_PROTO = settings.SECURE_PROXY_SSL_HEADER[0] if settings.SECURE_PROXY_SSL_HEADER else None
#: What proxies say of the way here: the scheme, and for the API's limits whom they saw.
FROM_PROXIES = ("HTTP_X_FORWARDED_FOR", *((_FORWARDED_PROTO,) if _FORWARDED_PROTO else ()))
_hosts: dict[str, str | None] = {}
_MOST_HOSTS = 1000


class Key(NamedTuple):
    """What tells responses apart. `query` is empty wherever parameters mean nothing."""

    scheme: str
    host: str
    path: str
    query: str = ""
    representation: str = HTML


def key_of(environ: Environ) -> Key | None:
    """The key of a request that may be answered from the store; None for any other."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
        return None
    host = _host(environ.get("HTTP_HOST", ""))
    path = environ["PATH_INFO"]
    if host is None or environ.get("SCRIPT_NAME") or path.startswith(PASSED_ON) or len(path) > LONGEST:
        return None
    if (cookies := environ.get("HTTP_COOKIE")) is not None and OWN_COOKIES.search(cookies):
        return None
    for condition in OWN_CONDITIONS:
        if condition in environ:
            return None
    if path.startswith(API):
        if path.endswith(SEARCH):
            return None
        query = environ.get("QUERY_STRING", "")
        return Key(_scheme(environ), host, path, query) if len(query) <= LONGEST else None
    accept = environ.get("HTTP_ACCEPT", "")
    named = path.endswith(ENDING) or "markdown" in accept.lower()
    return Key(_scheme(environ), host, path, "", representation_of(path, accept) if named else HTML)


def plain(environ: Environ, key: Key) -> Environ:
    """The same request as everybody could have sent it: without anything that its key leaves out."""
    asked = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    asked |= {"REQUEST_METHOD": "GET", "QUERY_STRING": key.query, "HTTP_HOST": key.host}
    if key.representation == MARKDOWN:
        asked["HTTP_ACCEPT"] = "text/markdown"
    for name in FROM_PROXIES:
        if name in environ:
            asked[name] = environ[name]
    for name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        asked.pop(name, None)
    return asked


def _scheme(environ: Environ) -> str:
    """As Django sees it."""
    if _FORWARDED_PROTO is None:
        return environ["wsgi.url_scheme"]
    forwarded = environ.get(_FORWARDED_PROTO, "").split(",", 1)[0].strip()
    return "https" if forwarded == "https" else "http" if forwarded else environ["wsgi.url_scheme"]


def _host(raw: str) -> str | None:
    """The host name alone, without port: no public response depends on that. None for the desk and what is no name."""
    try:
        return _hosts[raw]
    except KeyError:
        name = split_host(raw) if len(raw) <= LONGEST else None
        if len(_hosts) >= _MOST_HOSTS:
            _hosts.clear()
        _hosts[raw] = None if name == settings.DESK_HOST else name
        return _hosts[raw]
