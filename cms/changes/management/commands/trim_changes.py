"""`manage.py trim_changes`: what the change log keeps no longer."""

from django.core.management.base import BaseCommand

from cms.changes.reading import KEPT, trim


class Command(BaseCommand):
    help = f"Removes what changed more than {KEPT.days} days ago from the change log."

    def handle(self, *args, **options):
        removed = trim()
        if options["verbosity"]:
            self.stdout.write(f"{removed} rows removed.")
