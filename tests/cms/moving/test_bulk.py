"""Pages that are loaded at once are rows as the publishing code writes them, or nothing at all."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.models import IndexEntry

from cms.changes.models import Change
from cms.comparisons.models import ComparisonPage
from cms.moving.bulk import BulkRefused, publish_pages
from cms.navigation.models import PageTag
from cms.pages.models import ContentPage
from tests.factories.brands import home_of, make_publisher
from tests.factories.library import make_question, make_role
from tests.factories.pages import make_comparison, make_content, make_specialism

#: What no two pages have in common: keys, places and moments.
APART = {
    "id", "pk", "path", "url_path", "translation_key", "uuid", "page_id", "page_ptr_id", "object_id", "latest_revision",
    "live_revision", "latest_revision_id", "live_revision_id", "revision_id", "created_at", "timestamp",
    "first_published_at", "last_published_at", "latest_revision_created_at", "content_path_hash", "page", "page_ptr",
    "title_norm",
}  # fmt: skip


#: Tags of what the worker does later, and tests at once.
AT_ONCE_HERE = ("socialcard:", "search:")
KEY_OF_BLOCK = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def told(value: Any) -> Any:
    """A value without what no two pages have in common."""
    if isinstance(value, StreamValue):
        value = value.get_prep_value()
    if isinstance(value, str):
        return KEY_OF_BLOCK.sub("*", value)
    if isinstance(value, dict):
        return {name: told(each) for name, each in value.items() if name not in APART}
    return [told(each) for each in value] if isinstance(value, list) else value


def rows(model, **of_page) -> list[dict]:
    found = [told(row) for row in model.objects.filter(**of_page).order_by("pk").values()]
    return sorted(found, key=lambda row: json.dumps(row, default=str))


def everything(page) -> dict[str, list]:
    """All rows that a page has, in every table."""
    return {
        "page": rows(Page, pk=page.pk),
        "type": rows(type(page), pk=page.pk),
        "tags": rows(PageTag, page=page.pk),
        "revisions": rows(Revision, object_id=str(page.pk), base_content_type__model="page"),
        "history": rows(PageLogEntry, page=page.pk),
        "references": rows(ReferenceIndex, object_id=str(page.pk), base_content_type__model="page"),
        "index": rows(IndexEntry, object_id=str(page.pk), content_type__model=type(page)._meta.model_name),
    }


def body(roles, question, target) -> list[dict]:
    text = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    return [
        {"type": "comparison_text", "id": "a", "value": {"heading": "a", "text": text}},
        {
            "type": "role_cards",
            "id": "b",
            "value": {"heading": "", "introduction": "", "roles": [role.pk for role in roles]},
        },
        {"type": "questions", "id": "c", "value": {"heading": "", "introduction": "", "questions": [question.pk]}},
    ]


@pytest.fixture
def roles(brands):
    return [make_role("CIO"), make_role("CTO")]


@pytest.fixture
def comparison(brands, roles):
    """`comparison(title, …)` is a comparison that is not stored yet."""
    target, question = make_content(home_of(brands[0])), make_question()

    def make(title: str, slug: str, **fields) -> ComparisonPage:
        chosen = [{"type": "role", "id": str(place), "value": role.pk} for place, role in enumerate(roles)]
        values = {"roles": chosen, "body": body(roles, question, target), "introduction": "<p>Hello</p>", **fields}
        streams = {name: json.dumps(each) if isinstance(each, list) else each for name, each in values.items()}
        page = ComparisonPage(title=title, slug=slug, **streams)
        page.page_tags = [PageTag(word="Interim  werk", sort_order=0), PageTag(word="IT", sort_order=1)]
        return page

    make.body = body(roles, question, target)
    return make


def test_rows_are_those_of_the_publishing_code(brands, roles, comparison):
    one, other = (make_specialism(home_of(brands[0]), slug=slug) for slug in ("one", "other"))
    chosen = [{"type": "role", "id": str(place), "value": role.pk} for place, role in enumerate(roles)]
    by_code = make_comparison(
        one, roles, "CIO vs. CTO", slug="cio-vs-cto", body=comparison.body, introduction="<p>Hello</p>",
        tags=["Interim  werk", "IT"],
    )  # fmt: skip
    ComparisonPage.objects.filter(pk=by_code.pk).update(roles=json.dumps(chosen))
    by_code.refresh_from_db()
    (key,) = publish_pages(other, [comparison("CIO vs. CTO", "cio-vs-cto")])
    loaded = everything(ComparisonPage.objects.get(pk=key))
    published = everything(by_code)
    for each in (loaded, published):
        for revision in each["revisions"]:
            revision["content"].pop("roles")  # the factory gives blocks keys of their own
        for row in each["type"]:
            row.pop("roles")
        for row in each["references"]:
            if row["model_path"].startswith("roles"):
                row["content_path"] = "roles"
    assert loaded == published
    assert [len(loaded[name]) for name in ("tags", "revisions", "history", "index")] == [2, 1, 2, 1]
    assert len(loaded["references"]) >= 6


def test_the_tree_is_sound_and_goes_on(brands, site_client):
    home = home_of(brands[0])
    make_content(home, slug="before")
    keys = publish_pages(home, (ContentPage(title=f"Page {number}", slug=f"p-{number}") for number in range(40)))
    make_content(home, slug="after")
    slugs = list(home.get_children().values_list("slug", flat=True))
    assert slugs == ["before", *(f"p-{number}" for number in range(40)), "after"]
    assert Page.find_problems() == ([], [], [], [], [])
    assert len(keys) == 40
    assert site_client(brands[0], "/p-39/").status_code == 200
    assert site_client(brands[1], "/p-39/").status_code == 404


def test_one_coarse_row_tells_of_all(brands):
    Change.objects.all().delete()
    publish_pages(home_of(brands[0]), [ContentPage(title=str(number), slug=str(number)) for number in range(3)])
    rows = [one for one in Change.objects.all() if not one.tags[0].startswith(AT_ONCE_HERE)]
    assert [(one.brand, one.kind, one.tags) for one in rows] == [(brands[0], Change.Kind.PUBLISHED, ["brand:iduet"])]


def test_who_loaded_stands_in_the_history(brands):
    publisher = make_publisher(brands[0])
    (key,) = publish_pages(home_of(brands[0]), [ContentPage(title="a", slug="a")], user=publisher)
    assert {entry.user for entry in PageLogEntry.objects.filter(page=key)} == {publisher}
    assert Page.objects.get(pk=key).owner == publisher


def test_a_page_takes_a_handful_of_queries(brands, comparison, monkeypatch):
    monkeypatch.setattr("cms.moving.bulk.index_objects", NoTask)  # the worker does that later
    monkeypatch.setattr("cms.moving.bulk.make_cards_of", NoTask)
    home = home_of(brands[0])

    def count(number: int, start: int) -> int:
        pages = [comparison(f"Page {place}", f"page-{place}") for place in range(start, start + number)]
        with CaptureQueriesContext(connection) as queries:
            publish_pages(home, pages)
        return len(queries)

    count(1, 0)
    few, many = count(2, 10), count(12, 100)
    assert (many - few) / 10 <= 7  # publishing one takes ten times as many


class NoTask:
    """Stands for a task that waits."""

    @staticmethod
    def enqueue(*arguments):
        pass


class TestRefusing:
    """Nothing is written when something stands in the way of one page."""

    @pytest.fixture(autouse=True)
    def _nothing_is_written(self, brands):
        before = (Page.objects.count(), Revision.objects.count(), Change.objects.count(), home_of(brands[0]).numchild)
        yield
        after = (Page.objects.count(), Revision.objects.count(), Change.objects.count(), home_of(brands[0]).numchild)
        assert after == before

    def refused(self, parent, *pages) -> dict[str, list[str]]:
        good = ContentPage(title="Good", slug="good")
        with pytest.raises(BulkRefused) as caught:
            publish_pages(parent, [good, *pages])
        assert caught.value.page is pages[-1]
        assert pages[-1].title in str(caught.value)
        return caught.value.message_dict

    def test_two_of_one_address(self, brands):
        again = ContentPage(title="Again", slug="good")
        assert "slug" in self.refused(home_of(brands[0]), again)

    def test_an_address_of_the_site(self, brands):
        assert "slug" in self.refused(home_of(brands[0]), ContentPage(title="Zoeken", slug="zoeken"))

    def test_a_type_that_cannot_stand_here(self, brands):
        assert "__all__" in self.refused(home_of(brands[0]), home_of(brands[1]).__class__(title="Home", slug="home"))

    def test_a_field_that_is_too_long(self, brands):
        assert "title" in self.refused(home_of(brands[0]), ContentPage(title="x" * 300, slug="long"))


def test_a_comparison_of_one_role_is_refused(brands, roles, comparison):
    lonely = comparison("Lonely", "lonely", roles=[{"type": "role", "value": roles[0].pk}])
    before = Page.objects.count()
    with pytest.raises(BulkRefused) as caught:
        publish_pages(home_of(brands[0]), [comparison("Good", "good"), lonely])
    assert "roles" in caught.value.message_dict
    assert Page.objects.count() == before


def test_what_is_not_there_is_refused(brands, roles, comparison):
    missing = comparison("Missing", "missing", roles=[{"type": "role", "value": 999_999}])
    with pytest.raises(BulkRefused) as caught:
        publish_pages(home_of(brands[0]), [missing])
    assert "roles" in caught.value.message_dict
