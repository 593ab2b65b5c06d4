"""What is asked outside is outside: by address and by name, at the address that was looked at, and not for ever."""

import socket
import threading
import time
from contextlib import closing

import pytest

from cms.foundation import outside
from cms.foundation.outside import LOOPBACK, NotOurs, Unreachable, is_public, place_of

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
     "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
     "::ffff:10.0.0.1", "2002:7f00:0001::", "64:ff9b::7f00:1", "::127.0.0.1", "2001:db8::1", "not an address"],
)  # fmt: skip
def test_addresses_of_networks_of_our_own_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_addresses_are(address):
    assert is_public(address)


def test_one_address_of_ours_among_public_ones_is_enough_to_refuse():
    with pytest.raises(NotOurs):
        place_of("https://mixed.example/", lambda host, port: [PUBLIC, "10.0.0.1"])


def test_the_connection_itself_uses_no_name(monkeypatch):
    """The certificate is asked for by name, the connection made to the address: nothing is resolved a second time."""
    made = []

    def connect(address, timeout):
        made.append(address)
        raise OSError("closed for tests")

    def resolve(*arguments, **named):
        raise AssertionError("resolved again")

    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for scheme, port in (("http", 80), ("https", 443)):
        place = outside.Place(scheme, "example.com", port, PUBLIC, "/")
        with pytest.raises(Unreachable, match="closed for tests"):
            outside.request(place, "HEAD", {})
    assert made == [(PUBLIC, 80), (PUBLIC, 443)]


def test_own_machine_is_asked_where_that_is_allowed_and_by_its_names_alone():
    def resolve(host, port):
        return ["127.0.0.1"]

    for url in ("http://hooks.localhost:8123/a?b=c", "http://localhost:8123/a?b=c"):
        place = place_of(url, resolve, own_machine=True)
        assert (place.ip, place.port, place.path) == (LOOPBACK, 8123, "/a?b=c")
        with pytest.raises(NotOurs):
            place_of(url, resolve)
    for url in ("http://127.0.0.1:8123/", "http://inside.example/", "http://xlocalhost/"):
        with pytest.raises(NotOurs):
            place_of(url, resolve, own_machine=True, any_port=True)


def test_another_port_is_asked_where_that_is_allowed():
    def resolve(host, port):
        return [PUBLIC]

    assert place_of("https://example.com:8443/", resolve, any_port=True).port == 8443
    with pytest.raises(NotOurs):
        place_of("https://example.com:8443/", resolve)


@pytest.fixture
def dripping():
    """A machine that begins an answer and then gives a byte at a time, for as long as somebody listens."""
    with closing(socket.create_server((LOOPBACK, 0))) as server:

        def drip(drops):
            link, _ = server.accept()
            with closing(link):
                try:
                    for drop in drops:
                        link.sendall(drop)
                        time.sleep(0.02)
                except OSError:
                    return

        def start(*drops):
            thread = threading.Thread(target=drip, args=(drops,), daemon=True)
            thread.start()
            return outside.Place("http", "drip.localhost", server.getsockname()[1], LOOPBACK, "/")

        yield start


@pytest.mark.enable_socket
def test_an_answer_that_never_comes_whole_is_cut(dripping):
    place = dripping(*[b"x"] * 500)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="too long"):
        outside.request(place, "POST", {}, b"{}", read=10_000, longest=0.3)
    assert time.monotonic() - began < 5


@pytest.mark.enable_socket
def test_of_a_body_that_never_ends_what_came_in_time_is_taken(dripping):
    place = dripping(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", *[b"x"] * 500)
    began = time.monotonic()
    reply = outside.request(place, "POST", {}, b"{}", read=10_000, longest=0.3)
    assert time.monotonic() - began < 5
    assert (reply.status, set(reply.body)) == (200, set(b"x"))


@pytest.mark.enable_socket
def test_of_an_answer_no_more_is_read_than_wanted(dripping):
    place = dripping(b"HTTP/1.1 307 Elsewhere\r\nLOCATION: http://127.0.0.1/\r\nContent-Length: 9\r\n\r\n123456789")
    reply = outside.request(place, "POST", {}, b"{}", read=4, longest=5)
    assert (reply.status, reply.headers["location"], reply.body) == (307, "http://127.0.0.1/", b"1234")
