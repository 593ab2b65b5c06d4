"""A cell of the criteria table belongs to its role: through the editor's form, on two brands."""

import json
import re

import pytest
from django.urls import reverse

from cms.comparisons.models import ComparisonPage
from tests.factories.brands import home_of
from tests.factories.editor import form_data, stream_state
from tests.factories.library import make_role, make_version, translate
from tests.factories.pages import make_comparison

CIO, CTO = "CIO text", "CTO text"
UNREADABLE = [
    *("{", "[]", '"text"', '{"a": 1}', '{"a": null}', "[" * 5000, "1" * 5000),
    *(r'{"a": "\u0000"}', r'{"a": "\ud800"}'),
]


@pytest.fixture
def roles(brands):
    return [make_role(name) for name in ("CIO", "CTO", "CDO")]


def table(*rows) -> list[dict]:
    """A body with one criteria table; a row is a criterion and its cells."""
    value = {
        "heading": "Criteria",
        "caption": "CIO and CTO side by side",
        "rows": [{"criterion": name, "cells": cells} for name, cells in rows],
    }
    return [{"type": "criteria_table", "value": value}]


def key(role) -> str:
    return str(role.translation_key)


def last_saved(page) -> ComparisonPage:
    return ComparisonPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def cells_of(page) -> list[dict]:
    """The rows' cells as last saved."""
    (block,) = [child for child in last_saved(page).body if child.block_type == "criteria_table"]
    return [row["cells"] for row in block.value["rows"]]


@pytest.fixture
def edit(brands, roles, desk_client, editor_of):
    """`edit(brand)` → an editor's client, the comparison of CIO and CTO that she edits, and its address."""

    def open_editor(brand):
        page = make_comparison(
            home_of(brand), roles[:2], body=table(("Focus", {key(roles[0]): CIO, key(roles[1]): CTO}))
        )
        return desk_client(editor_of(brand)), page, reverse("wagtailadmin_pages:edit", args=[page.pk])

    return open_editor


@pytest.fixture(params=["iduet", "finhire"])
def brand(request, brands):
    return next(brand for brand in brands if brand.key == request.param)


class TestEditing:
    def test_the_editor_gets_the_cells_and_where_to_ask_for_the_roles(self, brand, roles, edit):
        client, _, address = edit(brand)
        response = client.get(address)
        assert json.loads(stream_state(response, "body")[0]["value"]["rows"][0]["value"]["cells"]) == {
            key(roles[0]): CIO,
            key(roles[1]): CTO,
        }
        content = response.content.decode()
        assert "js/desk/criteria-cells.js" in content
        assert "css/desk/criteria-cells.css" in content
        assert reverse("comparison_roles") in content

    def test_reordering_the_roles_moves_the_cells(self, brand, roles, edit, site_client):
        client, page, address = edit(brand)
        swapped = [("role", roles[1].pk), ("role", roles[0].pk)]
        assert client.post(address, form_data(client.get(address), roles=swapped)).status_code == 302
        saved = last_saved(page)
        assert cells_of(page) == [{key(roles[0]): CIO, key(roles[1]): CTO}]
        document = saved.represent(saved.scope(preview=True))
        assert [role.short_name for role in document.body[0].value.roles] == ["CTO", "CIO"]
        assert document.body[0].value.rows[0].cells == [CTO, CIO]

    def test_replacing_a_role_leaves_its_cell_empty_and_refuses_publishing(self, brand, roles, edit, publisher_of):
        client, page, address = edit(brand)
        client.logout()
        client.login(username=publisher_of(brand).email, password="a password for tests")
        replaced = [("role", roles[0].pk), ("role", roles[2].pk)]
        data = form_data(client.get(address), roles=replaced)
        response = client.post(address, {**data, "action-publish": "publish"})
        assert response.status_code == 200
        assert re.search("” is (leeg voor|empty for) CDO", response.content.decode())
        assert page.revisions.count() == 1
        assert client.post(address, data).status_code == 302  # a draft may be incomplete
        assert cells_of(page) == [{key(roles[0]): CIO}]

    def test_removing_a_role_drops_its_cells_when_saved(self, brand, roles, edit):
        client, page, address = edit(brand)
        assert client.post(address, form_data(client.get(address), roles=[("role", roles[1].pk)])).status_code == 302
        assert cells_of(page) == [{key(roles[1]): CTO}]

    def test_a_removed_role_that_is_put_back_before_saving_keeps_its_cells(self, brand, roles, edit):
        client, page, address = edit(brand)
        data = form_data(client.get(address))
        data |= {"roles-count": "3", "roles-0-deleted": "1"}  # the first was removed, then chosen again below
        data |= {"roles-2-type": "role", "roles-2-deleted": "", "roles-2-order": "2", "roles-2-id": ""}
        data["roles-2-value"] = roles[0].pk
        assert client.post(address, data).status_code == 302
        saved = last_saved(page)
        assert [child.value.pk for child in saved.roles] == [roles[1].pk, roles[0].pk]
        assert cells_of(page) == [{key(roles[0]): CIO, key(roles[1]): CTO}]

    def test_cells_are_changed_added_and_trimmed(self, brand, roles, edit):
        client, page, address = edit(brand)
        data = form_data(client.get(address))
        data["body-0-value-rows-0-value-cells"] = json.dumps({key(roles[0]): " New ", key(roles[1]): ""})
        assert client.post(address, data).status_code == 302
        assert cells_of(page) == [{key(roles[0]): "New", key(roles[1]): ""}]

    def test_cells_that_cannot_be_read_are_refused_and_lose_nothing(self, brands, roles, edit):
        client, page, address = edit(brands[0])
        data = form_data(client.get(address))
        for sent in UNREADABLE:
            data["body-0-value-rows-0-value-cells"] = sent
            response = client.post(address, {**data, "title": "Another title"})
            assert response.status_code == 200, sent[:20]
            assert "De cellen konden niet worden gelezen." in response.content.decode(), sent[:20]
            assert "Another title" in response.content.decode()
        assert page.revisions.count() == 1

    def test_a_cell_that_is_too_long_is_refused(self, brands, roles, edit):
        client, page, address = edit(brands[0])
        data = form_data(client.get(address))
        data["body-0-value-rows-0-value-cells"] = json.dumps({key(roles[0]): "x" * 401})
        assert "hoogstens 400 tekens" in client.post(address, data).content.decode()
        assert cells_of(page) == [{key(roles[0]): CIO, key(roles[1]): CTO}]


