"""What Wagtail's write API does with what it is sent: carried out whole, or refused and nothing written."""

import pytest
from wagtail.models import Page

from cms.changes.models import Change
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_comparison, make_content, make_specialism


@pytest.fixture
def page(iduet, finhire):
    return make_specialism(home_of(iduet), "Specialism")


@pytest.fixture
def publisher(publishers):
    """A publisher of the first brand."""
    return publishers[0]


def state() -> list:
    """Everything that a refused request must leave as it was."""
    fields = ("pk", "title", "live", "draft_title", "latest_revision", "path")
    return [*Page.objects.order_by("pk").values_list(*fields), Change.objects.count()]


def comparison(roles, **fields) -> dict:
    """The body of a comparison that can be published."""
    rows = [{"criterion": "Focus", "cells": {str(role.translation_key): "business" for role in roles}}]
    table = {"heading": "Table", "caption": "Side by side", "rows": rows}
    return {
        "title": "CIO or CTO",
        "introduction": "<p>Which of the two?</p>",
        "roles": [{"type": "role", "value": role.pk} for role in roles],
        "body": [{"type": "criteria_table", "value": table}],
        **fields,
    }


class TestPublishing:
    def test_what_is_published_is_public_and_told_to_the_change_log(self, iduet, finhire, publisher, site_client):
        roles = [make_role("CIO"), make_role("CTO", brand=iduet)]
        meta = {"type": "comparisons.ComparisonPage", "parent_id": home_of(iduet).pk}
        made = publisher.post("/pages/", {"meta": meta, **comparison(roles)})
        assert made.status_code == 201, made.content
        key = made.json()["id"]
        assert made.json()["body"][0]["value"]["caption"] == "Side by side"
        assert not Page.objects.get(pk=key).live
        assert not Change.objects.filter(object_id=key).exists()

        assert publisher.post(f"/pages/{key}/actions/publish/").status_code == 200
        assert Change.objects.filter(kind=Change.Kind.PUBLISHED, object_id=key).exists()
        text = site_client(iduet, Page.objects.get(pk=key).specific.get_url_parts()[2]).content.decode()
        assert "Side by side" in text
        assert "business" in text

        changed = publisher.patch(f"/pages/{key}/", {"title": "CIO, CTO", "meta": {"action": "publish"}})
        assert changed.status_code == 200
        assert Page.objects.get(pk=key).title == "CIO, CTO"
        assert publisher.post(f"/pages/{key}/actions/unpublish/", {}).status_code == 200
        assert Change.objects.filter(kind=Change.Kind.UNPUBLISHED, object_id=key).exists()

    def test_what_is_not_ready_is_refused_with_its_fields_and_stays_a_draft(self, iduet, finhire, publisher):
        draft = make_comparison(home_of(iduet), [make_role("CIO"), make_role("CTO")], publish=False)
        assert publisher.patch(f"/pages/{draft.pk}/", {"roles": []}).status_code == 200
        before = state()
        refused = publisher.post(f"/pages/{draft.pk}/actions/publish/")
        assert refused.status_code == 422
        assert [error["loc"] for error in refused.json()["errors"]] == [["roles"]]
        assert refused.json()["errors"][0]["msg"]
        assert state() == before

    @pytest.mark.parametrize("new", [True, False])
    def test_an_action_that_is_refused_leaves_nothing_behind(self, iduet, finhire, publisher, new):
        roles = [make_role("CIO"), make_role("CTO")]
        draft = make_comparison(home_of(iduet), roles, publish=False)
        before = state()
        fields = {**comparison(roles), "title": "Never", "roles": comparison(roles)["roles"][:1]}
        meta = {"type": "comparisons.ComparisonPage", "parent_id": home_of(iduet).pk, "action": "publish"}
        if new:
            refused = publisher.post("/pages/", {"meta": meta, **fields})
        else:
            refused = publisher.patch(f"/pages/{draft.pk}/", {"meta": {"action": "publish"}, **fields})
        assert refused.status_code == 422
        assert refused.json()["errors"][0]["loc"] == ["roles"]
        assert state() == before

    def test_what_cannot_be_read_by_the_public_stays_so(self, iduet, finhire, publisher, site_client):
        page = make_content(home_of(iduet), "Shown", slug="shown")
        assert publisher.patch(f"/pages/{page.pk}/", {"title": "Secret change"}).status_code == 200
        assert "Secret change" not in site_client(iduet, "/shown/").content.decode()
        assert publisher.get(f"/pages/{page.pk}/?version=draft").json()["title"] == "Secret change"
        assert publisher.get(f"/pages/{page.pk}/").json()["title"] == "Shown"


