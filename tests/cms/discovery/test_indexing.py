"""Texts are indexed by the worker, once however often they were saved, and searches learn of it."""

from types import SimpleNamespace

import pytest
from django_tasks import task_backends
from django_tasks_db.models import DBTaskResult

from cms.changes.models import Change
from cms.discovery import indexing
from cms.discovery.indexing import index_object, index_objects, indexed_models, indexed_together, searches_over
from cms.discovery.search import search
from cms.foundation.queue import Queue
from cms.settings import production
from tests.factories.brands import home_of, scope_of
from tests.factories.library import make_question, translate
from tests.factories.pages import make_content

SEARCHES = ["search:iduet:nl"]


@pytest.fixture
def waiting(monkeypatch):
    """As in production: tasks wait. Gives what waits to be indexed: (label, key, whether the public may see it)."""
    queue = Queue("default", production.TASKS["default"])
    monkeypatch.setattr(task_backends._connections, "default", queue, raising=False)

    def ready() -> list[tuple]:
        rows = DBTaskResult.objects.filter(task_path=index_object.module_path, status="READY").order_by("enqueued_at")
        return [tuple(row.args_kwargs["args"]) for row in rows]

    return ready


@pytest.fixture
def by_worker(monkeypatch):
    """What is run is run by the worker, outside the transaction of the change."""
    monkeypatch.setattr(indexing, "connection", SimpleNamespace(in_atomic_block=False))


def told() -> list[list[str]]:
    rows = Change.objects.order_by("pk")
    return [row.tags for row in rows if any(tag.startswith("search:") for tag in row.tags)]


class TestPublishing:
    def test_the_request_indexes_nothing_and_asks_for_it_once(self, brands, waiting):
        page = make_content(home_of(brands[0]), "Zonnebloem")
        assert waiting() == [("pages.ContentPage", str(page.pk), True)]
        assert search(scope_of(brands[0]), "zonnebloem") == {}
        page.save_revision().publish()
        assert waiting() == [("pages.ContentPage", str(page.pk), True)]

    def test_what_is_taken_by_a_worker_is_asked_for_again(self, brands, waiting):
        page = make_content(home_of(brands[0]))
        DBTaskResult.objects.update(status="RUNNING")
        page.save_revision().publish()
        assert waiting() == [("pages.ContentPage", str(page.pk), True)]

    def test_each_thing_has_its_own(self, brands, waiting):
        pages = [make_content(home_of(brand)) for brand in brands]
        question = make_question()
        assert [key for _, key, _ in waiting()] == [*(str(page.pk) for page in pages), str(question.pk)]

    def test_draft_work_shows_the_public_nothing_until_something_is_published(self, brands, waiting):
        page = make_content(home_of(brands[0]))
        DBTaskResult.objects.all().delete()
        page.title = "Ontwerp"
        revision = page.save_revision()
        assert waiting() == [("pages.ContentPage", str(page.pk), False)]
        revision.publish()
        assert waiting() == [("pages.ContentPage", str(page.pk), True)]

    def test_what_is_written_together_is_indexed_once_and_after_it(self, brands, waiting):
        with indexed_together():
            pages = [make_content(home_of(brand)) for brand in brands]
            pages[0].save_revision().publish()
            question = make_question()
            assert not DBTaskResult.objects.exists()
        assert waiting() == []
        rows = DBTaskResult.objects.filter(task_path=index_objects.module_path)
        assert sorted(row.args_kwargs["args"] for row in rows) == [
            ["library.Question", [question.pk]],
            ["pages.ContentPage", [page.pk for page in pages]],
        ]

    def test_what_fails_together_asks_for_nothing(self, brands, waiting):
        def fails():
            with indexed_together():
                make_content(home_of(brands[0]))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fails()
        assert not DBTaskResult.objects.exists()
        make_content(home_of(brands[0]))
        assert len(waiting()) == 1


class TestTelling:
    def test_the_index_tells_when_it_is_made(self, brands, by_worker):
        page = make_content(home_of(brands[0]))
        Change.objects.all().delete()
        assert index_object.call("pages.ContentPage", str(page.pk), True) == 1
        assert told() == [SEARCHES]
        assert search(scope_of(brands[0]), page.title)

    def test_of_drafts_and_of_what_is_gone_nothing_is_told(self, brands, by_worker):
        page = make_content(home_of(brands[0]))
        Change.objects.all().delete()
        assert index_object.call("pages.ContentPage", str(page.pk), False) == 1
        assert index_object.call("pages.ContentPage", "999999999", True) == 0
        assert told() == []

    def test_within_the_change_itself_nothing_is_told_beside_it(self, brands):
        make_content(home_of(brands[0]))
        assert told() == []

    def test_many_are_told_of_once(self, brands):
        pages = [make_content(home_of(brands[0])) for _ in range(3)]
        Change.objects.all().delete()
        assert index_objects.call("pages.ContentPage", [page.pk for page in pages]) == 3
        assert told() == [SEARCHES]

    def test_many_of_several_brands_and_languages_are_told_of_once_for_each(self, brands):
        homes = [home_of(brands[0]), home_of(brands[1]), home_of(brands[1], "en")]
        pages = [make_content(home) for home in [*homes, *homes]]
        Change.objects.all().delete()
        assert index_objects.call("pages.ContentPage", [page.pk for page in pages]) == 6
        assert sorted(told()) == [["search:finhire:en"], ["search:finhire:nl"], SEARCHES]

    def test_whose_searches(self, brands):
        finhire = brands[1]
        original, own = make_question(), make_question(brand=finhire)
        english = translate(original, "en")
        page = make_content(home_of(finhire, "en"))
        assert searches_over(original) == (None, ["search:finhire:nl", "search:iduet:nl"])
        assert searches_over(english) == (None, ["search:finhire:en", "search:iduet:en"])
        assert searches_over(own)[1] == ["search:finhire:nl"]
        assert searches_over(page)[1] == ["search:finhire:en"]


def test_pages_and_items_are_indexed_so_and_everything_else_by_wagtail():
    labels = {model._meta.label for model in indexed_models()}
    assert labels > {"pages.ContentPage", "comparisons.ComparisonPage", "library.Role", "library.Question"}
    assert "media.MediaImage" not in labels
    assert all(model.search_auto_update is False for model in indexed_models())
