"""How every address of the API answers: headers, conditions, methods, hosts, and input that nobody meant."""

import datetime
import json
from urllib.parse import unquote

import pytest
from django.core.signals import request_started
from django.db import OperationalError, close_old_connections
from django.test import Client, RequestFactory
from django.utils import timezone
from django.utils.http import parse_http_date

from cms.api.endpoints import brands as brands_endpoint
from cms.api.router import api
from cms.changes.models import Change
from cms.delivery import middleware
from cms.wsgi import application
from tests.factories.brands import home_of
from tests.factories.pages import make_content

API_HOST = "api.localhost:8000"


@pytest.fixture
def page(iduet, finhire):
    return make_content(home_of(iduet), "Terms")


def addresses(contract, page) -> list[str]:
    """An address of every endpoint whose answers are for everybody, with keys that stand for something."""
    return [
        path.replace("{brand}", "iduet").replace("pages/{id}", f"pages/{page.pk}").replace("{name}", "gone")
        for path, methods in contract["paths"].items()
        if not path.endswith(("roles/{id}", "questions/{id}", "examples/{id}"))
        and not any(api.endpoints[operation["operationId"]].is_private for operation in methods.values())
    ]


def age_the_log() -> None:
    """Let the last change be an hour ago."""
    Change.objects.update(created_at=timezone.now() - datetime.timedelta(hours=1))


class TestHeaders:
    def test_published_answers_may_be_stored_by_everyone_and_vary_by_nothing(self, ask, page):
        age_the_log()
        response = ask(f"/brands/iduet/pages/{page.pk}")
        assert response["Content-Type"] == "application/json"
        for directive in ("public", "s-maxage=", "stale-while-revalidate=", "stale-if-error="):
            assert directive in response["Cache-Control"]
        assert response["Access-Control-Allow-Origin"] == "*"
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert response["ETag"].startswith('"')
        assert parse_http_date(response["Last-Modified"]) < timezone.now().timestamp()
        assert "Vary" not in response
        assert not response.cookies

    def test_tags_name_what_the_answer_was_made_of(self, ask, page):
        response = ask(f"/brands/iduet/pages/{page.pk}")
        tags = response["Cache-Tag"].split(",")
        assert {f"page:{page.pk}", "brand:iduet", f"page:{home_of(page.scope().brand).pk}"} <= set(tags)
        assert response["Surrogate-Key"].split(" ") == tags

    def test_lists_are_tagged_as_a_publication_of_one_of_them_is(self, ask, page):
        for path in ("/brands/iduet/pages", "/brands/iduet/sitemap", "/brands/iduet/search?q=x"):
            tags = set(ask(path)["Cache-Tag"].split(","))
            assert tags & set(Change.objects.filter(object_id=str(page.pk)).latest("pk").tags), path

    def test_an_absence_is_stored_shortly_and_tagged(self, ask, page):
        response = ask("/brands/iduet/resolve?path=/nothing/")
        assert "s-maxage=60" in response["Cache-Control"]
        assert {"missing:/iduet-nl/nothing/", "redirects:iduet"} <= set(response["Cache-Tag"].split(","))

    def test_odd_paths_cannot_write_headers(self, ask, page):
        tags = ask("/brands/iduet/resolve", {"path": "/a b,c\r\nX: é/"})["Cache-Tag"].split(",")
        assert "missing:/iduet-nl/a%20b%2Cc%0D%0AX:%20%C3%A9/" in tags

    def test_a_refused_parameter_is_not_stored(self, ask, page):
        assert ask("/brands/iduet/pages?x=1")["Cache-Control"] == "no-store"

    def test_what_has_too_many_tags_to_be_purged_is_not_stored_by_others(self, ask, page, monkeypatch):
        monkeypatch.setattr(middleware, "LONGEST_TAGS", 10)
        response = ask(f"/brands/iduet/pages/{page.pk}")
        assert response["Cache-Control"] == "no-cache"
        assert "Cache-Tag" not in response


