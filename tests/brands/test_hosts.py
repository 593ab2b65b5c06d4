"""Who answers on which host, decided before any other code sees the request."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation

from brands.hosts import HostGate, language_of_path, split_host
from brands.models import BrandHost
from tests.factories.brands import home_of, make_brand
from tests.factories.pages import make_content

HOSTILE = [
    "iduet.localhost:port", "iduet.localhost:80:80", "iduet.localhost:-1", "iduet.localhost:65536",
    "iduet.localhost:" + "9" * 5000, "iduet.localhost:８０", "iduet.localhost: 80", "iduet localhost",
    "iduet.localhost\t", "iduet..localhost", ".localhost", "-iduet.localhost", "iduet-.localhost", "iduet_x.localhost",
    "a" * 64 + ".localhost", ".".join(["a" * 60] * 5), "iduet.localhost/", "iduet.localhost#", "iduet.localhost?x",
    "user@iduet.localhost", "user:password@iduet.localhost", "http://iduet.localhost", "//iduet.localhost",
    "[::1]", "[::1]:8000", "::1", "café.localhost", "iduet.localhost\x00", "iduet.localhost\r\nX-Evil: 1", "<script>",
    "iduet.localhost,finhire.localhost", "*", "%69duet.localhost", "iduet.localhost%00", "..", ":", ":8000",
]  # fmt: skip


@pytest.fixture
def ask(client):
    """`ask(host, path)` asks any host for any path."""

    def get(host, path="/", method="get", **extra):
        return getattr(client, method)(path, HTTP_HOST=host, **extra)

    return get


class TestSplitting:
    @pytest.mark.parametrize(
        ("raw", "host"),
        [
            ("iduet.localhost", "iduet.localhost"),
            ("IDUET.LocalHost:8000", "iduet.localhost"),
            ("iduet.localhost.", "iduet.localhost"),
            ("iduet.localhost.:80", "iduet.localhost"),
            ("127.0.0.1:8000", "127.0.0.1"),
            ("iduet.localhost:65535", "iduet.localhost"),
        ],
    )
    def test_well_formed(self, raw, host):
        assert split_host(raw) == host

    @pytest.mark.parametrize("raw", [*HOSTILE, ""])
    def test_malformed(self, raw):
        assert split_host(raw) is None


class TestBrandHosts:
    def test_each_canonical_host_answers_with_its_own_site(self, brands, ask):
        for brand in brands:
            make_content(home_of(brand), f"Only {brand.name} says this", slug="about")
        for brand, other in (brands, brands[::-1]):
            text = ask(f"{brand.key}.localhost:8000", "/about/").text
            assert f"Only {brand.name} says this" in text
            assert f"Only {other.name} says this" not in text

    @pytest.mark.parametrize("host", ["IDUET.localhost:8000", "iduet.localhost", "iduet.localhost.:8000"])
    def test_case_port_and_closing_dot_make_no_difference(self, brands, ask, host):
        assert ask(host).status_code == 200

    @pytest.mark.parametrize("method", ["get", "head", "post"])
    def test_an_alias_leads_to_the_canonical_host_with_path_and_query(self, brands, ask, method):
        BrandHost.objects.create(brand=brands[1], hostname="www.finhire.localhost")
        response = ask("www.finhire.localhost:8000", "/en/caf%C3%A9/?q=a%20b&x=%2F", method)
        assert response.status_code == 301
        assert response["Location"] == "http://finhire.localhost:8000/en/caf%C3%A9/?q=a%20b&x=%2F"

    @pytest.mark.parametrize("path", ["//evil.example/", "/\\evil.example", "/%0d%0aX-Evil:1"])
    def test_an_alias_never_leads_elsewhere(self, brands, path):
        BrandHost.objects.create(brand=brands[1], hostname="www.finhire.localhost")
        request = RequestFactory().get("/", HTTP_HOST="www.finhire.localhost")
        request.path = request.path_info = path
        response = HostGate(None)(request)
        assert response["Location"].startswith("http://finhire.localhost:8000/")
        assert "\n" not in response["Location"]


class TestOtherHosts:
    def test_the_desk_is_only_on_its_host(self, brands, ask):
        assert ask("desk.localhost:8000", "/admin/login/").status_code == 200
        assert ask("desk.localhost:8000", "/")["Location"] == "/admin/"
        for host in ("iduet.localhost", "finhire.localhost", "api.localhost"):
            assert ask(host, "/admin/").status_code == 404
            assert ask(host, "/admin/login/").status_code == 404

    def test_the_desk_serves_no_brands_pages(self, brands, ask):
        make_content(home_of(brands[0]), "Terms", slug="terms")
        assert ask("desk.localhost", "/terms/").status_code == 404

    def test_the_api_host_serves_no_pages(self, brands, ask):
        make_content(home_of(brands[0]), "Terms", slug="terms")
        assert ask("api.localhost", "/terms/").status_code == 404
        assert ask("api.localhost", "/").status_code == 404

    @pytest.mark.parametrize("host", ["nobody.localhost", "localhost", "www.iduet.localhost", "iduet.localhost.evil"])
    def test_an_unknown_host_is_404(self, brands, ask, host):
        response = ask(host)
        assert (response.status_code, response["Content-Type"]) == (404, "text/plain")
        assert not response.cookies

    @pytest.mark.parametrize("host", HOSTILE)
    @pytest.mark.parametrize("path", ["/", "/health/live", "/admin/"])
    def test_a_malformed_host_is_400(self, ask, host, path):
        """No database: nothing else has seen the request."""
        response = ask(host, path)
        assert response.status_code == 400
        assert host not in response.text

    def test_no_site_is_the_default(self, brands, ask):
        assert ask("127.0.0.1:8000").status_code == 404


class TestHealth:
    @pytest.mark.parametrize(
        "host", ["iduet.localhost", "desk.localhost", "10.0.0.7:8000", "other.example", "localhost"]
    )
    def test_it_answers_on_any_well_formed_host_and_asks_no_database(self, ask, host):
        response = ask(host, "/health/live")
        assert (response.status_code, response.text) == (200, "ok\n")
        assert not response.cookies

    def test_it_answers_plain_http_where_all_else_leads_to_https(self, ask, settings, db):
        settings.HTTPS = settings.SECURE_SSL_REDIRECT = True
        make_brand("iduet")
        assert ask("10.0.0.7:8000", "/health/live").status_code == 200
        for path in ("/", "/healthy/", "/en/health/live"):
            response = ask("iduet.localhost", path)
            assert (response.status_code, response["Location"]) == (301, f"https://iduet.localhost{path}")

    def test_nothing_else_answers_there(self, brands, ask):
        make_content(home_of(brands[0]), slug="health-care")
        assert ask("other.example", "/health-care/").status_code == 404
        assert ask("other.example", "/health/../admin/").status_code == 404


class TestPlainHttp:
    def test_without_https_only_localhost_is_answered(self, ask, settings, db):
        settings.HTTPS = False
        BrandHost.objects.create(brand=make_brand("iduet"), hostname="www.iduet.nl")
        brand = make_brand("finhire")
        brand.site.hostname = "www.finhire.nl"
        brand.site.save()
        settings.DESK_HOST = "desk.iduet.nl"
        for host in ("www.iduet.nl", "www.finhire.nl", "desk.iduet.nl", "localhost.evil.example"):
            assert ask(host).status_code == 404
        assert ask("iduet.localhost").status_code == 200

    def test_with_https_they_answer(self, ask, settings, brands):
        settings.HTTPS = True
        brand = brands[1]
        brand.site.hostname, brand.site.port = "www.finhire.nl", 443
        brand.site.save()
        BrandHost.objects.create(brand=brand, hostname="finhire.nl")
        assert ask("www.finhire.nl", secure=True).status_code == 200
        assert ask("finhire.nl", "/a/")["Location"] == "https://www.finhire.nl/a/"


class TestCookies:
    def test_the_desk_has_a_session_and_brands_none(self, brands, administrator, desk_client):
        client = desk_client(administrator)
        assert client.get("/admin/").status_code == 200
        for brand in brands:
            response = client.get("/", headers={"host": brand.host})
            assert response.status_code == 200
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")

    def test_who_is_signed_in_at_the_desk_is_nobody_on_a_brand(self, brands, administrator, desk_client, rf):
        client, seen = desk_client(administrator), []

        def view(request):
            seen.append((hasattr(request, "session"), hasattr(request, "user")))
            return HttpResponse()

        request = rf.get("/", HTTP_HOST="iduet.localhost", HTTP_COOKIE=f"desk={client.cookies['desk'].value}")
        HostGate(view)(request)
        assert seen == [(False, False)]

    def test_a_post_to_a_brand_needs_no_token_and_sets_no_cookie(self, brands, ask):
        response = ask("iduet.localhost", "/", "post")
        assert response.status_code != 403
        assert not response.cookies

    def test_the_desk_asks_for_a_token(self, brands, administrator, desk_client):
        client = desk_client(administrator)
        client.handler.enforce_csrf_checks = True
        assert client.post("/admin/account/").status_code == 403


class TestLanguages:
    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("/", "nl"), ("/en/", "en"), ("/en", "en"), ("/en/a/", "en"), ("/english/", "nl"), ("/a/en/", "nl"),
            ("/EN/", "nl"), ("/nl/", "nl"), ("/de/", "nl"), ("", "nl"), ("//en/", "en"),
        ],
    )  # fmt: skip
    def test_the_path_alone_decides(self, path, code):
        assert language_of_path(path) == code

    def test_whatever_the_browser_prefers(self, brands, ask):
        for path, code in (("/", "nl"), ("/en/", "en")):
            response = ask("iduet.localhost", path, headers={"accept-language": "en-GB,de"})
            assert f'<html lang="{code}"' in response.text
            assert "Accept-Language" not in response.get("Vary", "")

    def test_the_language_ends_with_the_request(self, brands, ask):
        with translation.override("nl"):
            ask("iduet.localhost", "/en/")
            assert translation.get_language() == "nl"

    def test_dutch_has_no_prefix(self, brands, ask):
        assert ask("iduet.localhost", "/nl/").status_code == 404

    def test_a_language_that_the_brand_lacks_is_404(self, iduet, ask):
        make_brand("gridmasters", languages=["nl"])
        assert ask("gridmasters.localhost", "/").status_code == 200
        assert ask("gridmasters.localhost", "/en/").status_code == 404
        assert ask("iduet.localhost", "/en/").status_code == 200

    def test_a_language_whose_root_is_not_live_is_404(self, brands, ask):
        iduet = brands[0]
        make_content(home_of(iduet, "en"), slug="terms")
        home_of(iduet, "en").unpublish()
        assert ask("iduet.localhost", "/en/").status_code == 404
        assert ask("iduet.localhost", "/en/terms/").status_code == 404
        assert ask("iduet.localhost", "/").status_code == 200
        assert ask("finhire.localhost", "/en/").status_code == 200
        home_of(iduet, "nl").unpublish()
        assert ask("iduet.localhost", "/").status_code == 404
