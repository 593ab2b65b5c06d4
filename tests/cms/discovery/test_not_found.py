"""What is not found is counted by address: never a query or a visitor, in no more room than there is, by day."""

import threading
from collections import Counter
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from brands.models import BrandHost
from cms.discovery import not_found
from cms.discovery.models import NotFound
from cms.discovery.not_found import Counts, add, address_of, counted


@pytest.fixture
def counts():
    """Counts that are added when a test says so."""
    found = Counts()
    found._flushing = threading.current_thread()
    return found


def asked(counts, path, *, host="iduet.localhost:8000", status="404 Not Found", method="GET", query="q=secret"):
    """Ask an application that answers with a status."""
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": host,
               "REMOTE_ADDR": "192.0.2.1", "HTTP_USER_AGENT": "somebody"}  # fmt: skip

    def application(environ, start_response):
        start_response(status, [("X-A", "b")])
        return [b"body"]

    heard = []
    body = counted(application, counts)(environ, lambda *given: heard.append(given))
    assert (heard, list(body)) == ([(status, [("X-A", "b")])], [b"body"])


def table() -> dict:
    return {(row.brand.key, row.path): row.count for row in NotFound.objects.select_related("brand")}


class TestCounting:
    def test_by_brand_and_address_slash_and_case_aside(self, iduet, finhire, counts):
        for path in ("/Old/", "/old", "/old/", "/caf\u00c3\u00a9/"):  # bytes of UTF-8, as WSGI hands them over
            asked(counts, path)
        asked(counts, "/old/", host="FINHIRE.localhost.", method="HEAD")
        counts.flush()
        assert table() == {("iduet", "/old"): 3, ("iduet", "/café"): 1, ("finhire", "/old"): 1}
        asked(counts, "/old")
        counts.flush()
        counts.flush()
        assert table()["iduet", "/old"] == 4

    def test_of_who_asked_and_with_which_query_nothing_is_kept(self, iduet, finhire, counts):
        asked(counts, "/old")
        counts.flush()
        values = str(list(NotFound.objects.values()))
        assert not any(word in values for word in ("secret", "192.0.2.1", "somebody"))
        assert {field.name for field in NotFound._meta.fields} == {"id", "brand", "path", "count", "days", "last_asked"}

    def test_other_answers_methods_and_hosts_are_none(self, iduet, finhire, counts):
        BrandHost.objects.create(brand=iduet, hostname="alias.localhost")
        for status in ("200 OK", "301 Moved", "410 Gone", "500 Fault"):
            asked(counts, "/a", status=status)
        asked(counts, "/a", method="POST")
        for host in (
            "desk.localhost:8000",
            "api.localhost",
            "alias.localhost",
            "nobody.example",
            "",
            "[::1]",
            "x" * 999,
        ):
            asked(counts, "/a", host=host)
        counts.flush()
        assert table() == {}

    def test_days_are_counted(self, iduet, finhire, monkeypatch):
        today = timezone.localdate()
        for day in (today - timedelta(days=2), today - timedelta(days=2), today):
            monkeypatch.setattr(timezone, "localdate", lambda day=day: day)
            add(Counter({("iduet.localhost", "/a"): 2}))
        row = NotFound.objects.get()
        assert (row.count, row.days, row.last_asked) == (6, 2, today)

    def test_while_the_database_is_away_counts_wait(self, iduet, finhire, counts, monkeypatch):
        asked(counts, "/a")
        with monkeypatch.context() as away:
            away.setattr(not_found, "add", lambda _taken: (_ for _ in ()).throw(DatabaseError("away")))
            counts.flush()
            asked(counts, "/a")
        counts.flush()
        assert table() == {("iduet", "/a"): 2}


@pytest.mark.parametrize(
    "path",
    [
        "/jan@example.com/", "/a?email=x", "/.env", "/.git/config", "/a/.well-known/x", "/shell.php", "/wp-login.php",
        "/WP-Admin/x", "/xmlrpc.php", "/cgi-bin/x", "/a\x00", "/a\nb", "/\xff", "/a\\b", "/a;b=c", "/" + "\u00e9" * 300,
    ],
)  # fmt: skip
def test_addresses_of_people_and_of_programs_that_look_for_holes_are_none(path):
    assert address_of(path) == ""


@pytest.mark.parametrize("path", ["/wp-content/uploads/a.pdf", "/index.php", "/author/jan/", "/feed/", "/a%2fb/"])
def test_what_was_on_the_site_before_is_one(path):
    assert address_of(path) == path.rstrip("/")


@pytest.mark.parametrize("path", ["//example.com", "/api/v1/x", "/_preview/token/", "/static/x.css", "/" + "x" * 255])
def test_what_no_redirect_is_asked_for_is_not_noted(counts, path):
    counts.note({"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": "iduet.localhost"})
    assert not counts._counts


class TestBounds:
    def test_a_flood_fills_no_memory_and_pushes_out_nothing_that_is_asked_again(self, counts, monkeypatch):
        monkeypatch.setattr(not_found, "MOST_HERE", 20)
        for number in range(500):
            asked(counts, f"/{number}")
            asked(counts, "/old/")
            assert len(counts._counts) <= 20
        assert counts._counts["iduet.localhost:8000", "/old/"] == 500

    def test_nor_the_table_where_what_is_asked_on_more_days_stays(self, iduet, finhire, monkeypatch):
        monkeypatch.setattr(NotFound, "MOST", 5)
        yesterday = timezone.localdate() - timedelta(days=1)
        with monkeypatch.context() as before:
            before.setattr(timezone, "localdate", lambda: yesterday)
            add(Counter({("iduet.localhost", "/old"): 1, ("finhire.localhost", "/theirs"): 1}))
        add(Counter({("iduet.localhost", "/old"): 1}))
        add(Counter({("iduet.localhost", f"/flood-{number}"): 9 for number in range(50)}))
        assert NotFound.objects.filter(brand=iduet).count() == 5
        assert {("iduet", "/old"), ("finhire", "/theirs")} < table().keys()

    def test_what_nobody_asks_for_any_more_is_forgotten(self, iduet, finhire):
        today = timezone.localdate()
        for brand, age in ((iduet, NotFound.KEPT + 1), (finhire, NotFound.KEPT)):
            NotFound.objects.create(brand=brand, path="/a", last_asked=today - timedelta(days=age))
        call_command("trim_not_found", verbosity=0)
        assert [row.brand for row in NotFound.objects.all()] == [finhire]


def test_a_thread_of_its_own_adds_them_and_goes_on_after_a_fault(monkeypatch):
    done = threading.Event()
    taken: list = []

    def fails_once(counts):
        taken.append(counts)
        if len(taken) == 1:
            raise ValueError("a fault")
        done.set()

    monkeypatch.setattr(not_found, "FLUSHED_EVERY", 0.01)
    monkeypatch.setattr(not_found, "add", fails_once)
    monkeypatch.setattr(not_found.connection, "close", lambda: None)
    counts = Counts()
    asked(counts, "/a")
    for _ in range(200):
        asked(counts, "/b")
        if done.wait(0.01):
            break
    assert done.is_set()
    monkeypatch.setattr(not_found, "FLUSHED_EVERY", 3600)
