"""A response as finished bytes, and how it answers a request."""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_plus

import brotli
from django.utils.http import parse_http_date_safe

from cms.foundation.tags import PARAMETERS_MATTER

Headers = list[tuple[str, str]]

#: What may be kept, besides being `public`, without cookie, and of known tags.
STATUSES = frozenset({200, 301, 302, 404, 410})
#: The key has the representation, and each coding is kept.
SETTLED = frozenset({"Accept", "Accept-Encoding"})
LARGEST = 4 * 1024 * 1024  # bytes of a body
#: Shorter bodies grow, or gain less than their header costs.
WORTH_COMPRESSING = 200
COMPRESSIBLE = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:json|xml)\b|image/svg")
IDENTITY, GZIP, BROTLI = "identity", "gzip", "br"
NOT_MODIFIED = "304 Not Modified"
#: Made anew for each answer, or said by the server.
_DROPPED = frozenset(
    {"x-request-id", "etag", "content-length", "vary", "date", "server", "connection", "content-encoding"}
)
_NOT_MODIFIED = frozenset({"cache-control", "content-location", "date", "etag", "expires", "vary", "last-modified"})


@dataclass(slots=True, eq=False)
class Answer:
    """One content coding of a response: everything that goes to the server, ready."""

    etag: str
    headers: Headers
    brief: Headers
    body: list[bytes]


@dataclass(slots=True, eq=False)
class Stored:
    """A response that everybody may see. Moments are in seconds since 1970.

    `tags` name what it was made of; `parameters` those of a query with which another answer may stand here; from
    `expires_at` on it is not shown any more.
    """

    status: str
    tags: frozenset[str]
    made_at: float
    answers: dict[str, Answer]
    last_modified: int | None = None
    parameters: frozenset[str] = frozenset()
    expires_at: float = float("inf")
    size: int = field(init=False)

    def __post_init__(self):
        bodies = sum(len(answer.body[0]) for answer in self.answers.values())
        self.size = bodies + 2000 + sum(map(len, self.tags))

    def stands_for(self, query: str) -> bool:
        """Whether it is the answer to this query too, which its key leaves out."""
        if not self.parameters or not query:
            return True
        if PARAMETERS_MATTER in self.parameters:
            return False
        named = (unquote_plus(part.partition("=")[0]) for part in query.split("&"))
        return self.parameters.isdisjoint(named)


def storable(status: str, headers: Headers, body: bytes, tags: set[str]) -> bool:
    """Whether a response may be kept for everybody: it says so itself, and nothing in it is one reader's."""
    named = {name.lower(): value for name, value in headers}
    directives = {part.strip().lower() for part in named.get("cache-control", "").split(",")}
    return (
        int(status[:3]) in STATUSES
        and "public" in directives
        and not directives & {"private", "no-store", "no-cache"}
        and "set-cookie" not in named
        and "content-encoding" not in named
        and varies_by(headers) <= SETTLED
        and len(body) <= LARGEST
        and bool(tags)
    )


def varies_by(headers: Headers) -> set[str]:
    """Names of the request's headers on which a response depends, as it says itself."""
    named = (part.strip().title() for name, value in headers if name.lower() == "vary" for part in value.split(","))
    return set(filter(None, named))


def finished(status: str, headers: Headers, body: bytes, tags: set[str], made_at: float) -> Stored:
    """The bytes of a response in all codings, with its headers and validators."""
    kept = [(name, value) for name, value in headers if name.lower() not in _DROPPED]
    named = {name.lower(): value for name, value in headers}
    bodies = {IDENTITY: body}
    if len(body) >= WORTH_COMPRESSING and COMPRESSIBLE.match(named.get("content-type", "")):
        bodies |= {GZIP: gzip.compress(body, 6, mtime=0), BROTLI: brotli.compress(body, quality=5)}
    vary = ", ".join(sorted(varies_by(headers) | ({"Accept-Encoding"} if len(bodies) > 1 else set())))
    return of_bodies(status, kept, vary, bodies, tags, made_at)


