"""`manage.py tell_changes`: has what the change log says told to those who are waiting for it."""

from django.core.management.base import BaseCommand

from cms.changes.waking import wake
from cms.operations.models import LastDone


class Command(BaseCommand):
    help = "Wakes who tells webhooks and caches of changes, as the scheduler does every minute."

    def handle(self, *args, **options):
        wake()
        LastDone.note("change log")
