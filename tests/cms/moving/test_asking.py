"""A site asked from within answers as it answers its visitors, and leaves who asks as she was."""

import pytest
from django.urls import get_urlconf, reverse
from django.utils import translation

from cms.moving.asking import Answer, Site
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.mark.parametrize("which", [0, 1])
def test_pages_variants_files_and_nothing(brands, which):
    make_content(home_of(brands[which], "en"), slug="terms")
    site, other = Site(brands[which]), Site(brands[1 - which])
    assert site.ask("/") == site.ask("/en/terms/") == site.ask("/sitemap.xml") == Answer(200)
    assert site.ask("/EN/Terms?a=1") == Answer(301, "/en/terms/?a=1")
    assert other.ask("/en/terms/") == site.ask("/nowhere/") == Answer(404)


@pytest.mark.parametrize(
    "address", ["/%", "/%00", "/%ff", "/a b", "//x", "/é", "/?é=%ff&%", "/" + "x" * 5000, "", "?p=1"]
)
def test_odd_addresses_are_no_fault(iduet, finhire, address):
    assert Site(iduet).ask(address).status < 500


def test_who_asks_goes_on_as_before(iduet, finhire, settings):
    before = (get_urlconf(), translation.get_language(), reverse("wagtailadmin_home"))
    Site(iduet).ask("/en/")
    assert (get_urlconf(), translation.get_language(), reverse("wagtailadmin_home")) == before


def test_the_desks_machine_asks_too_though_it_serves_no_site(iduet, finhire, settings, site_client):
    settings.SERVE = "desk"
    assert Site(iduet).ask("/") == Answer(200)
    assert site_client(iduet, "/").status_code == 404
    assert site_client(iduet, "/", HTTP_CMS_ASKED_WITHIN="1").status_code == 404
    assert site_client(iduet, "/", HTTP_CMS_DOT_ASKED_WITHIN="1").status_code == 404
