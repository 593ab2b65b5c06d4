"""robots.txt and sitemap.xml of every host."""

import xml.etree.ElementTree as ET

from wagtail.models import PageViewRestriction

from tests.factories.brands import home_of
from tests.factories.pages import make_content, make_mirror

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def read(response) -> dict[str, dict[str, str]]:
    """Address → language → address of the translation."""
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return {
        entry.findtext(f"{SITEMAP}loc"): {
            link.get("hreflang"): link.get("href") for link in entry.findall(f"{XHTML}link")
        }
        for entry in ET.fromstring(response.content).findall(f"{SITEMAP}url")  # noqa: S314 - our own
    }


class TestSitemap:
    def test_a_hosts_own_public_pages_with_their_translations(self, site_client, iduet, finhire):
        dutch = make_content(home_of(iduet), slug="voorwaarden")
        english = dutch.copy_for_translation(home_of(iduet, "en").locale)
        english.slug = "terms"
        english.save_revision().publish()
        make_content(home_of(iduet), slug="draft", publish=False)
        private = make_content(home_of(iduet), slug="private")
        PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
        make_content(home_of(finhire), slug="rates")
        make_mirror(dutch, home_of(finhire), "mirror")
        ours, theirs = (read(site_client(brand, "/sitemap.xml")) for brand in (iduet, finhire))
        root = "http://iduet.localhost:8000"
        both = {"nl": f"{root}/voorwaarden/", "en": f"{root}/en/terms/"}
        homes = {"nl": f"{root}/", "en": f"{root}/en/"}
        assert ours == {f"{root}/": homes, f"{root}/en/": homes, **dict.fromkeys(both.values(), both)}
        assert [address for address in theirs if "localhost:8000/en/" not in address] == [
            "http://finhire.localhost:8000/",
            "http://finhire.localhost:8000/rates/",
        ]
        assert theirs["http://finhire.localhost:8000/rates/"] == {}

    def test_of_a_headless_brand_it_names_the_front_end(self, site_client, iduet, finhire):
        finhire.front_end_url, finhire.headless_only = "https://www.finhire.example", True
        finhire.save()
        assert all(
            address.startswith("https://www.finhire.example/") for address in read(site_client(finhire, "/sitemap.xml"))
        )

    def test_queries_do_not_grow(self, site_client, iduet, finhire, django_assert_num_queries):
        for _ in range(2):
            make_content(home_of(iduet))
            with django_assert_num_queries(3):  # brands, pages, translations
                site_client(iduet, "/sitemap.xml")

    def test_other_hosts_have_none(self, client, iduet, finhire):
        for host in ("api.localhost:8000", "desk.localhost:8000"):
            assert client.get("/sitemap.xml", headers={"host": host}).status_code == 404


class TestRobots:
    def test_each_site_names_its_own_sitemap(self, site_client, iduet, finhire):
        for brand in (iduet, finhire):
            response = site_client(brand, "/robots.txt")
            assert response["Content-Type"] == "text/plain; charset=utf-8"
            lines = response.content.decode().splitlines()
            assert f"Sitemap: http://{brand.host}:8000/sitemap.xml" in lines
            assert "Disallow: /" not in lines

    def test_desk_and_api_are_no_sites(self, client, iduet, finhire):
        for host in ("api.localhost:8000", "desk.localhost:8000"):
            response = client.get("/robots.txt", headers={"host": host})
            assert response.content == b"User-agent: *\nDisallow: /\n"
