"""The way back in for those who forgot their password. It tells nobody whose address is known.

The request does the same for every address: it leaves a task. Whether there is somebody to write to is found out by the
worker, so neither the answer nor its time says so.
"""

from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from django_tasks import task
from wagtail.admin.forms.auth import PasswordResetForm

from .inviting import is_invited, send_invitation
from .models import User

SECONDS_BETWEEN_LETTERS = 300
EMAIL = "wagtailadmin/account/password_reset/email.txt"
SUBJECT = "wagtailadmin/account/password_reset/email_subject.txt"


class QuietPasswordResetForm(PasswordResetForm):
    """Leaves the work to the worker."""

    def save(self, **options):
        send_reset_link.enqueue(self.cleaned_data["email"], translation.get_language())


@task()
def send_reset_link(email: str, language: str) -> None:
    """Write to those who have this address, at most once in five minutes. Who is invited is invited again."""
    # The worker is one process, so its own memory knows.
    if not cache.add(f"password-reset:{email.lower()}", True, SECONDS_BETWEEN_LETTERS):
        return
    for user in filter(is_invited, User.objects.filter(email__iexact=email)):
        send_invitation.enqueue(user.pk)
    form = PasswordResetForm({"email": email})
    if form.is_valid():
        with translation.override(language):
            form.save(
                domain_override=settings.DESK_HOST,
                use_https=settings.HTTPS,
                subject_template_name=SUBJECT,
                email_template_name=EMAIL,
            )
