"""Brands that another front end shows: their own site redirects there, and every address names the front end."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects.models import Redirect

from brands.models import BrandHost
from cms.changes.models import Change
from tests.factories.brands import home_of
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content

FRONT_END = "https://www.finhire.example"


@pytest.fixture
def headless(finhire):
    """Finhire, shown by a front end of its own."""
    finhire.front_end_url = f"{FRONT_END}/"
    finhire.headless_only = True
    finhire.full_clean()
    finhire.save()
    return finhire


@pytest.fixture
def api(client):
    """`api(path)` reads the API on the API host."""
    return lambda path, query=None: client.get(
        f"/api/v1{path}", query or {}, headers={"host": "api.localhost:8000"}
    ).json()


class TestTheSite:
    @pytest.mark.parametrize(
        "path", ["/", "/en/", "/rates/", "/rates/?utm_source=x&a=1", "/no/such/page/", "/odd.txt", "/a%20b/?%C3%A9"]
    )
    def test_pages_redirect_with_path_and_query(self, site_client, headless, iduet, path):
        make_content(home_of(headless), slug="rates")
        response = site_client(headless, path)
        assert (response.status_code, response["Location"]) == (301, f"{FRONT_END}{path}")
        assert "max-age=3600" in response["Cache-Control"]
        assert site_client(iduet, path).status_code in (200, 404)

    def test_another_slash_does_not_name_another_host(self, site_client, headless):
        assert site_client(headless, "//evil.example/x/")["Location"].startswith(f"{FRONT_END}/")

    def test_what_is_no_page_stays(self, site_client, headless):
        files = [make_document().url, make_image().file.url]
        for path in ("/api/v1/brands", "/theme.css", "/theme.tokens.json", "/health/live", *files):
            response = site_client(headless, path)
            assert response.status_code == 200, path
            assert b"".join(response)  # read to its end: a file is closed then
        for path in ("/api/v1/nothing", "/static/nothing.css", "/media/nothing.png"):
            assert site_client(headless, path).status_code == 404

    def test_what_is_sent_keeps_its_body(self, site_client, headless):
        response = site_client(headless, "/contact/", method="post")
        assert (response.status_code, response["Location"]) == (308, f"{FRONT_END}/contact/")

    def test_a_front_end_alone_changes_nothing(self, site_client, finhire, iduet):
        finhire.front_end_url = FRONT_END
        finhire.save()
        assert site_client(finhire, "/").status_code == 200
        assert finhire.public_url == finhire.root_url


class TestAddresses:
    def test_pages_name_the_front_end_and_their_sisters_their_own(self, api, headless, iduet):
        for brand, root in ((headless, FRONT_END), (iduet, iduet.root_url)):
            dutch = make_content(home_of(brand), slug="voorwaarden")
            english = dutch.copy_for_translation(home_of(brand, "en").locale)
            english.slug = "terms"
            english.save_revision().publish()
            page = api(f"/brands/{brand.key}/pages/{dutch.pk}")["page"]
            assert page["url"] == page["seo"]["canonical"] == f"{root}/voorwaarden/"
            entry = api(f"/brands/{brand.key}/sitemap")["items"][1]
            assert entry["url"] == f"{root}/voorwaarden/"
            assert [one["url"] for one in entry["alternates"]] == [f"{root}/en/terms/", f"{root}/voorwaarden/"]
            card = api(f"/brands/{brand.key}")
            assert (card["url"], card["languages"][1]["url"]) == (root, f"{root}/en/")
            assert dutch.full_url == f"{root}/voorwaarden/"
        assert {one["key"]: one["url"] for one in card["group"]} == {
            "iduet": "http://iduet.localhost:8000/",
            "finhire": f"{FRONT_END}/",
        }

    def test_links_from_a_sister_lead_there(self, api, headless, iduet):
        rates = make_content(home_of(headless), slug="rates")
        Redirect.objects.create(site=iduet.site, old_path="/rates", redirect_page=rates)
        answer = api("/brands/iduet/resolve", {"path": "/rates/"})
        assert answer["target"] == f"{FRONT_END}/rates/"

    def test_the_change_log_names_it_and_gone_is_still_known(self, client, headless, iduet):
        page = make_content(home_of(headless), slug="rates")
        page.unpublish()
        change = Change.objects.filter(object_id=str(page.pk)).latest("pk")
        assert change.addresses_before == [f"{FRONT_END}/rates/"]
        response = client.get(
            "/api/v1/brands/finhire/resolve", {"path": "/rates/"}, headers={"host": "api.localhost:8000"}
        )
        assert response.status_code == 410

    def test_files_stay_where_they_are(self, api, headless, iduet):
        document = make_document()
        for brand in (headless, iduet):
            text = f'<p><a linktype="document" id="{document.pk}">Read</a></p>'
            body = [{"type": "text_section", "value": {"heading": "", "text": text}}]
            page = make_content(home_of(brand), body=body, hero_image=make_image())
            answer = api(f"/brands/{brand.key}/pages/{page.pk}")["page"]
            assert answer["hero"]["src"].startswith(f"{brand.root_url}/media/")
            assert f'href="{brand.root_url}/documents/' in answer["body"][0]["value"]["text"]["html"]


class TestChecks:
    @pytest.mark.parametrize(
        "address",
        [
            "",
            "https://x.example/?a=1",
            "https://x.example/#a",
            "http://finhire.localhost:8000",
            "http://iduet.localhost:8000/",
            "https://desk.localhost",
            "https://api.localhost/",
            "https://old.iduet.example",
        ],
    )
    def test_an_address_that_would_lead_nowhere_or_in_circles_is_refused(self, iduet, finhire, address):
        BrandHost.objects.create(brand=iduet, hostname="old.iduet.example")
        finhire.front_end_url, finhire.headless_only = address, True
        with pytest.raises(ValidationError) as refused:
            finhire.full_clean()
        assert list(refused.value.message_dict) == ["front_end_url"]

    def test_a_front_end_beside_the_site_on_another_port_is_fine(self, iduet, finhire):
        finhire.front_end_url, finhire.headless_only = "http://finhire.localhost:3000", True
        finhire.full_clean()
        assert finhire.public_url == "http://finhire.localhost:3000"
