"""Who approves what is there from the start."""

import pytest
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowPage

from cms.library.differences import KINDS
from home.provisioning.brands import check_brands, complete_brand
from home.provisioning.teams import ensure_librarians
from tests.factories.brands import home_of, make_brand
from tests.factories.library import make_question
from tests.factories.pages import make_content

pytestmark = pytest.mark.django_db


def approvers(workflow) -> set[str]:
    return {group.name for task in workflow.tasks for group in task.specific.groups.all()}


class TestPages:
    def test_each_brands_publishers_approve_in_every_language(self, brands):
        for brand in brands:
            for code in ("nl", "en"):
                page = make_content(home_of(brand, code))
                assert approvers(page.get_workflow()) == {f"{brand.name} publishers"}

    def test_a_new_brand_has_its_own(self, brands):
        brand = make_brand("windmills")
        assert approvers(home_of(brand).get_workflow()) == {"Windmills publishers"}
        assert home_of(brand).get_workflow() != home_of(brands[0]).get_workflow()

    def test_twice_makes_no_second(self, finhire):
        before = Workflow.objects.count(), GroupApprovalTask.objects.count()
        complete_brand(finhire)
        ensure_librarians()
        assert (Workflow.objects.count(), GroupApprovalTask.objects.count()) == before

    def test_what_an_administrator_chose_stays(self, finhire):
        root = home_of(finhire)
        chosen = Workflow.objects.create(name="Two pairs of eyes", active=True)
        WorkflowPage.objects.filter(page=root).update(workflow=chosen)
        complete_brand(finhire)
        assert home_of(finhire).get_workflow() == chosen

    @pytest.mark.parametrize("break_it", [
        lambda root: WorkflowPage.objects.filter(page=root).delete(),
        lambda root: Workflow.objects.filter(workflow_pages__page=root).update(active=False),
        lambda root: root.get_workflow().tasks.first().specific.groups.clear(),
    ])  # fmt: skip
    def test_that_nobody_approves_is_found(self, finhire, break_it):
        before = check_brands()
        break_it(home_of(finhire))
        new = [finding for finding in check_brands() if finding not in before]
        assert {finding.brand for finding in new} == {"finhire"}


class TestItems:
    def test_a_brands_by_its_publishers_originals_by_librarians(self, brands):
        for brand in brands:
            assert approvers(make_question("Hers?", brand=brand).get_workflow()) == {f"{brand.name} publishers"}
        for kind in KINDS:
            assert approvers(kind().get_workflow()) == {"Iduet Group librarians"}

    def test_what_an_administrator_chose_stays(self, brands):
        chosen = Workflow.objects.create(name="Two pairs of eyes", active=True)
        WorkflowContentType.objects.all().update(workflow=chosen)
        ensure_librarians()
        assert KINDS[0]().get_workflow() == chosen
