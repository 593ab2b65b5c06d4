"""A folder of files, or a zip or tar of one. With a name that leads elsewhere, a link or a bomb all of it is refused.

An archive is unpacked into a folder of its own, each name, kind and size looked at before a byte is written.
"""

import gzip
import os
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

MOST_FILES = 50_000
MOST_BYTES = 2 * 1024**3  # of all files
MOST_OF_TEXT = 256 * 1024  # bytes of a page with its front matter: a small book
MOST_OF_DATA = 64 * 1024**2
MOST_OF_FILE = 20 * 1024**2  # what the desk takes, too
MOST_AT_ONCE = 1024**2  # bytes of what a tar says of the member that follows, such as its name
PIECE = 1024 * 1024
GZIP = b"\x1f\x8b"
#: Kinds of members that say something of another.
SAYING = frozenset(
    {tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE}
)


class Refused(Exception):
    """The files cannot be taken in; nothing was changed. Says where: the file, and the line where that is known."""

    def __init__(self, words: str, name: str = "", line: int | None = None):
        where = f"{name[:200]}:{line}" if line else name[:200]
        super().__init__(f"{where}: {words}" if where else words)


class Source:
    """The files below a folder, by their names from there. What is hidden is passed over."""

    def __init__(self, root: Path):
        self.root = root
        self._sizes: dict[str, int] = {}
        total = 0
        for name, path in _files_below(root):
            size = path.lstat().st_size
            total += size
            if len(self._sizes) >= MOST_FILES:
                raise Refused(f"there are more than {MOST_FILES:,} files.")
            if total > MOST_BYTES:
                raise Refused(f"the files have more than {MOST_BYTES:,} bytes together.")
            self._sizes[name] = size
        self.names = sorted(self._sizes)

    def has(self, name: str) -> bool:
        return name in self._sizes

    def read(self, name: str, most: int = MOST_OF_FILE) -> bytes:
        """:raises Refused: where it is larger than so many bytes, or cannot be read."""
        if self._sizes[name] > most:
            raise Refused(f"the file has {self._sizes[name]:,} bytes; {most:,} are read.", name)
        try:
            return (self.root / name).read_bytes()
        except OSError as fault:
            raise Refused(f"the file cannot be read: {fault.strerror or fault}.", name) from fault

    def text(self, name: str, most: int = MOST_OF_TEXT) -> str:
        """:raises Refused: where it is no UTF-8 besides; the line is told."""
        data = self.read(name, most)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as fault:
            raise Refused("this is no UTF-8. Save it as UTF-8.", name, data[: fault.start].count(b"\n") + 1) from fault
        if "\0" in text:
            raise Refused("this is no text.", name, text[: text.index("\0")].count("\n") + 1)
        return text.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def opened(place: Path) -> Iterator[Source]:
    """The files of a folder or archive.

    :raises Refused: where it is neither, or is made to do harm.
    """
    if place.is_dir():
        yield Source(place)
        return
    with tempfile.TemporaryDirectory(prefix="markdown-") as name:
        folder = Path(name)
        try:
            if zipfile.is_zipfile(place):
                _unzip(place, folder)
            elif place.is_file():
                _untar(place, folder)
            else:
                raise Refused("there is no such folder or archive.", str(place))
        except (OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as fault:
            raise Refused(f"the archive cannot be read: {fault}.", place.name) from fault
        except (zipfile.BadZipFile, tarfile.TarError, zlib.error) as fault:
            raise Refused(f"this is no sound zip or tar archive: {fault}.", place.name) from fault
        yield Source(folder)


def _files_below(root: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(each for each in folders if not _is_hidden(each))
        for each in [*folders, *names]:
            path = Path(folder) / each
            name = path.relative_to(root).as_posix()
            if _is_hidden(each):
                continue
            mode = path.lstat().st_mode
            if stat.S_ISLNK(mode):
                raise Refused("this is a link, and might lead anywhere. Put the file itself there.", name)
            if stat.S_ISREG(mode):
                yield name, path
            elif not stat.S_ISDIR(mode):
                raise Refused("this is no plain file.", name)


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


# Archives


def _unzip(place: Path, folder: Path) -> None:
    with zipfile.ZipFile(place) as archive:
        members = archive.infolist()
        if len(members) > MOST_FILES:
            raise Refused(f"there are more than {MOST_FILES:,} files.")
        if sum(member.file_size for member in members) > MOST_BYTES:
            raise Refused(f"the archive unpacks to more than {MOST_BYTES:,} bytes.")
        for member in members:
            if member.flag_bits & 1:
                raise Refused("the file is behind a password.", member.filename)
            mode = member.external_attr >> 16
            if stat.S_ISLNK(mode) or (stat.S_IFMT(mode) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))):
                raise Refused("this is no plain file.", member.filename)
            name = _safe(member.filename)
            if not member.is_dir():
                with archive.open(member) as content:
                    _write(content, folder, name, member.file_size)


class _Member(tarfile.TarInfo):
    """A member of a tar. What is said of the next one, such as a long name, is read whole: no more than a name is."""

    def _proc_member(self, tar):
        if self.type in SAYING and self.size > MOST_AT_ONCE:
            raise tarfile.ReadError("a name or header in it is too long")
        return super()._proc_member(tar)  # type: ignore[misc]


def _untar(place: Path, folder: Path) -> None:
    with place.open("rb") as file:
        packed = file.read(2) == GZIP
        file.seek(0)
        plain = gzip.GzipFile(fileobj=file) if packed else file
        left, count = MOST_BYTES, 0
        with tarfile.open(fileobj=plain, mode="r|", tarinfo=_Member) as tar:
            for member in tar:
                count += 1
                if count > MOST_FILES:
                    raise Refused(f"there are more than {MOST_FILES:,} files.")
                if not (member.isreg() or member.isdir()):
                    raise Refused("this is no plain file.", member.name)
                left -= member.size
                if left < 0:
                    raise Refused(f"the archive unpacks to more than {MOST_BYTES:,} bytes.")
                name = _safe(member.name)
                content = tar.extractfile(member)
                if content is not None:
                    _write(content, folder, name, member.size)


def _safe(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    strange = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name.partition("/")[0]
    if strange or not path.name or len(name) > 500 or any(ord(sign) < 32 for sign in name):
        if path.parts == () and not name.strip("./"):
            return path  # the folder itself, as tar tells it
        raise Refused("the name leads elsewhere.", name)
    return path


def _write(content: IO[bytes], folder: Path, name: PurePosixPath, size: int) -> None:
    """Write a member, and no more of it than it said it holds."""
    if any(_is_hidden(part) for part in name.parts):
        return
    if size > shutil.disk_usage(folder).free - 64 * PIECE:
        raise Refused("the disk has no room for it.", str(name))
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    left = size
    with target.open("xb") as file:
        while piece := content.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise Refused("the file is larger than the archive says.", str(name))
            file.write(piece)
