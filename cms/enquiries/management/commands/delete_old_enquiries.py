"""`manage.py delete_old_enquiries`: what the scheduler does every hour."""

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.enquiries.visitors import delete_kept_long_enough


class Command(BaseCommand):
    help = "Deletes enquiries that were kept as long as their form said."

    @transaction.atomic
    def handle(self, *, verbosity: int, **options):
        deleted = delete_kept_long_enough()
        if verbosity > 1:
            self.stdout.write(f"Deleted: {deleted}.")
