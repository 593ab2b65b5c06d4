"""A translation knows its source: made as a linked draft, outdated when the source changes, confirmed by a person."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale, Page

from cms.pages.models import ContentPage
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of, make_editor
from tests.factories.library import make_question
from tests.factories.pages import make_content


def submit_translation(client, page, language="en"):
    address = reverse("simple_translation:submit_page_translation", args=[page.pk], urlconf="cms.urls.desk")
    return client.post(address, {"locales": [locale_of(language).pk], "include_subtree": False})


def edit_address(page) -> str:
    return f"/admin/pages/{page.pk}/edit/"


def side_by_side(page) -> str:
    return f"/admin/translations/pages/contentpage/{page.pk}/"


def change(page, **fields):
    """Publish a change of a page."""
    page = page.specific
    page.refresh_from_db()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


@pytest.fixture
def translated(brands, desk_client, iduet):
    """A published Dutch page with its English draft, and a client of the brand's editor."""
    client = desk_client(make_editor(iduet))
    source = make_content(home_of(iduet), "Voorwaarden", slug="voorwaarden", introduction="<p>Eerste tekst.</p>")
    assert submit_translation(client, source).status_code == 302
    return source, source.get_translation(locale_of("en")).specific, client


class TestTranslating:
    def test_makes_a_linked_draft_in_its_place(self, translated, iduet, site_client):
        source, translation, client = translated
        assert translation.live is False
        assert translation.get_parent().pk == home_of(iduet, "en").pk
        assert translation.source_revision_id == source.live_revision_id
        assert client.get(edit_address(translation)).status_code == 200
        assert site_client(iduet, "/en/voorwaarden/").status_code == 404

    def test_links_lead_to_translated_pages(self, iduet, finhire, desk_client):
        client = desk_client(make_editor(iduet))
        target = make_content(home_of(iduet), "Doel", slug="doel")
        submit_translation(client, target)
        english = target.get_translation(locale_of("en"))
        link = f'<p><a linktype="page" id="{target.pk}">Doel</a></p>'
        card = {"title": "Doel", "text": "", "link": {"text": "", "page": target.pk, "url": "", "contact": False}}
        body = [
            {"type": "text_section", "value": {"heading": "", "text": link}},
            {
                "type": "link_cards",
                "value": {"heading": "", "introduction": "", "cards": [{"type": "item", "id": "c1", "value": card}]},
            },
        ]
        source = make_content(home_of(iduet), "Bron", slug="bron", introduction=link, body=body)
        submit_translation(client, source)
        made = source.get_translation(locale_of("en")).specific.get_latest_revision_as_object()
        expected = f'id="{english.pk}"'
        assert expected in made.introduction
        assert expected in made.body[0].value["text"].source
        assert made.body[1].value["cards"][0]["link"]["page"].pk == english.pk

    def test_a_page_whose_parent_lacks_the_language_says_so(self, iduet, finhire, desk_client):
        client = desk_client(make_editor(iduet))
        parent = make_content(home_of(iduet), "Ouder", slug="ouder")
        child = make_content(parent, "Kind", slug="kind")
        before = Page.objects.count()
        address = reverse("simple_translation:submit_page_translation", args=[child.pk], urlconf="cms.urls.desk")
        response = client.get(address)
        assert response.status_code == 200
        response = submit_translation(client, child)
        assert response.status_code == 302
        assert "Vertaal eerst de pagina hierboven" in client.get(response.url).text
        assert Page.objects.count() == before


