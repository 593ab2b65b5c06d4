"""Whether an uploaded document is what its name says: looked at from outside, opened by nothing."""

import zipfile
from pathlib import PurePosixPath
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_UNPACKED = 200 * 1024 * 1024  # bytes that an office document may have unpacked
MOST_MEMBERS = 5_000
LOOKED_AT = 4096  # bytes at its beginning
#: Name of a member that every office document of this kind has.
MEMBER_OF = {
    "docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml", "odt": "content.xml",
}  # fmt: skip
MARKUP = (b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<head", b"<body", b"<iframe", b"<math")


def check_contents(file: IO[bytes], name: str) -> None:
    """:raises ValidationError: when the file is another kind of thing than its extension says, or a bomb."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    place = file.tell()
    try:
        file.seek(0)
        start = file.read(LOOKED_AT)
        file.seek(0)
        if extension == "pdf":
            right = start.startswith(b"%PDF-")
        elif extension in MEMBER_OF:
            right = _is_office(file, MEMBER_OF[extension])
        else:
            right = _is_text(start)
    finally:
        file.seek(place)
    if not right:
        raise ValidationError(
            _("This is no %(extension)s file, whatever its name says. Save it anew as one and upload that."),
            params={"extension": extension.upper()},
            code="contents",
        )


def _is_office(file: IO[bytes], member: str) -> bool:
    """The list of a zip's contents is enough: nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    if len(members) > MOST_MEMBERS or sum(each.file_size for each in members) > MOST_UNPACKED:
        return False
    return any(each.filename == member for each in members)


def _is_text(start: bytes) -> bool:
    return b"\0" not in start and not start.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(MARKUP)
