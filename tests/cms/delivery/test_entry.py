"""The store in front of Django: what it answers, what it never keeps, and that changes reach every worker at once."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor

import brotli
import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from brands.models import BrandHost
from cms.delivery.entry import AWAY_AFTER, SHOWN_WHILE_AWAY
from tests.cms.delivery.conftest import Worker
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_role, make_version
from tests.factories.pages import make_content, make_faq

HTML = "text/html; charset=utf-8"


@pytest.fixture
def page(iduet, finhire):
    make_content(home_of(finhire), "Finhire's terms", slug="terms")
    return make_content(home_of(iduet), "Iduet's terms", slug="terms")


@pytest.fixture
def worker(page, worker):
    """The pages are there before anybody asks."""
    return worker


class TestAnswers:
    def test_the_second_reader_gets_the_first_one_s_bytes(self, worker, iduet):
        first, second = worker.get(iduet, "/terms/"), worker.get(iduet, "/terms/")
        assert first.status == 200
        assert "Iduet&#x27;s terms" in first.text or "Iduet's terms" in first.text
        assert (first.body, first.headers) == (second.body, second.headers)
        assert worker.renderings == ["/terms/"]

    def test_it_is_what_django_says(self, worker, client, iduet):
        stored = worker.get(iduet, "/terms/")
        made = client.get("/terms/", headers={"host": f"{iduet.host}:8000"})
        assert stored.body == made.content
        own = {"etag", "content-length", "vary", "x-request-id"}
        assert {name: value for name, value in stored.headers.items() if name not in own} == {
            name.lower(): value for name, value in made.headers.items() if name.lower() not in own
        }

    def test_compressed_bytes_and_conditions(self, worker, iduet):
        plain = worker.get(iduet, "/terms/")
        for accepted, decode in (("gzip", gzip.decompress), ("gzip, br", brotli.decompress)):
            got = worker.get(iduet, "/terms/", accept_encoding=accepted)
            assert decode(got.body) == plain.body
            again = worker.get(iduet, "/terms/", accept_encoding=accepted, if_none_match=got.headers["etag"])
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", got.headers["etag"])
            assert "content-length" not in again.headers
        assert len(worker.renderings) == 1

    def test_head_has_the_headers_alone_whoever_asks_first(self, worker, iduet):
        head = worker.get(iduet, "/terms/", method="HEAD")
        whole = worker.get(iduet, "/terms/")
        assert (head.status, head.body, head.headers) == (200, b"", whole.headers)
        assert len(worker.renderings) == 1

    def test_markdown_and_html_of_one_address(self, worker, iduet):
        for _ in range(2):
            for accept, kind in (("text/html", "text/html"), ("text/markdown", "text/markdown"), ("*/*", "text/html")):
                got = worker.get(iduet, "/terms/", accept=accept)
                assert got.headers["content-type"].startswith(kind)
                assert "Accept" in got.headers["vary"].split(", ")
            assert worker.get(iduet, "/terms.md").headers["content-type"].startswith("text/markdown")
            assert worker.get(iduet, "/terms/.md?a=1").headers["location"] == "/terms.md?a=1"
            assert worker.get(iduet, "/terms/.md").headers["location"] == "/terms.md"

    def test_documents_of_the_api_with_their_parameters(self, worker, iduet):
        lists = [worker.get(iduet, f"/api/v1/brands/iduet/pages?limit={limit}") for limit in (1, 2, 1, 2)]
        assert lists[0].body == lists[2].body != lists[1].body == lists[3].body
        assert len(worker.renderings) == 2
        for _ in range(2):
            assert worker.get(iduet, "/api/v1/brands/iduet/pages?limi=1").status == 400

    def test_brands_are_kept_apart(self, worker, iduet, finhire):
        for _ in range(2):
            assert "Finhire" not in worker.get(iduet, "/terms/").text.partition("</title>")[0]
            assert "Iduet" not in worker.get(finhire, "/terms/").text.partition("</title>")[0]
        assert len(worker.renderings) == 2

    @pytest.mark.parametrize("path", ["/nothing/", "/api/v1/brands/iduet/resolve?path=/nothing/", "/robots.txt"])
    def test_absences_and_files_are_kept(self, worker, iduet, path):
        assert worker.renders(iduet, path)
        assert not worker.renders(iduet, path)

    def test_a_redirect_with_a_query_leaves_other_queries_in_the_store(self, worker, iduet, finhire, committed):
        page = home_of(iduet).get_children().get(slug="terms")
        assert worker.renders(iduet, "/?p=7")
        assert not worker.renders(iduet, "/?p=7")
        with committed():
            Redirect.objects.create(site=iduet.site, old_path="/?p=7", redirect_page=page)
        for _ in range(2):
            led = worker.get(iduet, "/?utm_source=x&p=7")
            assert (led.status, led.headers["location"]) == (301, "/terms/")
        assert not worker.renders(iduet, "/?utm_source=x")
        assert not worker.renders(iduet, "/")
        assert worker.get(iduet, "/?p=8").status == 200

    def test_an_unknown_host_is_never_kept(self, worker, iduet):
        for host in ("unknown.localhost", "iduet.localhost.evil.example", "finhire.localhost@iduet.localhost"):
            for _ in range(2):
                assert worker.renders(host, "/terms/")
        assert worker.get("unknown.localhost", "/terms/").status == 404


class TestNeverKept:
    def test_ten_thousand_queries_are_one_rendering(self, worker, iduet):
        bodies = {worker.get(iduet, f"/terms/?q={number}&utm_source=x{number}").body for number in range(10_000)}
        assert len(bodies) == len(worker.renderings) == 1
        assert b"utm_source" not in bodies.pop()

    def test_what_needs_a_password(self, worker, iduet, committed):
        page = home_of(iduet).get_children().get(slug="terms")
        assert worker.get(iduet, "/terms/").status == 200
        with committed():
            PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
        for _ in range(2):
            got = worker.get(iduet, "/terms/")
            assert (got.status, got.headers["cache-control"]) == (401, "private, no-store")
        assert len(worker.renderings) == 3

    def test_who_carries_a_token_asks_django(self, worker, iduet):
        address = "/api/v1/brands/iduet/layout"
        assert worker.renders(iduet, address)
        assert worker.renders(iduet, address, authorization="Bearer x")
        assert not worker.renders(iduet, address)

    def test_the_desk_is_untouched(self, worker):
        for _ in range(2):
            assert worker.renders("desk.localhost:8000", "/admin/login/")

    def test_a_fault_is_not_kept(self, host, iduet):
        def fail(environ, start_response):
            start_response("500 Internal Server Error", [("Cache-Control", "public"), ("Content-Type", HTML)])
            return [b"fault"]

        broken = Worker(fail)
        for _ in range(3):
            assert broken.get(iduet, "/").status == 500
        assert len(broken.renderings) == 3


class TestQueriesThatMatter:
    @pytest.mark.parametrize("first", ["/old/", "/old/?id=1", "/old/?id=2"])
    def test_a_redirect_that_names_a_query(self, worker, iduet, page, committed, first):
        worker.get(iduet, first)
        with committed():
            Redirect.objects.create(site=iduet.site, old_path="/old?id=1", redirect_page=page)
        for _ in range(2):
            assert worker.get(iduet, "/old/").status == 404
            assert worker.get(iduet, "/old/?id=1").headers["location"] == "/terms/"
            assert worker.get(iduet, "/old/?id=2").status == 404

    def test_another_way_to_write_an_address_keeps_its_query(self, worker, iduet):
        for query in ("", "?a=1", "?b=2"):
            assert worker.get(iduet, f"/Terms/{query}").headers["location"] == f"/terms/{query}"

    def test_a_redirect_drops_what_means_nothing(self, worker, iduet, page, committed):
        with committed():
            Redirect.objects.create(site=iduet.site, old_path="/old", redirect_page=page)
        for query in ("", "?utm_source=a", "?utm_source=b"):
            assert worker.get(iduet, f"/old/{query}").headers["location"] == "/terms/"
        assert len(worker.renderings) == 1

    def test_a_brand_that_is_shown_elsewhere(self, worker, iduet, committed):
        assert worker.get(iduet, "/terms/").status == 200
        with committed():
            iduet.front_end_url, iduet.headless_only = "https://www.iduet.example", True
            iduet.save()
        for query in ("", "?a=1", "?b=2"):
            assert (
                worker.get(iduet, f"/terms/{query}").headers["location"] == f"https://www.iduet.example/terms/{query}"
            )

    def test_an_alias_of_a_host(self, worker, iduet, finhire, committed):
        assert worker.get("www.localhost", "/terms/").status == 404
        for brand in (iduet, finhire):
            with committed():
                BrandHost.objects.update_or_create(hostname="www.localhost", defaults={"brand": brand})
            assert worker.get("www.localhost", "/a/?b=1").headers["location"] == f"{brand.root_url}/a/?b=1"


class TestChanges:
    def test_a_publication_reaches_both_workers_at_once_and_nothing_else_is_made_again(
        self, worker, other_worker, iduet, finhire, page, committed
    ):
        for each in (worker, other_worker):
            each.get(iduet, "/terms/")
            each.get(finhire, "/terms/")
        page.title = "New terms"
        with committed():
            page.save_revision().publish()
        for each in (worker, other_worker):
            assert "New terms" in each.get(iduet, "/terms/").text
            assert not each.renders(finhire, "/terms/")

    def test_a_page_appears_where_nothing_was_and_goes_again(self, worker, iduet, committed):
        assert worker.get(iduet, "/new/").status == 404
        with committed():
            page = make_content(home_of(iduet), "New", slug="new")
        assert worker.get(iduet, "/new/").status == 200
        with committed():
            page.unpublish()
        assert worker.get(iduet, "/new/").status == 410

    def test_a_page_appears_where_a_redirect_led_on_and_goes_again(self, worker, iduet, finhire, page, committed):
        resolve = "/api/v1/brands/{}/resolve?path=/old/"
        for brand in (iduet, finhire):
            with committed():
                Redirect.objects.create(old_path="/old", site=brand.site, redirect_link="/terms/")
            asked = "/old/", resolve.format(brand.key)
            assert [worker.get(brand, path).status for path in asked] == [301, 200]
            assert worker.get(brand, asked[1]).text.startswith('{"kind":"redirect"')
            with committed():
                come = make_content(home_of(brand), "It came", slug="old")
            assert all("It came" in worker.get(brand, path).text for path in asked)
            with committed():
                come.unpublish()
            assert worker.get(brand, "/old/").headers["location"] == "/terms/"
            assert worker.get(brand, asked[1]).text.startswith('{"kind":"redirect"')

    def test_a_library_item_and_a_brand_s_version_of_it(self, worker, iduet, finhire, committed):
        question = make_question("How long?")
        with committed():
            for brand in (iduet, finhire):
                make_faq(home_of(brand), [question], slug="faq")
        for brand in (iduet, finhire):
            assert "How long?" in worker.get(brand, "/faq/").text
        with committed():
            make_version(question, iduet, question="How long, Iduet?")
        assert "How long, Iduet?" in worker.get(iduet, "/faq/").text
        assert not worker.renders(finhire, "/faq/")

    def test_a_list_in_which_something_appears(self, worker, iduet, committed):
        address = "/api/v1/brands/iduet/roles"
        assert "CIO" not in worker.get(iduet, address).text
        with committed():
            make_role("CIO")
        assert "CIO" in worker.get(iduet, address).text

    def test_what_expires_goes_at_that_moment(self, worker, iduet, page, committed, monkeypatch):
        with committed():
            page.expire_at = timezone.now() + timezone.timedelta(hours=1)
            page.save_revision().publish()
        assert worker.get(iduet, "/terms/").status == 200
        assert not worker.renders(iduet, "/terms/")
        later = (timezone.now() + timezone.timedelta(hours=2)).timestamp()
        monkeypatch.setattr("cms.delivery.store.time.time", lambda: later)
        assert worker.renders(iduet, "/terms/")

    def test_a_change_that_is_rolled_back_drops_nothing(self, worker, iduet, page):
        worker.get(iduet, "/terms/")
        page.save_revision().publish()  # the test's transaction has not committed
        assert not worker.renders(iduet, "/terms/")


class TestRaces:
    @pytest.fixture(autouse=True)
    def _no_clock(self, monkeypatch):
        """Threads of a test have no part in its transaction."""
        monkeypatch.setattr("cms.delivery.store.expiries", list)

    def test_a_rendering_that_began_before_a_change_is_not_kept_after_it(self, host, iduet, committed, page):
        def publish_meanwhile(environ, start_response):
            answer = Worker(most=0).application(environ, start_response)
            if not changed:
                changed.append(True)
                with committed():
                    page.title = "New terms"
                    page.save_revision().publish()
            return answer

        changed: list[bool] = []
        slow = Worker(publish_meanwhile)
        assert "New terms" not in slow.get(iduet, "/terms/").text
        assert "New terms" in slow.get(iduet, "/terms/").text
        assert len(slow.renderings) == 2
        assert not slow.renders(iduet, "/terms/")

    def test_one_makes_it_and_the_others_wait(self, host, iduet):
        started, let_go = threading.Event(), threading.Event()

        def slow(environ, start_response):
            started.set()
            let_go.wait(10)
            start_response("200 OK", [("Cache-Control", "public"), ("Content-Type", HTML)])
            return [b"made"]

        worker = Worker(tagged(slow))
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(worker.get, iduet, "/") for _ in range(8)]
            assert started.wait(10)
            let_go.set()
            assert {one.result().body for one in asked} == {b"made"}
        assert len(worker.renderings) == 1

    def test_what_cannot_be_shared_is_waited_for_once(self, host, iduet):
        def private(environ, start_response):
            start_response("200 OK", [("Cache-Control", "private, no-store"), ("Content-Type", HTML)])
            return [environ.get("HTTP_COOKIE", "").encode()]

        worker = Worker(private)
        worker.get(iduet, "/")
        with ThreadPoolExecutor(4) as pool:
            got = list(pool.map(lambda number: worker.get(iduet, "/", cookie=f"a={number}").body, range(4)))
        assert got == [f"a={number}".encode() for number in range(4)]


class TestAway:
    def test_stored_responses_go_on_for_a_day_and_say_so(self, worker, iduet, caplog):
        assert "age" not in worker.get(iduet, "/terms/").headers
        board = worker.entry.store.bulletin
        board.confirm(board.confirmed_at - AWAY_AFTER - 3600)
        for _ in range(2):
            got = worker.get(iduet, "/terms/")
            assert 3600 <= int(got.headers["age"]) < 3700
        assert len(worker.renderings) == 1
        assert caplog.text.count("stored responses are shown as they were") == 1
        board.confirm(board.confirmed_at - SHOWN_WHILE_AWAY)
        assert worker.renders(iduet, "/terms/")


def tagged(application):
    """The application, as if it had read a brand."""
    from cms.foundation.tags import add_tags  # noqa: PLC0415

    def with_tag(environ, start_response):
        add_tags("brand:iduet")
        return application(environ, start_response)

    return with_tag
