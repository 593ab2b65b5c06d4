"""Where a response lies as a file, and which responses a web server may hand out as files by itself.

Such a server knows an address and what stands here, no more: it serves a file only where status, type and every header
follow from the address. `KINDS` says how they follow; `manage.py mirror nginx` writes the server's settings from it.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from brands.security import PERMISSIONS, content_security_policy
from cms.foundation.negotiation import HTML, MARKDOWN, page_path_of

from .keys import API, Key
from .middleware import STORABLE
from .stored import IDENTITY, Stored

#: Files for a web server lie below this, in one of two: answers whatever the query, and answers to no query only.
MIRROR = "mirror"
ANY_QUERY, NO_QUERY = "any", "bare"
#: Documents of the API: their headers follow from their content, so they are served as files only in need.
DOCUMENTS = "api"
#: What no web server could serve.
KEPT = "kept"

SEGMENT = "[A-Za-z0-9_-]{1,200}"
FILES_OF_A_SITE = "public, max-age=300, stale-while-revalidate=86400"


@dataclass(frozen=True)
class Kind:
    """Addresses that match `pattern`, a regular expression of Python and nginx alike, and how they are answered.

    `leaf` follows the path in the name of the file.
    """

    name: str
    pattern: str
    content_type: str
    headers: tuple[tuple[str, str], ...]
    leaf: str = ""
    representation: str = HTML
    vary: str = "Accept-Encoding"


def _everywhere() -> tuple[tuple[str, str], ...]:
    secure = (("Strict-Transport-Security", f"max-age={settings.SECURE_HSTS_SECONDS}"),) if settings.HTTPS else ()
    return (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
        ("Cross-Origin-Opener-Policy", settings.SECURE_CROSS_ORIGIN_OPENER_POLICY),
        *secure,
    )


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of file that a web server may hand out."""
    framed = ("X-Frame-Options", settings.X_FRAME_OPTIONS)
    page = (
        ("X-Frame-Options", "DENY"),
        ("Content-Security-Policy", content_security_policy()),
        ("Permissions-Policy", ", ".join(f"{name}=()" for name in PERMISSIONS)),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", STORABLE),
    )
    of_a_site = (framed, ("Cache-Control", FILES_OF_A_SITE))
    as_text = (framed, ("Cache-Control", STORABLE))
    text = "; charset=utf-8"
    return (
        Kind("pages", f"/(?:{SEGMENT}/)*", f"text/html{text}", page, "index.html", vary="Accept, Accept-Encoding"),
        Kind("markdown", f"/(?:{SEGMENT}/)*{SEGMENT}\\.md", f"text/markdown{text}", as_text, representation=MARKDOWN),
        Kind("robots", r"/robots\.txt", f"text/plain{text}", of_a_site),
        Kind("sitemap", r"/sitemap\.xml", f"application/xml{text}", of_a_site),
        Kind("llms", r"/llms\.txt", f"text/markdown{text}", of_a_site),
        Kind("theme", r"/theme\.css", f"text/css{text}", of_a_site),
        Kind("tokens", r"/theme\.tokens\.json", "application/design-tokens+json",
             (framed, ("Access-Control-Allow-Origin", "*"), ("Cache-Control", "public, max-age=300"))),
    )  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A file below the folder of responses. `is_bounded`: one of so many that the oldest have to go."""

    root: str
    name: str
    is_bounded: bool

    @property
    def file(self) -> str:
        return f"{self.root}/{self.name}"


def spot_of(key: Key, stored: Stored) -> Spot | None:
    """Where a response is to lie; None where it is kept in memory only: absences are without number."""
    if stored.status[0] == "4":
        return None
    if key.scheme == ("https" if settings.HTTPS else "http") and stored.status.startswith("200"):
        kind = next((kind for kind in kinds() if _fits(kind, key)), None)
        if kind is not None and _headers(stored) == expected(kind, key):
            area = NO_QUERY if stored.parameters else ANY_QUERY
            return Spot(f"{MIRROR}/{area}/{key.host}", f"{key.path.removeprefix('/')}{kind.leaf}", False)
        if re.fullmatch(f"{API}(?:{SEGMENT}/)*{SEGMENT}", key.path) and not key.query:
            return Spot(f"{MIRROR}/{DOCUMENTS}/{key.host}", f"{key.path.removeprefix('/')}.json", True)
    name = hashlib.sha256("\n".join(key).encode("utf-8", "surrogatepass")).hexdigest()
    return Spot(f"{KEPT}/{name[:2]}", name, True)


def _fits(kind: Kind, key: Key) -> bool:
    return key.representation == kind.representation and not key.query and bool(re.fullmatch(kind.pattern, key.path))


def expected(kind: Kind, key: Key) -> dict[str, str]:
    """The headers of an answer to an address of a kind, as the web server says them; names in lower case."""
    told = {"Content-Type": kind.content_type, **dict(kind.headers), **dict(_everywhere())}
    if kind.representation == MARKDOWN:
        told["Link"] = canonical(key)
    return {name.lower(): value for name, value in told.items()}


def canonical(key: Key) -> str:
    """What a page's Markdown says of the page."""
    port = "" if settings.HTTPS else f":{settings.PORT}"
    return f'<{key.scheme}://{key.host}{port}{page_path_of(key.path)}>; rel="canonical"'


def all_headers(kind: Kind) -> tuple[tuple[str, str], ...]:
    """Headers of a kind that do not hang on the single address, for the web server's settings."""
    return (*kind.headers, *_everywhere())


def _headers(stored: Stored) -> dict[str, str]:
    own = {"etag", "content-length", "vary"}
    return {name.lower(): value for name, value in stored.answers[IDENTITY].headers if name.lower() not in own}