class TestConditions:
    def test_304_while_nothing_changed_and_200_after(self, ask, page):
        age_the_log()
        path = f"/brands/iduet/pages/{page.pk}"
        first = ask(path)
        for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            again = ask(path, **condition)
            assert (again.status_code, again.content) == (304, b"")
            assert again["ETag"] == first["ETag"]
            assert again["Access-Control-Allow-Origin"] == "*"
        page.title = "Conditions"
        page.save_revision().publish()
        for condition in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
            assert ask(path, **condition).status_code == 200

    def test_no_date_in_the_second_of_a_change(self, ask, page):
        Change.objects.update(created_at=timezone.now())
        assert "Last-Modified" not in ask("/brands/iduet/pages")

    def test_a_failed_precondition(self, ask, page):
        response = ask("/brands/iduet/pages", **{"If-Match": '"other"'})
        assert (response.status_code, response.json()["type"]) == (412, "/api/v1/problems/precondition-failed")

    def test_the_tag_is_of_the_bytes(self, ask, page):
        assert len({ask(path)["ETag"] for path in ("/brands", "/brands/iduet", "/brands/finhire")}) == 3


class TestMethods:
    def test_head_is_get_without_its_body(self, contract, page):
        client = Client(HTTP_HOST=API_HOST)
        for path in ["/api/v1/openapi.json", *addresses(contract, page)]:
            head, get = client.head(path), client.get(path)
            assert head.content == b""
            assert head.status_code == get.status_code, path
            assert head["Content-Length"] == str(len(get.content))
            assert head.get("ETag") == get.get("ETag")

    def test_options_tells_browsers_of_other_origins_what_they_may(self, contract, page):
        client = Client(HTTP_HOST=API_HOST)
        for path in addresses(contract, page):
            response = client.options(path, headers={"origin": "https://example.com"})
            assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")
            assert response["Access-Control-Allow-Origin"] == "*"
            assert "If-None-Match" in response["Access-Control-Allow-Headers"]

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
    def test_nothing_is_changed_here(self, page, method):
        response = getattr(Client(HTTP_HOST=API_HOST), method)("/api/v1/brands/iduet/pages")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert response.json()["type"] == "/api/v1/problems/method-not-allowed"
        assert response["Cache-Control"] == "no-store"


class TestHosts:
    def test_the_same_answers_on_every_host(self, contract, page):
        for path in ["/api/v1/openapi.json", *addresses(contract, page)]:
            answers = {
                (answer.status_code, answer.content, answer.get("Link"))
                for host in (API_HOST, "iduet.localhost:8000", "finhire.localhost:8000")
                for answer in [Client(HTTP_HOST=host).get(path)]
            }
            assert len(answers) == 1, path

    @pytest.mark.parametrize("host", [API_HOST, "iduet.localhost:8000"])
    @pytest.mark.parametrize("path", ["", "/", "/nothing", "/brands/", "/brands//pages", "/docs/x"])
    def test_other_addresses_are_problems_too(self, page, host, path):
        response = Client(HTTP_HOST=host).get(f"/api/v1{path}")
        if path == "":
            assert response.status_code in (301, 404)
        else:
            assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")

    def test_the_desk_has_no_api_v1(self, page):
        assert Client(HTTP_HOST="desk.localhost:8000").get("/api/v1/brands", follow=True).status_code == 404


class TestFaults:
    def test_a_fault_is_logged_and_tells_nothing(self, page, monkeypatch, caplog):
        def fail(request):
            raise RuntimeError("the password is 1234")

        monkeypatch.setattr(brands_endpoint, "directory_for", fail)
        response = Client(HTTP_HOST=API_HOST, raise_request_exception=False).get("/api/v1/brands")
        assert (response.status_code, response.json()["type"]) == (500, "/api/v1/problems/fault")
        assert b"1234" not in response.content
        assert "1234" in caplog.text

    def test_a_database_that_is_away(self, page, monkeypatch):
        def fail(request):
            raise OperationalError("no route")

        monkeypatch.setattr(brands_endpoint, "directory_for", fail)
        response = Client(HTTP_HOST=API_HOST).get("/api/v1/brands")
        assert (response.status_code, response["Retry-After"]) == (503, "10")
        assert response.json()["type"] == "/api/v1/problems/unavailable"


