"""Every block that an editor picks is shown before she picks it, in Wagtail's own preview, as one of her brand."""

from collections.abc import Iterator

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from wagtail import blocks
from wagtail.admin.icons import get_icons
from wagtail.fields import StreamField

from cms.comparisons.blocks.criteria_table import CriteriaTableBlock
from cms.foundation.pages import BasePage
from cms.foundation.representation import Section
from tests.factories.enquiries import make_form
from tests.factories.library import make_call_to_action, make_example, make_question

from .page_contents import Material

on_both_brands = pytest.mark.parametrize("key", ["iduet", "finhire"])


def picked_blocks() -> Iterator[blocks.Block]:
    """The blocks of every stream of a page in which there is something to pick."""
    for page_type in (model for model in apps.get_models() if issubclass(model, BasePage)):
        for field in page_type._meta.get_fields():
            if isinstance(field, StreamField) and len(field.stream_block.child_blocks) > 1:
                yield from field.stream_block.child_blocks.values()


PICKED = {f"{type(block).__module__}.{type(block).__name__}": block for block in picked_blocks()}
every_block = pytest.mark.parametrize("block", PICKED.values(), ids=PICKED.keys())


@pytest.fixture
def brand(key, brands):
    return next(brand for brand in brands if brand.key == key)


@pytest.fixture
def library(brands):
    """Published items of the group, pictures and a menu of each brand: what previews show."""
    for each in brands:
        each.email = f"hello@{each.name}.example"
        each.save()
        make_form(each)
        ready = Material(each)
        assert ready.specialisations.live
        assert ready.picture
        assert ready.roles
    return make_call_to_action("Original call"), make_example("Original example"), make_question("Original question?")


@pytest.mark.crawl
@every_block
@on_both_brands
class TestPreviews:
    def test_show_the_block_as_the_editors_brand_does(self, block, brand, library, desk_client, editor_of):
        assert block.is_previewable, "The editor is not offered a preview."
        client = desk_client(editor_of(brand))
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 200
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        html = BeautifulSoup(response.text, "html.parser")
        assert html.html["lang"] == "nl"
        assert html.find("link", href=f"{brand.root_url}/theme.css")
        main = html.main.get_text(" ", strip=True)
        assert main or html.main.find("img")
        assert "//" not in main  # an address stands behind words
        if isinstance(block, Section):
            assert html.main.section
            value = block.get_preview_value()
            assert not value.get("heading") or value["heading"] in main


class TestThePicker:
    @every_block
    def test_has_an_icon_and_says_what_the_block_is(self, block):
        drawn = {symbol["id"] for symbol in BeautifulSoup(get_icons(), "html.parser").select("symbol")}
        assert f"icon-{block.meta.icon}" in drawn
        assert block.get_description()


class TestWhatPreviewsShow:
    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("role_cards", "Original role"),
            ("examples", "Original example"),
            ("questions", "Original question?"),
            ("call_to_action", "Original call"),
            ("choice_list", "Original role"),
            ("criteria_table", "Original role"),
        ],
    )
    @on_both_brands
    def test_items_of_the_group(self, name, words, brand, library, desk_client, editor_of):
        block = next(block for block in PICKED.values() if block.name == name)
        client = desk_client(editor_of(brand))
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert words in response.text

    @pytest.mark.parametrize("name", ["specialisations", "contact_details"])
    @on_both_brands
    def test_what_is_the_brands(self, name, brand, brands, library, desk_client, editor_of):
        block = next(block for block in PICKED.values() if block.name == name)
        client = desk_client(editor_of(brand))
        main = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        html = BeautifulSoup(main.text, "html.parser").main.get_text()
        (sister,) = [each for each in brands if each != brand]
        assert brand.name in html
        assert sister.name not in html

    def test_a_criteria_table_has_cells(self, iduet, finhire, library, desk_client, editor_of):
        block = next(block for block in PICKED.values() if isinstance(block, CriteriaTableBlock))
        client = desk_client(editor_of(iduet))
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        html = BeautifulSoup(response.text, "html.parser")
        assert html.select("tbody td")
        for label in html.select(".table__label"):
            label.decompose()  # the role's name, which narrow screens repeat in each cell
        assert all(cell.get_text(strip=True) for cell in html.select("tbody td"))

    def test_nobody_else_is_shown_any(self, brands, client):
        client.defaults["HTTP_HOST"] = "desk.localhost:8000"
        block = next(iter(PICKED.values()))
        response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 302
        assert "/login/" in response["Location"]
