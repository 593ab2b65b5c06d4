"""The library's “Translate”: a draft of its own, linked to its source, that opens in the editor."""

import pytest
from django.urls import reverse

from cms.library.models import Role
from home.provisioning.brands import locale_of
from tests.factories.brands import scope_of
from tests.factories.editor import form_data
from tests.factories.library import make_role, make_version, translate


def submit(client, item):
    address = reverse("simple_translation:submit_snippet_translation", args=["library", "role", item.pk])
    return client.post(address, {"locales": [locale_of("en").pk]}, follow=True)


def edit_url(item) -> str:
    return reverse("wagtailsnippets_library_role:edit", args=[item.pk])


@pytest.fixture(params=[0, 1], ids=["iduet", "finhire"])
def brand(request, brands):
    return brands[request.param]


class TestTranslating:
    def test_makes_a_draft_of_its_own(self, brand, publisher_of, desk_client):
        source = make_role("CIO", brand=brand, tagline="Verbindt")
        client = desk_client(publisher_of(brand))
        response = submit(client, source)
        made = source.get_translation(locale_of("en"))
        assert response.redirect_chain == [(edit_url(made), 302)]
        assert (made.brand, made.live, made.has_unpublished_changes, made.locked) == (brand, False, True, False)
        assert (made.live_revision, made.first_published_at, made.last_published_at) == (None, None, None)
        assert made.latest_revision.content_object == made
        assert made.source_revision == source.live_revision
        assert [entry.content_object for entry in made.revisions.all()] == [made]
        source.refresh_from_db()
        assert (source.live, source.revisions.count()) == (True, 1)
        assert scope_of(brand, "en").get(Role, source.pk) is None

    def test_writing_and_publishing_it_leaves_the_source_alone(self, brand, publisher_of, desk_client):
        source = make_role("CIO", brand=brand, tagline="Verbindt")
        client = desk_client(publisher_of(brand))
        editor = submit(client, source)
        made = source.get_translation(locale_of("en"))
        data = form_data(editor, tagline="Connects")
        assert client.post(edit_url(made), {**data, "action-publish": "1"}).status_code == 302
        for language, tagline in (("nl", "Verbindt"), ("en", "Connects")):
            assert scope_of(brand, language).get(Role, source.pk).tagline == tagline
        assert Role.objects.get(pk=source.pk).get_latest_revision_as_object().tagline == "Verbindt"

    def test_a_version_becomes_a_version_of_the_translated_original(self, brand, publisher_of, desk_client):
        original = make_role("CTO", tagline="Richting")
        english = translate(original, "en", tagline="Direction")
        version = make_version(original, brand, tagline="Van ons")
        client = desk_client(publisher_of(brand))
        assert submit(client, version).status_code == 200
        made = Role.objects.get(brand=brand, locale=locale_of("en"))
        assert (made.original, made.own_fields, made.live) == (english, ["tagline"], False)
        assert scope_of(brand, "en").get(Role, original.pk).tagline == "Direction"  # a draft version is not used

    def test_a_version_whose_original_lacks_the_language_says_so(self, brand, publisher_of, desk_client):
        version = make_version(make_role("CTO"), brand, tagline="Van ons")
        response = submit(desk_client(publisher_of(brand)), version)
        assert "Vertaal eerst het origineel van de groep" in response.text
        assert not Role.objects.filter(locale=locale_of("en")).exists()

    def test_another_brands_item_is_not_there(self, brands, publisher_of, desk_client):
        for brand, other in (brands, brands[::-1]):
            source = make_role(brand=other)
            assert submit(desk_client(publisher_of(brand)), source).status_code == 404
        assert not Role.objects.filter(locale=locale_of("en")).exists()
