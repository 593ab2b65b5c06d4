"""Which release of the platform makes responses: what another one has left on disk is not shown."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

#: What answers are made of, besides content.
FOLDERS = ("brands", "cms", "home", "templates", "static", "locale")
LEFT_OUT = frozenset({"__pycache__", "migrations"})


@cache
def release() -> str:
    """A mark of the code, templates and texts that are here, and of the settings that stand in answers."""
    told = hashlib.sha256()
    for file in sorted(_files(settings.BASE_DIR)):
        found = file.stat()
        told.update(f"{file.relative_to(settings.BASE_DIR)} {found.st_size} {found.st_mtime_ns}\n".encode())
    port = "" if settings.HTTPS else settings.PORT
    told.update(f"{settings.HTTPS} {port} {settings.DESK_HOST} {settings.API_HOST} {settings.DEBUG}".encode())
    return told.hexdigest()


def _files(base: Path) -> Iterator[Path]:
    for name in FOLDERS:
        for file in (base / name).rglob("*"):
            if LEFT_OUT.isdisjoint(file.parts) and file.is_file():
                yield file
