"""Tasks wait for the worker, except what people ask about the moment after."""

import pytest
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex
from wagtail.tasks import delete_file_from_storage_task, update_reference_index_task

from cms.foundation.queue import Queue
from cms.settings import production
from tests.factories.brands import home_of
from tests.factories.library import make_question
from tests.factories.pages import make_faq


@pytest.fixture
def queue():
    """The queue as production has it."""
    settings = production.TASKS["default"]
    assert settings["BACKEND"] == f"{Queue.__module__}.{Queue.__name__}"
    return Queue("default", settings)


def test_references_are_known_at_once_and_other_tasks_wait(queue, brands):
    questions = [make_question(brand=brand) for brand in brands]
    pages = [make_faq(home_of(brand), [question]) for brand, question in zip(brands, questions, strict=True)]
    ReferenceIndex.objects.all().delete()
    for page, question in zip(pages, questions, strict=True):
        assert not question.usages().exists()
        queue.enqueue(update_reference_index_task, ["pages", "faqpage", str(page.pk)], {})
        assert question.usages().exists()
    assert not DBTaskResult.objects.exists()
    queue.enqueue(delete_file_from_storage_task, [["x", [], {}], "none.png"], {})
    (waiting,) = DBTaskResult.objects.all()
    assert (waiting.task_path, waiting.status) == ("wagtail.tasks.delete_file_from_storage_task", "READY")
