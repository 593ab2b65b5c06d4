"""`manage.py backup FILE`: database and media in one file."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.operations.models import LastDone
from cms.operations.recovery import RecoveryError, transfer


class Command(BaseCommand):
    help = "Write database and media into one file with checksums, while everybody goes on working."

    def add_arguments(self, parser):
        parser.add_argument(
            "file", type=Path, help="a file that does not exist yet, such as /backups/2026-11-24.tar.gz"
        )
        parser.add_argument(
            "--encrypt-to", default="", metavar="age1…", help="public key of age that alone can read it"
        )

    def handle(self, *, file: Path, encrypt_to: str, **options):
        began = time.monotonic()
        try:
            made = transfer.make(file.absolute(), encrypt_to)
        except RecoveryError as reason:
            raise CommandError(str(reason)) from reason
        seconds = time.monotonic() - began
        LastDone.note("backup", seconds=seconds)
        self.stdout.write(
            f"{file}: {made.rows:,} rows of {made.tables} tables and {made.files:,} files,"
            f" {made.size / 1_000_000:.1f} MB, in {seconds:.1f} s."
        )
