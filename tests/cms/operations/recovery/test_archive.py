"""Archives: what was written is read back, and nothing hostile, cut off or changed is taken for one."""

import gzip
import io
import json
import tarfile
import tracemalloc
from pathlib import Path

import pyrage
import pytest

from cms.operations.recovery import RecoveryError
from cms.operations.recovery.archive import Manifest, unpack, written

MANIFEST = Manifest("2026-11-24T02:00:00+00:00", "sqlite", [["brands", "0001_initial"]], {"brands_brand": 2})


def make(path: Path, recipient: str = "") -> Path:
    with written(path, recipient) as archive:
        archive.add("database/db.sqlite3", io.BytesIO(b"all of it" * 1000))
        archive.add("media/images/é 1.webp", io.BytesIO(b"a picture"))
        archive.finish(Manifest(**{**vars(MANIFEST), "files": archive.files}))
    return path


def pack(path: Path, *members: tuple[tarfile.TarInfo, bytes], manifest: dict | None = None) -> Path:
    """An archive as somebody else would make it."""
    with tarfile.open(path, "w:gz") as tar:
        for member, content in members:
            member.size = len(content) if member.isreg() else 0
            tar.addfile(member, io.BytesIO(content))
        if manifest is not None:
            text = json.dumps({**vars(MANIFEST), **manifest}).encode()
            listed = tarfile.TarInfo("manifest.json")
            listed.size = len(text)
            tar.addfile(listed, io.BytesIO(text))
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, target
    return made


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "place"
    made.mkdir()
    return made


def test_what_was_written_is_read_back(tmp_path, folder):
    manifest = unpack(make(tmp_path / "a.tar.gz"), folder)
    assert manifest.rows == {"brands_brand": 2}
    assert (folder / "media/images/é 1.webp").read_bytes() == b"a picture"
    assert (tmp_path / "a.tar.gz").stat().st_mode & 0o077 == 0


def test_encrypted_it_is_read_with_its_key_only(tmp_path, folder):
    key, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    path = make(tmp_path / "a.age", str(key.to_public()))
    assert b"a picture" not in path.read_bytes()
    keys = {}
    for name, secret in (("right", key), ("wrong", other)):
        keys[name] = tmp_path / name
        keys[name].write_text(f"# a comment\n{secret}\n")
    for identity, words in (
        (None, "--identity"),
        (keys["wrong"], "does not open"),
        (tmp_path / "none", "is not a key"),
    ):
        with pytest.raises(RecoveryError, match=words):
            unpack(path, folder, identity)
    assert unpack(path, folder, keys["right"]).vendor == "sqlite"


@pytest.mark.parametrize("name", [
    "../evil", "media/../../evil", "/etc/evil", "evil", "elsewhere/evil", "media/./evil", "media//evil",
    "media\\..\\evil", "media/a\nb", "media",
])  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(tmp_path, folder, name):
    path = pack(tmp_path / "a.tar.gz", (member(name), b"evil"), manifest={"files": {name: [4, "0"]}})
    with pytest.raises(RecoveryError, match="leads elsewhere"):
        unpack(path, folder)
    assert list(tmp_path.rglob("*evil*")) == []


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE])
def test_links_devices_and_pipes_are_refused(tmp_path, folder, kind):
    path = pack(tmp_path / "a.tar.gz", (member("media/a", kind, "/etc/passwd"), b""), manifest={})
    with pytest.raises(RecoveryError, match="no plain file"):
        unpack(path, folder)
    assert list(folder.rglob("*")) == []


def test_a_bomb_is_refused_before_it_goes_off(tmp_path, folder):
    head = tarfile.TarInfo("media/bomb")
    head.size = 1 << 50
    with gzip.open(tmp_path / "a.tar.gz", "wb") as packed:
        packed.write(head.tobuf(tarfile.GNU_FORMAT) + bytes(10_000_000))
    with pytest.raises(RecoveryError, match="no room"):
        unpack(tmp_path / "a.tar.gz", folder)
    assert list(folder.rglob("*")) == []


def block(kind: bytes, content: bytes, size: int | None = None) -> bytes:
    """A member as it stands in a tar, of whatever kind, and of a size that it need not have."""
    made = member("x", kind)
    made.size = len(content) if size is None else size
    head = made.tobuf(tarfile.GNU_FORMAT)
    return head + content + bytes(-len(content) % tarfile.BLOCKSIZE)


def pax(*pairs: tuple[str, str]) -> bytes:
    lines = b""
    for name, value in pairs:
        line = f" {name}={value}\n".encode()
        size = len(line) + 1
        size = len(line) + len(str(len(line) + len(str(size))))
        lines += str(size).encode() + line
    return lines


def long() -> bytes:
    return b"database/" + b"a" * 40_000_000


