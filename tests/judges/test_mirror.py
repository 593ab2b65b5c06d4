"""A real nginx hands out the mirror: headers, codings and validators are right; what is taken down is gone."""

import gzip
import re
import time

import brotli
import pytest

from tests.judges.mirrored import BEHIND, Mirrored, mirrored

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]

IDUET, FINHIRE = "iduet.localhost", "finhire.localhost"
#: Said by the one server or by the other, and of no meaning to who reads.
OF_THE_SERVER = {"server", "date", "connection", "keep-alive", "transfer-encoding"}
KINDS = ("/", "/en/", "/index.md", "/robots.txt", "/sitemap.xml", "/llms.txt", "/theme.css", "/theme.tokens.json")
MAKE = """
page = home.add_child(instance=ContentPage(title="First words", slug="kept-apart", locale=home.locale, live=False))
page.save_revision().publish()
"""
LOCK = """
from wagtail.models import PageViewRestriction
PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
"""
PAGE = """
from cms.pages.models import ContentPage
from brands.models import Brand
from wagtail.models import Page
brand = Brand.objects.get(key="{brand}")
home = brand.site.root_page
page = Page.objects.descendant_of(home).filter(slug="{slug}").specific().first()
"""


@pytest.fixture(scope="module")
def front(tmp_path_factory, demo_data, _sockets):
    folder = tmp_path_factory.mktemp("mirror")
    demo_data(folder / "data")
    with mirrored(folder) as running:
        whole(running)
        yield running


def whole(front: Mirrored) -> None:
    """Until the mirror has every page."""
    deadline = time.monotonic() + 300
    while not all(front.file(host, "en/index.html").exists() for host in (IDUET, FINHIRE)) or not settled(front):
        assert time.monotonic() < deadline, (front.folder / "platform.log").read_text()[-3000:]
        time.sleep(1)


def settled(front: Mirrored) -> bool:
    def count():
        return sum(1 for _ in (front.responses / "mirror").rglob("*.html"))

    before = count()
    time.sleep(3)
    return before > 50 and count() == before


def pages_of(front: Mirrored, host: str) -> list[str]:
    sitemap = front.ask(host, "/sitemap.xml").text
    return [re.sub(r"https?://[^/]+", "", address) for address in re.findall(r"<loc>([^<]+)</loc>", sitemap)]


def told(answer) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name not in OF_THE_SERVER}


class TestFromFiles:
    @pytest.mark.parametrize("coding", ["", "gzip", "br", "gzip, deflate, br, zstd", "br;q=0, gzip", "gzip;q=0"])
    def test_nginx_says_of_a_file_what_the_platform_says(self, front, coding):
        for path in (*KINDS, *pages_of(front, FINHIRE)[:5]):
            asked = {"accept_encoding": coding} if coding else {}
            from_file = front.ask(FINHIRE, path, **asked)
            made = front.ask(FINHIRE, path, at=BEHIND, **asked)
            vary = {part.strip() for part in told(from_file).pop("vary").split(",")}
            assert vary >= {part.strip() for part in made.headers.get("vary", "Accept-Encoding").split(",")}
            unlike = {"vary"}
            assert {n: v for n, v in told(from_file).items() if n not in unlike} == {
                n: v for n, v in told(made).items() if n not in unlike
            }, path
            assert (from_file.status, from_file.body) == (200, made.body), path

    def test_they_are_files(self, front):
        """A file that says something else shows who answers."""
        place = front.file(FINHIRE, "en/index.html")
        before = place.read_bytes()
        try:
            place.write_bytes(b"from a file")
            assert front.ask(FINHIRE, "/en/").body == b"from a file"
            assert front.ask(FINHIRE, "/en/?utm_source=x").body == b"from a file"
            for own in ({"cookie": "unlocked=x"}, {"authorization": "Bearer x"}, {"accept": "text/markdown"}):
                assert front.ask(FINHIRE, "/en/", **own).body != b"from a file"
            for path in ("//en/", "/en/./", "/en/../en/", "/%65n/", "/EN/", "/en", "/en//"):
                assert front.ask(FINHIRE, path).body != b"from a file", path
            assert front.ask(IDUET, "/en/").body != b"from a file"
            assert front.ask(FINHIRE, "/en/", method="POST").status == 405
        finally:
            place.write_bytes(before)
            front.manage("shell", "--no-imports", "-c", "from cms.delivery.disk import disk; disk().sweep()")
            front.manage("mirror", "build")
        assert place.read_bytes() == before

    @pytest.mark.parametrize(("coding", "decode"), [("", bytes), ("gzip", gzip.decompress), ("br", brotli.decompress)])
    def test_conditions(self, front, coding, decode):
        asked = {"accept_encoding": coding} if coding else {}
        whole = front.ask(IDUET, "/", **asked)
        assert b"<html" in decode(whole.body)
        again = front.ask(IDUET, "/", if_none_match=whole.headers["etag"], **asked)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", whole.headers["etag"])
        assert front.ask(IDUET, "/", at=BEHIND, if_none_match=whole.headers["etag"], **asked).status == 304
        assert front.ask(IDUET, "/", if_none_match='"x"', **asked).status == 200
        assert front.ask(IDUET, "/", if_modified_since="Mon, 23 Nov 2037 00:00:00 GMT", **asked).status == 200
        head = front.ask(IDUET, "/", method="HEAD", **asked)
        assert (head.body, told(head)) == (b"", told(whole))

    def test_what_is_no_file_comes_from_the_platform(self, front):
        for path in ("/nothing/", "/en/nothing/", "/api/v1/brands/iduet/pages?limit=1", "/api/v1/brands"):
            assert (front.ask(IDUET, path).status, front.ask(IDUET, path).body) == (
                front.ask(IDUET, path, at=BEHIND).status, front.ask(IDUET, path, at=BEHIND).body,
            )  # fmt: skip
        assert front.ask(IDUET, "/.notice").status == 404
        for path in ("/.noticed/en/", "/mirror/any/iduet.localhost/index.html", "/any/iduet.localhost/index.html",
                     "/index.html", "/index.html.br"):  # fmt: skip
            assert front.ask(IDUET, path).status == 404, path
        assert front.ask(IDUET, "/..%2f..%2fbulletin").status == 400  # nginx itself refuses what leads above the root


