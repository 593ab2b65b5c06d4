"""The store on disk: shared by the host's processes, there after a restart, never older than the bulletin."""

import gzip
import json
import os
import shutil
from pathlib import Path

import brotli
import pytest
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.changes.addresses import addresses_of
from cms.delivery import disk as module
from cms.delivery import spreading
from cms.delivery.bulletin import EVERYTHING, bulletin
from cms.delivery.disk import disk
from cms.delivery.entry import AWAY_AFTER, SHOWN_WHILE_AWAY
from cms.delivery.keys import Key
from cms.delivery.stored import finished
from tests.cms.delivery.conftest import Worker, forget_the_host
from tests.factories.brands import home_of
from tests.factories.pages import make_content

PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, max-age=0")]


@pytest.fixture
def page(iduet, finhire):
    make_content(home_of(finhire), "Finhire's terms", slug="terms")
    return make_content(home_of(iduet), "Iduet's terms", slug="terms")


@pytest.fixture
def first(page, host) -> Worker:
    return Worker(on_disk=True)


@pytest.fixture
def second(first) -> Worker:
    return Worker(on_disk=True)


def files(host: Path, top: str = "mirror") -> set[str]:
    return {str(each.relative_to(host / top)) for each in (host / top).rglob("*") if each.is_file()}


def key(path: str = "/a/", query: str = "") -> Key:
    return Key("http", "iduet.localhost", path, query)


def response(*tags: str, body=b"x" * 1000, status="200 OK"):
    return finished(status, PUBLIC, body, set(tags), 0.0)


class TestShared:
    def test_another_process_shows_what_one_has_made(self, first, second, iduet, finhire):
        made = first.get(iduet, "/terms/", accept_encoding="br")
        shown = second.get(iduet, "/terms/", accept_encoding="br")
        assert (shown.status, shown.headers, shown.body) == (made.status, made.headers, made.body)
        assert second.renderings == []
        assert second.get(finhire, "/terms/").body != first.get(iduet, "/terms/").body

    @pytest.mark.parametrize("address", [
        "/api/v1/brands/iduet/pages?limit=1", "/api/v1/brands/iduet/layout", "/terms", "/terms.md", "/robots.txt",
    ])  # fmt: skip
    def test_whatever_kind_of_answer_it_is(self, first, second, iduet, address):
        made, shown = first.get(iduet, address), second.get(iduet, address)
        assert (shown.status, shown.headers, shown.body) == (made.status, made.headers, made.body)
        assert second.renderings == []

    def test_absences_take_no_place(self, first, second, iduet, host):
        for number in range(20):
            first.get(iduet, f"/nothing-{number}/")
        assert files(host, "kept") == files(host) == set()
        assert second.renders(iduet, "/nothing-1/")

    def test_it_is_there_after_a_restart(self, first, iduet, host):
        made = first.get(iduet, "/terms/")
        forget_the_host()
        again = Worker(on_disk=True)
        assert again.get(iduet, "/terms/").body == made.body
        assert again.renderings == []

    def test_what_changed_while_nothing_ran_is_not_shown_after_a_restart(self, first, page, iduet, settings):
        first.get(iduet, "/terms/")
        page.title = "New terms"
        page.save_revision().publish()  # nobody of this host hears of the commit
        spreading.spread_at_start()
        assert "New terms" in Worker(on_disk=True).get(iduet, "/terms/").text

    def test_what_another_release_has_made_is_given_up_and_it_adds_no_more(self, first, iduet, host, monkeypatch):
        disk().take_over()
        first.get(iduet, "/terms/")
        assert files(host)
        disk().take_over()  # a restart
        assert files(host)
        with monkeypatch.context() as upgraded:
            upgraded.setattr(module, "release", lambda: "another")
            assert Worker(on_disk=True).renders(iduet, "/terms/")
            disk().take_over()
            assert files(host) == set()
            assert disk().put(key(), response("page:1"), bulletin().head)
        assert disk().get(key()) is None
        assert not disk().put(key("/b/"), response("page:1"), bulletin().head)

    def test_redirects_with_queries_are_as_they_were(self, first, second, page, iduet, committed):
        with committed():
            Redirect.objects.create(site=iduet.site, old_path="/?p=7", redirect_page=page)
        for worker in (first, second):
            assert worker.get(iduet, "/").status == 200
            assert worker.get(iduet, "/?p=7").headers["location"] == "/terms/"

    def test_while_the_database_is_away_it_has_an_age_and_an_end(self, first, second, iduet):
        first.get(iduet, "/terms/")
        board = bulletin()
        board.confirm(board.confirmed_at - AWAY_AFTER - 3600)
        assert int(second.get(iduet, "/terms/").headers["age"]) >= 3600
        assert second.renderings == []
        board.confirm(board.confirmed_at - SHOWN_WHILE_AWAY)
        assert Worker(on_disk=True).renders(iduet, "/terms/")


