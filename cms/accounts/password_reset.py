"""The way back in for those who forgot their password. It tells nobody whose address is known.

The request does the same for every address: it leaves a task. Whether there is somebody to write to is found out by the
worker, so neither the answer nor its time says so.
"""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django_tasks import TaskContext, task
from wagtail.admin.forms.auth import PasswordResetForm

from .inviting import is_invited, send_invitation
from .letters import begin, send_once
from .models import User

BETWEEN_LETTERS = timedelta(minutes=5)
EMAIL = "wagtailadmin/account/password_reset/email.txt"
SUBJECT = "wagtailadmin/account/password_reset/email_subject.txt"


class QuietPasswordResetForm(PasswordResetForm):
    """Leaves the work to the worker."""

    def save(self, **options):
        send_reset_link.enqueue(self.cleaned_data["email"], translation.get_language())


@task(takes_context=True)
def send_reset_link(context: TaskContext, email: str, language: str) -> None:
    """Write to those who have this address, at most once in five minutes. Who is invited is invited again."""
    if context.attempt == 1 and not begin(f"new password of {email.lower()}", again_after=BETWEEN_LETTERS):
        return
    request = f"new password of {context.task_result.id}"
    for user in filter(is_invited, User.objects.filter(email__iexact=email)):
        with transaction.atomic():
            if begin(f"{request}, invitation of {user.pk}"):
                send_invitation.enqueue(user.pk)
    form = PasswordResetForm({"email": email})
    if form.is_valid():
        with translation.override(language):
            send_once(request, partial(
                form.save,
                domain_override=settings.DESK_HOST,
                use_https=settings.HTTPS,
                subject_template_name=SUBJECT,
                email_template_name=EMAIL,
            ))  # fmt: skip