class TestChanges:
    def test_a_publication_is_there_and_what_is_taken_down_is_gone_within_seconds(self, front):
        page = PAGE.format(brand="iduet", slug="kept-apart")
        front.shell(PAGE.format(brand="iduet", slug="x") + MAKE)
        assert "First words" in eventually(lambda: front.ask(IDUET, "/kept-apart/"), 200).text
        assert eventually_there(front.file(IDUET, "kept-apart/index.html"))
        front.shell(page + "page.title = 'Other words'\npage.save_revision().publish()")
        assert "Other words" in front.ask(IDUET, "/kept-apart/").text
        front.shell(page + "page.unpublish()")
        began = time.monotonic()
        assert front.ask(IDUET, "/kept-apart/").status == 410
        assert not front.file(IDUET, "kept-apart/index.html").exists()
        assert time.monotonic() - began < 2
        front.shell(page + "page.save_revision().publish()")
        assert eventually_there(front.file(IDUET, "kept-apart/index.html"))
        front.shell(page + LOCK)
        got = front.ask(IDUET, "/kept-apart/")
        assert (got.status, got.headers["cache-control"]) == (401, "private, no-store")
        assert "Other words" not in got.text

    def test_the_mirror_is_what_the_platform_would_say(self, front):
        assert settled(front)
        assert "is whole" in front.manage("mirror", "check")


class TestNotice:
    def test_an_emergency_notice_is_put_into_files(self, front):
        plain = front.ask(FINHIRE, "/en/")
        front.manage("notice", "show", "--brand", "finhire", "--nl", "Wij zijn dicht.", "--en", "We are <closed>.",
                     "--minutes", "10")  # fmt: skip
        try:
            for at in ("127.0.0.1", BEHIND):
                got = front.ask(FINHIRE, "/en/", at=at)
                assert "We are &lt;closed&gt;." in got.text
                assert "Wij zijn dicht." in front.ask(FINHIRE, "/", at=at).text
                assert got.headers["content-security-policy"] == plain.headers["content-security-policy"]
                assert "We are" not in front.ask(IDUET, "/en/", at=at).text
            packed = front.ask(FINHIRE, "/en/", accept_encoding="gzip", if_none_match=plain.headers["etag"])
            assert b"We are" in gzip.decompress(packed.body)
        finally:
            front.manage("notice", "end", "--brand", "finhire")
        assert front.ask(FINHIRE, "/en/").body == plain.body


class TestDown:
    """A platform of its own is ended, and its database taken away."""

    @pytest.fixture
    def front(self, tmp_path, demo_data, _sockets):
        demo_data(tmp_path / "data")
        with mirrored(tmp_path) as running:
            whole(running)
            yield running

    def test_everything_is_down_and_pages_go_on_and_a_notice_can_be_raised(self, front):
        sheet = re.search(r'href="(/static/[^"]+\.css)"', front.ask(IDUET, "/").text).group(1)
        style = front.ask(IDUET, sheet).body
        paths = {host: pages_of(front, host) for host in (IDUET, FINHIRE)}
        before = {(host, path): front.ask(host, path).body for host, some in paths.items() for path in some}
        layout = front.ask("api.localhost", "/api/v1/brands/iduet/layout").body
        front.end_platform()
        for name in ("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"):
            (front.folder / "data" / name).unlink(missing_ok=True)
        assert len(before) > 60
        for (host, path), body in before.items():
            got = front.ask(host, path)
            assert (got.status, got.body) == (200, body), path
            assert "content-security-policy" in got.headers
        assert front.ask(IDUET, sheet).body == style
        down = front.ask("api.localhost", "/api/v1/brands/iduet/layout")
        assert (down.status, down.body, down.headers["content-type"]) == (200, layout, "application/json")
        assert down.headers["cache-control"] == "no-store"
        for path in ("/nothing/", "/api/v1/brands/iduet/pages?limit=1"):
            closed = front.ask(IDUET, path)
            assert (closed.status, closed.headers["retry-after"]) == (503, "60")
            assert "Not available just now" in closed.text
        front.manage("notice", "show", "--nl", "Er is brand.", "--en", "There is a fire.", "--minutes", "10", DEMO="1")
        assert "There is a fire." in front.ask(IDUET, "/en/").text
        assert "Er is brand." in front.ask(FINHIRE, "/").text


def eventually(ask, status: int):
    deadline = time.monotonic() + 30
    while (answer := ask()).status != status:
        assert time.monotonic() < deadline, answer
        time.sleep(0.2)
    return answer


def eventually_there(place) -> bool:
    deadline = time.monotonic() + 60
    while not place.exists() and time.monotonic() < deadline:
        time.sleep(0.2)
    return place.exists()