class TestTranslating:
    def test_a_translation_is_a_draft_in_a_language_of_the_brand(self, iduet, finhire, page, publisher):
        path = f"/pages/{page.pk}/actions/copy_for_translation/"
        made = publisher.post(path, {"locale": "en"})
        assert made.status_code == 201, made.content
        translation = Page.objects.get(pk=made.json()["id"])
        assert not translation.live
        assert translation.get_parent().pk == home_of(iduet, "en").pk

    @pytest.mark.parametrize(
        "body", [{"locale": "de"}, {"locale": "en", "alias": True}, {"locale": "en", "copy_parents": True}, {}]
    )
    def test_nothing_else_is_made(self, page, publisher, body):
        before = state()
        assert publisher.post(f"/pages/{page.pk}/actions/copy_for_translation/", body).status_code == 422
        assert state() == before


SECTION = {"heading": "a", "text": "<p>a</p>"}


def stream(value, kind: str = "text_section", **more) -> dict:
    return {"body": [{"type": kind, "value": value, **more}]}


#: Fields of a page that have not their shape, and where the answer says so.
MALFORMED = [
    ({"titel": "x"}, ["body", "titel"]),
    ({"live": True}, ["body", "live"]),
    ({"owner_id": 1}, ["body", "owner_id"]),
    ({"body": {}}, ["body", "body"]),
    ({"body": "x"}, ["body", "body"]),
    ({"body": ["x"]}, ["body", "body", 0]),
    ({"body": [{}]}, ["body", "body", 0]),
    ({"body": [{"type": "text_section"}]}, ["body", "body", 0]),
    ({"body": [{"type": ["x"], "value": 1}]}, ["body", "body", 0, "type"]),
    (stream({}, "no_such"), ["body", "body", 0, "type"]),
    (stream("x"), ["body", "body", 0, "value"]),
    (stream([]), ["body", "body", 0, "value"]),
    (stream(SECTION, id={}), ["body", "body", 0, "id"]),
    (stream({**SECTION, "headnig": "a"}), ["body", "body", 0, "value", "headnig"]),
    (stream({**SECTION, "heading": 1}), ["body", "body", 0, "value", "heading"]),
    (stream({**SECTION, "text": 1}), ["body", "body", 0, "value", "text"]),
    (stream({**SECTION, "text": {"format": "x", "content": ""}}), ["body", "body", 0, "value", "text"]),
    (stream({**SECTION, "text": {"content": None}}), ["body", "body", 0, "value", "text"]),
    (stream({"roles": 1}, "role_cards"), ["body", "body", 0, "value", "roles"]),
    (stream({"roles": ["1"]}, "role_cards"), ["body", "body", 0, "value", "roles", 0]),
    (stream({"roles": [True]}, "role_cards"), ["body", "body", 0, "value", "roles", 0]),
    (stream({"image": {"image": {}}}, "figure"), ["body", "body", 0, "value", "image", "image"]),
    (stream({"image": {"decorative": "yes"}}, "figure"), ["body", "body", 0, "value", "image", "decorative"]),
    (stream("1", "call_to_action"), ["body", "body", 0, "value"]),
    ({"hero_image_id": "1"}, ["body", "hero_image_id"]),
    ({"hero_image_id": 10**30}, ["body", "hero_image_id"]),
    ({"introduction": 1}, ["body", "introduction"]),
    ({"introduction": "a\0"}, ["body", "introduction"]),
    ({"title": "a\0"}, ["body", "title"]),
    (stream({**SECTION, "heading": "a\0"}), ["body", "body", 0, "value", "heading"]),
]


