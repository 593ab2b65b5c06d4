"""What the response store answers is counted by brand and told like other requests, in lines of the same names."""

import json
import logging
import threading
import time
from select import PIPE_BUF

import pytest
from prometheus_client import REGISTRY

from cms.changes.addresses import folder
from cms.delivery.entry import AWAY_AFTER
from cms.delivery.notices import remember_hosts
from cms.operations.logs import Context, Json
from cms.operations.stored_answers import StoredAnswers
from tests.cms.delivery.conftest import Worker, committed, environ_of, host  # noqa: F401 - fixtures
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def telling(host, brands, settings):  # noqa: F811
    """A worker whose answers are told."""
    settings.LOG_STORED = True
    for brand in brands:
        make_content(home_of(brand), slug="page")
    remember_hosts(folder(), {brand.key: brand.host for brand in brands})
    worker = Worker()
    worker.entry.tell = StoredAnswers()
    worker.entry.tell._telling = threading.current_thread()  # nobody tells some of them meanwhile
    return worker


@pytest.fixture
def counted(telling):
    """`counted(brand)` → how often, by how it came about, since the test began."""

    def now(brand):
        names = ("hit", "not modified", "stale", "restored", "made")
        told = {
            how: REGISTRY.get_sample_value("cms_stored_answers_total", {"brand": brand, "how": how}) for how in names
        }
        return {how: value for how, value in told.items() if value}

    keys = ("iduet", "finhire", "-")
    telling.entry.tell.tell()
    before = {key: now(key) for key in keys}

    def since(key):
        telling.entry.tell.tell()
        grown = {how: value - before[key].get(how, 0) for how, value in now(key).items()}
        return {how: value for how, value in grown.items() if value}

    return since


def test_each_brands_answers_are_counted_as_they_come_about(telling, counted, iduet, finhire):
    etag = telling.get(iduet, "/page/").headers["etag"]
    for _ in range(3):
        telling.get(iduet, "/page/")
    telling.get(iduet, "/page/", if_none_match=etag)
    telling.get("api.localhost", "/api/v1/brands/finhire/pages")
    telling.get(finhire, "/api/v1/brands/finhire/pages")
    telling.get("api.localhost", "/api/v1/brands/finhire/pages")
    assert counted("iduet") == {"made": 1, "hit": 3, "not modified": 1}
    assert counted("finhire") == {"made": 2, "hit": 1}


def test_what_is_shown_while_the_database_is_away_is_counted_as_stale(telling, counted, iduet, finhire):
    for brand in (iduet, finhire):
        telling.get(brand, "/page/")
    telling.entry.store.bulletin.confirm(time.time() - AWAY_AFTER - 1)
    assert "age" in telling.get(iduet, "/page/").headers
    assert counted("iduet") == {"made": 1, "stale": 1}
    assert counted("finhire") == {"made": 1}


def test_brands_that_are_none_make_no_counters(telling, counted, iduet):
    for number in range(3):
        telling.get("api.localhost", f"/api/v1/brands/no-brand-{number}")
        telling.get("api.localhost", f"/api/v1/brands/no-brand-{number}")
    telling.entry.tell.tell()
    labels = {sample.labels["brand"] for metric in REGISTRY.collect() if metric.name == "cms_stored_answers"
              for sample in metric.samples}  # fmt: skip
    assert labels <= {"iduet", "finhire", "-"}


@pytest.fixture
def lines(telling, caplog):
    """`lines()` → what was logged meanwhile, as objects."""
    caplog.set_level(logging.INFO, "cms.requests")

    def written():
        caplog.clear()
        telling.entry.tell.tell()
        told = []
        for record in caplog.records:
            Context().filter(record)
            told += [json.loads(line) for line in Json().format(record).split("\n")]
        return told

    return written


def test_a_line_has_the_names_that_other_requests_have_and_nobodys_address(telling, lines, settings, iduet, finhire):
    settings.TRUSTED_PROXIES = 1
    for brand in (iduet, finhire):
        telling.get(brand, "/page/")
        told = {"x_forwarded_for": "203.0.113.9, 192.0.2.77", "x_request_id": "given-by-the-proxy"}
        telling.get(brand, "/page/?utm_source=SeCrEt", **told)
        telling.get(brand, "/page/", method="HEAD", x_request_id='evil", "brand": "other')
    (one, head, *of_finhire) = lines()
    assert one.pop("at").endswith("+00:00")
    assert one == {
        "level": "INFO", "logger": "cms.requests", "message": "GET /page/ 200 from the store", "brand": "iduet",
        "request_id": "given-by-the-proxy", "client": "192.0.2.0/24", "method": "GET", "status": 200,
        "host_kind": "site", "address": "/page/", "stored": "hit",
    }  # fmt: skip
    assert (head["method"], head["request_id"], head["brand"]) == ("HEAD", "-", "iduet")
    assert {line["brand"] for line in of_finhire} == {"finhire"}


def test_addresses_that_open_something_are_written_without_what_opens_it(telling, lines, iduet):
    path = "/admin/password_reset/confirm/MQ/abc-SeCrEt/"
    telling.get(iduet, path)
    telling.get(iduet, path)
    assert "SeCrEt" not in json.dumps(lines())


def test_where_a_proxy_tells_of_all_requests_the_store_tells_of_none(settings):
    settings.LOG_STORED = False
    assert StoredAnswers()._lines is None


def test_many_lines_are_written_in_pieces_that_a_pipe_takes_whole(telling, caplog, iduet, finhire):
    caplog.set_level(logging.INFO, "cms.requests")
    for brand in (iduet, finhire):
        for _ in range(30):
            telling.get(brand, "/page/")
    caplog.clear()
    telling.entry.tell.tell()
    pieces = [record.ready for record in caplog.records]
    assert all(len(piece.encode()) < PIPE_BUF for piece in pieces)
    assert 1 < len(pieces) < 12
    assert len("\n".join(pieces).split("\n")) == 58


def test_by_itself_within_a_moment(telling, caplog, iduet, finhire):
    telling.entry.tell._telling = None
    caplog.set_level(logging.INFO, "cms.requests")
    for brand in (iduet, finhire):
        telling.get(brand, "/page/")
        telling.get(brand, "/page/")
    deadline = time.monotonic() + 5
    while len([line for record in caplog.records for line in getattr(record, "ready", "").split("\n") if line]) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.01)
