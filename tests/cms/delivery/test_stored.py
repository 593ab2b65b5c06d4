"""Finished bytes: codings, validators, and which responses are kept at all."""

import gzip

import brotli
import pytest

from cms.delivery.stored import choose, finished, not_modified, storable

BODY = b"<p>A page.</p>" * 100
PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, max-age=0")]
TAGS = {"page:1", "brand:iduet"}


@pytest.fixture
def page():
    headers = [*PUBLIC, ("ETag", '"old"'), ("Content-Length", "1"), ("Last-Modified", "Mon, 23 Nov 2026 10:00:00 GMT")]
    return finished("200 OK", headers, BODY, TAGS, 0.0)


def test_three_codings_of_the_same_bytes_each_with_a_strong_validator(page):
    decoded = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    assert set(page.answers) == set(decoded)
    for coding, answer in page.answers.items():
        headers = dict(answer.headers)
        assert decoded[coding](answer.body[0]) == BODY
        assert headers["Content-Length"] == str(len(answer.body[0]))
        assert headers["ETag"] == answer.etag
        assert answer.etag.startswith('"')
        assert headers.get("Content-Encoding", "identity") == coding
        assert headers["Vary"] == "Accept-Encoding"
    assert len({answer.etag for answer in page.answers.values()}) == 3
    assert page.answers["br"].body[0] < BODY


def test_pictures_are_not_compressed():
    stored = finished("200 OK", [("Content-Type", "image/png"), ("Cache-Control", "public")], BODY, TAGS, 0.0)
    assert set(stored.answers) == {"identity"}
    assert "Vary" not in dict(stored.answers["identity"].headers)


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br;q=0.1, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("br;q=0", "identity"),
        ("br;q=x", "identity"),
        ("br ; q=1.0", "br"),
        ("deflate", "identity"),
        (";;,,q=", "identity"),
    ],
)
def test_the_best_coding_that_is_accepted(page, accepted, coding):
    for _ in range(2):
        assert choose(page.answers, accepted) is page.answers[coding]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"HTTP_IF_NONE_MATCH": "{etag}"}, True),
        ({"HTTP_IF_NONE_MATCH": "W/{etag}"}, True),
        ({"HTTP_IF_NONE_MATCH": '"a", {etag}'}, True),
        ({"HTTP_IF_NONE_MATCH": "*"}, True),
        ({"HTTP_IF_NONE_MATCH": '"a"'}, False),
        ({"HTTP_IF_NONE_MATCH": '"a"', "HTTP_IF_MODIFIED_SINCE": "Mon, 23 Nov 2026 11:00:00 GMT"}, False),
        ({"HTTP_IF_MODIFIED_SINCE": "Mon, 23 Nov 2026 10:00:00 GMT"}, True),
        ({"HTTP_IF_MODIFIED_SINCE": "Mon, 23 Nov 2026 09:59:59 GMT"}, False),
        ({"HTTP_IF_MODIFIED_SINCE": "yesterday"}, False),
        ({}, False),
    ],
)
def test_conditions(page, condition, expected):
    answer = page.answers["gzip"]
    environ = {name: value.format(etag=answer.etag) for name, value in condition.items()}
    assert not_modified(page, answer, environ) is expected


def test_another_coding_is_another_thing_and_an_absence_has_no_condition(page):
    environ = {"HTTP_IF_NONE_MATCH": page.answers["br"].etag}
    assert not not_modified(page, page.answers["gzip"], environ)
    absence = finished("404 Not Found", PUBLIC, BODY, TAGS, 0.0)
    assert not not_modified(absence, absence.answers["gzip"], {"HTTP_IF_NONE_MATCH": "*"})


@pytest.mark.parametrize(
    ("status", "headers", "tags", "kept"),
    [
        ("200 OK", PUBLIC, TAGS, True),
        ("404 Not Found", PUBLIC, TAGS, True),
        ("410 Gone", PUBLIC, TAGS, True),
        ("301 Moved Permanently", PUBLIC, TAGS, True),
        ("200 OK", [*PUBLIC, ("Vary", "Accept-Encoding")], TAGS, True),
        ("500 Internal Server Error", PUBLIC, TAGS, False),
        ("400 Bad Request", PUBLIC, TAGS, False),
        ("401 Unauthorized", PUBLIC, TAGS, False),
        ("429 Too Many Requests", PUBLIC, TAGS, False),
        ("206 Partial Content", PUBLIC, TAGS, False),
        ("200 OK", [], TAGS, False),
        ("200 OK", [("Cache-Control", "max-age=60")], TAGS, False),
        ("200 OK", [("Cache-Control", "private, no-store")], TAGS, False),
        ("200 OK", [("Cache-Control", "public, no-store")], TAGS, False),
        ("200 OK", [*PUBLIC, ("set-cookie", "a=b")], TAGS, False),
        ("200 OK", [*PUBLIC, ("Vary", "accept, Accept-encoding")], TAGS, True),
        ("200 OK", [*PUBLIC, ("Vary", "Cookie")], TAGS, False),
        ("200 OK", [*PUBLIC, ("Vary", "Accept-Encoding, Origin")], TAGS, False),
        ("200 OK", [*PUBLIC, ("Content-Encoding", "gzip")], TAGS, False),
        ("200 OK", PUBLIC, set(), False),
    ],
)
def test_what_is_kept(status, headers, tags, kept):
    assert storable(status, headers, BODY, tags) is kept


def test_what_is_too_large_is_not_kept():
    assert not storable("200 OK", PUBLIC, b"x" * (5 << 20), TAGS)
