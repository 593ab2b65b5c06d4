"""`manage.py trim_refusals`: forgets refusals of long ago, as the scheduler asks for once a day."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.desk.models import Refusal


class Command(BaseCommand):
    help = f"Forgets what was refused more than {Refusal.KEPT} days ago."

    def handle(self, *args, **options):
        count, _ = Refusal.objects.filter(at__lt=timezone.now() - timedelta(days=Refusal.KEPT)).delete()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} refusals forgotten.")
