"""Asking machines outside, without being led into our own network.

Every name is resolved by us, every address that it has must be a public one, and the connection goes to exactly the
address that was looked at, so that a name cannot mean something else a moment later. Redirects are not followed: each
is a new question, for who asks to put.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext_noop

TIMEOUT = 10  # seconds, for each step
PORTS = {"http": 80, "https": 443}
LOOPBACK = "127.0.0.1"

Resolve = Callable[[str, int], list[str]]


class Unreachable(Exception):
    """The other machine does not answer; says why."""


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
class Reply:
    """What came back: status, headers by their names in lower case, and the first bytes of the body."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


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


def place_of(url: str, resolve: Resolve = addresses_of, *, any_port: bool = False, own_machine: bool = False) -> Place:
    """Where an address leads, looked up now.

    :param own_machine: whether `*.localhost` means this machine, at any port; of everything else nothing changes.
    :raises NotOurs: where any of the site's addresses is not public, or it is no web address at a port that is asked.
    :raises Unreachable: where the name is not known.
    """
    parts = parts_of(url)
    host, port, usual = (parts.hostname or "").rstrip("."), parts.port, PORTS[parts.scheme]
    path = quote(parts.path or "/", safe="/%:=&?~+!$,;'@()*[]")
    query = quote(parts.query, safe="/%:=&?~+!$,;'@()*[]")
    target = f"{path}?{query}" if query else path
    if own_machine and is_own_machine(host):
        return Place(parts.scheme, host, port or usual, LOOPBACK, target)
    if port not in (None, usual) and not any_port:
        raise NotOurs("Only the usual ports are asked.")
    addresses = resolve(host, port or usual)
    if not addresses or not all(map(is_public, addresses)):
        raise NotOurs("The address is not a public one.")
    return Place(parts.scheme, host, port or usual, addresses[0], target)


def parts_of(url: str) -> SplitResult:
    """The parts of a web address.

    :raises NotOurs: where it is none, or has somebody's name in it.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise NotOurs("This is no web address.") from error
    if parts.scheme not in PORTS or not (parts.hostname or "").rstrip(".") or parts.username is not None:
        raise NotOurs("This is no web address.")
    return parts


def is_own_machine(host: str) -> bool:
    """Whether a name means the machine itself, by RFC 6761."""
    return host == "localhost" or host.endswith(".localhost")


class _Looked:
    """Mixed into a connection: goes to the address that was looked at, whatever the name means by now."""

    place: Place
    #: Stays when the connection itself has let go of it to a body that is still being read.
    held: socket.socket | None = None

    def _socket(self) -> socket.socket:
        return socket.create_connection((self.place.ip, self.place.port), TIMEOUT)


class _Http(_Looked, http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = self.held = self._socket()


class _Https(_Looked, http.client.HTTPSConnection):
    def connect(self) -> None:
        # The certificate must be that of the name.
        context, plain = ssl.create_default_context(), self._socket()
        secured = context.wrap_socket(plain, server_hostname=self.place.host, do_handshake_on_connect=False)
        self.sock = self.held = secured
        secured.do_handshake()


def request(
    place: Place, method: str, headers: Mapping[str, str], body: bytes | None = None, *, read: int = 0,
    longest: float | None = None,
) -> Reply:  # fmt: skip
    """Ask once.

    :param read: how many bytes of the answer's body are wanted at most.
    :param longest: seconds after which the connection is cut, however steadily the other side goes on.
    :raises Unreachable: when nothing, or no HTTP, comes back in time.
    """
    port = None if place.port == PORTS[place.scheme] else place.port
    connection = (_Https if place.scheme == "https" else _Http)(place.host, port, timeout=TIMEOUT)
    connection.place = place
    cut = _Cut(connection, longest)
    try:
        with cut:
            connection.request(method, place.path, body=body, headers={**headers, "Connection": "close"})
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.headers.items()}
            return Reply(answer.status, told, answer.read(read) if read else b"")
    except (OSError, http.client.HTTPException, ValueError) as error:
        if cut.happened:
            raise Unreachable(gettext_noop("It took too long to answer.")) from error
        raise Unreachable(str(error)[:150] or type(error).__name__) from error
    finally:
        connection.close()


class _Cut:
    """Cuts a connection after so many seconds."""

    def __init__(self, connection: _Looked, seconds: float | None):
        self.connection, self.happened = connection, False
        self.timer = threading.Timer(seconds, self._now) if seconds else None

    def _now(self) -> None:
        self.happened = True
        if self.connection.held is not None:
            with suppress(OSError):  # closed already
                self.connection.held.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        if self.timer is not None:
            self.timer.daemon = True
            self.timer.start()

    def __exit__(self, *how) -> None:
        if self.timer is not None:
            self.timer.cancel()
