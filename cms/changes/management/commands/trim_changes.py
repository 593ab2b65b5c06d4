"""`manage.py trim_changes`: what the change log keeps no longer, and messages to webhooks that ended long ago."""

from django.core.management.base import BaseCommand

from cms.changes.reading import KEPT, trim
from cms.changes.webhooks.collecting import trim as trim_messages


class Command(BaseCommand):
    help = f"Removes what changed more than {KEPT.days} days ago from the change log, and old messages to webhooks."

    def handle(self, *args, **options):
        removed, messages = trim(), trim_messages()
        if options["verbosity"]:
            self.stdout.write(f"{removed} rows and {messages} messages removed.")