class TestMirror:
    def test_pages_lie_as_files_with_compressed_twins(self, first, iduet, finhire, host):
        for brand in (iduet, finhire):
            body = first.get(brand, "/terms/").body
            place = host / "mirror" / "any" / brand.host / "terms" / "index.html"
            assert place.read_bytes() == body
            assert gzip.decompress(Path(f"{place}.gz").read_bytes()) == body
            assert brotli.decompress(Path(f"{place}.br").read_bytes()) == body

    def test_a_web_server_says_the_same_validator(self, first, iduet, host):
        place = host / "mirror" / "any" / iduet.host / "terms" / "index.html"
        for coding, ending in (("", ""), ("gzip", ".gz"), ("br", ".br")):
            told = first.get(iduet, "/terms/", accept_encoding=coding).headers["etag"]
            found = Path(f"{place}{ending}").stat()
            assert told == f'"{int(found.st_mtime):x}-{found.st_size:x}"'

    def test_each_kind_of_address_has_its_place(self, first, iduet, host):
        for address in ("/", "/en/", "/terms.md", "/index.md", "/robots.txt", "/sitemap.xml", "/llms.txt",
                        "/theme.css", "/api/v1/brands/iduet/layout"):  # fmt: skip
            assert first.get(iduet, address).status == 200
        plain = {each for each in files(host) if not each.endswith((".gz", ".br"))}
        here = {each.partition(f"/{iduet.host}/")[0::2] for each in plain}
        assert here == {
            ("any", "index.html"), ("any", "en/index.html"), ("any", "terms.md"), ("any", "index.md"),
            ("any", "robots.txt"), ("any", "sitemap.xml"), ("any", "llms.txt"), ("any", "theme.css"),
            ("api", "api/v1/brands/iduet/layout.json"),
        }  # fmt: skip

    def test_what_a_web_server_could_not_say_is_kept_elsewhere(self, first, iduet, host, committed):
        first.get(iduet, "/terms")  # leads on
        first.get(iduet, "/api/v1/brands/iduet/pages?limit=1")
        first.get(iduet, "/nothing/")
        assert files(host) == set()
        with committed():
            iduet.quiet = True
            iduet.save()
        assert "x-robots-tag" in first.get(iduet, "/terms/").headers
        assert files(host) == set()

    def test_a_page_whose_query_may_matter_stands_apart(self, first, page, iduet, host, committed):
        with committed():
            Redirect.objects.create(site=iduet.site, old_path="/?p=7", redirect_page=page)
        assert first.get(iduet, "/").status == 200
        assert f"bare/{iduet.host}/index.html" in files(host)
        with committed():
            Redirect.objects.all().delete()
        assert first.get(iduet, "/").status == 200
        assert f"any/{iduet.host}/index.html" in files(host)
        assert f"bare/{iduet.host}/index.html" not in files(host)

    @pytest.mark.parametrize("path", [
        "/../../etc/passwd/", "/a/../b/", "//", "/a//b/", "/./", "/a/..", "/%2e%2e/", "/a\x00/", "/a b/", "/a\n/",
        "/é/", "/a.br/", "/" + "a" * 300 + "/", "/index.html/", "/a/index.html", "/a.md/b/", "/-" * 900 + "/", "/a\\b/",
        "/any/../../bulletin/", "/.hidden/", "/~x/",
    ])  # fmt: skip
    def test_hostile_paths_have_no_file_of_their_own(self, host, path):
        assert disk().put(key(path), response("page:1"), bulletin().head)
        assert files(host) == set()
        assert all(len(Path(each).name) < 70 for each in files(host, "kept"))
        assert disk().get(key(path)).answers["identity"].body == [b"x" * 1000]

    def test_only_the_scheme_of_the_installation(self, first, iduet, host):
        disk().put(key()._replace(scheme="https"), response("page:1"), bulletin().head)
        assert files(host) == set()