class TestTranslating:
    def test_a_translation_keeps_the_link_between_cell_and_role(self, brand, roles, edit):
        for role in roles[:2]:
            translate(role, "en", short_name=f"{role.short_name} (en)")
        client, page, _ = edit(brand)
        english = home_of(brand, "en").locale
        address = reverse("simple_translation:submit_page_translation", args=[page.pk])
        assert client.post(address, {"locales": [english.pk]}).status_code == 302
        translation = ComparisonPage.objects.get(translation_key=page.translation_key, locale=english)
        editor = reverse("wagtailadmin_pages:edit", args=[translation.pk])
        assert client.post(editor, form_data(client.get(editor))).status_code == 302
        saved = last_saved(translation)
        document = saved.represent(saved.scope(preview=True))
        assert [role.short_name for role in document.body[0].value.roles] == ["CIO (en)", "CTO (en)"]
        assert document.body[0].value.rows[0].cells == [CIO, CTO]


class TestRolesEndpoint:
    def ask(self, client, *ids):
        return client.get(reverse("comparison_roles"), {"id": ids})

    def test_keys_and_names_of_what_the_editor_may_see(self, brand, brands, desk_client, editor_of):
        other = next(one for one in brands if one != brand)
        original, own, foreign = make_role("CIO"), make_role("CFO", brand=brand), make_role("COO", brand=other)
        version = make_version(original, brand, tagline="Ours")
        answer = self.ask(desk_client(editor_of(brand)), original.pk, own.pk, foreign.pk, version.pk).json()
        assert {(role["id"], role["key"], role["name"]) for role in answer["roles"]} == {
            (original.pk, key(original), "CIO"),
            (own.pk, key(own), "CFO"),
            (version.pk, key(original), "CIO"),
        }

    def test_bad_numbers_are_refused_with_a_sentence(self, brands, desk_client, editor_of):
        client = desk_client(editor_of(brands[0]))
        for ids in ([], ["x"], ["1", ""], ["-1"], ["1e3"], ["9" * 30], ["²"], ["1"] * 51):
            answer = self.ask(client, *ids)
            assert answer.status_code == 400, ids
            assert "?id=1&id=2" in answer.json()["error"]

    def test_only_people_of_the_desk_are_answered(self, brands, roles, client):
        client.defaults["HTTP_HOST"] = "desk.localhost:8000"
        answer = self.ask(client, roles[0].pk)
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]
