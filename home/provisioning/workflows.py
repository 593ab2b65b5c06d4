"""Who approves what: a brand's publishers its pages and items, librarians the group's originals."""

from collections.abc import Iterable

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from brands.models import Brand, Team
from cms.library.differences import KINDS


def ensure_brand_workflow(brand: Brand, roots: Iterable[Page]) -> None:
    """Give every tree of a brand the workflow in which its publishers approve. What an administrator chose stays."""
    roots = list(roots)
    chosen = WorkflowPage.objects.filter(page__in=roots).select_related("workflow").order_by("page__path").first()
    publishers = Team.objects.select_related("group").get(brand=brand, kind=Team.Kind.PUBLISHERS)
    workflow = chosen.workflow if chosen else _approved_by(publishers.group, brand.name)
    for page in roots:
        WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": workflow})


def ensure_group_workflow(librarians: Group) -> None:
    """Give originals of every kind the workflow in which librarians approve. What an administrator chose stays."""
    kinds = ContentType.objects.get_for_models(*KINDS).values()
    missing = [kind for kind in kinds if not WorkflowContentType.objects.filter(content_type=kind).exists()]
    if missing:
        chosen = WorkflowContentType.objects.filter(content_type__in=kinds).select_related("workflow").first()
        workflow = chosen.workflow if chosen else _approved_by(librarians, "Iduet Group")
        WorkflowContentType.objects.bulk_create(
            WorkflowContentType(workflow=workflow, content_type=kind) for kind in missing
        )


def _approved_by(group: Group, name: str) -> Workflow:
    task = GroupApprovalTask.objects.create(name=group.name, active=True)
    task.groups.add(group)
    workflow = Workflow.objects.create(name=name, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def approvers_missing(brand: Brand, root: Page) -> bool:
    """Whether nobody of a brand approves what stands in one of its trees."""
    workflow = root.get_workflow()
    approving = GroupApprovalTask.objects.filter(workflow_tasks__workflow=workflow, active=True)
    return workflow is None or not approving.filter(groups__team__brand=brand).exists()