class TestChanges:
    def test_a_publication_takes_the_file_away_before_it_has_answered(
        self, first, page, iduet, finhire, host, committed
    ):
        for brand in (iduet, finhire):
            first.get(brand, "/terms/")
            first.get(brand, "/terms.md")
        with committed():
            page.title = "New terms"
            page.save_revision().publish()
        assert not [each for each in files(host) if iduet.host in each]
        assert len([each for each in files(host) if finhire.host in each]) >= 4
        assert "New terms" in first.get(iduet, "/terms/").text
        assert b"New terms" in (host / "mirror" / "any" / iduet.host / "terms" / "index.html").read_bytes()

    @pytest.mark.parametrize("how", ["unpublish", "privacy", "delete", "move"])
    def test_what_is_not_public_any_more_is_gone(self, first, page, iduet, host, committed, how):
        first.get(iduet, "/terms/")
        with committed():
            if how == "unpublish":
                page.unpublish()
            elif how == "privacy":
                PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
            elif how == "delete":
                page.delete()
            else:
                page.slug = "conditions"
                page.save_revision().publish()
        assert not [each for each in files(host) if "/terms/" in each]
        assert first.get(iduet, "/terms/").status in (301, 401, 404, 410)
        assert not [each for each in files(host) if "/terms/" in each]

    def test_what_expires_goes_with_the_clock(self, first, page, iduet, host, committed, monkeypatch):
        with committed():
            page.expire_at = timezone.now() + timezone.timedelta(hours=1)
            page.save_revision().publish()
        first.get(iduet, "/terms/")
        assert disk().next_expiry() == pytest.approx(page.expire_at.timestamp())
        disk().expire()
        assert f"any/{iduet.host}/terms/index.html" in files(host)
        later = (timezone.now() + timezone.timedelta(hours=2)).timestamp()
        monkeypatch.setattr("cms.delivery.disk.time.time", lambda: later)
        disk().expire()
        assert not [each for each in files(host) if "terms" in each]

    def test_everything(self, first, iduet, finhire, host):
        for brand in (iduet, finhire):
            first.get(brand, "/terms/")
        with bulletin().alone():
            bulletin().announce({EVERYTHING})
        disk().catch_up()
        assert files(host) == set()
        disk().empty_trash()
        assert not (host / "trash").exists()
        assert disk().held() == set()

    def test_hundreds_of_files_go_in_one_move(self, host, monkeypatch):
        monkeypatch.setattr(module, "_MANY", 10)
        for number in range(30):
            disk().put(key(f"/{number}/"), response("brand:iduet", f"page:{number}"), bulletin().head)
            disk().put(
                key(f"/{number}/")._replace(host="finhire.localhost"),
                response("brand:finhire", *["brand:iduet"] * (number < 15)),
                bulletin().head,
            )
        with bulletin().alone():
            bulletin().announce({"brand:iduet"})
        disk().catch_up()
        assert {each.host for each in disk().held()} == {"finhire.localhost"}
        assert len(disk().held()) == 15
        assert disk().sweep() == 0

    def test_a_response_that_began_before_a_change_is_not_written_after_it(self, host):
        begun = bulletin().head
        with bulletin().alone():
            bulletin().announce({"page:1"})
        assert not disk().put(key(), response("page:1"), begun)
        assert disk().put(key(), response("page:2"), begun)
        assert disk().put(key("/b/"), response("page:1"), bulletin().head)

    def test_who_died_between_telling_and_taking_away_leaves_it_to_the_next(self, host):
        disk().put(key(), response("page:1"), bulletin().head)
        with bulletin().alone():
            bulletin().announce({"page:1"})
        assert disk().get(key()) is None
        assert files(host, "kept") == set()


