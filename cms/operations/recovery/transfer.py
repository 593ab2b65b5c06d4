"""From the running platform into an archive, and from an archive into an empty place."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from brands.models import Brand

from . import RecoveryError, snapshot
from .archive import Manifest, unpack, written

CONTENT = "media/"


@dataclass(frozen=True)
class Moved:
    """How much went over: tables, rows, files, and bytes of the archive."""

    tables: int
    rows: int
    files: int
    size: int


def make(path: Path, recipient: str = "") -> Moved:
    """Write a backup of database and media to a file that does not exist yet."""
    if snapshot.is_empty():
        raise RecoveryError("There is no database to back up. Is DATA_DIR or DATABASE_URL right?")
    if not path.parent.is_dir():
        raise RecoveryError(f"There is no folder {path.parent}. Make it first.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as name, written(path, recipient) as archive:
        folder = Path(name)
        # The database first: a file that is uploaded meanwhile is one too many, and never one too few.
        rows = snapshot.take(folder)
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                with file.open("rb") as content:
                    archive.add(str(file.relative_to(folder)), content)
        for media in media_files():
            try:
                with default_storage.open(media) as content:
                    archive.add(f"{CONTENT}{media}", content)
            except FileNotFoundError:
                continue  # an editor deleted it since it was listed
        files = dict(archive.files)
        made_at = timezone.now().isoformat(timespec="seconds")
        archive.finish(Manifest(made_at, _vendor(), snapshot.migrations(), rows, files))
    return Moved(len(rows), sum(rows.values()), _count(files), path.stat().st_size)


def bring_back(path: Path, identity: Path | None = None) -> Moved:
    """Fill the empty place that the settings point at. All brands are quiet afterwards.

    :raises RecoveryError: with the place as empty as it was.
    """
    if not snapshot.is_empty():
        raise RecoveryError(
            "There is a database already. Restore into an empty place: another DATA_DIR or DATABASE_URL."
        )
    if next(media_files(), None) is not None:
        raise RecoveryError(f"There are uploaded files in {settings.MEDIA_ROOT}. Restore into an empty place.")
    settings.DATA_DIRECTORY.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=settings.DATA_DIRECTORY) as name:
        folder = Path(name)
        manifest = unpack(path, folder, identity)
        snapshot.check_migrations(manifest.migrations, manifest.vendor)
        stored: list[str] = []
        try:
            snapshot.put_back(folder, manifest.migrations, manifest.rows)
            for media in manifest.files:
                if media.startswith(CONTENT):
                    _store(folder / media, media.removeprefix(CONTENT), stored)
            quieten()
        except BaseException:
            snapshot.remove()
            for media in stored:
                default_storage.delete(media)
            raise
    return Moved(len(manifest.rows), sum(manifest.rows.values()), _count(manifest.files), path.stat().st_size)


def quieten() -> None:
    """A copy must not be taken for the original: no mail, webhook, purge or indexing until somebody says so."""
    with transaction.atomic():
        for brand in Brand.objects.filter(quiet=False):
            brand.quiet = True
            brand.save(update_fields=["quiet"])


def media_files(folder: str = "") -> Iterator[str]:
    """Names of all uploaded files."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from media_files(f"{folder}/{name}" if folder else name)


def _store(source: Path, name: str, stored: list[str]) -> None:
    with source.open("rb") as content:
        found = default_storage.save(name, File(content))
    stored.append(found)
    if found != name:
        raise RecoveryError(f"“{name}” would be stored as “{found}”: the storage was not empty.")
    with source.open("rb") as before, default_storage.open(found) as now:
        if file_digest(before, "sha256").digest() != file_digest(now, "sha256").digest():
            raise RecoveryError(f"“{name}” is not what it was. Nothing was restored.")


def _vendor() -> str:
    return snapshot.connection.vendor


def _count(files: dict) -> int:
    return sum(name.startswith(CONTENT) for name in files)
