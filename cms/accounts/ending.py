"""Who is disabled is out at once, and does not come back with an old session or token when enabled again."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import APIToken

from .models import User


@receiver(post_save, sender=User)
def end_sessions_and_tokens(sender, instance: User, raw: bool = False, **kwargs) -> None:
    if raw or instance.is_active:
        return
    APIToken.objects.filter(user=instance, revoked_at=None).update(revoked_at=timezone.now())
    # Sessions name their person inside; the desk has few.
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(instance.pk):
            session.delete()
