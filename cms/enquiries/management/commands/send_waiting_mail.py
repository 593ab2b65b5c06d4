"""`manage.py send_waiting_mail`: what the scheduler does every minute for mail that did not leave at once."""

from django.core.management.base import BaseCommand

from cms.enquiries.tasks import queue_due


class Command(BaseCommand):
    help = "Queues mail about enquiries whose next try is due."

    def handle(self, *, verbosity: int, **options):
        queued = queue_due()
        if verbosity > 1:
            self.stdout.write(f"Queued: {queued}.")
