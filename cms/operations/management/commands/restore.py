"""`manage.py restore FILE`: a backup into an empty place, which starts quiet."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.operations.people import forget_bytes, leave_out_people
from cms.operations.recovery import RecoveryError, transfer


class Command(BaseCommand):
    help = "Restore a backup into an empty DATA_DIR or DATABASE_URL. All brands start quiet until manage.py go-live."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="a file that manage.py backup wrote")
        parser.add_argument(
            "--without-people", action="store_true",
            help="leave out visitors, sign-ins and who colleagues are: a copy to try things out on",
        )  # fmt: skip
        parser.add_argument("--identity", type=Path, help="file with the secret key of age, for an encrypted backup")

    def handle(self, *, file: Path, identity: Path | None, without_people: bool, **options):
        began = time.monotonic()
        try:
            moved = transfer.bring_back(file, identity)
        except RecoveryError as reason:
            raise CommandError(str(reason)) from reason
        if without_people:
            gone = sum(leave_out_people().values())
            forget_bytes()
            self.stdout.write(f"Left out: {gone:,} rows of people. Make yourself an account: createsuperuser.")
        self.stdout.write(
            f"Restored {moved.rows:,} rows of {moved.tables} tables and {moved.files:,} files in"
            f" {time.monotonic() - began:.1f} s; every row and file is what it was.\n"
            "All brands are quiet: no mail, webhook, purge or indexing."
            " Let one go live with: manage.py go-live --brand KEY"
        )
