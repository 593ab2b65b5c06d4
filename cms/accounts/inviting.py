"""New colleagues are invited by e-mail and choose their own password; nobody else ever knows it."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import TaskContext, task

from .letters import send_once
from .models import User


def is_invited(user: User) -> bool:
    """Whether somebody has been made and has chosen no password yet."""
    return user.is_active and not user.has_usable_password() and user.last_login is None


def invite(user: User) -> None:
    """Leave it to the worker to send a link with which somebody chooses her password."""
    user.set_unusable_password()
    user.save(update_fields=["password"])
    send_invitation.enqueue(user.pk)


@task(takes_context=True)
def send_invitation(context: TaskContext, user_id: int) -> None:
    """Write to somebody who is invited, in the language of her account; to nobody who has come in meanwhile."""
    user = User.objects.filter(pk=user_id).first()
    if user is None or not is_invited(user):
        return
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    profile = getattr(user, "wagtail_userprofile", None)
    with translation.override((profile and profile.preferred_language) or settings.LANGUAGE_CODE):
        told = {
            "user": user,
            "desk": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_login"),
            "link": settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_password_reset_confirm", args=[key, token]),
            "days": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
            "teams": [group.name for group in user.groups.order_by("name")],
        }
        subject = " ".join(render_to_string("accounts/invitation_subject.txt", told).split())
        letter = EmailMessage(subject, render_to_string("accounts/invitation.txt", told), to=[user.email])
    send_once(f"invitation of {context.task_result.id}", letter.send)
