"""Brands and what their pages share are read once for many renderings, and anew once anything changed or ended."""

import datetime
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from brands.directory import KEPT_DIRECTORY, BrandDirectory
from brands.models import BrandHost
from cms.delivery.directories import Directories
from cms.delivery.entry import AWAY_AFTER
from cms.foundation import scope
from cms.foundation.scope import Scope
from cms.library.models import Question
from home.provisioning.brands import locale_of
from tests.api.test_layout import make_menu, to
from tests.cms.delivery.conftest import Worker
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_version
from tests.factories.pages import make_content, make_faq

OF_BRANDS = 'FROM "brands_brand"'
OF_MENUS = '"navigation_menu"."brand_id" = '
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def pages(iduet, finhire, host):
    for brand in (iduet, finhire):
        for slug in ("a", "b", "c", "d"):
            make_content(home_of(brand), f"{slug} of {brand.key}", slug=slug)


@pytest.fixture
def asked():
    """`asked(worker, brand, path)` → how often the brands, or other rows, were read for an answer, and the answer."""

    def ask(worker, brand, path, rows=OF_BRANDS):
        with CaptureQueriesContext(connection) as queries:
            got = worker.get(brand, path)
        return sum(rows in query["sql"].replace("\n", " ") for query in queries), got

    return ask


def test_many_renderings_read_the_brands_once(asked, pages, iduet, finhire):
    worker = Worker()
    first = asked(worker, iduet, "/a/")[0]
    assert first == 1
    for brand, path in ((iduet, "/b/"), (finhire, "/a/"), (finhire, "/b/")):
        number, got = asked(worker, brand, path)
        assert (number, got.status) == (0, 200)
        assert f"of {brand.key}" in got.text


def test_whatever_is_announced_has_them_read_anew_by_every_worker(asked, pages, committed, iduet, finhire):
    workers = (Worker(), Worker())
    for worker in workers:
        worker.get(iduet, "/a/")
        worker.get(finhire, "/a/")
    with committed():
        iduet.name = "Renamed"
        iduet.save()
    for worker in workers:
        number, got = asked(worker, iduet, "/b/")
        assert number == 1
        assert "Renamed" in got.text
        assert asked(worker, finhire, "/b/")[0] == 0
    with committed():
        BrandHost.objects.create(brand=finhire, hostname="old.finhire.localhost")
    for worker in workers:
        assert worker.get("old.finhire.localhost:8000", "/c/").headers["location"].startswith(finhire.root_url)
    with committed():
        home_of(iduet).specific.unpublish()
    for worker in workers:
        assert worker.get(iduet, "/c/").status == 404
        assert worker.get(finhire, "/d/").status == 200


def test_while_the_log_is_not_heard_of_they_are_read_each_time(asked, pages, iduet, finhire):
    worker = Worker()
    worker.get(iduet, "/a/")
    worker.entry.store.bulletin.confirm(time.time() - AWAY_AFTER - 1)
    for brand, path in ((iduet, "/b/"), (finhire, "/b/")):
        assert asked(worker, brand, path)[0] == 1


def test_only_the_store_hands_them_on(pages, iduet):
    seen = []

    def application(environ, start_response):
        seen.append(KEPT_DIRECTORY in environ)
        start_response("200 OK", [])
        return [b""]

    worker = Worker(application)
    worker.get(iduet, "/a/")
    for method, headers in (("POST", {}), ("GET", {"authorization": "Bearer x"}), ("GET", {"cookie": "unlocked=1"})):
        worker.get(iduet, "/a/", method=method, **headers)
    assert seen == [True, False, False, False]


def test_many_renderings_read_what_they_share_once(asked, pages, committed, iduet, finhire):
    for brand in (iduet, finhire):
        make_menu(brand, to(make_content(home_of(brand), f"Linked by {brand.key}")))
    worker = Worker()
    for brand in (iduet, finhire):
        assert asked(worker, brand, "/a/", OF_MENUS)[0] == 1
        number, got = asked(worker, brand, "/b/", OF_MENUS)
        assert number == 0
        assert f"Linked by {brand.key}" in got.text
        assert ("Linked by iduet" in got.text) == (brand == iduet)
    assert asked(worker, iduet, "/en/", OF_MENUS)[0] == 1  # another language has menus of its own
    with committed():
        make_content(home_of(finhire))
    assert asked(worker, iduet, "/c/", OF_MENUS)[0] == 1


def test_what_is_shared_is_part_of_each_answer_that_shows_it(pages, committed, iduet, finhire):
    """A version that a brand makes of an item changes all its pages with it, and nobody else's."""
    with committed():
        question = make_question("How long?")
        for brand in (iduet, finhire):
            for slug in ("first", "second"):
                make_faq(home_of(brand), [question], slug=slug)
    worker = Worker()
    for brand in (iduet, finhire):
        for path in ("/first/", "/second/"):
            assert "How long?" in worker.get(brand, path).text
    with committed():
        make_version(question, finhire, answer="<p>At Finhire a month.</p>")
    for path in ("/first/", "/second/"):
        assert "At Finhire a month." in worker.get(finhire, path).text
        assert worker.renders(iduet, path) is False
    with committed():
        Question.objects.get(pk=question.pk).unpublish()
    for brand in (iduet, finhire):
        for path in ("/first/", "/second/"):
            assert "How long" not in worker.get(brand, path).text


def test_what_ends_by_the_clock_is_not_shared_beyond(asked, pages, iduet, finhire):
    linked = make_content(home_of(iduet), "Ends soon")
    make_menu(iduet, to(linked))
    worker = Worker()
    assert "Ends soon" in worker.get(iduet, "/a/").text
    Page.objects.filter(pk=linked.pk).update(
        expire_at=timezone.now() - HOUR
    )  # as its time has come, announced by nobody
    assert "Ends soon" in worker.get(iduet, "/b/").text
    place, _until, directory = worker.entry.directories._kept
    worker.entry.directories._kept = place, time.time() - 1, directory
    assert "Ends soon" not in worker.get(iduet, "/c/").text


def test_the_first_end_is_that_of_all(iduet, finhire, worker):
    assert worker.entry.store.next_expiry() == float("inf")
    ends = timezone.now() + HOUR
    for brand, when in ((iduet, ends + HOUR), (finhire, ends)):
        Page.objects.filter(pk=make_content(home_of(brand)).pk).update(expire_at=when)
    assert Worker().entry.store.next_expiry() == ends.timestamp()
    directories = Directories()
    directory = directories.at(1, ends.timestamp())
    assert directories.at(1, ends.timestamp()) is directory
    assert directories.at(2, ends.timestamp()) is not directory
    past = directories.at(3, time.time() - 1)
    assert directories.at(3, time.time() - 1) is not past


def test_nothing_is_shared_with_who_sees_more(iduet, finhire, monkeypatch):
    directory, dutch, english = BrandDirectory(shared={}), locale_of("nl"), locale_of("en")
    public = Scope(directory, iduet, dutch)._loaded
    assert Scope(directory, iduet, dutch)._loaded is public
    others = [
        Scope(directory, iduet, dutch, preview=True), Scope(directory, iduet, dutch, passed=frozenset({1})),
        Scope(directory, iduet, english), Scope(directory, finhire, dutch), Scope(BrandDirectory(), iduet, dutch),
    ]  # fmt: skip
    assert public not in [each._loaded for each in others]
    public.things[Page].update(dict.fromkeys(range(5)))
    monkeypatch.setattr(scope, "MOST_SHARED", 4)
    assert Scope(directory, iduet, dutch)._loaded is not public
