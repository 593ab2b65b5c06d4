"""`manage.py wordpress import`: an export of WordPress into a brand, as drafts."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from brands.models.brand import validate_hostname
from cms.moving.files import brand_called
from cms.moving.reporting import write
from cms.moving.saying import Told, say
from cms.moving.wordpress.fetching import Fetching
from cms.moving.wordpress.importing import Importing
from cms.moving.wordpress.reading import ExportRefused
from cms.moving.wordpress.uploads import UploadsRefused


class Command(BaseCommand):
    help = "Brings an export of WordPress (WXR) into a brand: all of it or nothing, as drafts, twice without harm."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        into = actions.add_parser(
            "import", help="make drafts of pages, posts and files; a second time brings news only"
        )
        into.add_argument("file", type=Path, help="the export: Tools, Export, All content")
        into.add_argument("--brand", required=True, help="key of the brand")
        into.add_argument("--dry-run", action="store_true", help="say what would be made, and change nothing")
        into.add_argument("--publish", action="store_true", help="publish what was public there and is complete here")
        into.add_argument("--uploads", type=Path, help="copy of wp-content/uploads: a folder, or a zip or tar of it")
        into.add_argument(
            "--fetch-from", metavar="HOST", help="get files that are not in the uploads from this host, and no other"
        )
        into.add_argument("--report", type=Path, help="where the report goes; else beside the export")

    def handle(self, *, action, **options):
        with translation.override("en"):  # as all that commands say
            getattr(self, f"handle_{action}")(options)

    def handle_import(self, options):
        brand, path = brand_called(options["brand"]), options["file"]
        report = options["report"] or path.with_name(f"{path.stem}.{brand.key}.report.html")
        importing = Importing(
            brand, path, publish=options["publish"], uploads=options["uploads"], fetch=self._fetch(options),
            told=Told(self.stdout),
        )  # fmt: skip
        try:
            summary = importing.run(
                dry=options["dry_run"],
                report=lambda summary: write(summary.run, settings.WAGTAILADMIN_BASE_URL, report),
            )
        except (ExportRefused, UploadsRefused) as refusal:
            raise CommandError(f"{path}: {refusal} Nothing was changed.") from refusal
        say(summary, self.stdout, options["dry_run"])
        self.stdout.write(f"The report is {report}.")

    def _fetch(self, options) -> Fetching | None:
        host = options["fetch_from"]
        if not host:
            return None
        try:
            validate_hostname(host)
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from wrong
        return Fetching(host)
