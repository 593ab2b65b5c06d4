"""`manage.py markdown import`: a folder of Markdown files into a brand, as drafts."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from cms.moving.files import brand_called
from cms.moving.reporting import write
from cms.moving.saying import Told, say
from cms.moving.taking_in.importing import Importing
from cms.moving.taking_in.source import Refused


class Command(BaseCommand):
    help = (
        "Brings a folder of Markdown with front matter, such as `content export` writes, into a brand: all of it or "
        "nothing, as drafts, twice without harm."
    )

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        into = actions.add_parser("import", help="make drafts of pages, items and files; again brings news only")
        into.add_argument("place", type=Path, help="the folder, or a zip or tar of it")
        into.add_argument("--brand", required=True, help="key of the brand")
        into.add_argument("--dry-run", action="store_true", help="say what would be made, and change nothing")
        into.add_argument("--publish", action="store_true", help="publish what was public there and is complete here")
        into.add_argument("--report", type=Path, help="where the report goes; else beside the folder or archive")

    def handle(self, *, action, brand, place, dry_run, publish, report, **options):
        brand = brand_called(brand)
        whole = place.resolve()
        report = report or whole.parent / f"{whole.name}.{brand.key}.report.html"
        importing = Importing(brand, place, publish=publish, told=Told(self.stdout))
        with translation.override("en"):  # as all that commands say
            try:
                summary = importing.run(
                    dry=dry_run,
                    report=lambda summary: write(summary.run, settings.WAGTAILADMIN_BASE_URL, report, place),
                )
            except Refused as refusal:
                raise CommandError(f"{refusal} Nothing was changed.") from refusal
            say(summary, self.stdout, dry_run)
        self.stdout.write(f"The report is {report}.")
