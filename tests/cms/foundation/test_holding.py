"""Which requests keep everybody else from writing pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from cms.foundation.holding import hold, hold_pages, writes_pages
from cms.library.models import Question
from tests.factories.brands import home_of
from tests.factories.library import make_question
from tests.factories.pages import make_content

HOLDS = "FOR NO KEY UPDATE"


def name_only(name: str, **kwargs):
    """What the resolver finds at an address, without asking for it."""
    return resolve(reverse(name, kwargs=kwargs))


class TestWhichRequests:
    @pytest.mark.parametrize(
        ("name", "kwargs"),
        [
            ("wagtailadmin_pages:edit", {"page_id": 1}),
            ("wagtailadmin_pages:move_confirm", {"page_to_move_id": 1, "destination_id": 2}),
            ("wagtailadmin_pages:workflow_action", {"page_id": 1, "action_name": "approve", "task_state_id": 1}),
            ("wagtail_bulk_action", {"app_label": "wagtailcore", "model_name": "page", "action": "move"}),
            ("wagtailapi_v3:update_page", {"page_id": 1}),
            ("wagtailapi_v3:pages_actions_copy", {"page_id": 1}),
            ("wagtailapi_v3:list_pages", {}),
        ],
    )
    def test_that_write_pages(self, name, kwargs):
        assert writes_pages(name_only(name, **kwargs))

    @pytest.mark.parametrize(
        ("name", "kwargs"),
        [
            ("wagtailadmin_pages:preview_on_edit", {"page_id": 1}),
            ("wagtailsnippets_library_role:edit", {"pk": 1}),
            ("wagtail_bulk_action", {"app_label": "media", "model_name": "mediaimage", "action": "delete"}),
            ("wagtailapi_v3:list_redirects", {}),
        ],
    )
    def test_that_write_none(self, name, kwargs):
        assert not writes_pages(name_only(name, **kwargs))


@pytest.mark.django_db
class TestHolding:
    def test_a_write_asks_for_the_tree_first(self, finhire, publisher_of, desk_client):
        page = make_content(home_of(finhire))
        client = desk_client(publisher_of(finhire))
        with CaptureQueriesContext(connection) as asked:
            client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
        reads = [query["sql"] for query in asked if '"wagtailcore_page"' in query["sql"]]
        first = next(sql for sql in reads if '"depth" = 1' in sql)
        inside = [sql for sql in reads if "UPDATE" in sql.split()[0]]
        assert reads.index(first) < reads.index(inside[0])
        if connection.vendor == "postgresql":
            assert first.endswith(HOLDS)

    def test_what_is_no_key_holds_nothing(self, brands):
        with CaptureQueriesContext(connection) as asked:
            hold(Question, "no-number")
        assert not asked.captured_queries

    def test_a_row_and_the_tree(self, brands):
        item = make_question("Why?")
        with CaptureQueriesContext(connection) as asked:
            hold(Question, item.pk)
            hold_pages()
        assert len(asked) == 2
        if connection.vendor == "postgresql":
            assert all(query["sql"].endswith(HOLDS) for query in asked)
