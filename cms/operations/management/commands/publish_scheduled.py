"""`manage.py publish_scheduled`: Wagtail's command, each change on its own, by one scheduler only."""

from wagtail.management.commands import publish_scheduled

from cms.releases.clock import perform_due


class Command(publish_scheduled.Command):
    help = "Takes down what has expired and publishes what is due. What cannot be done is logged, and told in the desk."

    def handle(self, *args, **options):
        if options["dryrun"]:
            super().handle(*args, **options)
        else:
            perform_due()
