"""`manage.py take_up_tasks`: tasks whose worker is gone are done anew. The scheduler runs it every minute."""

import time

from django.core.management.base import BaseCommand

from cms.operations.left_behind import Looking

BETWEEN = 60  # seconds from one look to the next
#: What the looks of this process found, one after the other.
looking = Looking()


class Command(BaseCommand):
    help = "Give tasks back whose worker gave no sign at two looks, a minute apart."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="One look; who calls this looks again in a minute.")

    def handle(self, *, once: bool, **options):
        taken = looking.look()
        if not once and looking.silent:
            time.sleep(BETWEEN)
            taken += looking.look()
        if not once:
            self.stdout.write(f"{taken} tasks are done anew or given up.")
