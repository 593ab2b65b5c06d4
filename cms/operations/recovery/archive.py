"""One file that holds a backup: a compressed tar with a manifest of checksums at its end, encrypted where asked.

    database/…      the database, as `snapshot` writes it
    rows/<table>    a line per row: its checksum
    media/…         uploaded files, under their names in the storage
    manifest.json   what is in it: sizes and SHA-256 of everything else

Nothing in an archive is believed: names, kinds and sizes are looked at before a byte is written, checksums before
anything is used.
"""

import gzip
import hashlib
import io
import json
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

import pyrage

from . import RecoveryError

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("database", "rows", "media")
PIECE = 1024 * 1024
LARGEST_MANIFEST = 64 * 1024 * 1024
LARGEST_NAME = 16 * 1024  # bytes of a name that is too long for its place in a tar; far more than a disk takes
KEPT_FREE = 64 * 1024 * 1024  # bytes of the disk that no restore takes
AGE = b"age-encryption.org/v1"
DAMAGED = "The archive is damaged or cut off: {}. Take another one; nothing was restored."


@dataclass
class Manifest:
    """What an archive holds. `files`: name → [size in bytes, SHA-256]."""

    made_at: str
    vendor: str
    migrations: list[list[str]]
    rows: dict[str, int]
    files: dict[str, list[Any]] = field(default_factory=dict)
    format: int = FORMAT


class Member(tarfile.TarInfo):
    """What is read of a tar before it is looked at: its names, of which some stand in blocks of their own.

    Those are held in memory whole, and one may follow the other without end.
    """

    @classmethod
    def frombuf(cls, buf, encoding, errors):
        member = super().frombuf(buf, encoding, errors)
        if member.size < 0 or member.type in UNKNOWN:
            raise RecoveryError("The archive holds what no archive of ours does. It is not one of ours.")
        if member.type in NAMES and member.size > LARGEST_NAME:
            raise RecoveryError(f"The archive holds a name of {member.size:,} bytes. It is not one of ours.")
        return member

    def _refuse(self, *args):
        """Files with holes, whose list of holes has no limit and stands where the file should."""
        raise RecoveryError("The archive holds a file with holes. It is not one of ours.")

    _proc_gnusparse_00 = _proc_gnusparse_01 = _proc_gnusparse_10 = _refuse


#: Kinds of blocks that hold a name of what comes next; and those that hold something for all that comes, or lists.
NAMES = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK)
UNKNOWN = (tarfile.XGLTYPE, tarfile.GNUTYPE_SPARSE)


