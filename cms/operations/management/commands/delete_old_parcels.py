"""`manage.py delete_old_parcels`: archives of content that moved are kept for a day."""

from django.core.management.base import BaseCommand

from cms.operations.parcels.keeping import tidy


class Command(BaseCommand):
    help = "Delete archives of yesterday, and those that no run knows of."

    def handle(self, **options):
        tidy()
