"""Articles as RSS and Atom: of one brand and language, only what everybody may see."""

import xml.etree.ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from wagtail.models import PageViewRestriction

from tests.factories.brands import home_of
from tests.factories.pages import make_article, make_article_index

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def articles(brands):
    """An index with an article of each brand, and a hidden one of the first."""
    for brand in brands:
        index = make_article_index(home_of(brand), slug="artikelen")
        make_article(index, f"Older of {brand}", slug="older", date="2026-01-02", search_description="What it says")
        make_article(index, f"Newer of {brand} & co", slug="newer", date="2026-03-04")
    make_article(index, "Draft", publish=False)
    private = make_article(index, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")


def rss(response) -> ET.Element:
    assert (response.status_code, response["Content-Type"]) == (200, "application/rss+xml; charset=utf-8")
    return ET.fromstring(response.content).find("channel")  # noqa: S314 - our own


class TestFeeds:
    def test_rss_of_each_brand(self, articles, brands, site_client):
        for brand in brands:
            channel = rss(site_client(brand, "/feed.rss"))
            root = f"http://{brand.host}:8000"
            assert (channel.findtext("language"), channel.findtext("link")) == ("nl", f"{root}/")
            assert channel.find(f"{ATOM}link").get("href") == f"{root}/feed.rss"
            items = [(one.findtext("title"), one.findtext("link")) for one in channel.findall("item")]
            assert items == [
                (f"Newer of {brand} & co", f"{root}/artikelen/newer/"),
                (f"Older of {brand}", f"{root}/artikelen/older/"),
            ]
            older = channel.findall("item")[1]
            assert older.findtext("description") == "What it says"
            assert older.findtext("pubDate") == "Fri, 02 Jan 2026 00:00:00 +0100"

    def test_atom(self, articles, finhire, site_client):
        response = site_client(finhire, "/feed.atom")
        feed = ET.fromstring(response.content)  # noqa: S314 - our own
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert [one.findtext(f"{ATOM}title") for one in feed.findall(f"{ATOM}entry")] == [
            "Newer of Finhire & co",
            "Older of Finhire",
        ]
        assert feed.find(f"{ATOM}entry/{ATOM}author/{ATOM}name").text == "Redactie"

    def test_a_language_without_articles_has_none(self, articles, iduet, site_client):
        assert site_client(iduet, "/en/feed.rss").status_code == 404
        index = make_article_index(home_of(iduet, "en"), slug="articles")
        make_article(index, "In English", slug="one")
        channel = rss(site_client(iduet, "/en/feed.rss"))
        assert channel.findtext("language") == "en"
        assert channel.findtext("title") == "Articles of Iduet"
        assert [one.findtext("title") for one in channel.findall("item")] == ["In English"]

    def test_pages_with_articles_name_them(self, articles, iduet, finhire, site_client):
        html = BeautifulSoup(site_client(iduet, "/artikelen/").content, "html.parser")
        found = [(one["type"], one["href"]) for one in html.find_all("link", rel="alternate", title=True)]
        root = "http://iduet.localhost:8000"
        assert found == [("application/rss+xml", f"{root}/feed.rss"), ("application/atom+xml", f"{root}/feed.atom")]
        html = BeautifulSoup(site_client(iduet, "/").content, "html.parser")
        assert not html.find_all("link", rel="alternate", title=True)

    def test_only_reading(self, articles, iduet, site_client):
        assert site_client(iduet, "/feed.rss", "post").status_code == 405
        assert site_client(iduet, "/feed.rss", "head").status_code == 200

    def test_queries_do_not_grow(self, articles, iduet, site_client, django_assert_num_queries):
        index = home_of(iduet).get_children().get(slug="artikelen").specific
        for number in range(2):
            make_article(index, f"More {number}")
            with django_assert_num_queries(5):  # brands, articles, their fields, the registry of cookies, links
                site_client(iduet, "/feed.rss")
