"""`manage.py measure_health`: the score of every page anew, as the scheduler asks for once a day."""

from django.core.management.base import BaseCommand

from cms.desk.health.storing import store_all


class Command(BaseCommand):
    help = "Measures the health of every page: what grows old, and what changed elsewhere, shows in the lists."

    def handle(self, *args, **options):
        measured = store_all()
        if options["verbosity"] > 0:
            self.stdout.write(f"{measured} pages measured.")
