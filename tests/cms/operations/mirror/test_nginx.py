"""A real nginx in front of the mirror says what the platform says, and asks the platform for whatever is no file."""

import gzip
import http.client
import os
import subprocess
import threading
import time
from contextlib import closing
from wsgiref.simple_server import WSGIRequestHandler, make_server

import brotli
import pytest
from django.conf import settings as django_settings
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.delivery.disk import disk
from cms.delivery.raising import end_notice, raise_notice
from cms.delivery.spreading import spread
from cms.operations.mirror.web_server import settings_text
from tests.cms.delivery.conftest import Got, Worker
from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.smoke import free_port

pytestmark = pytest.mark.judge

NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; {user}
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream sites {{ server 127.0.0.1:{behind}; }}
  include {folder}/mirror-http.conf;
  server {{
    listen 127.0.0.1:{port};
    server_name iduet.localhost finhire.localhost api.localhost;
    proxy_set_header Host $http_host;
    include {folder}/mirror-site.conf;
    location / {{ proxy_pass http://sites; recursive_error_pages on; error_page 502 504 = @down; }}
  }}
}}
"""
#: Said by the one server or by the other, and of no meaning to who reads.
OF_THE_SERVER = {"server", "date", "connection", "keep-alive"}
FROM_THE_PLATFORM = b"from the platform"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


class Front:
    """nginx on the host's mirror, and a stand-in for the platform that says so."""

    def __init__(self, folder):
        self.folder, self.port, self.behind = folder, free_port(), free_port()
        self.status = "200 OK"
        self.asked: list[str] = []
        for part in ("http", "site"):
            (folder / f"mirror-{part}.conf").write_text(settings_text(part, str(disk().path)))
        user = "user root;" if os.geteuid() == 0 else ""
        conf = NGINX.format(folder=folder, port=self.port, behind=self.behind, user=user)
        (folder / "nginx.conf").write_text(conf)
        self.platform = make_server("127.0.0.1", self.behind, self._answer, handler_class=Quiet)
        self.thread = threading.Thread(target=self.platform.serve_forever, kwargs={"poll_interval": 0.02})
        self.thread.start()
        self.nginx = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.PIPE)
        deadline = time.monotonic() + 20
        while not self._listens():
            assert self.nginx.poll() is None, self.nginx.stderr.read()
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def _answer(self, environ, start_response):
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}?{environ['QUERY_STRING']}")
        start_response(self.status, [("Content-Type", "text/plain")])
        return [FROM_THE_PLATFORM]

    def _listens(self) -> bool:
        try:
            self.get("iduet.localhost", "/there-yet")
        except OSError:
            return False
        return True

    def get(self, host: str, path: str, method: str = "GET", **headers: str) -> Got:
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as link:
            link.request(method, path, headers={"Host": f"{host}:8000", **told})
            answer = link.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders() if name.lower() not in OF_THE_SERVER}
            return Got(answer.status, found, answer.read())

    def is_file(self, host: str, path: str, **asked) -> bool:
        got = self.get(host, path, **asked)
        return got.status in (200, 304) and got.body != FROM_THE_PLATFORM

    def end_platform(self) -> None:
        if self.thread.is_alive():
            self.platform.shutdown()
            self.thread.join()
            self.platform.server_close()

    def end(self) -> None:
        self.end_platform()
        self.nginx.terminate()
        self.nginx.wait(20)
        self.nginx.stderr.close()


@pytest.fixture
def worker(host, brands):
    for brand in brands:
        make_content(home_of(brand), f"{brand.name} terms", slug="terms")
    spread()
    return Worker(on_disk=True)


@pytest.fixture
def front(worker, tmp_path):
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    front = Front(tmp_path)
    yield front
    front.end()
    disable_socket(allow_unix_socket=True)


KINDS = ("/", "/en/", "/terms/", "/terms.md", "/index.md", "/en/index.md", "/robots.txt", "/sitemap.xml", "/llms.txt",
         "/theme.css", "/theme.tokens.json")  # fmt: skip