class TestHostileBodies:
    @pytest.mark.parametrize(("fields", "place"), MALFORMED, ids=lambda value: str(value)[:50])
    def test_a_wrong_shape_is_named_and_nothing_is_written(self, iduet, page, publisher, fields, place):
        before = state()
        meta = {"type": "pages.SpecialismPage", "parent_id": home_of(iduet).pk}
        for answer in (
            publisher.patch(f"/pages/{page.pk}/", fields),
            publisher.post("/pages/", {"meta": meta, "title": "New", **fields}),
        ):
            assert answer.status_code == 422, answer.content
            assert answer.json()["errors"][0]["loc"] == place
            assert answer.json()["errors"][0]["msg"]
        assert state() == before

    @pytest.mark.parametrize(
        "raw",
        [b"null", b"[]", b"1", b'"x"', b"{", b"x", b"\xff", b'{"title": NaN}', b'{"title": "\\ud800"}', b"[" * 100_000,
         b'{"title": ' + b"[" * 100_000, b'{"title": ' + b"9" * 5000 + b"}", b"true"],
        ids=lambda raw: raw[:20].decode("latin-1"),
    )  # fmt: skip
    def test_what_is_no_object_is_refused_at_every_operation(self, page, publisher, raw):
        before = state()
        for method, path in (
            ("post", "/pages/"), ("patch", f"/pages/{page.pk}/"), ("post", f"/pages/{page.pk}/actions/copy/"),
            ("post", f"/pages/{page.pk}/actions/move/"), ("post", f"/pages/{page.pk}/actions/publish/"),
            ("post", "/redirects/"), ("post", "/sites/"), ("post", "/locales/"), ("post", "/images/"),
        ):  # fmt: skip
            assert publisher.raw(method, path, raw).status_code in (400, 422), (method, path)
        assert state() == before

    @pytest.mark.parametrize(
        "meta", [None, [], "x", 1, {"type": []}, {"type": "x.Y"}, {"parent_id": "1"}, {"type": {}}]
    )
    def test_meta_of_any_shape(self, iduet, page, publisher, meta):
        good = {"type": "pages.ContentPage", "parent_id": home_of(iduet).pk}
        merged = {**good, **meta} if isinstance(meta, dict) else meta
        before = state()
        answer = publisher.post("/pages/", {"meta": merged, "title": "New"})
        assert answer.status_code == 422
        assert state() == before

    def test_a_key_in_another_spelling_does_not_pass_the_gate(self, iduet, finhire, page, publisher):
        before = state()
        for key in (str(home_of(finhire).pk), float(home_of(finhire).pk), f" {home_of(finhire).pk} "):
            meta = {"type": "pages.ContentPage", "parent_id": key}
            redirect = {"old_path": "/x", "redirect_link": "/y", "site": str(finhire.site_id)}
            for path, body in (
                ("/pages/", {"meta": meta, "title": "New"}),
                (f"/pages/{page.pk}/actions/move/", {"destination_id": key}),
                (f"/pages/{page.pk}/actions/copy/", {"destination_id": True}),
                ("/redirects/", redirect),
            ):
                assert publisher.post(path, body).status_code == 422, path
        assert state() == before

    def test_too_many_blocks_and_too_much_of_them(self, page, publisher, settings):
        before = state()
        settings.WAGTAIL_API_V3_MOST_BLOCKS = 5
        section = stream(SECTION)["body"][0]
        cards = {"cards": [{"title": "a", "text": "", "link": {"url": "https://example.com/"}}] * 5}
        for fields in ({"body": [section] * 6}, stream(cards, "link_cards")):
            refused = publisher.patch(f"/pages/{page.pk}/", fields)
            assert refused.status_code == 422
            assert "at most 5 blocks" in refused.json()["detail"]
        settings.WAGTAIL_API_V3_LARGEST_BODY = 1000
        assert publisher.patch(f"/pages/{page.pk}/", {"title": "a" * 1000}).status_code == 413
        assert state() == before
        assert publisher.patch(f"/pages/{page.pk}/", {"body": [section] * 5}).status_code == 200

    def test_a_body_by_default_holds_500_blocks(self, page, publisher, settings):
        assert settings.WAGTAIL_API_V3_MOST_BLOCKS == 500
        section = stream(SECTION)["body"][0]
        assert publisher.patch(f"/pages/{page.pk}/", {"body": [section] * 501}).status_code == 422


