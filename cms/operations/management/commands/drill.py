"""`manage.py drill`: a backup that was never restored is none."""

import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cms.operations.models import LastDone
from cms.operations.recovery import RecoveryError, transfer
from cms.operations.recovery.elsewhere import empty_place
from cms.operations.recovery.leaks import crawl


class Command(BaseCommand):
    help = "Back up, restore into an empty place, compare row by row and file by file, and crawl the copy for leaks."

    def handle(self, **options):
        began = time.monotonic()
        try:
            self._drill()
        except RecoveryError as reason:
            raise CommandError(f"The drill failed: {reason}") from reason
        seconds = time.monotonic() - began
        LastDone.note("drill", seconds=seconds)
        self.stdout.write(f"The drill passed in {seconds:.1f} s.")

    def _drill(self):
        with tempfile.TemporaryDirectory(prefix="drill-", dir=settings.DATA_DIRECTORY) as name:
            archive = Path(name) / "backup.tar.gz"
            with self._timed("Backup"):
                made = transfer.make(archive)
            self.stdout.write(f"  {made.rows:,} rows, {made.files:,} files, {made.size / 1_000_000:.1f} MB")
            with empty_place(Path(name) / "place"):
                with self._timed("Restore into an empty place"):
                    back = transfer.bring_back(archive)
                self.stdout.write(f"  {back.rows:,} rows of {back.tables} tables compared: all equal")
                self.stdout.write(f"  {back.files:,} files compared: all equal")
                with self._timed("Leak crawl on the copy"):
                    crawled = crawl()
                self.stdout.write(f"  {crawled.words:,} private words asked in {crawled.answers:,} answers")
                if crawled.leaks:
                    raise RecoveryError("the copy says what is private:\n  " + "\n  ".join(crawled.leaks[:20]))

    @contextmanager
    def _timed(self, name: str):
        began = time.monotonic()
        yield
        self.stdout.write(f"{name}: {time.monotonic() - began:.1f} s")
