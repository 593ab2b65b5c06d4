"""`manage.py redirects import|export`: a brand's redirects from and to a CSV file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from cms.moving.files import brand_called, read_bytes, write_bytes
from cms.moving.redirects.applying import NotApplied, apply
from cms.moving.redirects.planning import Plan, Wanted, plan
from cms.moving.redirects.reading import LARGEST, Unreadable, read_rows
from cms.moving.redirects.writing import written

#: Lines that are printed of each kind; the rest is counted.
MOST_LINES = 50


class Command(BaseCommand):
    help = "Reads a brand's redirects from a CSV file (from, to, status), all or none, or writes them to one."

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True)
        into = actions.add_parser("import", help="add and change redirects; none is taken away")
        into.add_argument("file", type=Path, help="CSV with the columns from, to and status: 301, 302, 410 or empty")
        into.add_argument("--brand", required=True, help="key of the brand")
        into.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
        into.add_argument(
            "--allow-host", action="append", default=[], metavar="HOST",
            help="a host outside the group that redirects may lead to; repeatable",
        )  # fmt: skip
        out = actions.add_parser("export", help="write all redirects of the brand")
        out.add_argument("file", help="the CSV file to write, or - for the standard output")
        out.add_argument("--brand", required=True, help="key of the brand")

    def handle(self, *, action, **options):
        options["brand"] = brand_called(options["brand"])
        with translation.override("en"):  # as all that commands say
            getattr(self, f"handle_{action}")(options)

    def handle_import(self, options):
        try:
            rows, faults = read_rows(read_bytes(options["file"], LARGEST))
        except Unreadable as error:
            raise CommandError(f"{options['file']}: {error}") from error
        found = plan(options["brand"], rows, faults, options["allow_host"])
        if found.faults:
            self._print([str(fault) for fault in found.faults], self.stderr)
            raise CommandError(f"{len(found.faults)} lines to mend in {options['file']}; nothing was changed.")
        self._print([f"+ {_told(wanted)}" for wanted in found.new])
        self._print([f"~ {_told(wanted)}" for _row, wanted in found.changed])
        if options["dry_run"]:
            self.stdout.write(f"Would be {_counted(found)}. Nothing was changed.")
            return
        try:
            apply(found)
        except NotApplied as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{_counted(found).capitalize()}.")

    def handle_export(self, options):
        data = written(options["brand"])
        if options["file"] == "-":
            self.stdout.write(data.decode(), ending="")
            return
        write_bytes(Path(options["file"]), data)
        self.stdout.write(f"{len(data.splitlines()) - 1} redirects of {options['brand'].name} in {options['file']}.")

    def _print(self, lines: list[str], out=None):
        for line in lines[:MOST_LINES]:
            (out or self.stdout).write(line)
        if len(lines) > MOST_LINES:
            (out or self.stdout).write(f"… and {len(lines) - MOST_LINES} more.")


def _told(wanted: Wanted) -> str:
    return f"{wanted.start} → {wanted.leads_to or 'gone'} ({wanted.status})"


def _counted(found: Plan) -> str:
    counted = f"new: {len(found.new)}, changed: {len(found.changed)}, as they were: {found.same}"
    drafts = len(found.to_drafts)
    return f"{counted}; {drafts} lead to pages that are not public yet" if drafts else counted
