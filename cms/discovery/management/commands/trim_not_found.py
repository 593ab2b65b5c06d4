"""`manage.py trim_not_found`: forgets addresses that nobody asks for any more, as the scheduler asks for once a day."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.discovery.models import NotFound


class Command(BaseCommand):
    help = f"Forgets addresses not found that were not asked for in {NotFound.KEPT} days."

    def handle(self, *args, **options):
        since = timezone.localdate() - timedelta(days=NotFound.KEPT)
        count, _ = NotFound.objects.filter(last_asked__lt=since).delete()
        if options["verbosity"] > 0:
            self.stdout.write(f"{count} addresses forgotten.")
