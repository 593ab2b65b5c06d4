"""Files that commands are given and make: read with a limit, written whole or not at all."""

from pathlib import Path

from django.core.management.base import CommandError

from brands.directory import BrandDirectory
from brands.models import Brand


def brand_called(key: str) -> Brand:
    """:raises CommandError: where there is no such brand, with those that there are."""
    directory = BrandDirectory()
    brand = directory.by_key(key)
    if brand is None:
        known = ", ".join(each.key for each in directory.brands)
        raise CommandError(f"There is no brand {key}. There are: {known or 'none'}.")
    return brand


def read_bytes(path: Path, most: int) -> bytes:
    """:raises CommandError: where the file cannot be read or is larger than so many bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > most:
        raise CommandError(f"{path} is larger than {most:,} bytes.")
    return data


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file at once, in place of one that is there.

    :raises CommandError: where it cannot be written; what was there is then as it was.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
