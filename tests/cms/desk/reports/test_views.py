"""The reports: one's own brands', each row with the way to its field, and exports that no spreadsheet runs."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from cms.desk.models import ExternalLink
from cms.desk.reports.external import note_links
from cms.desk.reports.rows import label_of
from cms.library.models import Role
from cms.navigation.models import Menu
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_role, make_version, translate
from tests.factories.pages import make_content, make_specialism

from .conftest import linking, to_page, to_web

OLD = "2024-01-01"


def rows_of(client, report: str) -> list[list[str]]:
    page = BeautifulSoup(client.get(reverse(report)).content, "html.parser")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.main.select("tbody tr")]


def ways_of(client, report: str) -> list[str]:
    page = BeautifulSoup(client.get(reverse(report)).content, "html.parser")
    return [link["href"] for link in page.main.select("tbody td.title a")]


class TestBrokenLinks:
    def test_each_editor_finds_her_own_with_the_way_to_the_field(self, linked, brands, editor_of, desk_client):
        for brand in brands:
            url = f"https://{brand.key}.example/"
            ExternalLink.objects.create(url=url, state="broken", status=404)
        for brand in brands:
            client, page = desk_client(editor_of(brand)), linked[brand.key]
            path = f"body.{page.body[0].id}.text"
            assert rows_of(client, "broken_links") == [
                [f"{brand.name} links", brand.name, "NL", "Sections › Text", f"{brand.name} target",
                 "This page is not public."],
                [f"{brand.name} links", brand.name, "NL", "Sections › Text", f"https://{brand.key}.example/",
                 "The site answers 404."],
            ]  # fmt: skip
            assert ways_of(client, "broken_links") == [f"/admin/pages/{page.pk}/edit/#:w:contentpath={path}"] * 2

    def test_an_administrator_finds_all_and_a_librarian_none(self, linked, administrator, librarian, desk_client):
        assert {row[1] for row in rows_of(desk_client(administrator), "broken_links")} == {"Iduet", "Finhire"}
        assert rows_of(desk_client(librarian), "broken_links") == []

    def test_another_brands_hidden_page_has_no_title(self, brands, editor_of, desk_client):
        secret = make_content(home_of(brands[1]), "Finhire’s secret")
        make_content(home_of(brands[0]), "Links to it", introduction=linking(to_page(secret.pk)), publish=False)
        page = home_of(brands[0])
        type(page).objects.filter(pk=page.pk).update(introduction=linking(to_page(secret.pk), to_page(987654)))
        secret.unpublish()
        rows = rows_of(desk_client(editor_of(brands[0])), "broken_links")
        assert [row[4:] for row in rows] == [
            ["a page", "This page is not public."], ["a page", "This page is no longer there."],
        ]  # fmt: skip

    def test_links_of_items_and_menus_are_told_too(self, brands, editor_of, administrator, librarian, desk_client):
        for brand in brands:
            target = make_content(home_of(brand), f"{brand.name} target")
            link = {"text": "Go", "page": target.pk, "url": "", "contact": False}
            make_question(brand=brand, question=f"{brand.name}?", answer=linking(to_page(target.pk)))
            entries = [{"type": "entry", "value": {"heading": "", "link": link, "children": []}}]
            Menu.objects.create(brand=brand, locale=target.locale, place="header", entries=json.dumps(entries))
            target.unpublish()
        public = make_content(home_of(brands[0]))
        groups_own = make_question(question="The group’s")
        groups_own.answer = linking(to_page(public.pk), to_page(987654))
        groups_own.save()  # what was right when it was published, and is no longer
        for brand in brands:
            rows = rows_of(desk_client(editor_of(brand)), "broken_links")
            assert sorted((row[0].partition(":")[0], row[1], row[4], row[5]) for row in rows) == [
                ("Menu", brand.name, f"{brand.name} target", "This page is not public."),
                ("Question", brand.name, f"{brand.name} target", "This page is not public."),
            ]
        groups = rows_of(desk_client(librarian), "broken_links")
        assert [(row[1], row[5]) for row in groups] == [("the group", "This page is no longer there.")]
        assert len(rows_of(desk_client(administrator), "broken_links")) == 5

    def test_links_of_items_to_other_sites_are_noted_and_told(self, brands, editor_of, desk_client):
        make_question(brand=brands[0], answer=linking(to_web("https://example.com/gone")))
        assert note_links() == 1
        ExternalLink.objects.update(state="broken", status=404)
        own, other = (rows_of(desk_client(editor_of(brand)), "broken_links") for brand in brands)
        assert [row[4:] for row in own] == [["https://example.com/gone", "The site answers 404."]]
        assert other == []

    def test_who_sees_several_brands_chooses_one(self, linked, brands, administrator, editor_of, desk_client):
        client, address = desk_client(administrator), reverse("broken_links")
        chosen = client.get(address, {"brand": brands[0].pk}).text
        assert "Iduet links" in chosen
        assert "Finhire links" not in chosen
        own = desk_client(editor_of(brands[1]))
        assert "Iduet links" not in own.get(address, {"brand": brands[0].pk}).text
        assert 'name="brand"' in client.get(address).text
        assert 'name="brand"' not in own.get(address).text

    def test_what_is_public_is_not_told(self, brands, editor_of, desk_client):
        target = make_content(home_of(brands[0]))
        make_content(home_of(brands[0]), introduction=linking(to_page(target.pk)))
        assert rows_of(desk_client(editor_of(brands[0])), "broken_links") == []

    def test_an_export_runs_no_formula(self, linked, brands, editor_of, desk_client):
        page = linked["iduet"]
        page.title = "=HYPERLINK(1)"
        page.save()
        client = desk_client(editor_of(brands[0]))
        answer = client.get(reverse("broken_links"), {"export": "csv"})
        text = b"".join(answer.streaming_content).decode()
        assert "'=HYPERLINK(1)" in text
        assert "\n=" not in text
        assert client.get(reverse("broken_links"), {"export": "xlsx"}).status_code == 200


class TestTranslations:
    def test_missing_drafts_and_outdated_ones(self, brands, editor_of, desk_client):
        iduet, english = brands[0], home_of(brands[0], "en").locale
        made = [make_content(home_of(iduet), title) for title in ("Missing", "Draft", "Behind", "Right")]
        drafted, behind, right = (page.copy_for_translation(english) for page in made[1:])
        for page in (behind, right):
            page.save_revision().publish()
        made[2].introduction = "<p>Changed.</p>"
        made[2].save_revision().publish()
        make_content(home_of(brands[1]), "Finhire’s")
        client = desk_client(editor_of(iduet))
        rows = {row[0]: row[2:] for row in rows_of(client, "untranslated")}
        assert rows == {
            "Missing": ["Iduet", "NL", "EN", "is missing", ""],
            "Draft": ["Iduet", "NL", "EN", "is not public yet", ""],
            "Behind": ["Iduet", "NL", "EN", "is behind its source", "Introduction"],
        }
        ways = ways_of(client, "untranslated")
        assert f"/admin/translation/submit/page/{made[0].pk}/" in ways
        assert f"/admin/pages/{drafted.pk}/edit/" in ways
        assert f"/admin/translations/pages/contentpage/{behind.pk}/" in ways

    def test_items_of_the_group_and_of_ones_own_brand(self, brands, librarian, editor_of, desk_client):
        make_role("Group only")
        for brand in brands:
            make_role(f"{brand.name} only", brand=brand)
        translate(make_role("Both"), "en")
        named = {row[0] for row in rows_of(desk_client(editor_of(brands[0])), "untranslated")}
        assert {"Group only", "Iduet only"} <= named
        assert not {"Finhire only", "Both"} & named
        assert [row[:5] for row in rows_of(desk_client(librarian), "untranslated")] == [
            ["Group only", "role", "the group", "NL", "EN"]
        ]


class TestFigures:
    def fact(self, date=OLD) -> dict:
        return {"type": "fact", "value": {"value": "25", "label": "years", "source": "CBS", "reference_date": date}}

    def test_past_their_date_with_the_way_to_the_field(self, brands, editor_of, desk_client):
        recent = (timezone.localdate() - datetime.timedelta(days=30)).isoformat()
        pages = [
            make_specialism(home_of(brand), f"{brand.name} figures", facts=[self.fact(), self.fact(recent)])
            for brand in brands
        ]
        for brand, page in zip(brands, pages, strict=True):
            client = desk_client(editor_of(brand))
            ((figure, where, whose, language, source, _date),) = rows_of(client, "past_figures")
            assert (figure, where, whose, language, source) == (
                "25 years",
                f"{brand.name} figures",
                brand.name,
                "NL",
                "CBS",
            )
            way = f"/admin/pages/{page.pk}/edit/#:w:contentpath=facts.{page.facts[0].id}.reference_date"
            assert ways_of(client, "past_figures") == [way]

    def test_salaries_of_the_library_where_they_are_said(self, brands, librarian, editor_of, desk_client):
        paid = {"salary_minimum": 1, "salary_maximum": 2, "salary_source": "A survey", "salary_reference_date": OLD}
        original = make_role("CIO", **paid)
        make_role("Finhire’s", brand=brands[1], **paid)
        make_version(original, brands[0], tagline="Follows the group's salary")
        assert [row[1:3] for row in rows_of(desk_client(editor_of(brands[0])), "past_figures")] == [
            ["CIO", "the group"]
        ]
        client = desk_client(librarian)
        assert [row[1] for row in rows_of(client, "past_figures")] == ["CIO"]
        address = reverse(Role.snippet_viewset.get_url_name("edit"), args=[original.pk])
        assert ways_of(client, "past_figures") == [f"{address}#:w:contentpath=salary_reference_date"]


@pytest.mark.parametrize("report", ["broken_links", "untranslated", "past_figures"])
def test_offered_in_the_menu_and_answered_in_part(report, iduet, editor_of, desk_client):
    client = desk_client(editor_of(iduet))
    assert reverse(report) in client.get(reverse("wagtailadmin_home")).text
    assert client.get(reverse(f"{report}_results")).status_code == 200


def test_a_field_is_named_as_its_editor_reads_it(linked):
    page = linked["iduet"]
    assert label_of(page, "introduction") == "Introduction"
    assert label_of(page, f"body.{page.body[0].id}.text") == "Sections › Text"
    assert label_of(page, "body.gone.text") == "Sections"