class Writer:
    """Writes an archive. A file that cannot be finished is removed."""

    def __init__(self, stream: tarfile.TarFile):
        self.tar = stream
        self.files: dict[str, list[Any]] = {}

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a file from an open one, noting its checksum as it passes."""
        with tempfile_of(content) as (kept, size, digest):
            self._member(name, size, kept)
        self.files[name] = [size, digest]

    def finish(self, manifest: Any) -> None:
        """Write the list of contents, a dataclass, behind everything else."""
        text = json.dumps(asdict(manifest), indent=0, sort_keys=True).encode()
        self._member(MANIFEST, len(text), io.BytesIO(text))

    def _member(self, name: str, size: int, content: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, content)


@contextmanager
def tempfile_of(content: IO[bytes]) -> Iterator[tuple[IO[bytes], int, str]]:
    """The content at rest, since a tar wants its size before the first byte and a storage may not say it."""
    with tempfile.SpooledTemporaryFile(max_size=32 * PIECE) as kept:
        digest = hashlib.sha256()
        while piece := content.read(PIECE):
            digest.update(piece)
            kept.write(piece)
        size = kept.tell()
        kept.seek(0)
        yield kept, size, digest.hexdigest()


@contextmanager
def written(path: Path, recipient: str = "") -> Iterator[Writer]:
    """An archive at a path that does not exist yet; it appears there whole or not at all.

    :param recipient: public key of age (`age1…`) that alone can read it; empty leaves it readable.
    """
    if path.exists():
        raise RecoveryError(f"{path} exists. Name a file that does not, so that no older backup is lost.")
    keys = [_parsed(pyrage.x25519.Recipient.from_str, recipient, "a recipient such as age1…")] if recipient else []
    draft = path.with_name(f".{path.name}.unfinished")
    try:
        with draft.open("wb") as file:
            draft.chmod(0o600)
            with (
                gzip.GzipFile(fileobj=file, mode="wb", compresslevel=4, filename="") as packed,
                tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as tar,
            ):
                yield Writer(tar)
        if keys:
            sealed = draft.with_suffix(".age")
            with draft.open("rb") as plain, sealed.open("wb") as file:
                pyrage.encrypt_io(plain, file, keys)
            sealed.chmod(0o600)
            sealed.replace(draft)
        draft.replace(path)
    except OSError as fault:
        raise RecoveryError(f"The archive could not be written: {fault.strerror or fault}.") from fault
    finally:
        draft.unlink(missing_ok=True)
        draft.with_suffix(".age").unlink(missing_ok=True)


def unpack(path: Path, folder: Path, identity: Path | None = None) -> Manifest:
    """Put what an archive holds into an empty folder, all of it checked; what it says of itself.

    :raises RecoveryError: with the folder in whatever state; the caller throws it away.
    """
    found, text = extract(path, folder, identity)
    manifest = _manifest(text)
    compare(found, manifest.files)
    return manifest


def extract(
    path: Path, folder: Path, identity: Path | None = None, folders: tuple[str, ...] = FOLDERS, most: int | None = None
) -> tuple[dict[str, list[Any]], bytes]:
    """Put an archive's files into an empty folder. Answers name → [size, SHA-256], and its list of contents.

    :param folders: names of the folders that it may have.
    :param most: bytes that it may unpack to; None stands for what the disk has room for.
    :raises RecoveryError: as `unpack`.
    """
    try:
        with _opened(path, folder, identity) as plain, gzip.GzipFile(fileobj=plain) as packed:
            with tarfile.open(fileobj=packed, mode="r|", tarinfo=Member) as tar:
                found, text = _members(tar, folder, folders, most)
            while packed.read(PIECE):  # to the end, where the last checksum of the compression stands
                pass
    except FileNotFoundError as fault:
        raise RecoveryError(f"There is no file {path}.") from fault
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile, UnicodeError, ValueError) as fault:
        raise RecoveryError(DAMAGED.format(fault or "it ends too early")) from fault
    except RecursionError as fault:
        raise RecoveryError("The archive names one thing many times over. It is not one of ours.") from fault
    if text is None:
        raise RecoveryError(DAMAGED.format("its list of contents is missing"))
    return found, text


def _members(
    tar: tarfile.TarFile, folder: Path, folders: tuple[str, ...], most: int | None
) -> tuple[dict[str, list[Any]], bytes | None]:
    found: dict[str, list[Any]] = {}
    left = most
    for member in tar:
        if MANIFEST in found:
            raise RecoveryError(DAMAGED.format("something stands behind its list of contents"))
        if not member.isreg():
            raise RecoveryError(
                f"The archive holds “{member.name[:100]}”, which is no plain file. It is not one of ours."
            )
        target = folder / _safe(member.name, folders)
        limit = LARGEST_MANIFEST if member.name == MANIFEST else shutil.disk_usage(folder).free - KEPT_FREE
        if member.size < 0:
            raise RecoveryError(DAMAGED.format(f"“{member.name[:100]}” has a size below nothing"))
        if member.size > limit:
            raise RecoveryError(f"“{member.name[:100]}” needs {member.size:,} bytes; the disk has no room for it.")
        if left is not None and (left := left - member.size) < 0:
            raise RecoveryError(f"The archive unpacks to more than {most:,} bytes. It is not one of ours.")
        if member.name in found:
            raise RecoveryError(DAMAGED.format(f"“{member.name[:100]}” is in it twice"))
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        source = tar.extractfile(member)
        with target.open("xb") as file:
            while piece := source.read(PIECE) if source else b"":
                digest.update(piece)
                file.write(piece)
        found[member.name] = [member.size, digest.hexdigest()]
    return found, (folder / MANIFEST).read_bytes() if found.pop(MANIFEST, None) else None


def _safe(name: str, folders: tuple[str, ...]) -> PurePosixPath:
    """A name below one of the folders that we write, and nothing else."""
    path = PurePosixPath(name)
    strange = path.is_absolute() or ".." in path.parts or "\\" in name or any(ord(sign) < 32 for sign in name)
    if name != MANIFEST and (strange or str(path) != name or len(path.parts) < 2 or path.parts[0] not in folders):
        raise RecoveryError(f"The archive holds “{name[:100]}”, which leads elsewhere. It is not one of ours.")
    return path


def _manifest(text: bytes) -> Manifest:
    try:
        manifest = Manifest(**json.loads(text))
        if not (isinstance(manifest.files, dict) and isinstance(manifest.rows, dict)):
            raise TypeError
    except (ValueError, TypeError, RecursionError) as fault:
        raise RecoveryError(DAMAGED.format("its list of contents cannot be read")) from fault
    if manifest.format != FORMAT:
        raise RecoveryError(f"The archive has format {manifest.format}; this release reads {FORMAT}.")
    return manifest


def compare(found: dict[str, list[Any]], listed: dict[str, list[Any]]) -> None:
    """:raises RecoveryError: when what was found is not what the list of contents names."""
    for name in found.keys() | listed.keys():
        if found.get(name) != listed.get(name):
            raise RecoveryError(DAMAGED.format(f"“{name[:100]}” is not what its checksum says"))


@contextmanager
def _opened(path: Path, folder: Path, identity: Path | None) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        sealed = file.read(len(AGE)) == AGE
        file.seek(0)
        if not sealed:
            yield file
            return
        if identity is None:
            raise RecoveryError("The archive is encrypted: give the file with its key, --identity FILE.")
        lines = identity.read_text().splitlines() if identity.is_file() else []
        secret = next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
        key = _parsed(pyrage.x25519.Identity.from_str, secret, "a key of age in that file")
        plain = folder / ".decrypted"
        try:
            with plain.open("w+b") as opened:
                plain.unlink()  # nameless from here on
                pyrage.decrypt_io(file, opened, [key])
                opened.seek(0)
                yield opened
        except pyrage.DecryptError as fault:
            raise RecoveryError("This key does not open the archive, or the archive is damaged.") from fault


def _parsed(parse, text: str, what: str):
    try:
        return parse(text)
    except (pyrage.RecipientError, pyrage.IdentityError) as fault:
        raise RecoveryError(f"That is not {what}.") from fault
