"""Ways to look at a draft beside the page as visitors get it: each shows what stands in the form."""

import json
import re
from html import unescape

import pytest
from django.urls import reverse

from cms.foundation.previewing import preview_modes_of
from cms.pages.models import ContentPage
from cms.previews.models import Grant
from tests.cms.previews.conftest import send_form
from tests.factories.brands import home_of, make_librarian
from tests.factories.editor import form_data
from tests.factories.forms import page_data
from tests.factories.library import make_question


@pytest.fixture
def shown(drafts, editor_of, desk_client):
    """`shown(brand, mode, **written)` → what the editor of a brand is shown of its draft, with what she has written."""

    clients: dict = {}

    def show(brand, mode, **written):
        client = clients[brand.key] = clients.get(brand.key) or desk_client(editor_of(brand))
        response = client.get(send_form(client, drafts[brand.key], **written), {"mode": mode})
        assert response.status_code == 200
        return response.text

    return show


def test_there_is_one_for_each_place_where_pages_are_met_and_for_each_look(brands, drafts):
    for brand in brands:
        (other,) = [each for each in brands if each != brand]
        page = drafts[brand.key]
        names = [mode.name for mode in preview_modes_of(page)]
        assert names == [
            "search-result",
            "social-card",
            "markdown",
            "api-document",
            "without-styles",
            f"look-{other.key}",
        ]
        assert [name for name, _label in page.preview_modes] == ["", *names]
        assert {size["name"] for size in page.preview_sizes} >= {"mobile", "desktop"}


def test_a_list_asks_of_no_page_how_else_it_can_be_looked_at(drafts, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert drafts["iduet"].is_previewable()
        assert drafts["iduet"].default_preview_mode == ""


def test_without_styles_the_words_are_the_same(brands, shown):
    for brand in brands:
        text = shown(brand, "without-styles", title="Being written")
        assert "Being written" in text
        assert "css/site.css" not in text
        assert "theme.css" not in text
        assert f"{brand.root_url}/theme.css" in shown(brand, "", title="Being written")


def test_the_look_of_another_brand_changes_the_theme_and_nothing_else(brands, shown):
    for brand in brands:
        (other,) = [each for each in brands if each != brand]
        text = shown(brand, f"look-{other.key}", title="Being written")
        assert f"{other.root_url}/theme.css" in text
        assert f"{brand.root_url}/theme.css" not in text
        assert f"Being written | {brand.name}" in text


def test_a_way_that_there_is_not_shows_the_page(iduet, shown):
    assert "Being written" in shown(iduet, "upside-down", title="Being written")
    assert "Being written" in shown(iduet, "look-iduet", title="Being written")


class TestAsASearchResult:
    def test_it_says_what_search_engines_are_told(self, brands, shown):
        for brand in brands:
            text = shown(brand, "search-result", title="Being written", search_description="What it is about.")
            assert f"Being written | {brand.name}</h1>" in text
            assert "<p>What it is about.</p>" in text
            assert "<small>17 " in text  # characters

    def test_what_is_too_long_is_cut_and_what_is_missing_is_said(self, iduet, shown):
        text = shown(iduet, "search-result", title="Long " * 20, search_description="")
        (heading,) = re.findall(r"<h1[^>]*>(.*?)</h1>", text)
        assert len(heading) == 60
        assert heading.endswith("…")
        assert "search-result__none" in text


def test_as_a_social_card_it_shows_the_picture_that_publishing_will_draw(brands, shown):
    for brand in brands:
        text = shown(brand, "social-card", title="Being written", search_description="What it is about.")
        assert f'alt="Being written – {brand.name}"' in text
        assert "What it is about." in text
        (card,) = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', text)
        (another,) = re.findall(r'src="data:image/jpeg;base64,([^"]+)"', shown(brand, "social-card", title="Another"))
        assert card != another


def test_as_markdown_it_is_what_readers_of_markdown_get(brands, shown):
    for brand in brands:
        text = shown(brand, "markdown", title="Being <written>", introduction="<p>Not <b>saved</b>.</p>")
        assert "# Being &lt;written&gt;" in text
        assert "Not **saved**." in text


def test_as_an_api_document_it_is_what_front_ends_get(brands, drafts, shown):
    for brand in brands:
        text = shown(brand, "api-document", title="Being <written>")
        (document,) = re.findall(r"<pre[^>]*>(.*)</pre>", text, re.DOTALL)
        told = json.loads(unescape(document))
        assert (told["kind"], told["page"]["id"], told["page"]["brand"]) == ("page", drafts[brand.key].pk, brand.key)
        assert told["page"]["title"] == "Being <written>"


def test_no_grant_is_made_for_what_the_desk_shows_itself(iduet, shown):
    for mode in ("search-result", "social-card", "markdown", "api-document", "without-styles", "look-finhire"):
        shown(iduet, mode)
    assert not Grant.objects.exists()


def test_the_draft_of_another_brand_is_not_shown_in_any_way(iduet, finhire, drafts, editor_of, desk_client):
    client = desk_client(editor_of(iduet))
    address = send_form(desk_client(editor_of(finhire)), drafts["finhire"])
    for mode in preview_modes_of(drafts["finhire"]):
        assert client.get(address, {"mode": mode.name}).status_code == 404


def test_a_new_page_is_shown_in_every_way(iduet, editor_of, desk_client):
    client = desk_client(editor_of(iduet))
    address = reverse("wagtailadmin_pages:preview_on_add", args=["pages", "contentpage", home_of(iduet).pk])
    assert client.post(address, page_data(ContentPage, title="Quite new", slug="new")).json()["is_valid"]
    for mode in preview_modes_of(home_of(iduet)):
        response = client.get(address, {"mode": mode.name})
        assert (response.status_code, "Quite new" in response.text) == (200, True), mode.name


class TestItems:
    @staticmethod
    def shown(client, question, mode: str) -> str:
        address = f"/admin/snippets/library/question/preview/{question.pk}/"
        client.post(address, form_data(client.get(f"/admin/snippets/library/question/edit/{question.pk}/")))
        return client.get(address, {"mode": mode}).text

    def test_an_original_is_shown_on_each_brand(self, brands, desk_client):
        question, client = make_question(), desk_client(make_librarian())
        assert {name for name, _label in question.preview_modes} == {brand.key for brand in brands}
        for brand in brands:
            text = self.shown(client, question, brand.key)
            assert f"{brand.root_url}/theme.css" in text
            assert question.question in text

    def test_a_brands_own_is_shown_on_that_brand(self, finhire, editor_of, desk_client):
        question = make_question(brand=finhire)
        assert len(question.preview_modes) == 1
        text = self.shown(desk_client(editor_of(finhire)), question, "iduet")
        assert f"{finhire.root_url}/theme.css" in text