def of_bodies(
    status: str, kept: Headers, vary: str, bodies: dict[str, bytes], tags: Iterable[str], made_at: float
) -> Stored:
    """The same from bytes that are coded already. `kept`: headers that all codings share."""
    answers = {coding: _answer(coding, kept, vary, body) for coding, body in bodies.items()}
    changed = next((parse_http_date_safe(value) for name, value in kept if name.lower() == "last-modified"), None)
    code = int(status[:3])
    return Stored(f"{code} {HTTPStatus(code).phrase}", frozenset(tags), made_at, answers, changed)


def mark_of(body: bytes) -> int:
    """Of what bytes a body is, as a number that a file system takes for a moment, between 2004 and 2038.

    A file of it that is given this moment has the validator of `etag_of` from any nginx too.
    """
    return (1 << 30) | (int.from_bytes(hashlib.sha256(body).digest()[:4], "big") >> 2)


def etag_of(body: bytes) -> str:
    """Strong validator: the mark of the bytes and their number."""
    return f'"{mark_of(body):x}-{len(body):x}"'


def _answer(coding: str, kept: Headers, vary: str, body: bytes) -> Answer:
    etag = etag_of(body)
    headers = [*kept, ("ETag", etag), ("Content-Length", str(len(body)))]
    if vary:
        headers.append(("Vary", vary))
    if coding != IDENTITY:
        headers.append(("Content-Encoding", coding))
    brief = [(name, value) for name, value in headers if name.lower() in _NOT_MODIFIED or name.startswith("Access-")]
    return Answer(etag, headers, brief, [body])


_chosen: dict[str, tuple[str, ...]] = {}


def choose(answers: dict[str, Answer], accepted: str) -> Answer:
    """The answer in the best coding that a request accepts; a coding that is not named is not wanted."""
    if len(answers) == 1:
        return answers[IDENTITY]
    try:
        order = _chosen[accepted]
    except KeyError:
        if len(_chosen) > 1000:
            _chosen.clear()
        order = _chosen[accepted] = _order(accepted)
    for coding in order:
        if coding in answers:
            return answers[coding]
    return answers[IDENTITY]


def _order(accepted: str) -> tuple[str, ...]:
    """Codings in the order in which a request wants them."""
    wanted: dict[str, float] = {}
    for part in accepted.lower().split(","):
        coding, _, parameter = part.partition(";")
        name, _, quality = parameter.partition("=")
        try:
            wanted[coding.strip()] = float(quality) if name.strip() == "q" else 1.0
        except ValueError:
            wanted[coding.strip()] = 0.0
    rest = wanted.get("*", 0.0)
    qualities = {coding: wanted.get(coding, rest) for coding in (BROTLI, GZIP)}
    return tuple(sorted((coding for coding, quality in qualities.items() if quality > 0), key=lambda c: -qualities[c]))


def not_modified(stored: Stored, answer: Answer, environ: dict) -> bool:
    """Whether the client has these bytes already (RFC 9110, 13.2.2)."""
    if not stored.status.startswith("200"):
        return False
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None:
        tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
        return answer.etag in tags or "*" in tags
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    if since is None or stored.last_modified is None:
        return False
    moment = parse_http_date_safe(since)
    return moment is not None and stored.last_modified <= moment


def chosen(stored: Stored, environ: dict[str, Any]) -> tuple[str, Headers, list[bytes]]:
    """Status, headers and body with which a stored response answers a request."""
    coded = choose(stored.answers, environ.get("HTTP_ACCEPT_ENCODING", ""))
    conditional = "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ
    if conditional and not_modified(stored, coded, environ):
        return NOT_MODIFIED, coded.brief, []
    return stored.status, coded.headers, coded.body if environ["REQUEST_METHOD"] == "GET" else []


def answer(
    stored: Stored, environ: dict[str, Any], start_response: Callable[..., Any], age: float | None = None
) -> Iterable[bytes]:
    """A stored response to one request. `age` in seconds, where it may be old."""
    status, headers, body = chosen(stored, environ)
    start_response(status, headers if age is None else [*headers, ("Age", str(int(age)))])
    return body
