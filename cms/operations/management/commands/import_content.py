"""`manage.py import_content FILE --brand KEY`: a parcel from another installation. Without --write it only tries."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from cms.operations.parcels import ParcelError
from cms.operations.parcels.places import brand_by_key, page_at
from cms.operations.parcels.unpacking import Taken, take_in


class Command(BaseCommand):
    help = "Try what an archive of export_content would bring into a brand; with --write bring it in, all or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="an archive that manage.py export_content wrote")
        parser.add_argument("--brand", required=True, metavar="KEY", help="the brand that it is for")
        parser.add_argument("--below", metavar="PATH", help="the page under which pages come; else the home page")
        parser.add_argument("--publish", action="store_true", help="publish what was public where it comes from")
        parser.add_argument(
            "--replace", action="store_true", help="what is here already gets the archive's text as its draft"
        )
        parser.add_argument("--write", action="store_true", help="keep it; without this nothing is changed")

    def handle(
        self, *, file: Path, brand: str, below: str | None, publish: bool, replace: bool, write: bool, **options
    ):
        found = brand_by_key(brand)
        try:
            with translation.override("en"):  # as all that commands say
                taken = take_in(
                    file, found, below=page_at(found, below) if below else None, publish=publish, replace=replace,
                    write=write,
                )  # fmt: skip
        except ParcelError as reason:
            raise CommandError(f"{reason} Nothing was changed.") from reason
        self._tell(taken, write)

    def _tell(self, taken: Taken, write: bool) -> None:
        for name in ("pages", "items", "files"):
            self.stdout.write(f"{name:6} {taken.made[name]:5} new, {taken.kept[name]:5} here already")
        self.stdout.write(f"{taken.published} published")
        for remark in taken.remarks:
            self.stdout.write(f"look: {remark}")
        self.stdout.write("Brought in." if write else "Tried only, and nothing kept: --write brings it in.")
