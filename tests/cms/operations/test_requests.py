"""What is written to the log of a request: an id, the brand, and nothing that opens something or names somebody."""

import json
import logging

import pytest

from cms.operations.logs import Context, Json, Line, without_secrets
from cms.operations.requests import shortened
from tests.factories.brands import PASSWORD


@pytest.fixture
def told(client, caplog, brands):
    """`told(path, …)` → the answer and the object that was logged of it."""
    caplog.set_level(logging.INFO, "cms.requests")

    def ask(path, method="get", host="iduet.localhost:8000", headers=None, **extra):
        caplog.clear()
        answer = getattr(client, method)(path, headers={"host": host, **(headers or {})}, **extra)
        record = next(record for record in caplog.records if record.name == "cms.requests")
        Context().filter(record)
        return answer, json.loads(Json().format(record))

    return ask


def test_a_line_has_brand_time_and_the_id_that_the_answer_has(told):
    answer, line = told("/nergens/", REMOTE_ADDR="192.0.2.77")
    assert (line["method"], line["status"], line["host_kind"]) == ("GET", 404, "site")
    assert line["client"] == "192.0.2.0/24"
    assert line["address"] == "/nergens/"
    assert line["ms"] > 0
    assert len(answer["X-Request-ID"]) == 16


@pytest.mark.parametrize(("path", "secret"), [
    ("/_preview/abcdefgh/?code=SeCrEt1", "SeCrEt1"), ("/_preview/SeCrEt2/", "SeCrEt2"),
    ("/?utm_source=SeCrEt3", "SeCrEt3"), ("/api/v1/brands/iduet/search?q=SeCrEt4", "SeCrEt4"),
    ("/api/v1/preview?token=SeCrEt5", "SeCrEt5"),
])  # fmt: skip
def test_neither_queries_nor_keys_are_written(told, path, secret):
    assert secret not in json.dumps(told(path)[1])


def test_neither_password_nor_way_back_in_is_written(told):
    desk = "desk.localhost:8000"
    line = told("/admin/login/", "post", desk, data={"username": "somebody@iduet.example", "password": PASSWORD})[1]
    assert PASSWORD not in json.dumps(line)
    assert "somebody" not in json.dumps(line)
    line = told("/admin/password_reset/confirm/MQ/abc-SeCrEt/", host=desk)[1]
    assert "SeCrEt" not in json.dumps(line)


def test_an_id_is_taken_from_our_proxies_only(told, settings):
    given = {"x-request-id": "given-by-the-proxy"}
    assert told("/", headers=given)[0]["X-Request-ID"] != "given-by-the-proxy"
    settings.TRUSTED_PROXIES = 1
    assert told("/", headers=given)[0]["X-Request-ID"] == "given-by-the-proxy"
    assert told("/", headers={"x-request-id": "evil\r\nline"})[0]["X-Request-ID"] != "evil\r\nline"


@pytest.mark.parametrize(("text", "left"), [
    ("Authorization: Bearer abc.def-ghi", "abc"), ("GET /a?token=abcdef&x=1", "abcdef"),
    ("postgres://user:hunter2@host/db", "hunter2"), ("/admin/password_reset/confirm/MQ/abc-def/", "abc-def"),
    ("to jan.jansen@example.com", "jansen"),
])  # fmt: skip
def test_what_others_write_is_cleaned_too(text, left):
    assert left not in without_secrets(text)
    record = logging.LogRecord("any", logging.ERROR, "f", 1, "%s", (text,), None)
    assert left not in Line("%(message)s").format(record)
    assert left not in Json().format(record)


def test_a_line_stays_one_line_for_programs():
    record = logging.LogRecord("any", logging.ERROR, "f", 1, "first\nsecond \u2028 third", (), None)
    assert "\n" not in Json().format(record)


@pytest.mark.parametrize(("address", "network"), [
    ("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("", "-"), ("unix:", "-"),
])  # fmt: skip
def test_addresses_are_shortened(address, network):
    assert shortened(address) == network
