"""A thousand requests with hostile host and forwarded headers, to a node itself and through nginx over TLS.

The right brand or a refusal, never a fault of ours, and nothing of what was sent comes back.
"""

import random
import re
import shutil
import socket
import ssl
from contextlib import closing, suppress

import pytest

from tests.installation import BRANDS, front

pytestmark = [pytest.mark.crawl, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

SEED, COUNT = 20_261_130, 1000
MARK = "evil7x"
HOSTS = [f"www.{key}.example" for key in BRANDS]
STRANGERS = [
    f"{MARK}.example", "127.0.0.1", "[::1]", "localhost", "", " ", "-", "...", f"www.iduet.example.{MARK}.example",
    f"{MARK}@www.iduet.example", f"www.iduet.example/{MARK}", f"www.iduet.example?{MARK}", "www.iduet.example:99999",
    "www.iduet.example:80:80", f"www.iduet.example:{MARK}", "www.iduet.example\x0b",
    "www.iduet.example,www.finhire.example",
    "xn--iduet-9ua.example", "www.iduet.example\\", "%77ww.iduet.example", f"{'a' * 300}.{MARK}.example", "0", "*",
]  # fmt: skip
CHANGES = (str.upper, lambda host: f"{host}.", lambda host: f"{host}:443", lambda host: f" {host}\t", lambda host: host)
FORWARDED = ("X-Forwarded-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded", "X-Forwarded-Server",
             "X-HTTP-Host-Override", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Prefix",
             "X-Request-ID", "True-Client-IP", "Via")  # fmt: skip
VALUES = [
    f"{MARK}.example", f"https://{MARK}.example/", f"/{MARK}", f"for={MARK};host={MARK}.example", f"{MARK}, 127.0.0.1",
    "127.0.0.1", "https,http", "443", f"<script>{MARK}</script>", "'; DROP TABLE x; --", "\x7f", "a" * 3000,
]  # fmt: skip


def requests(ports_mean_nothing: bool = False):
    """Each as bytes, with the host whose brand may answer; None where none may.

    :param ports_mean_nothing: `www.iduet.example:99999` names a brand, since what follows the name is never read.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    for _ in range(COUNT):
        known = chance.random() < 0.5
        host = chance.choice(HOSTS) if known else chance.choice(STRANGERS)
        written = chance.choice(CHANGES)(host) if known else host
        lines, twice = [f"Host: {written}"], chance.random() < 0.1
        if twice:
            lines.append(f"Host: {MARK}.example")
        lines += [f"{chance.choice(FORWARDED)}: {chance.choice(VALUES)}" for _ in range(chance.randrange(5))]
        target = "/pagina/" if chance.random() < 0.8 else f"https://{MARK}.example/pagina/"
        head = "\r\n".join([f"GET {target} HTTP/1.1", *lines, "Connection: close", "", ""])
        name = host.partition(":")[0] if ports_mean_nothing else host
        yield head.encode("latin-1"), name if name in HOSTS and not twice else None


def answer(link: socket.socket, request: bytes) -> bytes:
    link.settimeout(60)
    link.sendall(request)
    got = b""
    with suppress(ConnectionResetError, ssl.SSLError):
        while piece := link.recv(65536):
            got += piece
    return got


def check(got: bytes, host: str | None, request: bytes) -> str:
    if not got:
        return "closed"
    status = int(re.match(rb"HTTP/1\.[01] (\d{3})", got)[1])
    assert status < 500, (request, got[:300])
    assert MARK.encode() not in got.lower(), (request, got[:500])
    if status == 200:
        assert host is not None, (request, got[:300])
        key = host.split(".")[1]
        assert f"Pagina van {key.capitalize()}".encode() in got, (request, got[:300])
        for other in BRANDS:
            assert other == key or f"Pagina van {other.capitalize()}".encode() not in got
    return str(status)


def tally(told: list[str]) -> dict[str, int]:
    return {status: told.count(status) for status in sorted(set(told))}


def test_to_the_node_itself(installation):
    """As somebody inside the network could: X-Forwarded-Proto is what nginx would say."""
    told = []
    for request, host in requests():
        behind = request.replace(b"\r\nConnection", b"\r\nX-Forwarded-Proto: https\r\nConnection", 1)
        with socket.create_connection(("127.0.0.1", installation.nodes[0].port), timeout=60) as link:
            told.append(check(answer(link, behind), host, behind))
    print(f"\nTo the node: {tally(told)}")
    assert told.count("200") > 100


@pytest.mark.skipif(
    not shutil.which("nginx"), reason="nginx stands in front in the third ring: make test-all brings it"
)
def test_through_nginx(installation, tmp_path):
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    told = []
    ports, responses = [installation.nodes[0].port], installation.folder / "data" / "responses"
    with front(tmp_path, ports, installation.desks[0].port, responses) as (secured, _plain):
        for number, (request, host) in enumerate(requests(ports_mean_nothing=True)):
            name = HOSTS[number % len(HOSTS)]
            plain = socket.create_connection(("127.0.0.1", secured), timeout=60)
            with closing(trusting.wrap_socket(plain, server_hostname=name)) as link:
                told.append(check(answer(link, request), host, request))
    print(f"\nThrough nginx: {tally(told)}")
    assert told.count("200") > 100
