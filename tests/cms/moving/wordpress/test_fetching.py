"""Fetching files: of the named host alone, and never from our own network."""

import pytest

from cms.foundation.outside import Reply
from cms.moving.wordpress import fetching
from cms.moving.wordpress.fetching import Fetching
from cms.moving.wordpress.uploads import NoFile

HOST = "old.example"


def fetch(address, replies, ips=("93.184.216.34",)):
    """What is fetched, and the places that were asked."""
    asked = []

    def ask(place, method, headers):
        asked.append((place.host, place.path))
        return replies.pop(0)

    return Fetching(HOST, lambda host, port: list(ips), ask)(address), asked


def test_a_file_of_the_host():
    assert fetch(f"https://{HOST}/a.png", [Reply(200, {}, b"x")]) == (b"x", [(HOST, "/a.png")])


def test_a_redirect_within_the_host_is_followed():
    replies = [Reply(301, {"location": "/b.png"}), Reply(200, {}, b"x")]
    assert fetch(f"http://{HOST}/a.png", replies)[1] == [(HOST, "/a.png"), (HOST, "/b.png")]


@pytest.mark.parametrize(
    ("address", "replies", "ips"),
    [
        ("https://elsewhere.example/a.png", [], ("93.184.216.34",)),
        (f"https://{HOST}/a.png", [Reply(302, {"location": "http://169.254.169.254/"})], ("93.184.216.34",)),
        (f"https://{HOST}/a.png", [], ("127.0.0.1",)),
        (f"https://{HOST}/a.png", [], ("93.184.216.34", "10.0.0.1")),
        (f"https://{HOST}:22/a.png", [], ("93.184.216.34",)),
        (f"https://user@{HOST}/a.png", [], ("93.184.216.34",)),
        (f"file://{HOST}/etc/passwd", [], ("93.184.216.34",)),
        ("https://[", [], ("93.184.216.34",)),
        (f"https://{HOST}/a.png", [Reply(404)], ("93.184.216.34",)),
        (f"https://{HOST}/a.png", [Reply(301, {"location": "/a.png"})] * 4, ("93.184.216.34",)),
    ],
)
def test_everything_else_is_no_file(address, replies, ips):
    with pytest.raises(NoFile):
        fetch(address, list(replies), ips)


def test_nor_is_what_is_too_large(monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 3)
    with pytest.raises(NoFile):
        fetch(f"https://{HOST}/a.png", [Reply(200, {}, b"1234")])
