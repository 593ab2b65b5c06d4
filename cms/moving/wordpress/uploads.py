"""Where the files of a site come from: a copy of its uploads folder, or an archive of one. Nothing outside of it."""

import re
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath

from .export import Post

MOST_BYTES = 20 * 1024 * 1024  # of one file: what the desk takes, too
MOST_MEMBERS = 500_000
#: What WordPress adds to the name of a smaller copy: `photo-300x200.jpg`, `photo-scaled.jpg`.
COPY = re.compile(r"(?:-\d{1,5}x\d{1,5}|-scaled|-rotated)(?=\.[A-Za-z0-9]+\Z)")


class UploadsRefused(Exception):
    """The folder or archive is none that can be read."""


class NoFile(Exception):
    """The file is not there, or too large; says which."""


class Uploads:
    """Files by their path below the uploads folder, such as `2021/03/photo.jpg`.

    :raises UploadsRefused: where `place` is neither a folder nor a zip or tar archive.
    """

    def __init__(self, place: Path | None):
        self._read: dict[str, Callable[[], bytes]] = {}
        self._archive: zipfile.ZipFile | tarfile.TarFile | None = None
        if place is None:
            return
        try:
            if place.is_dir():
                self._open_folder(place)
            elif zipfile.is_zipfile(place):
                self._open_zip(place)
            elif place.is_file() and tarfile.is_tarfile(place):
                self._open_tar(place)
            else:
                raise UploadsRefused(f"{place.name} is neither a folder nor a zip or tar archive.")
        except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError, ValueError, NotImplementedError) as fault:
            raise UploadsRefused(f"{place.name} cannot be read: {fault}.") from fault

    def close(self) -> None:
        if self._archive is not None:
            self._archive.close()

    def has(self, name: str) -> bool:
        return name in self._read

    def read(self, name: str) -> bytes:
        """:raises NoFile: where it is not there or cannot be read."""
        if name not in self._read:
            raise NoFile(name)
        try:
            return self._read[name]()
        except (OSError, zipfile.BadZipFile, tarfile.TarError, EOFError, RuntimeError, ValueError) as fault:
            raise NoFile(f"{name}: {fault}") from fault
        except Exception as fault:  # what unpacks raises its own: zlib.error, lzma.LZMAError
            if type(fault).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
                raise NoFile(f"{name}: {fault}") from fault
            raise

    # Kinds of places

    def _open_folder(self, place: Path) -> None:
        root = place.resolve()
        for path in root.rglob("*"):
            if len(self._read) >= MOST_MEMBERS:
                raise UploadsRefused(f"{place.name} holds more than {MOST_MEMBERS} files.")
            # A link that leads out of the folder is none of the uploads.
            if path.is_file() and path.resolve().is_relative_to(root):
                self._add(path.relative_to(root).as_posix(), partial(_of_file, path))

    def _open_zip(self, place: Path) -> None:
        archive = self._archive = zipfile.ZipFile(place)
        members = archive.infolist()
        if len(members) > MOST_MEMBERS:
            raise UploadsRefused(f"{place.name} holds more than {MOST_MEMBERS} files.")
        for member in members:
            if not member.is_dir():
                self._add(member.filename, partial(_of_zip, archive, member))

    def _open_tar(self, place: Path) -> None:
        archive = self._archive = tarfile.open(place)  # noqa: SIM115 - stays open as long as files are read
        for number, member in enumerate(archive):
            if number > MOST_MEMBERS:
                raise UploadsRefused(f"{place.name} holds more than {MOST_MEMBERS} files.")
            if member.isfile():
                self._add(member.name, partial(_of_tar, archive, member))

    def _add(self, name: str, read: Callable[[], bytes]) -> None:
        self._read.setdefault(below_uploads(name), read)


def _of_file(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise NoFile(f"{path.name}: larger than {MOST_BYTES // 1024 // 1024} MB")
    return path.read_bytes()


def _of_zip(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    return _of_stream(archive.open(member), member.filename)


def _of_tar(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    return _of_stream(archive.extractfile(member), member.name)


def _of_stream(stream, name: str) -> bytes:
    """However much it claims to hold, no more is unpacked than may be kept."""
    with stream:
        content = stream.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NoFile(f"{name}: larger than {MOST_BYTES // 1024 // 1024} MB")
    return content


def below_uploads(name: str) -> str:
    """A path or address as it stands below the uploads folder."""
    path = re.split(r"[?#]", name)[0].replace("\\", "/")
    _before, folder, below = path.rpartition("/uploads/")
    if not folder:
        below = re.sub(r"\A(?:\./)?(?:uploads/)?", "", path)
    return PurePosixPath(below).as_posix().lstrip("/")


def whole(name: str) -> str:
    """The path of the file of which this is a smaller copy."""
    return COPY.sub("", name)


def path_of(post: Post) -> str:
    """Where the file of an attachment lies below the uploads folder."""
    return below_uploads(post.meta.get("_wp_attached_file") or post.attachment_url or post.guid)
