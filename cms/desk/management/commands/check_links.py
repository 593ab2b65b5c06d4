"""`manage.py check_links`: notes the links to other sites and has those asked whose turn it is."""

from django.core.management.base import BaseCommand

from cms.desk.reports.external import ask_link, due, note_links


class Command(BaseCommand):
    help = "Notes every link to another site, and queues a question for each whose turn it is. The worker asks."

    def handle(self, *args, **options):
        known = note_links()
        asked = due()
        for key in asked:
            ask_link.enqueue(key)
        if options["verbosity"] > 0:
            self.stdout.write(f"{known} links to other sites; {len(asked)} are asked.")
