"""Which requests the store answers, and under which key."""

import pytest

from cms.delivery.keys import Key, key_of, plain
from tests.cms.delivery.conftest import environ_of

HOST = "iduet.localhost:8000"


def key(address: str = "/", host: str = HOST, method: str = "GET", **headers) -> Key | None:
    return key_of(environ_of(host, address, method, **headers))


def test_pages_are_told_apart_by_scheme_host_and_path_alone():
    assert key("/a/?utm_source=x&page=2") == key("/a/") == Key("http", "iduet.localhost", "/a/")
    assert key("/a/", method="HEAD") == key("/a/")
    assert len({key("/a/"), key("/b/"), key("/a/", host="finhire.localhost:8000")}) == 3
    secure = environ_of(HOST, "/a/") | {"wsgi.url_scheme": "https"}
    assert key_of(secure) == Key("https", "iduet.localhost", "/a/")


def test_the_api_has_parameters():
    assert key("/api/v1/brands/iduet/pages?limit=2") == Key(
        "http", "iduet.localhost", "/api/v1/brands/iduet/pages", "limit=2"
    )


MARKDOWN = "text/markdown, text/html;q=0.5"


def test_markdown_is_another_representation():
    assert key("/a/", accept=MARKDOWN) == Key("http", "iduet.localhost", "/a/", representation="markdown")
    assert key("/a/", accept=MARKDOWN) == key("/a/", accept="Text/Markdown") != key("/a/", accept="text/html")
    assert key("/api/v1/brands", accept=MARKDOWN) == key("/api/v1/brands")
    asked = environ_of(HOST, "/a/", accept=MARKDOWN)
    assert plain(asked, key_of(asked))["HTTP_ACCEPT"] == "text/markdown"


def test_a_host_is_written_in_many_ways_and_is_one():
    for host in ("IDUET.localhost:8000", "iduet.localhost", "iduet.localhost.:1", "iduet.LOCALHOST:80"):
        assert key(host=host) == key()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "get"])
def test_only_reading_is_answered(method):
    assert key(method=method) is None


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer x"},
        {"authorization": ""},
        {"cookie": "unlocked=x"},
        {"cookie": "_ga=1; preview=x"},
        {"cookie": "desk=x"},
        {"cookie": "a=b;csrftoken=x"},
        {"if_match": '"x"'},
        {"if_unmodified_since": "Mon, 23 Nov 2026 00:00:00 GMT"},
    ],
)
def test_what_may_show_more_or_asks_more_goes_to_django(headers):
    assert key(**headers) is None


def test_cookies_of_others_mean_nothing():
    assert key(cookie="_ga=GA1.2; not_unlocked=1; x=preview") == key()


@pytest.mark.parametrize(
    "path",
    [
        "/_preview/pane/",
        "/health/live",
        "/static/css/site.css",
        "/media/images/a.png",
        "/documents/1/a.txt",
        "/api/v2/",
    ],
)
def test_what_has_its_own_way_is_passed_on(path):
    assert key(path) is None


@pytest.mark.parametrize(
    "host",
    ["desk.localhost:8000", "", "a b", "iduet.localhost:99999", "iduet.localhost:8000:1", "x" * 300, "é", "[::1]"],
)
def test_the_desk_and_what_is_no_host_go_to_django(host):
    assert key(host=host) is None


def test_endless_addresses_go_to_django():
    assert key("/" + "a" * 3000) is None
    assert key("/api/v1/brands?" + "a" * 3000) is None


def test_what_django_makes_for_everybody_has_nothing_of_one_request():
    asked = environ_of(
        HOST, "/a/?utm_source=x", "HEAD", cookie="_ga=1", accept_language="en", if_none_match="*", origin="https://x",
        accept_encoding="br", x_forwarded_for="10.0.0.1", x_forwarded_host="finhire.localhost", range="bytes=0-1",
    )  # fmt: skip
    shown = plain(asked, key_of(asked))
    assert {name for name in shown if name.startswith("HTTP_")} == {"HTTP_HOST", "HTTP_X_FORWARDED_FOR"}
    assert (shown["REQUEST_METHOD"], shown["QUERY_STRING"], shown["HTTP_HOST"]) == ("GET", "", "iduet.localhost")
    assert shown["PATH_INFO"] == "/a/"
