"""A banner stands above every page of its brand and language while its release is live, and in the API's layout."""

import json

import pytest

from cms.releases.models import Release
from cms.releases.releasing import end, release_now
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def release(iduet, finhire):
    target = make_content(home_of(finhire), "Where to", slug="where-to")
    link = {"text": "Lees meer", "page": target.pk, "url": "", "contact": False}
    said = json.dumps([{"type": "banner", "value": {"text": "Wij <verhuizen>", "link": link}}])
    release = Release.objects.create(brand=finhire, title="Move", banner_nl=said)
    release.refresh_from_db()
    release_now(release)
    return release


def told(site_client, brand, path="/") -> str:
    answer = site_client(brand, path)
    assert answer.status_code == 200
    return answer.text


def test_on_the_pages_of_its_brand_and_language(release, site_client, iduet, finhire):
    for path in ("/", "/where-to/", "/zoeken/"):
        text = told(site_client, finhire, path)
        assert "Wij &lt;verhuizen&gt;" in text
        assert '<a href="/where-to/">Lees meer</a>' in text
    assert "verhuizen" not in told(site_client, finhire, "/en/")
    assert "verhuizen" not in told(site_client, iduet)


def test_in_the_layout_of_the_api(release, site_client, iduet, finhire):
    def layout(brand, locale):
        return site_client(brand, f"/api/v1/brands/{brand.key}/layout?locale={locale}").json()["banner"]

    assert layout(finhire, "nl")["text"] == "Wij <verhuizen>"
    assert layout(finhire, "nl")["link"]["url"] == "/where-to/"
    assert (layout(finhire, "en"), layout(iduet, "nl")) == (None, None)


def test_gone_when_it_ends(release, site_client, finhire):
    end(release)
    assert "verhuizen" not in told(site_client, finhire)


def test_a_link_to_what_is_not_public_leaves_its_words(release, site_client, finhire):
    home_of(finhire).get_children().get(slug="where-to").specific.unpublish()
    text = told(site_client, finhire)
    assert "Wij &lt;verhuizen&gt;" in text
    assert "Lees meer" not in text
