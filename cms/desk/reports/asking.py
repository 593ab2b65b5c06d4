"""Asking another site whether an address works, without being led into our own network.

Every name is resolved by us, every address that it has must be a public one, and the connection goes to exactly the
address that was looked at, so that a name cannot mean something else a moment later. Each redirect is a new question.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext_noop

TIMEOUT = 10  # seconds, for each step
MOST_REDIRECTS = 5
PORTS = {"http": 80, "https": 443}
AGENT = "IduetGroupLinkCheck/1.0"
#: Sites that answer these work: they ask for a person or less haste, and not for another address.
SHY = frozenset({401, 403, 405, 406, 429, 451, 503, 999})
HEAD_UNKNOWN = frozenset({403, 404, 405, 501})  # some sites answer HEAD with these and GET with the page

Resolve = Callable[[str, int], list[str]]
Ask = Callable[["Place", str], tuple[int, str]]


class Unreachable(Exception):
    """The other site does not answer; says why."""


class NotOurs(Exception):
    """The address lies in our own network, or is none that we ask."""


@dataclass(frozen=True)
class Place:
    """Where a question goes: scheme and host as asked for, and the address that was looked at."""

    scheme: str
    host: str
    port: int
    ip: str
    path: str


@dataclass(frozen=True)
class Outcome:
    """What came of asking. `status` is that of the last answer; `leads_to` where a permanent redirect ends."""

    works: bool
    status: int | None = None
    leads_to: str = ""
    reason: str = ""


def addresses_of(host: str, port: int) -> list[str]:
    """All addresses that a name has now."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(gettext_noop("The name of the site is not known.")) from error
    return [str(entry[4][0]) for entry in found]


def is_public(address: str) -> bool:
    """Whether an address is of the public internet: not private, loopback, link-local, shared, multicast, reserved."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    inner = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        # IPv4 in other clothes: 6to4, Teredo, NAT64 and the old compatible form.
        inner += [each for each in (ip.sixtofour, *(ip.teredo or ())) if each is not None]
        if ip in ipaddress.ip_network("64:ff9b::/96") or ip in ipaddress.ip_network("::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return all(each.is_global and not each.is_multicast and not each.is_reserved for each in inner)


def place_of(url: str, resolve: Resolve = addresses_of) -> Place:
    """Where an address leads, looked up now.

    :raises NotOurs: where any of the site's addresses is not public, or it is no web address at its usual port.
    :raises Unreachable: where the name is not known.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise NotOurs("This is no web address.") from error
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in PORTS or not host or parts.username is not None:
        raise NotOurs("This is no web address.")
    if port not in (None, PORTS[parts.scheme]):
        raise NotOurs("Only the usual ports are asked.")
    addresses = resolve(host, PORTS[parts.scheme])
    if not addresses or not all(map(is_public, addresses)):
        raise NotOurs("The address is not a public one.")
    path = quote(parts.path or "/", safe="/%:=&?~+!$,;'@()*[]")
    query = quote(parts.query, safe="/%:=&?~+!$,;'@()*[]")
    return Place(parts.scheme, host, PORTS[parts.scheme], addresses[0], f"{path}?{query}" if query else path)


class _Looked:
    """Mixed into a connection: goes to the address that was looked at, whatever the name means by now."""

    place: Place

    def _socket(self) -> socket.socket:
        return socket.create_connection((self.place.ip, self.place.port), TIMEOUT)


class _Http(_Looked, http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = self._socket()


class _Https(_Looked, http.client.HTTPSConnection):
    def connect(self) -> None:
        # The certificate must be that of the name.
        self.sock = ssl.create_default_context().wrap_socket(self._socket(), server_hostname=self.place.host)


def ask(place: Place, method: str) -> tuple[int, str]:
    """Status of an answer, and where it redirects to. Its body is not read."""
    connection = (_Https if place.scheme == "https" else _Http)(place.host, timeout=TIMEOUT)
    connection.place = place
    try:
        connection.request(method, place.path, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(str(error)[:150] or type(error).__name__) from error
    finally:
        connection.close()


def outcome_of(url: str, resolve: Resolve = addresses_of, send: Ask = ask) -> Outcome:
    """Ask an address, following redirects one by one, each looked at anew.

    :raises NotOurs: as `place_of`, of the address itself or of one that it redirects to.
    """
    at, moved_for_good = url, True
    for _step in range(MOST_REDIRECTS + 1):
        try:
            place = place_of(at, resolve)
            status, location = send(place, "HEAD")
            if status in HEAD_UNKNOWN:
                place = place_of(at, resolve)
                status, location = send(place, "GET")
        except Unreachable as error:
            return Outcome(works=False, reason=str(error))
        if status not in (301, 302, 303, 307, 308) or not location:
            works = status < 400 or status in SHY
            return Outcome(works, status, at if moved_for_good and at != url and works else "")
        moved_for_good = moved_for_good and status in (301, 308)
        at = urljoin(at, location)
    return Outcome(works=False, reason=gettext_noop("It redirects again and again."))
