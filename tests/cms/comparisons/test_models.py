"""Comparisons: which roles, in which order, and what happens to the cells of the table."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.forms import Textarea
from django.utils import translation

from cms.comparisons.body import OPENS_WITH
from cms.comparisons.models import ComparedRolesBlock, ComparisonPage, role_keys
from cms.foundation.links import MOST_BESIDE
from cms.foundation.publishing import PublishRefused
from cms.foundation.tags import collect_tags
from tests.factories.brands import home_of, scope_of
from tests.factories.library import make_role, make_version, translate
from tests.factories.pages import make_comparison, make_page, make_role_page, make_specialism


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def table(*roles, criterion="Focus", **cells) -> list[dict]:
    """A body with a criteria table of one row; the cell of a role is its short name unless given."""
    row = {str(role.translation_key): cells.get(role.short_name, f"{role.short_name}'s") for role in roles}
    rows = [{"criterion": criterion, "cells": row}]
    return [{"type": "criteria_table", "value": {"heading": "Table", "caption": "Side by side", "rows": rows}}]


def chosen(*roles) -> list[tuple]:
    return [("role", role) for role in roles]


def shown(page, brand, language="nl"):
    return page.represent(scope_of(brand, language, page=page))


def refused(page) -> dict:
    with pytest.raises(PublishRefused) as refusal:
        page.save_revision().publish()
    return refusal.value.message_dict


@pytest.fixture
def roles(brands):
    return make_role("CIO"), make_role("CTO"), make_role("VP Engineering")


class TestRoles:
    def test_two_to_four_in_the_editors_order(self, iduet, roles):
        cio, cto, vp = roles
        for given in ((cio, cto), (cto, cio), (vp, cio, cto), (*roles, make_role("IT Director"))):
            page = make_comparison(home_of(iduet), given)
            assert [item.value.short_name for item in shown(page, iduet).roles] == [role.short_name for role in given]

    def test_one_is_too_few(self, iduet, roles):
        page = make_comparison(home_of(iduet), roles[:1], publish=False)
        assert refused(page) == {"roles": ["Choose at least two different roles."]}

    def test_five_are_too_many(self, roles):
        block = ComparedRolesBlock()
        with pytest.raises(ValidationError):
            block.clean(block.to_python([{"type": "role", "value": roles[0].pk}] * 5))

    def test_the_same_role_twice_is_refused_however_it_was_chosen(self, iduet, finhire, roles):
        cio = roles[0]
        for again in (cio, translate(cio, "en"), make_version(cio, finhire, tagline="Ours")):
            page = make_comparison(home_of(finhire), [cio, again], publish=False)
            assert "The same role is chosen twice." in refused(page)["roles"]

    def test_a_role_that_the_language_lacks_is_named_with_language_and_brand(self, iduet, roles):
        cio, cto, _vp = roles
        translate(cio, "en")
        page = make_comparison(home_of(iduet, "en"), [cio, cto], publish=False)
        assert refused(page)["roles"] == ["The role “CTO” is not published in English for Iduet."]

    def test_a_role_of_another_brand_is_refused_and_never_shown(self, iduet, finhire, roles):
        own = make_role("CFO", brand=finhire)
        page = make_comparison(home_of(iduet), [*roles[:2], own], publish=False)
        assert "CFO" in refused(page)["roles"][0]
        assert [item.value.short_name for item in shown(page, iduet).roles] == ["CIO", "CTO"]

    def test_each_brand_reads_its_own_version_of_a_name(self, iduet, finhire, roles):
        make_version(roles[1], finhire, short_name="CTO (bank)")
        for brand, name in ((iduet, "CTO"), (finhire, "CTO (bank)")):
            page = make_comparison(home_of(brand), roles[:2], body=table(*roles[:2]))
            document = shown(page, brand)
            assert [item.value.short_name for item in document.roles] == ["CIO", name]
            assert [role.short_name for role in document.body[0].value.roles] == ["CIO", name]
            assert document.body[0].value.rows[0].cells == ["CIO's", "CTO's"]

    def test_keys_mean_the_item_whichever_row_was_chosen(self, finhire, roles):
        cio = roles[0]
        rows = (cio, translate(cio, "en"), make_version(cio, finhire, tagline="Ours"))
        assert role_keys([row.pk for row in rows]) == [str(cio.translation_key)] * 3
        assert role_keys([0]) == []


class TestCells:
    def test_reordering_the_roles_reorders_the_columns(self, iduet, roles):
        cio, cto, vp = roles
        page = make_comparison(home_of(iduet), roles, body=table(*roles))
        page.roles = chosen(vp, cio, cto)
        page.save_revision().publish()
        document = shown(ComparisonPage.objects.get(pk=page.pk), iduet)
        assert [role.short_name for role in document.body[0].value.roles] == ["VP Engineering", "CIO", "CTO"]
        assert document.body[0].value.rows[0].cells == ["VP Engineering's", "CIO's", "CTO's"]

    def test_replacing_a_role_empties_its_column_and_refuses_publishing(self, iduet, roles):
        cio, cto, vp = roles
        page = make_comparison(home_of(iduet), [cio, cto], body=table(cio, cto))
        page.roles = chosen(cio, vp)
        draft = page.save_revision().as_object()
        assert shown(draft, iduet).body[0].value.rows[0].cells == ["CIO's", ""]
        assert refused(page) == {"body": ["“Focus” is empty for VP Engineering."]}

    def test_every_empty_cell_is_named(self, iduet, roles):
        page = make_comparison(home_of(iduet), roles, publish=False, body=table(*roles, CIO="", CTO=""))
        assert refused(page) == {"body": ["“Focus” is empty for CIO, CTO."]}

    def test_each_row_is_named_and_one_without_a_name_is_told(self, iduet, roles):
        body = table(*roles, CIO="")
        (first,) = body[0]["value"]["rows"]
        body[0]["value"]["rows"] = [first, {**first, "criterion": "Reports to"}, {**first, "criterion": ""}]
        page = make_comparison(home_of(iduet), roles, publish=False, body=body)
        said = refused(page)["body"]
        assert said == ["“Focus” is empty for CIO.", "“Reports to” is empty for CIO.", "Empty for CIO."]

    def test_a_removed_roles_cells_stay_until_saved(self, iduet, roles):
        cio, cto, vp = roles
        page = make_comparison(home_of(iduet), roles, body=table(*roles))
        page.roles = chosen(cio, cto)
        cells = page.body[0].value["rows"][0]["cells"]
        assert str(vp.translation_key) in cells
        page.save_revision().publish()
        stored = ComparisonPage.objects.get(pk=page.pk).body[0].value["rows"][0]["cells"]
        assert set(stored) == {str(cio.translation_key), str(cto.translation_key)}

    def test_what_is_dropped_is_dropped_from_the_draft_too(self, iduet, roles):
        cio, cto, _vp = roles
        page = make_comparison(home_of(iduet), roles, body=table(*roles))
        page.roles = chosen(cio, cto)
        page.clean()
        revision = page.save_revision()
        stored = revision.as_object().body[0].value["rows"][0]["cells"]
        assert set(stored) == {str(cio.translation_key), str(cto.translation_key)}

    def test_a_translation_keeps_the_link(self, iduet, roles):
        cio, cto, _vp = roles
        for role in (cio, cto):
            translate(role, "en")
        dutch = make_comparison(home_of(iduet), [cio, cto], body=table(cio, cto))
        english = dutch.copy_for_translation(home_of(iduet, "en").locale)
        english.save_revision().publish()
        document = shown(ComparisonPage.objects.get(pk=english.pk), iduet, "en")
        assert document.body[0].value.rows[0].cells == ["CIO's", "CTO's"]


class TestANewComparison:
    def test_opens_with_the_blocks_that_readers_know(self):
        assert [child.block_type for child in ComparisonPage().body] == OPENS_WITH
        assert len(OPENS_WITH) == len(set(OPENS_WITH)) == 12

    def test_each_page_gets_blocks_of_its_own(self):
        first, second = ComparisonPage(), ComparisonPage()
        first.body[0].value["heading"] = "Changed"
        assert second.body[0].value["heading"] != "Changed"

    def test_its_draft_shows_in_a_preview(self, iduet, finhire):
        page = make_page(ComparisonPage, home_of(iduet), publish=False)
        document = shown(page, iduet)
        assert [item.type for item in document.body] == OPENS_WITH
        assert document.roles == []

    def test_it_cannot_be_published_as_it_is(self, iduet, finhire):
        page = make_page(ComparisonPage, home_of(iduet), publish=False)
        assert {"roles", "body"} <= set(refused(page))

    def test_where_it_may_stand(self):
        assert {parent.__name__ for parent in ComparisonPage.allowed_parent_page_models()} == {
            "HomePage", "SpecialismPage"
        }  # fmt: skip
        assert ComparisonPage.allowed_subpage_models() == []


class TestVerdictAndNeighbours:
    def test_the_verdict_stands_in_the_head_and_the_introduction_below_it(self, iduet, roles, site_client):
        page = make_comparison(home_of(iduet), roles, verdict="A CIO leads. A CTO builds.", introduction="<p>Long.</p>")
        html = BeautifulSoup(site_client(iduet, f"/{page.slug}/").content, "html.parser")
        assert html.select_one(".page-head__verdict").text == "A CIO leads. A CTO builds."
        assert "Long." not in html.select_one(".page-head").text
        assert html.select_one(".section--introduction").text.strip() == "Long."

    def test_a_verdict_is_written_where_all_of_it_can_be_read(self):
        assert isinstance(ComparisonPage.get_edit_handler().get_form_class().base_fields["verdict"].widget, Textarea)

    def test_without_a_verdict_the_introduction_stands_in_the_head(self, iduet, roles, site_client):
        page = make_comparison(home_of(iduet), roles, introduction="<p>Long.</p>")
        html = BeautifulSoup(site_client(iduet, f"/{page.slug}/").content, "html.parser")
        assert "Long." in html.select_one(".page-head").text
        assert html.select_one(".section--introduction") is None

    def test_related_are_the_public_comparisons_and_role_pages_beside_it(self, brands, roles):
        shown_titles = {}
        for brand in brands:
            place = make_specialism(home_of(brand))
            page = make_comparison(place, roles, "Itself")
            make_role_page(place, roles[0], f"Role at {brand.name}")
            make_comparison(place, roles[1:], f"Comparison at {brand.name}")
            make_comparison(place, roles[:2], "Draft", publish=False)
            make_specialism(place, "No role")
            make_role_page(home_of(brand), roles[1], "Elsewhere")
            shown_titles[brand.name] = [card.title for card in shown(page, brand).related]
        assert shown_titles == {
            brand.name: [f"Role at {brand.name}", f"Comparison at {brand.name}"] for brand in brands
        }

    def test_of_many_neighbours_the_first_are_shown_and_those_of_other_types_take_no_place(self, brands, roles):
        for brand in brands:
            place = make_specialism(home_of(brand))
            for number in range(MOST_BESIDE):
                make_specialism(place, f"No role {number}")
            page = make_comparison(place, roles, "Itself")
            names = [f"{brand.name} {number}" for number in range(MOST_BESIDE + 3)]
            for name in names:
                make_role_page(place, roles[0], name)
            assert [card.title for card in shown(page, brand).related] == names[: MOST_BESIDE - 1]

    def test_a_neighbour_that_comes_or_goes_changes_it(self, iduet, roles):
        place = make_specialism(home_of(iduet))
        page = make_comparison(place, roles)
        with collect_tags() as tags:
            shown(page, iduet)
        assert f"children:{place.pk}" in tags


class TestChoiceOfColumns:
    def pairs(self, site_client, brand, page) -> list[tuple[str, str, bool]]:
        html = BeautifulSoup(site_client(brand, f"/{page.slug}/").content, "html.parser")
        return [
            (label.input["value"], " ".join(label.text.split()), label.input.has_attr("checked"))
            for label in html.select(".criteria__choice label")
        ]

    def test_of_three_roles_a_reader_chooses_a_pair(self, iduet, roles, site_client):
        page = make_comparison(home_of(iduet), roles, body=table(*roles))
        assert self.pairs(site_client, iduet, page) == [
            ("1-2", "CIO en CTO", True),
            ("1-3", "CIO en VP Engineering", False),
            ("2-3", "CTO en VP Engineering", False),
        ]

    def test_of_four_there_are_six_pairs_and_of_two_nothing_to_choose(self, iduet, roles, site_client):
        four = (*roles, make_role("IT Director"))
        page = make_comparison(home_of(iduet), four, body=table(*four))
        assert [value for value, *_ in self.pairs(site_client, iduet, page)] == [
            "1-2",
            "1-3",
            "1-4",
            "2-3",
            "2-4",
            "3-4",
        ]
        page = make_comparison(home_of(iduet), roles[:2], body=table(*roles[:2]))
        assert self.pairs(site_client, iduet, page) == []
