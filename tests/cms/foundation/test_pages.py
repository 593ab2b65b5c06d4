"""How a brand's pages are found, and what each says of itself."""

import pytest

from cms.foundation.publishing import PublishRefused
from cms.pages.models import ContentPage, SpecialismPage
from tests.factories.brands import home_of, make_brand, scope_of
from tests.factories.pages import make_content, make_page, make_specialism


class TestRouting:
    def test_a_page_answers_on_its_own_brand_only(self, iduet, finhire, site_client):
        make_content(home_of(iduet), "Privacy", slug="privacy")
        assert site_client(iduet, "/privacy/").status_code == 200
        assert site_client(finhire, "/privacy/").status_code == 404

    def test_a_page_is_read_and_nothing_is_sent_to_it(self, iduet, finhire, site_client):
        for brand in (iduet, finhire):
            make_content(home_of(brand), slug="page")
            for path in ("/", "/page/"):
                assert {site_client(brand, path, method).status_code for method in ("get", "head")} == {200}
                for method in ("post", "put", "patch", "delete"):
                    answer = site_client(brand, path, method)
                    assert answer.status_code == 405
                    assert set(answer["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}

    def test_dutch_stands_at_the_root_and_english_below_its_prefix(self, iduet, finhire, site_client):
        make_content(home_of(iduet), "Privacyverklaring", slug="privacy")
        make_content(home_of(iduet, "en"), "Privacy statement", slug="privacy-statement")
        assert "Privacyverklaring" in site_client(iduet, "/privacy/").text
        assert "Privacy statement" in site_client(iduet, "/en/privacy-statement/").text
        assert site_client(iduet, "/en/privacy/").status_code == 404
        assert site_client(iduet, "/privacy-statement/").status_code == 404

    def test_a_language_that_the_brand_lacks_is_not_there(self, iduet, site_client):
        dutch_only = make_brand("gridmasters", languages=["nl"])
        make_content(home_of(dutch_only), "Privacy", slug="privacy")
        assert site_client(dutch_only, "/privacy/").status_code == 200
        assert site_client(dutch_only, "/en/").status_code == 404
        assert site_client(dutch_only, "/en/privacy/").status_code == 404

    def test_nested_pages_are_found_by_their_whole_address(self, iduet, finhire, site_client):
        outer = make_specialism(home_of(iduet), slug="it-management")
        make_specialism(outer, "IT-leiderschap", slug="leiderschap")
        assert site_client(iduet, "/it-management/leiderschap/").status_code == 200
        assert site_client(iduet, "/leiderschap/").status_code == 404


class TestAddressesThatAreTaken:
    """What is published where something else answers would be seen by nobody."""

    @pytest.mark.parametrize(
        ("language", "slug", "free"),
        [("nl", "zoeken", False), ("nl", "search", True), ("nl", "en", False), ("nl", "nieuws", True),
         ("en", "search", False), ("en", "zoeken", True), ("en", "en", True)],
    )  # fmt: skip
    def test_are_refused_on_publishing_and_kept_as_drafts(self, iduet, finhire, language, slug, free):
        for brand in (iduet, finhire):
            page = make_content(home_of(brand, language), slug=slug, publish=False)
            if free:
                page.get_latest_revision().publish()
            else:
                with pytest.raises(PublishRefused) as refusal:
                    page.get_latest_revision().publish()
                assert list(refusal.value.message_dict) == ["slug"]

    def test_below_a_page_too(self, iduet, finhire):
        media = make_content(home_of(iduet), slug="media")  # only what stands below is taken
        below = make_content(media, slug="kit", publish=False)
        with pytest.raises(PublishRefused):
            below.get_latest_revision().publish()

    def test_a_page_that_is_being_made_says_it_at_its_field(self, iduet, finhire):
        page = ContentPage(title="Zoeken", slug="zoeken")
        page.future_parent = home_of(finhire)
        assert list(page.publish_errors()) == ["slug"]


class TestDocument:
    def test_names_the_pages_above_it(self, iduet, finhire):
        outer = make_specialism(home_of(iduet), "IT-management", slug="it-management")
        inner = make_specialism(outer, "Leiderschap", slug="leiderschap")
        document = inner.represent(scope_of(iduet, page=inner))
        assert [card.title for card in document.breadcrumbs] == ["Iduet", "IT-management"]
        assert document.path == "/it-management/leiderschap/"
        assert document.url == "http://iduet.localhost:8000/it-management/leiderschap/"

    def test_leads_to_its_translation_only_where_that_is_public(self, iduet, finhire):
        dutch = make_page(ContentPage, home_of(iduet), "Voorwaarden", slug="voorwaarden")
        english = make_page(
            ContentPage,
            home_of(iduet, "en"),
            "Terms",
            slug="terms",
            publish=False,
            translation_key=dutch.translation_key,
        )
        assert dutch.represent(scope_of(iduet, page=dutch)).translations == []
        english.get_latest_revision().publish()
        found = dutch.represent(scope_of(iduet, page=dutch)).translations
        assert [(card.language, card.url) for card in found] == [("en", "/en/terms/")]


@pytest.mark.parametrize("page_type", [ContentPage, SpecialismPage])
def test_type_key_names_the_type(page_type):
    assert page_type.type_key() in {"content", "specialism"}