HOSTILE = [
    "%00", "a%00b", "%ff", "%ED%A0%80", "%F0%9F%92%A5", "%E2%80%AE", "-1", "0", "1e400", "NaN", "9" * 400, "1.5",
    "null", "[]", "{}", "'", '"', "';--", "%25", "%5C", "../../etc/passwd", "//", "/%2e%2e/", "a" * 3000,
    ",".join("a" * 500), "(" * 1000, "true", "%0D%0AX-Header:1", "2026-02-30T00:00:00Z", "9999-12-31T23:59:59-14:00",
    "*", "id,id,id", "\u202e", "0x10", "+1", "1_000", "%D9%A1",
]  # fmt: skip


@pytest.mark.crawl
class TestHostileInput:
    """Nothing that can be typed into an address is a fault of ours."""

    @pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
    def test_every_parameter_of_every_endpoint(self, contract, conforms, page, value):
        client = Client(HTTP_HOST=API_HOST)
        for path, methods in contract["paths"].items():
            ((method, operation),) = methods.items()
            filled = path.replace("{brand}", "iduet").replace("{id}", str(page.pk)).replace("{name}", "gone")
            for parameter in operation["parameters"]:
                if parameter["in"] == "query":
                    asked = f"{filled}?{parameter['name']}={value}"
                else:
                    asked = path.replace(f"{{{parameter['name']}}}", value).replace("{brand}", "iduet")
                    asked = asked.replace("{id}", str(page.pk))
                response = client.generic(method.upper(), asked)
                assert response.status_code < 500, asked
                if parameter["in"] == "query":
                    conforms(response)

    @pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
    def test_every_field_that_is_sent(self, contract, conforms, page, value):
        client = Client(HTTP_HOST=API_HOST)
        for path, methods in contract["paths"].items():
            if "post" not in methods:
                continue
            filled = path.replace("{brand}", "iduet").replace("{id}", str(page.pk))
            (sent,) = methods["post"]["requestBody"]["content"].values()
            for field in contract["components"]["schemas"][sent["schema"]["$ref"].rpartition("/")[2]]["properties"]:
                for body in ({field: value}, {field: unquote(value)}, {field: [value]}, {value: value}, value):
                    response = client.post(filled, body, content_type="application/json")
                    assert response.status_code in (400, 404), (filled, body)
                    conforms(response)

    @pytest.mark.parametrize("charset", ["utf-16", "utf-7", "hex", "punycode", "nonsense", "idna", "\x7f", "utf-8"])
    def test_another_charset_changes_nothing(self, page, charset):
        """Through the entry itself: Django's test client does not pass it."""
        environ = RequestFactory(HTTP_HOST=API_HOST).get("/api/v1/brands/iduet/search?q=caf%C3%A9").environ
        environ["CONTENT_TYPE"] = f"application/json; Charset={charset}; x=1"
        told = []
        request_started.disconnect(close_old_connections)  # the test's connection stays open
        try:
            body = b"".join(application(environ, lambda status, headers: told.append(status)))
        finally:
            request_started.connect(close_old_connections)
        assert told == ["200 OK"]
        assert json.loads(body)["count"] == 0

    @pytest.mark.parametrize("body", [b"", b"null", b"\xff\xfe", b"{" * 10_000, b"x" * 100_000])
    def test_a_body_on_get_is_not_read(self, page, body):
        client = Client(HTTP_HOST=API_HOST)
        response = client.generic("GET", "/api/v1/brands/iduet/pages", body, "application/json")
        assert response.status_code == 200

    def test_ten_thousand_parameters(self, page):
        query = "&".join(f"p{number}=1" for number in range(10_050))
        response = Client(HTTP_HOST=API_HOST).get(f"/api/v1/brands?{query}")
        assert (response.status_code, response.json()["status"]) == (400, 400)

    def test_odd_conditions_and_headers(self, page):
        client = Client(HTTP_HOST=API_HOST)
        for header in ("If-None-Match", "If-Modified-Since", "Accept", "Accept-Language", "Range", "Origin", "Cookie"):
            for value in ("*", '"', "W/x", "x" * 5000, "é", ";;;=,,"):
                response = client.get("/api/v1/brands/iduet/pages", headers={header: value})
                assert response.status_code in (200, 304), (header, value)


def test_every_endpoint_is_declared_once():
    assert len(api.endpoints) == sum(len(bound.path_operations) for bound in api._get_bound_routers())