HOLES = pax(("GNU.sparse.major", "1"), ("GNU.sparse.minor", "0"), ("GNU.sparse.realsize", "1"))
ENDLESS = {
    "name": lambda: block(tarfile.GNUTYPE_LONGNAME, long()),
    "link": lambda: block(tarfile.GNUTYPE_LONGLINK, long()),
    "pax": lambda: block(tarfile.XHDTYPE, long()),
    "global": lambda: block(tarfile.XGLTYPE, pax(("path", "x")) * 1000),
    "names": lambda: block(tarfile.GNUTYPE_LONGNAME, b"database/a") * 5000,
    "paxes": lambda: block(tarfile.XHDTYPE, pax(("a", "b"))) * 5000,
    "holes": lambda: block(tarfile.XHDTYPE, HOLES) + block(tarfile.REGTYPE, b"9999999\n" + b"0\n" * 20_000_000),
    "sparse": lambda: block(tarfile.GNUTYPE_SPARSE, b"x"),
    "below nothing": lambda: block(tarfile.REGTYPE, b"", size=-512),
    "below nothing by pax": lambda: (
        block(tarfile.XHDTYPE, pax(("path", "database/a"), ("size", "-99999"))) + block(tarfile.REGTYPE, b"abc")
    ),
    "digits": lambda: block(tarfile.XHDTYPE, pax(("size", "9" * 5000))) + block(tarfile.REGTYPE, b"abc"),
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_names_without_an_end_are_refused_before_they_are_held(tmp_path, folder, kind):
    path = tmp_path / "a.tar.gz"
    with gzip.open(path, "wb", compresslevel=1) as packed:
        packed.write(ENDLESS[kind]() + bytes(1024))
    tracemalloc.start()
    try:
        with pytest.raises(RecoveryError):
            unpack(path, folder)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_names_as_long_as_a_disk_takes_are_read(tmp_path, folder):
    name = "media/" + "/".join(["é" * 100] * 3) + "/a.webp"
    with written(tmp_path / "a.tar.gz") as archive:
        archive.add(name, io.BytesIO(b"a picture"))
        archive.finish(Manifest(**{**vars(MANIFEST), "files": archive.files}))
    unpack(tmp_path / "a.tar.gz", folder)
    assert (folder / name).read_bytes() == b"a picture"


@pytest.mark.parametrize("kept", [0, 1, 20, 100, -60, -9, -1])
def test_cut_off_it_is_refused(tmp_path, folder, kept):
    path = make(tmp_path / "a.tar.gz")
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RecoveryError, match="damaged or cut off"):
        unpack(path, folder)


def test_any_changed_byte_is_noticed(tmp_path, folder):
    whole = make(tmp_path / "a.tar.gz").read_bytes()
    for position in range(10, len(whole), 17):  # the first ten name a time and a system
        changed = bytearray(whole)
        changed[position] ^= 0x55
        (tmp_path / "b.tar.gz").write_bytes(changed)
        place = folder / str(position)
        place.mkdir()
        with pytest.raises(RecoveryError):
            unpack(tmp_path / "b.tar.gz", place)


@pytest.mark.parametrize(("files", "words"), [
    ({"media/a": [4, "0" * 64]}, "checksum"), ({}, "checksum"), ({"media/b": [1, "0"]}, "checksum"),
])  # fmt: skip
def test_what_the_list_does_not_say_is_refused(tmp_path, folder, files, words):
    path = pack(tmp_path / "a.tar.gz", (member("media/a"), b"evil"), manifest={"files": files})
    with pytest.raises(RecoveryError, match=words):
        unpack(path, folder)


@pytest.mark.parametrize("content", [b"", b"not an archive", b"PK\x03\x04 a zip", gzip.compress(b"no tar", mtime=0)])
def test_what_is_no_archive_is_refused(tmp_path, folder, content):
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(RecoveryError):
        unpack(tmp_path / "a", folder)
    with pytest.raises(RecoveryError, match="There is no file"):
        unpack(tmp_path / "nothing", folder)


def test_another_format_and_twice_the_same_are_refused(tmp_path, folder):
    with pytest.raises(RecoveryError, match="format 2"):
        unpack(pack(tmp_path / "a", manifest={"format": 2}), folder)
    twice = [(member("media/a"), b"1"), (member("media/a"), b"2")]
    with pytest.raises(RecoveryError, match="twice"):
        unpack(pack(tmp_path / "b", *twice, manifest={}), folder / "..")


def test_an_older_backup_is_never_overwritten_and_a_failure_leaves_nothing(tmp_path):
    path = make(tmp_path / "a.tar.gz")
    before = path.read_bytes()
    with pytest.raises(RecoveryError, match="exists"):
        make(path)
    assert path.read_bytes() == before
    with pytest.raises(ZeroDivisionError), written(tmp_path / "b.tar.gz"):
        raise ZeroDivisionError
    with pytest.raises(RecoveryError, match="not a recipient"):
        make(tmp_path / "c.tar.gz", "age1nonsense")
    assert sorted(tmp_path.iterdir()) == [path]
