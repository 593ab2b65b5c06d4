"""`manage.py delete_old_receipts`: what the scheduler does every day."""

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.consent.receipts import delete_old_receipts


class Command(BaseCommand):
    help = "Deletes receipts of cookie choices that need prove nothing any more."

    @transaction.atomic
    def handle(self, *, verbosity: int, **options):
        deleted = delete_old_receipts()
        if verbosity > 1:
            self.stdout.write(f"Deleted: {deleted}.")
