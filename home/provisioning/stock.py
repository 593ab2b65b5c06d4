"""What Wagtail brings and teams replace: two groups that write and publish everywhere, and their workflow."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowState

STOCK = ("Editors", "Moderators")


def let_go_of_stock_groups() -> None:
    """Delete Wagtail's groups and the workflow that only they approve.

    They stand beside the teams where people are put in teams, and would let somebody publish whatever she sees. They
    stay where somebody is in one, or where their workflow is in use: that is an administrator's to mend.
    """
    groups = Group.objects.filter(name__in=STOCK)
    tasks = list(GroupApprovalTask.objects.filter(groups__in=groups).distinct())
    workflows = Workflow.objects.filter(workflow_tasks__task__in=tasks)
    is_used = (
        groups.exclude(team=None, user=None).exists()
        or WorkflowPage.objects.filter(workflow__in=workflows, page__depth__gt=1).exists()
        or WorkflowState.objects.filter(workflow__in=workflows).exists()
        or any(task.groups.exclude(name__in=STOCK).exists() for task in tasks)
    )
    if not is_used:
        workflows.delete()
        for task in tasks:
            task.delete()
        groups.delete()
