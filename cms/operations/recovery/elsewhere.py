"""An empty place beside the running platform, in which a drill restores: a database and a folder of its own."""

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import ProgrammingError, connection, connections
from django.test import override_settings

from . import RecoveryError

ON_DISK = {"BACKEND": "django.core.files.storage.FileSystemStorage"}


@contextmanager
def empty_place(folder: Path) -> Iterator[None]:
    """Everything that asks the database or the media storage within asks the empty place's."""
    if connection.vendor == "sqlite":
        with _pointing_at(str(folder / "db.sqlite3"), folder):
            yield
        return
    name = f"drill_{secrets.token_hex(6)}"
    _administer(f'CREATE DATABASE "{name}"')
    try:
        with _pointing_at(name, folder):
            yield
    finally:
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def _pointing_at(database: str, folder: Path) -> Iterator[None]:
    own = connection.settings_dict["NAME"]
    try:
        _switch(database)
        # On the disk also where the installation's own files lie in a bucket, which a drill must not fill.
        with override_settings(
            MEDIA_ROOT=folder / "media", DATA_DIRECTORY=folder, STORAGES={**settings.STORAGES, "default": ON_DISK}
        ):
            yield
    finally:
        _switch(own)


def _switch(database: str) -> None:
    connections.close_all()
    if connection.vendor == "postgresql" and connection.pool is not None:  # type: ignore[attr-defined]
        connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = database
    cache.clear()  # it speaks of the other database
    ContentType.objects.clear_cache()


def _administer(statement: str) -> None:
    with closing(connections.create_connection("default")) as link, link.cursor() as cursor:
        try:
            cursor.execute(statement)
        except ProgrammingError as refusal:
            raise RecoveryError(
                f"The database's role may not do this: {statement}. A drill needs one that may (ALTER ROLE … CREATEDB)."
            ) from refusal
