"""Tables of texts: what visitors, the API and Markdown are told, what editors may type, and whom links lead to."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, ReferenceIndex

from cms.blocks.table import MOST_ROWS, TableBlock, TableCellsBlock
from cms.desk.health.places import places_of
from cms.desk.reports.linking import links_of
from cms.desk.reports.rows import label_of
from cms.foundation.publishing import PublishRefused
from cms.foundation.rewriting import Rewriting
from cms.foundation.translated_links import translate_page_links
from cms.pages.models import ContentPage
from home.provisioning.demo.blocks import BlockWriter
from home.provisioning.demo.reading import DemoError
from tests.factories.brands import home_of
from tests.factories.forms import page_data
from tests.factories.pages import make_content


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def table(rows, columns=("What", "How"), caption="A table", row_headings=False, heading=""):
    """A body that is a table; cells are rich texts."""
    stored = {
        "caption": caption,
        "columns": [{"type": "text", "heading": column} for column in columns],
        "rows": [{"values": list(row)} for row in rows],
    }
    return [{"type": "table", "value": {"heading": heading, "table": stored, "row_headings": row_headings}, "id": "a"}]


def link_to(page) -> str:
    return f'<p><a linktype="page" id="{page.pk}">there</a></p>'


def shown(site_client, brand, path="/table/"):
    response = site_client(brand, path)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser").select_one(".data-table")


class TestOnThePage:
    def test_heads_say_what_they_are_heads_of(self, brands, site_client):
        for brand in brands:
            rows = [("<p>Rate</p>", f"<p>Of <b>{brand.name}</b></p>"), ("<p>Term</p>", "")]
            make_content(home_of(brand), slug="table", body=table(rows, row_headings=True))
            region = shown(site_client, brand)
            assert (region["role"], region["aria-label"], region["tabindex"]) == ("region", "A table", "0")
            assert region.caption.text == "A table"
            assert [(cell.text, cell["scope"]) for cell in region.thead.find_all("th")] == [
                ("What", "col"), ("How", "col"),
            ]  # fmt: skip
            assert [(cell.text, cell["scope"]) for cell in region.tbody.find_all("th")] == [
                ("Rate", "row"), ("Term", "row"),
            ]  # fmt: skip
            assert [cell.decode_contents().strip() for cell in region.tbody.find_all("td")] == [
                f"<p>Of <b>{brand.name}</b></p>", "",
            ]  # fmt: skip

    def test_without_headings_there_is_no_head_and_the_region_has_a_name_all_the_same(self, brands, site_client):
        make_content(home_of(brands[0]), slug="table", body=table([("<p>a</p>", "<p>b</p>")], ("", ""), caption=""))
        region = shown(site_client, brands[0])
        assert region["aria-label"] == "Tabel"
        assert not region.find_all(["thead", "th", "caption"])

    def test_a_column_without_a_heading_is_no_empty_heading(self, brands, site_client):
        make_content(home_of(brands[0]), slug="table", body=table([("<p>a</p>", "<p>b</p>")], ("", "How")))
        assert [cell.name for cell in shown(site_client, brands[0]).thead.tr.find_all(["th", "td"])] == ["td", "th"]

    def test_search_finds_the_words_of_cells_captions_and_headings(self, iduet, finhire):
        page = make_content(home_of(iduet), body=table([("<p>Zebra</p>", "")], ("Yak", "b"), caption="Xerus"))
        words = " ".join(page.body.stream_block.get_searchable_content(page.body))
        assert {"Zebra", "Yak", "Xerus"} <= set(words.split())

    def test_markdown_has_a_table_whatever_stands_in_its_cells(self, brands, site_client):
        rows = [("<p>a | b</p>", "<ul><li>one</li><li>two</li></ul>"), ("<p>c</p><p>d</p>", "<p>e<br/>f</p>")]
        make_content(home_of(brands[0]), slug="table", body=table(rows))
        said = site_client(brands[0], "/table.md").text
        assert "A table\n\n| What | How |\n| --- | --- |\n" in said
        assert "| a \\| b | - one<br>- two |\n| c<br>d | e<br>f |\n" in said


class TestInTheApi:
    def test_says_columns_rows_and_which_are_headings(self, iduet, finhire, client):
        home = home_of(iduet)
        page = make_content(home, slug="table", body=table([(link_to(home), "<p>b</p>")], row_headings=True))
        answer = client.get(f"/api/v1/brands/iduet/pages/{page.pk}", headers={"host": "api.localhost:8000"})
        value = answer.json()["page"]["body"][0]["value"]
        assert value == {
            "heading": "", "caption": "A table", "columns": ["What", "How"], "row_headings": True,
            "rows": [
                {"cells": [
                    {"html": '<p><a href="/">there</a></p>', "markdown": "[there](/)"},
                    {"html": "<p>b</p>", "markdown": "b"},
                ]},
            ],
        }  # fmt: skip


class TestLinks:
    def test_one_to_a_draft_or_another_brand_is_refused_at_its_cell(self, iduet, finhire):
        draft = make_content(home_of(iduet), publish=False)
        elsewhere = make_content(home_of(finhire))
        for target, words in ((draft, "not public"), (elsewhere, "Finhire")):
            page = make_content(
                home_of(iduet), publish=False, body=table([("<p>a</p>", "<p>b</p>"), ("", link_to(target))])
            )
            with pytest.raises(PublishRefused) as refused:
                page.get_latest_revision().publish()
            assert words in refused.value.message_dict["body"][0]
            error = page.publish_errors()["body"].block_errors[0].block_errors["table"]
            assert list(error.cell_errors) == [1]
            assert list(error.cell_errors[1]) == [1]

    def test_are_known_where_usages_and_reports_look(self, iduet, finhire):
        target = make_content(home_of(iduet), slug="target")
        page = make_content(home_of(iduet), body=table([("", ""), ("", link_to(target))]))
        assert (Page, target.pk) in list(page.references())
        used = ReferenceIndex.get_references_to(target).get()
        assert used.content_path == "body.a.table.rows.1.values.1"
        assert [(link.path, link.target) for link in links_of(page)] == [(used.content_path, target.pk)]
        assert label_of(page, used.content_path) == "Sections › Table"
        assert used.content_path in {place.path for place in places_of(page)}

    def test_of_a_translation_lead_to_translated_pages(self, iduet, finhire):
        target = make_content(home_of(iduet))
        translated = target.copy_for_translation(home_of(iduet, "en").locale)
        page = make_content(home_of(iduet), body=table([(link_to(target), "<p>b</p>")]))
        english = page.copy_for_translation(home_of(iduet, "en").locale)
        translate_page_links(english)
        assert f'id="{translated.pk}"' in english.body[0].value["table"].row_data[0]["values"][0].source

    def test_are_rewritten_when_a_page_is_taken_elsewhere(self, iduet, finhire):
        target = make_content(home_of(iduet))
        page = make_content(home_of(iduet), body=table([(link_to(target), "<p>b</p>")]))
        Rewriting(lambda model, key: key + 1000, (), lambda text, _features: text.replace(">b<", ">c<")).apply(page)
        cells = json.loads(page.body if isinstance(page.body, str) else json.dumps(page.body.get_prep_value()))
        values = cells[0]["value"]["table"]["rows"][0]["values"]
        assert f'id="{target.pk + 1000}"' in values[0]
        assert values[1] == "<p>c</p>"


class TestEditing:
    @pytest.fixture
    def desk(self, brands, publisher_of, desk_client):
        return desk_client(publisher_of(brands[0]))

    def post(self, desk, page, **more):
        data = {
            **page_data(ContentPage, "publish", title=page.title, slug=page.slug, body=more.pop("body", [])),
            **more,
        }
        return desk.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)

    def test_what_is_typed_is_published(self, desk, brands, site_client):
        page = make_content(home_of(brands[0]), slug="table", publish=False)
        assert self.post(desk, page, body=table([("<p>Typed</p>", "<p>b</p>")])).status_code == 302
        assert "Typed" in shown(site_client, brands[0]).text

    def test_an_empty_table_is_a_draft_and_not_published(self, desk, brands):
        page = make_content(home_of(brands[0]), publish=False, body=table([], ()))
        response = self.post(desk, page, body=table([], ()))
        assert "at least one column and one row" in response.text

    @pytest.mark.parametrize(
        "change",
        [
            {"body-0-value-table-column-count": "two"},
            {"body-0-value-table-column-count": "1000000000"},
            {"body-0-value-table-column-0-type": "script"},
            {"body-0-value-table-row-0-order": ""},
            {"body-0-value-table": "{"},
            {"body-0-value-table": "[]"},
            {"body-0-value-table": '{"columns": [{"type": "text", "heading": ""}], "rows": [{"values": []}]}'},
        ],
    )
    def test_what_no_form_sends_is_refused_at_the_table(self, desk, brands, change):
        page = make_content(home_of(brands[0]), publish=False)
        response = self.post(desk, page, body=table([("<p>a</p>", "<p>b</p>")]), **change)
        assert response.status_code == 200
        assert "The table could not be read." in response.text

    def test_more_rows_than_can_be_edited_and_what_no_database_keeps_are_refused(self, desk, brands):
        page = make_content(home_of(brands[0]), publish=False)
        many = table([("", "")] * (MOST_ROWS + 1))
        assert "at most 10 columns and 100 rows" in self.post(desk, page, body=many).text
        assert "Null characters" in self.post(desk, page, body=table([("", "")], caption="a\0b")).text
        assert "at most 120 characters" in self.post(desk, page, body=table([("", "")], ("a" * 121, "b"))).text

    def test_what_is_sent_whole_keeps_of_a_cell_what_its_editor_knows(self):
        sent = table([("<p onclick='x'>a<script>alert(1)</script></p><h2>b</h2>", "")])[0]["value"]["table"]
        held = TableCellsBlock().value_from_datadict({"t": json.dumps(sent)}, {}, "t")
        source = held.row_data[0]["values"][0].source
        assert "script" not in source.replace("alert", "")
        assert "onclick" not in source
        assert "<h2" not in source

    def test_two_that_hold_the_same_are_equal(self):
        one, same, other = (TableBlock().to_python(table([("<p>a</p>", cell)])[0]["value"]) for cell in ("b", "b", "c"))
        assert one == same
        assert one != other


class TestInFiles:
    def test_of_the_demo_it_is_written_as_rows_of_texts(self):
        block = TableBlock()
        written = BlockWriter(None).write(
            block, {"table": {"columns": ["a", "b"], "rows": [["<p>c</p>", "<p>d</p>"]]}}, "table"
        )
        assert block.to_python(written)["table"].row_data[0]["values"][1].source == "<p>d</p>"
        with pytest.raises(DemoError, match="a text for each column"):
            BlockWriter(None).write(block, {"table": {"columns": ["a"], "rows": [["<p>c</p>", "<p>d</p>"]]}}, "table")
