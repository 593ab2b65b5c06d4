"""What may not be published yet is refused with a message also where no form stands, and nothing changes."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Revision, TaskState, Workflow, WorkflowState, WorkflowTask

from cms.changes.models import Change
from cms.comparisons.models import ComparisonPage
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_role
from tests.factories.pages import make_comparison, make_page


@pytest.fixture
def approval(brands):
    """A workflow whose one task is approval by the publishers of both brands."""
    workflow = Workflow.objects.create(name="Publishers look", active=True)
    task = GroupApprovalTask.objects.create(name="Publishers", active=True)
    task.groups.set(team.group for brand in brands for team in brand.teams.filter(kind="publishers"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def approve(client, thing, state):
    """Approve a page or library item as its publisher does; the messages that she reads."""
    if isinstance(thing, ComparisonPage):
        name = "wagtailadmin_pages:workflow_action"
    else:
        name = f"wagtailsnippets_library_{thing._meta.model_name}:workflow_action"
    address = reverse(name, args=[thing.pk, "approve", state.current_task_state.pk])
    response = client.post(address, {"comment": "Fine"}, headers={"referer": "http://desk.localhost:8000/admin/"})
    assert response.status_code == 302
    return [str(message) for message in get_messages(response.wsgi_request)]


def numbers() -> dict:
    return {model.__name__: model.objects.count() for model in (Change, Revision, TaskState, WorkflowState)}


@pytest.mark.parametrize("which", [0, 1])
class TestApproval:
    def test_of_a_page_that_may_not_be_published_says_why(
        self, brands, which, approval, publisher_of, editor_of, desk_client
    ):
        brand = brands[which]
        page = make_page(ComparisonPage, home_of(brand), "CIO vs. …", publish=False, roles=[], body=[])
        state = approval.start(page, editor_of(brand))
        before = numbers()
        told = approve(desk_client(publisher_of(brand)), page, state)
        assert any("Kies minstens twee verschillende rollen." in text for text in told)
        page.refresh_from_db()
        state.refresh_from_db()
        assert (page.live, state.status, state.current_task_state.status) == (False, "in_progress", "in_progress")
        assert numbers() == before

    def test_of_a_library_item_that_may_not_be_published_says_why(
        self, brands, which, approval, publisher_of, editor_of, desk_client
    ):
        brand = brands[which]
        question = make_question(brand=brand, answer="", publish=False)
        state = approval.start(question, editor_of(brand))
        before = numbers()
        told = approve(desk_client(publisher_of(brand)), question, state)
        assert any("Dit is nodig voordat je publiceert." in text for text in told)
        question.refresh_from_db()
        state.refresh_from_db()
        assert (question.live, state.status) == (False, "in_progress")
        assert numbers() == before

    def test_of_what_is_complete_publishes(self, brands, which, approval, publisher_of, editor_of, desk_client):
        brand = brands[which]
        page = make_comparison(home_of(brand), [make_role(), make_role()], publish=False)
        question = make_question(brand=brand, publish=False)
        editor, client = editor_of(brand), desk_client(publisher_of(brand))
        for thing in (page, question):
            told = approve(client, thing, approval.start(thing, editor))
            assert not any("kan nog niet worden gepubliceerd" in text for text in told)
            thing.refresh_from_db()
            assert thing.live


@pytest.mark.parametrize("which", [0, 1])
def test_publishing_several_items_at_once_is_refused_as_a_whole(brands, which, publisher_of, desk_client):
    brand = brands[which]
    pages = [
        make_page(ComparisonPage, home_of(brand), "CIO vs. …", publish=False, roles=[], body=[]),
        make_comparison(home_of(brand), [make_role(), make_role()], publish=False),
    ]
    before = numbers()
    client = desk_client(publisher_of(brand))
    query = "&".join(f"id={page.pk}" for page in pages)
    response = client.post(f"/admin/bulk/wagtailcore/page/publish/?{query}&next=/admin/", {"include_descendants": ""})
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("Kies minstens twee verschillende rollen." in text for text in told)
    assert not ComparisonPage.objects.filter(live=True).exists()
    assert numbers() == before