class TestHostileQueries:
    @pytest.mark.parametrize(
        "query",
        [{"offset": "9" * 20}, {"limit": "9" * 20}, {"limit": "21"}, {"offset": "-1"}, {"search": "\0"},
         {"title": "\0"}, {"html_path": "\0"}, {"search": "a" * 501}, {"child_of": "9" * 400}, {"child_of": "x"},
         {"type": "x"}, {"order": "owner__password"}, {"created_at_from": "0001-01-01T00:00:00+14:00"},
         {"locale": "\0"}, {"user_id": "9" * 30}, {"id": "9" * 20}],
        ids=str,
    )  # fmt: skip
    def test_end_in_no_fault(self, page, publisher, query):
        statuses = {
            path: publisher.get(path, query).status_code
            for path in ("/pages/", f"/pages/{page.pk}/", f"/pages/{page.pk}/revisions/", "/pages/find/", "/images/",
                         "/documents/", "/redirects/", "/whoami/")
        }  # fmt: skip
        assert set(statuses.values()) <= {200, 302, 400, 404, 422}
        if query.keys() & {"offset", "limit"} and "-1" not in query.values():
            assert statuses["/pages/"] == 400
        if "\0" in query.values() or len(next(iter(query.values()))) > 500:
            assert set(statuses.values()) == {400}

    def test_what_is_no_utf_8_is_refused(self, publisher):
        assert publisher.get("/pages/?search=%ff").status_code == 400

    @pytest.mark.parametrize(
        "path", ["/pages/99999999999999999999/", "/pages/0/", "/nothing/", "/pages/x/", "/snippets/x/"]
    )
    def test_addresses_of_nothing(self, publisher, path):
        assert publisher.get(path).status_code in (404, 422)


class TestDescriptions:
    def test_the_documentation_needs_no_other_host(self, db, client):
        page = client.get("/api/v3-preview/docs/", headers={"host": "desk.localhost:8000"})
        text = page.content.decode()
        assert page.status_code == 200
        assert "/static/ninja/swagger-ui" in text
        assert "//cdn" not in text

    def test_the_contract_says_what_a_page_type_takes(self, db, client):
        contract = client.get("/api/v3-preview/openapi.json", headers={"host": "desk.localhost:8000"}).json()
        fields = contract["components"]["schemas"]["ComparisonPageCreateSchema"]["properties"]
        assert {"introduction", "facts", "roles", "body", "hero_image_id", "hero_image_alt"} <= fields.keys()


class TestTables:
    def table(self, values, **more) -> dict:
        columns = [{"type": "text", "heading": "What"}, {"type": "text", "heading": "How"}]
        return {"columns": columns, "rows": [{"values": values}], "caption": "A table", **more}

    def write(self, publisher, iduet, table):
        body = [{"type": "table", "value": {"heading": "", "table": table, "row_headings": True}}]
        meta = {"type": "pages.ContentPage", "parent_id": home_of(iduet).pk}
        return publisher.post("/pages/", {"meta": meta, "title": "Tables", "body": body})

    def test_are_written_whole_and_cleaned(self, iduet, finhire, publisher):
        cells = ["<p>a<script>alert(1)</script></p>", {"format": "db_markdown", "content": "**b**"}]
        made = self.write(publisher, iduet, self.table(cells))
        assert made.status_code == 201, made.content
        held = Page.objects.get(pk=made.json()["id"]).specific.body[0].value["table"]
        assert (held.caption, [column["heading"] for column in held.columns]) == ("A table", ["What", "How"])
        first, second = (value.source for value in held.row_data[0]["values"])
        assert "<script" not in first
        assert "<b>b</b>" in second

    def test_with_a_link_to_what_she_may_not_see_are_not_found(self, iduet, finhire, publisher):
        hidden = make_content(home_of(finhire), publish=False)
        before = state()
        refused = self.write(publisher, iduet, self.table(["", f'<p><a linktype="page" id="{hidden.pk}">x</a></p>']))
        assert refused.status_code == 404
        assert state() == before

    @pytest.mark.parametrize(
        "change",
        [
            {"rows": [{"values": ["a"]}]},
            {"rows": [["a", "b"]]},
            {"rows": "a"},
            {"columns": [{"type": "script", "heading": ""}] * 2},
            {"columns": [{"type": "text"}] * 2},
            {"columns": [{"type": "text", "heading": 1}] * 2},
            {"caption": 1},
            {"more": ""},
        ],
    )
    def test_of_another_shape_are_refused(self, iduet, finhire, publisher, change):
        before = state()
        assert self.write(publisher, iduet, self.table(["a", "b"], **change)).status_code == 422
        assert state() == before