class TestFaults:
    def test_files_that_nothing_is_written_down_of_are_swept(self, first, iduet, host):
        first.get(iduet, "/terms/")
        stray = host / "mirror" / "any" / iduet.host / "stray" / "index.html"
        stray.parent.mkdir()
        stray.write_text("old")
        (host / "drafts" / "draft").write_text("half")
        assert disk().sweep() == 1
        assert not stray.parent.exists()
        assert list((host / "drafts").iterdir()) == []
        assert Worker(on_disk=True).get(iduet, "/terms/").status == 200
        assert disk().sweep() == 0

    @pytest.mark.parametrize("damage", ["cut", "gone", "other"])
    def test_what_is_not_whole_is_not_shown(self, first, iduet, host, damage):
        made = first.get(iduet, "/terms/")
        place = host / "mirror" / "any" / iduet.host / "terms" / "index.html.gz"
        if damage == "gone":
            place.unlink()
        elif damage == "cut":
            os.truncate(place, 10)
        else:
            place.write_bytes(b"x" * place.stat().st_size)
        again = Worker(on_disk=True)
        assert again.get(iduet, "/terms/").body == made.body
        assert again.renderings == ["/terms/"]

    def test_a_full_disk_is_said_and_costs_nobody_an_answer(self, first, second, iduet, host, monkeypatch, caplog):
        monkeypatch.setattr(module, "FREE", 1 << 62)
        for worker in (first, second):
            assert worker.get(iduet, "/terms/").status == 200
            assert not worker.renders(iduet, "/terms/")
        assert files(host) == set()
        assert "are kept in memory alone: less than" in caplog.text
        assert caplog.text.count("memory alone") == 1

    def test_a_disk_that_fills_in_the_middle_leaves_nothing_half(self, first, iduet, host, monkeypatch, caplog):
        written = Path.write_bytes

        def fill(self, data):
            if data[:2] == b"\x1f\x8b":  # the second of three files
                raise OSError(28, "No space left on device")
            return written(self, data)

        monkeypatch.setattr(Path, "write_bytes", fill)
        assert first.get(iduet, "/terms/").status == 200
        assert files(host) == set()
        assert list((host / "drafts").iterdir()) == []
        assert "No space left" in caplog.text

    def test_a_record_that_cannot_be_written_leaves_no_file(self, first, iduet, host, monkeypatch, caplog):
        def full(*args):
            raise module.sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(disk().index, "note", full)
        assert first.get(iduet, "/terms/").status == 200
        assert files(host) == set()
        assert "database or disk is full" in caplog.text

    def test_what_is_without_number_has_a_bound(self, host, monkeypatch):
        monkeypatch.setattr(module, "MOST_BOUNDED", 50)
        disk().put(key("/theme/"), response("page:1"), bulletin().head)
        for number in range(300):
            stored = response("brand:iduet")
            stored.made_at = float(number + 1)
            disk().put(key("/api/v1/brands", f"limit={number}"), stored, bulletin().head)
        assert len(files(host, "kept")) <= 3 * 150
        assert disk().get(key("/api/v1/brands", "limit=299")) is not None
        assert disk().get(key("/api/v1/brands", "limit=0")) is None

    def test_the_folder_may_be_thrown_away_while_it_is_used(self, first, iduet, host):
        first.get(iduet, "/terms/")
        shutil.rmtree(host / "mirror")
        again = Worker(on_disk=True)
        assert again.renders(iduet, "/terms/")
        assert json.loads((host / "place.json").read_text())


class TestAddresses:
    def test_whoever_tells_others_finds_what_was_kept(self, first, iduet, finhire, page):
        for brand in (iduet, finhire):
            first.get(brand, "/terms/")
        first.get(iduet, f"/api/v1/brands/iduet/pages/{page.pk}")
        first.get(iduet, "/nothing/")
        carrying = {(each.host, each.path) for each in addresses_of({f"page:{page.pk}"})}
        assert carrying == {(iduet.host, "/terms/"), (iduet.host, f"/api/v1/brands/iduet/pages/{page.pk}")}
        assert finhire.host in {each.host for each in addresses_of({"brand:finhire"})}

    def test_a_page_stays_known_when_it_was_taken_down(self, first, iduet, page, committed):
        first.get(iduet, "/terms/")
        with committed():
            page.unpublish()
        assert first.get(iduet, "/terms/").status == 410
        assert {each.path for each in addresses_of({f"page:{page.pk}"})} == {"/terms/"}