def test_of_every_kind_it_says_what_the_platform_says(front, worker, iduet, finhire):
    for brand in (iduet, finhire):
        for path in KINDS:
            worker.get(brand, path)
            for coding in ("", "gzip", "br", "gzip, deflate, br, zstd", "br;q=0, gzip", "br;q=1.0", "gzip;q=0", "x-br"):
                asked = {"accept_encoding": coding} if coding else {}
                from_file, made = front.get(brand.host, path, **asked), worker.get(brand, path, **asked)
                assert (from_file.status, from_file.body) == (200, made.body), (path, coding)
                vary = {part.strip() for part in from_file.headers.pop("vary").split(",")}
                assert vary >= {part.strip() for part in made.headers.pop("vary", "Accept-Encoding").split(",")}
                if link := made.headers.get("link"):  # this nginx stands on a port of its own
                    made.headers["link"] = link.replace(f":{django_settings.PORT}/", f":{front.port}/")
                assert from_file.headers == made.headers, (path, coding)
    assert front.asked == ["GET /there-yet?"]


@pytest.mark.parametrize(("coding", "decode"), [("", bytes), ("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_conditions_and_headers_alone(front, worker, iduet, coding, decode):
    asked = {"accept_encoding": coding} if coding else {}
    made = worker.get(iduet, "/", **asked)
    whole = front.get(iduet.host, "/", **asked)
    assert b"<html" in decode(whole.body)
    for known in (made.headers["etag"], f'"x", W/{made.headers["etag"]}', "*"):
        again = front.get(iduet.host, "/", if_none_match=known, **asked)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", made.headers["etag"])
    assert front.get(iduet.host, "/", if_none_match='"x"', **asked).status == 200
    assert front.get(iduet.host, "/", if_modified_since="Fri, 20 Nov 2037 00:00:00 GMT", **asked).status == 200
    assert front.get(iduet.host, "/", range="bytes=0-1", **asked).status == 200
    head = front.get(iduet.host, "/", method="HEAD", **asked)
    assert (head.body, head.headers) == (b"", whole.headers)


def test_who_may_see_more_or_asks_for_more_is_answered_by_the_platform(front, worker, iduet):
    worker.get(iduet, "/terms/")
    assert front.is_file(iduet.host, "/terms/")
    for own in (
        {"cookie": "unlocked=x"}, {"cookie": "_ga=1; preview=x"}, {"authorization": "Bearer x"}, {"if_match": '"x"'},
        {"accept": "text/markdown"}, {"accept": "Text/Markdown;q=0.1"}, {"method": "POST"}, {"method": "DELETE"},
        {"if_unmodified_since": "Mon, 23 Nov 2026 00:00:00 GMT"},
    ):  # fmt: skip
        assert front.get(iduet.host, "/terms/", **own).body == FROM_THE_PLATFORM, own
    for other in (
        {"cookie": "_ga=1; not_unlocked=1"},
        {"accept": "text/html"},
        {"x_forwarded_host": "finhire.localhost"},
    ):
        assert front.is_file(iduet.host, "/terms/", **other), other


def test_only_addresses_as_they_are_written(front, worker, iduet, finhire):
    worker.get(iduet, "/terms/")
    for path in ("/terms/?utm_source=x", "/terms/?", "/terms/?a=/../b"):
        assert front.is_file(iduet.host, path), path
    for path in (
        "//terms/", "/terms//", "/./terms/", "/x/../terms/", "/%74erms/", "/terms", "/TERMS/", "/terms/index.html",
        "/terms/index.html.br", "/any/iduet.localhost/terms/", "/mirror/any/iduet.localhost/terms/index.html",
        "/.noticed/terms/", "/..%2f..%2fbulletin", "/%2e%2e/%2e%2e/bulletin", "/terms/;x/", "/.notice",
    ):  # fmt: skip
        assert not front.is_file(iduet.host, path), path
    assert not front.is_file(finhire.host, "/terms/")


def test_a_page_whose_query_matters_is_a_file_without_one(front, worker, iduet, committed):
    with committed():
        Redirect.objects.create(site=iduet.site, old_path="/?p=7", redirect_page=home_of(iduet))
    worker.get(iduet, "/")
    assert front.is_file(iduet.host, "/")
    for query in ("?p=7", "?utm_source=x", "?"):
        assert front.get(iduet.host, f"/{query}").body == FROM_THE_PLATFORM


@pytest.mark.parametrize("how", ["publish", "unpublish", "privacy", "delete"])
def test_what_changes_is_no_file_any_more_when_the_change_has_answered(front, worker, iduet, finhire, committed, how):
    for brand in (iduet, finhire):
        worker.get(brand, "/terms/")
    page = home_of(iduet).get_children().get(slug="terms").specific
    with committed():
        if how == "publish":
            page.save_revision().publish()
        elif how == "unpublish":
            page.unpublish()
        elif how == "privacy":
            PageViewRestriction.objects.create(page=page, restriction_type="password", password="open")
        else:
            page.delete()
    assert front.get(iduet.host, "/terms/").body == FROM_THE_PLATFORM
    assert front.is_file(finhire.host, "/terms/")


def test_a_file_that_vanishes_between_two_looks_is_the_platform_s(front, worker, iduet):
    """Taken away again and again while it is asked for: never an answer of nginx' own."""
    answer = worker.get(iduet, "/terms/")
    stored, ended, seen = worker.entry.store, threading.Event(), set()

    def take_away():
        while not ended.is_set():
            for key, kept in list(stored.memory._pages.kept.items()):
                disk()._forget([f"mirror/any/{iduet.host}/terms/index.html"])
                disk().put(key, kept, stored.bulletin.head)

    taking = threading.Thread(target=take_away)
    taking.start()
    try:
        for _ in range(400):
            got = front.get(iduet.host, "/terms/")
            assert got.status == 200
            seen.add(got.body)
    finally:
        ended.set()
        taking.join()
    assert seen <= {answer.body, FROM_THE_PLATFORM}
    assert len(seen) == 2


def test_an_emergency_notice_is_included(front, worker, iduet, finhire):
    plain = {path: worker.get(iduet, path) for path in ("/", "/en/", "/terms.md")}
    worker.get(finhire, "/en/")
    raise_notice("iduet", {"nl": "Wij zijn dicht.", "en": "We are <closed>."}, time.time() + 60)
    got = front.get(iduet.host, "/en/")
    assert "We are &lt;closed&gt;." in got.text
    assert 'lang="en" aria-label="Important notice"' in got.text
    assert "Wij zijn dicht." in front.get(iduet.host, "/").text
    own = {"etag", "content-length", "vary", "last-modified"}
    assert {n: v for n, v in got.headers.items() if n not in {*own, "transfer-encoding"}} == {
        n: v for n, v in plain["/en/"].headers.items() if n not in own
    }
    packed = front.get(iduet.host, "/en/?x=1", accept_encoding="gzip", if_none_match=plain["/en/"].headers["etag"])
    assert b"We are &lt;closed&gt;." in gzip.decompress(packed.body)
    assert "emergency-notice" not in front.get(finhire.host, "/en/").text
    assert front.get(iduet.host, "/terms.md").body == plain["/terms.md"].body
    assert front.get(iduet.host, "/terms/", method="POST").body == FROM_THE_PLATFORM
    assert front.asked[-1] == "POST /terms/?"
    end_notice("iduet")
    assert front.get(iduet.host, "/en/").body == plain["/en/"].body


def test_with_everything_else_down_files_go_on(front, worker, iduet, finhire):
    paths = [(brand, path) for brand in (iduet, finhire) for path in KINDS]
    before = {(brand.host, path): worker.get(brand, path).body for brand, path in paths}
    layout = worker.get(django_settings.API_HOST, "/api/v1/brands/iduet/layout")
    front.end_platform()
    for (host, path), body in before.items():
        got = front.get(host, path)
        assert (got.status, got.body) == (200, body)
    down = front.get(django_settings.API_HOST, "/api/v1/brands/iduet/layout")
    assert (down.status, down.body, down.headers["content-type"]) == (200, layout.body, "application/json")
    assert (down.headers["cache-control"], down.headers["access-control-allow-origin"]) == ("no-store", "*")
    for asked in ({"path": "/nothing/"}, {"path": "/terms/", "method": "POST"}, {"path": "/api/v1/x?a=1"},
                  {"path": "/api/v1/brands/iduet/layout", "method": "POST"}):  # fmt: skip
        closed = front.get(iduet.host, **asked)
        assert (closed.status, closed.headers["retry-after"]) == (503, "60"), asked
        assert "Not available just now" in closed.text
        assert "default-src 'none'" in closed.headers["content-security-policy"]


def test_what_the_platform_refuses_stays_its_own_answer(front, iduet):
    front.status = "404 Not Found"
    got = front.get(iduet.host, "/nothing/")
    assert (got.status, got.body) == (404, FROM_THE_PLATFORM)
    front.status = "500 Internal Server Error"
    assert front.get(iduet.host, "/nothing/").body == FROM_THE_PLATFORM
