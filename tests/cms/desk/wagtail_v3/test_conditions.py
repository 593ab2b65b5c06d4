"""A write based on a version that somebody has replaced is refused, and nothing is lost."""

import pytest
from wagtail.models import Page

from cms.changes.models import Change
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def page(iduet, finhire):
    return make_content(home_of(iduet), "Terms", slug="terms")


@pytest.fixture
def two(asking, iduet, finhire, editor_of, publisher_of):
    """An editor and a publisher of the first brand."""
    return asking(editor_of(iduet)), asking(publisher_of(iduet))


def state(page) -> list:
    fields = ("title", "draft_title", "live", "latest_revision_id", "path")
    return [*Page.objects.filter(pk=page.pk).values_list(*fields), page.revisions.count(), Change.objects.count()]


class TestStale:
    @pytest.mark.parametrize(
        ("method", "path", "body"),
        [
            ("patch", "", {"title": "Second"}),
            ("patch", "", {"title": "Second", "meta": {"action": "publish"}}),
            ("post", "actions/publish/", None),
            ("post", "actions/unpublish/", {}),
            ("delete", "", None),
        ],
    )
    def test_the_second_is_told_and_nothing_is_written(self, page, two, method, path, body):
        first, second = two
        read = second.get(f"/pages/{page.pk}/?version=draft")["ETag"]
        assert first.patch(f"/pages/{page.pk}/", {"title": "First"}, If_Match=read).status_code == 200
        before = state(page)
        where = f"/pages/{page.pk}/{path}"
        send = {"patch": second.patch, "post": second.post}.get(method)
        refused = send(where, body, If_Match=read) if send else second.delete(where, If_Match=read)
        assert refused.status_code == 412
        assert refused.json()["errors"][0]["loc"] == ["header", "If-Match"]
        assert state(page) == before
        now = second.get(f"/pages/{page.pk}/?version=draft")["ETag"]
        assert refused["ETag"] == now != read
        again = send(where, body, If_Match=now) if send else second.delete(where, If_Match=now)
        assert again.status_code in (200, 204)

    def test_what_came_back_from_a_write_is_what_the_next_is_based_on(self, page, two):
        publisher = two[1]
        tag = publisher.patch(f"/pages/{page.pk}/", {"title": "One"})["ETag"]
        tag = publisher.patch(f"/pages/{page.pk}/", {"title": "Two"}, If_Match=tag)["ETag"]
        published = publisher.post(f"/pages/{page.pk}/actions/publish/", If_Match=tag)
        assert published.status_code == 200
        assert published["ETag"] not in ("", tag)

    def test_a_new_page_has_a_tag_and_a_list_has_none(self, iduet, two):
        meta = {"type": "pages.ContentPage", "parent_id": home_of(iduet).pk}
        assert two[0].post("/pages/", {"meta": meta, "title": "New"})["ETag"]
        assert "ETag" not in two[0].get("/pages/")

    def test_a_move_makes_it_another(self, iduet, page, two):
        publisher = two[1]
        read = publisher.get(f"/pages/{page.pk}/")["ETag"]
        target = make_content(home_of(iduet))
        moved = publisher.post(f"/pages/{page.pk}/actions/move/", {"destination_id": target.pk})
        assert moved.status_code == 200, moved.content
        assert publisher.patch(f"/pages/{page.pk}/", {"title": "Later"}, If_Match=read).status_code == 412


class TestConditions:
    def test_any_version_and_one_of_several(self, page, two):
        editor = two[0]
        assert editor.patch(f"/pages/{page.pk}/", {"title": "One"}, If_Match="*").status_code == 200
        tag = editor.get(f"/pages/{page.pk}/?version=draft")["ETag"]
        several = f'"another", {tag}'
        assert editor.patch(f"/pages/{page.pk}/", {"title": "Two"}, If_Match=several).status_code == 200

    @pytest.mark.parametrize("condition", ['W/"weak"', '"another"'])
    def test_another_does_not_match(self, page, two, condition):
        assert two[0].patch(f"/pages/{page.pk}/", {"title": "One"}, If_Match=condition).status_code == 412

    @pytest.mark.parametrize("condition", ["", "no quotes", "1"])
    def test_what_is_no_condition_is_said(self, page, two, condition):
        refused = two[0].patch(f"/pages/{page.pk}/", {"title": "One"}, If_Match=condition)
        assert refused.status_code == 400
        assert refused.json()["errors"][0]["loc"] == ["header", "If-Match"]

    def test_another_brands_page_is_not_there_whatever_the_condition(self, finhire, two):
        hers = make_content(home_of(finhire))
        assert two[0].patch(f"/pages/{hers.pk}/", {"title": "One"}, If_Match='"x"').status_code == 404
