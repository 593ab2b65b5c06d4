"""E-mail of the workflows: to who acts next and to who asked, in their language, and to nobody of another brand.

Wagtail writes the texts and would send them from inside the request, before its transaction is kept. Here the request
only asks for them: the task commits with what it tells of, and the worker sends it.
"""

from functools import partial

from django.dispatch import Signal
from django.utils import translation
from django_tasks import TaskContext, task
from wagtail.admin.mail import (
    GroupApprovalTaskStateSubmissionEmailNotifier,
    WorkflowStateApprovalEmailNotifier,
    WorkflowStateRejectionEmailNotifier,
)
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected

from brands.directory import BrandDirectory
from cms.accounts.letters import send_once
from cms.accounts.models import User

from .ownership import may_see


class NotTakenError(Exception):
    """The mail server did not take a letter; Wagtail has logged why."""


class ToColleagues:
    """Mixed into Wagtail's notifiers: who may no longer see the thing is not told of it, and nobody is told twice."""

    def get_valid_recipients(self, instance, **kwargs):
        directory = BrandDirectory()
        people = super().get_valid_recipients(instance, **kwargs)  # type: ignore[misc]
        return {person for person in people if may_see(person, instance, directory)}

    def send_emails(self, template_set, context, recipients, *, task_id: str, **kwargs) -> bool:
        """Each letter by itself, and noted: a worker that goes amid them leaves the rest to the next one."""
        theirs, all_taken = super().send_emails, True  # type: ignore[misc]

        def send(person: User) -> None:
            if not theirs(template_set, context, {person}, **kwargs):
                raise NotTakenError

        for person in recipients:
            try:
                send_once(f"notice of {task_id} to {person.pk}", partial(send, person))
            except NotTakenError:
                all_taken = False
        return all_taken


class AskToApprove(ToColleagues, GroupApprovalTaskStateSubmissionEmailNotifier):
    """To who may approve."""


class TellApproved(ToColleagues, WorkflowStateApprovalEmailNotifier):
    """To who asked."""


class TellSentBack(ToColleagues, WorkflowStateRejectionEmailNotifier):
    """To who asked, with the comment."""


#: Name → the signal, Wagtail's own receiver of it, our notifier and the model of what happened.
NOTICES: dict[str, tuple[Signal, str, ToColleagues, type[TaskState] | type[WorkflowState]]] = {
    "asked": (task_submitted, "group_approval_task_submitted_email_notification", AskToApprove(), TaskState),
    "approved": (workflow_approved, "workflow_state_approved_email_notification", TellApproved(), WorkflowState),
    "sent back": (workflow_rejected, "workflow_state_rejected_email_notification", TellSentBack(), WorkflowState),
}


@task(takes_context=True)
def send_notice(context: TaskContext, notice: str, state_id: int, user_id: int | None) -> bool:
    """Send what a notice says. Returns whether all were sent; what is gone meanwhile is told of to nobody."""
    _signal, _theirs, notifier, model = NOTICES[notice]
    state = model.objects.filter(pk=state_id).first()
    thing = state and (state.workflow_state if isinstance(state, TaskState) else state).content_object
    if thing is None:
        return True
    user = None if user_id is None else User.objects.filter(pk=user_id).first()
    with translation.override(None):  # who has chosen no language reads the house's
        return notifier(instance=state, user=user, task_id=context.task_result.id)  # type: ignore[operator]


def ask_for_notice(notice: str):
    """A receiver that leaves a notice to the worker."""

    def receiver(sender, instance, user=None, **kwargs):
        send_notice.enqueue(notice, instance.pk, user and user.pk)

    return receiver


def connect() -> None:
    """Take the place of Wagtail's receivers, whichever of us comes first: a signal keeps one of a name."""
    for notice, (signal, theirs, _notifier, model) in NOTICES.items():
        signal.disconnect(sender=model, dispatch_uid=theirs)
        signal.connect(ask_for_notice(notice), sender=model, dispatch_uid=theirs, weak=False)