def form_of(client, thing):
    """The form behind “Translate”, as it is read."""
    kind = "page" if isinstance(thing, Page) else f"snippet/{thing._meta.app_label}/{thing._meta.model_name}"
    answer = client.get(f"/admin/translation/submit/{kind}/{thing.pk}/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


class TestTheForm:
    @pytest.mark.parametrize("kind", ["page", "item"])
    def test_the_only_language_is_chosen_already(self, kind, iduet, finhire, desk_client):
        thing = make_content(home_of(iduet), "Bron") if kind == "page" else make_question("Waarom?", brand=iduet)
        form = form_of(desk_client(make_editor(iduet)), thing)
        assert [box["value"] for box in form.select("[name=locales][checked]")] == [str(locale_of("en").pk)]
        assert "Talen" in form.get_text()
        assert form.select_one("[type=submit]").get_text(strip=True) == "Concept maken"

    @pytest.mark.parametrize("kind", ["page", "item"])
    def test_what_is_there_in_every_language_says_so_and_leads_there(self, kind, iduet, finhire, desk_client):
        thing = make_content(home_of(iduet), "Bron") if kind == "page" else make_question("Waarom?", brand=iduet)
        other = thing.copy_for_translation(locale_of("en"))
        if kind == "item":
            other.save()
        form = form_of(desk_client(make_editor(iduet)), thing)
        assert form.select("[name=locales], [type=submit]") == []
        assert "alle talen" in form.get_text()
        assert [link.get_text(strip=True) for link in form.select(f"a[href*='/{other.pk}/']")] == ["Engels"]

    def test_a_language_that_the_brand_lacks_is_not_offered(self, iduet, finhire, desk_client):
        Locale.objects.create(language_code="de")
        for brand in (iduet, finhire):
            form = form_of(desk_client(make_editor(brand)), make_content(home_of(brand), "Bron"))
            assert [box["value"] for box in form.select("[name=locales]")] == [str(locale_of("en").pk)]

    def test_pages_below_are_counted_and_come_along_when_she_says_so(self, iduet, finhire, desk_client):
        client, source = desk_client(make_editor(iduet)), make_content(home_of(iduet), "Bron")
        make_content(source, "Een")
        assert "Het is één pagina." in form_of(client, source).get_text()
        make_content(source, "Twee")
        assert "Het zijn 2 pagina’s." in form_of(client, source).get_text()

    def test_below_a_page_that_lacks_the_language_it_leads_to_that_page(self, iduet, finhire, desk_client):
        parent = make_content(home_of(iduet), "Ouder")
        form = form_of(desk_client(make_editor(iduet)), make_content(parent, "Kind"))
        (way,) = form.select(f"a[href$='/translation/submit/page/{parent.pk}/']")
        assert way.get_text() == "Vertaal die eerst."
        assert form.select("[type=submit]") == []

    def test_nothing_chosen_is_said_at_the_field(self, iduet, finhire, desk_client):
        source = make_content(home_of(iduet), "Bron")
        answer = desk_client(make_editor(iduet)).post(f"/admin/translation/submit/page/{source.pk}/", {})
        assert list(answer.context["form"].errors) == ["locales"]


class TestOutdated:
    def test_is_said_with_the_changed_fields_until_somebody_confirms(self, translated):
        source, translation, client = translated
        assert not translation.is_outdated()
        change(source, introduction="<p>Tweede tekst.</p>")
        translation.refresh_from_db()
        assert [field.label for field in translation.outdated_fields()] == ["Inleiding"]
        editor = client.get(edit_address(translation))
        assert "Inleiding" in editor.text
        assert side_by_side(translation) in editor.text
        beside = client.get(side_by_side(translation))
        assert beside.status_code == 200
        assert "Tweede" in beside.text
        assert client.post(side_by_side(translation)).status_code == 302
        translation.refresh_from_db()
        assert not translation.is_outdated()
        assert side_by_side(translation) not in client.get(edit_address(translation)).text

    def test_publishing_the_translation_confirms_nothing(self, translated):
        source, translation, _client = translated
        change(source, introduction="<p>Tweede tekst.</p>")
        translation.refresh_from_db()
        translation.save_revision().publish()
        translation.refresh_from_db()
        assert translation.is_outdated()

    def test_an_address_dates_no_translation(self, translated):
        source, translation, _client = translated
        change(source, slug="algemene-voorwaarden")
        translation.refresh_from_db()
        assert not translation.is_outdated()

    def test_people_of_another_brand_find_nothing(self, translated, finhire, client):
        _source, translation, _client = translated
        client.logout()
        client.force_login(make_editor(finhire))
        assert client.get(side_by_side(translation)).status_code in (302, 403, 404)
        assert client.post(side_by_side(translation)).status_code in (302, 403, 404)

    def test_what_is_no_translation_has_no_side(self, translated, iduet):
        source, _translation, client = translated
        assert client.get(side_by_side(source)).status_code == 404
        assert client.get("/admin/translations/pages/nothing/1/").status_code == 404
        assert client.get("/admin/translations/brands/brand/1/").status_code == 404


class TestLibraryItems:
    def test_are_translated_as_drafts_that_know_their_source(self, brands, desk_client, librarian):
        client = desk_client(librarian)
        question = make_question("Wat kost het?")
        address = reverse(
            "simple_translation:submit_snippet_translation",
            args=["library", "question", question.pk],
            urlconf="cms.urls.desk",
        )
        assert client.post(address, {"locales": [locale_of("en").pk]}).status_code == 302
        translation = question.get_translation(locale_of("en"))
        assert translation.live is False
        assert translation.source_revision_id == question.live_revision_id
        assert client.get(f"/admin/snippets/library/question/edit/{translation.pk}/").status_code == 200
        question.answer = "<p>Een ander antwoord.</p>"
        question.save_revision().publish()
        translation.refresh_from_db()
        assert [field.label for field in translation.outdated_fields()] == ["Antwoord"]
        beside = client.get(f"/admin/translations/library/question/{translation.pk}/")
        assert "ander antwoord" in beside.text


def test_content_pages_are_translated_by_type(translated):
    assert isinstance(translated[1], ContentPage)
