"""`manage.py content export`: a brand's public content in forms that others read."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.moving.files import brand_called
from cms.moving.taking_out.markdown_files import NotTaken, write_markdown
from cms.moving.taking_out.wxr import uploads_of, write_wxr

FORMS = {"markdown": write_markdown, "wxr": write_wxr}


class Command(BaseCommand):
    help = "Writes what the public reads of a brand as Markdown files, or as an export that WordPress reads."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        out = actions.add_parser("export", help="write all public pages of the brand, with the files that they show")
        out.add_argument("place", type=Path, help="a folder that is new or empty, for WXR a file")
        out.add_argument("--brand", required=True, help="key of the brand")
        out.add_argument(
            "--as", dest="form", choices=FORMS, default="markdown",
            help="markdown: a file for each page and language, its data and media beside; "
            "wxr: one XML file, its files in an archive beside",
        )  # fmt: skip

    def handle(self, *, action, brand, place, form, **options):
        brand = brand_called(brand)
        if brand.headless_only:
            raise CommandError(f"{brand.front_end_url} shows {brand.name}: take its content from the API.")
        try:
            pages, files = FORMS[form](brand, place)
        except NotTaken as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{pages} pages and {files} files of {brand.name} are in {place}.")
        if form == "wxr":
            self.stdout.write(f"The files themselves are in {uploads_of(place)}.")
