"""Where a cache in front purges by tag, pages name what they were made of; else they say nothing of it."""

from tests.factories.brands import home_of
from tests.factories.pages import make_content


def test_pages_name_their_tags_to_caches_that_purge_by_them(settings, iduet, finhire, site_client, monkeypatch):
    page = make_content(home_of(iduet), slug="terms")
    assert not site_client(iduet, "/terms/").has_header("Cache-Tag")
    settings.CACHE_TAGS = True
    answer = site_client(iduet, "/terms/")
    tags = answer["Cache-Tag"].split(",")
    assert {f"page:{page.pk}", "brand:iduet"} <= set(tags)
    assert answer["Surrogate-Key"].split() == tags
    assert "brand:finhire" in site_client(finhire, "/nothing/")["Cache-Tag"]
    assert "Cache-Tag" in site_client(iduet, "/sitemap.xml")
    monkeypatch.setattr("cms.delivery.middleware.LONGEST_TAGS", 10)
    assert not site_client(iduet, "/terms/").has_header("Cache-Tag")
