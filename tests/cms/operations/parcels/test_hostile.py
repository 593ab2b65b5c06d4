"""Archives that somebody made to do harm, or that were damaged: refused, and nothing was touched."""

import gzip
import hashlib
import io
import json
import random
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cms.foundation.rich_text import references_in
from cms.operations.recovery import archive
from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.spoiling import mutated

from .conftest import run
from .test_parcels import all_there_is, pages_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def opened(path: Path) -> dict[str, bytes]:
    with tarfile.open(path, "r:gz") as tar:
        return {member.name: tar.extractfile(member).read() for member in tar}


def closed(path: Path, files: dict[str, bytes], *extra: tarfile.TarInfo) -> Path:
    """An archive whose list of contents says the truth."""
    listed = {name: [len(data), hashlib.sha256(data).hexdigest()] for name, data in files.items()}
    files = {**files, archive.MANIFEST: json.dumps({"files": listed, "kind": "parcel", "format": 1}).encode()}
    with gzip.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w") as tar:
        for member in extra:
            tar.addfile(member)
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return path


@pytest.fixture
def forged(parcel, tmp_path):
    """`forged(change)` is the parcel after a change to its contents and files."""
    files = opened(parcel)
    files.pop(archive.MANIFEST)

    def forge(change) -> Path:
        contents = json.loads(files["content/parcel.json"])
        changed = dict(files)
        change(contents, changed)
        changed["content/parcel.json"] = json.dumps(contents).encode()
        return closed(tmp_path / "forged.parcel", changed)

    return forge


def refused(path: Path) -> str:
    """What is said of it. Everything is as it was."""
    before = all_there_is()
    with pytest.raises(CommandError) as said:
        run("import_content", path, "--brand", "iduet", "--publish", "--write")
    assert all_there_is() == before
    return str(said.value)


def links(kind: bytes, target: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo("files/link")
    member.type, member.linkname = kind, target
    return member


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "files/../../x", "files\\..\\x", "database/x"])
def test_names_that_lead_elsewhere(iduet, tmp_path, name):
    assert "leads elsewhere" in refused(closed(tmp_path / "a", {"content/parcel.json": b"{}", name: b"x"}))


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
def test_links_and_devices(iduet, tmp_path, kind):
    path = closed(tmp_path / "a", {"content/parcel.json": b"{}"}, links(kind, "/etc/passwd"))
    assert "no plain file" in refused(path)


def test_a_bomb(iduet, tmp_path, monkeypatch):
    monkeypatch.setattr("cms.operations.parcels.contents.MOST_BYTES", 1_000_000)
    path = closed(tmp_path / "a", {"content/parcel.json": b" " * 5_000_000})
    assert path.stat().st_size < 20_000
    assert "unpacks to more than 1,000,000 bytes" in refused(path)


def test_a_backup_is_no_parcel(iduet, tmp_path):
    assert "leads elsewhere" in refused(closed(tmp_path / "a", {"database/db.sqlite3": b"x"}))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.svg", SVG, "no kind of file"), ("x.html", b"<html>", "no kind of file"), ("x.png", SVG, "x.png|image"),
        ("x.png", b"\x89PNG\r\n\x1a\nnothing", "image|x.png"),
    ],
)  # fmt: skip
def test_pictures_that_are_none(forged, iduet, name, content, words):
    def change(contents, files):
        picture = next(each for each in contents["files"] if each["model"] == "media.MediaImage")
        picture["data"]["file"] = name
        files[picture["file"]] = content

    said = refused(forged(change))
    assert any(word in said for word in words.split("|")), said


@pytest.mark.parametrize(
    "model", ["accounts.User", "auth.Group", "wagtailcore.Site", "wagtailcore.Page", "brands.Brand", "nothing", ""]
)
def test_kinds_that_no_parcel_holds(forged, iduet, model):
    assert "does not know" in refused(forged(lambda contents, files: contents["things"][0].update(model=model)))


def test_scripts_in_texts_and_links_are_not_taken_over(forged, iduet):
    link = '<a href="javascript:alert(1)" onclick="x()">klik</a>'
    text = f'<p>Hallo<script>alert(1)</script>{link}<img src="x" onerror="x"/></p>'

    def change(contents, files):
        for thing in contents["things"]:
            if "introduction" in thing["draft"]:
                thing["draft"]["introduction"] = text

    run("import_content", forged(change), "--brand", "iduet", "--write")
    stored = pages_of(iduet)["doel"].get_latest_revision_as_object().introduction
    assert "Hallo" in stored
    for word in ("<script", "javascript:", "onclick", "onerror", "<img"):
        assert word not in stored


def test_a_page_where_its_kind_may_not_stand(forged, iduet):
    def change(contents, files):
        below = next(thing for thing in contents["things"] if thing["draft"].get("slug") == "eronder")
        below["model"] = "home.HomePage"

    assert refused(forged(change))


def test_somebody_elses_rows_are_not_named(forged, iduet, finhire):
    """Keys in a parcel are its own: one that it does not hold leads nowhere, and not to a row of that number here."""

    def change(contents, files):
        contents["outside"] = []
        kept = [each for each in contents["things"] if each["draft"].get("slug") == "cfo" or each["is_home"]]
        contents["things"] = kept
        contents["brand"], contents["files"] = None, []
        for name in [name for name in files if name.startswith("files/")]:
            del files[name]

    run("import_content", forged(change), "--brand", "iduet", "--write")
    assert pages_of(iduet)["cfo"].get_latest_revision_as_object().role is None


@pytest.mark.parametrize(
    "written", ["linktype='page' id='{}'", 'LINKTYPE="page" ID="{}"', 'linktype = "page" id = "{}"']
)
def test_links_that_are_written_otherwise_lead_to_no_row_of_that_number(forged, iduet, finhire, written):
    theirs = make_content(home_of(finhire), "Nieuw", slug="nieuw").pk  # which the parcel does not hold

    def change(contents, files):
        doel = next(thing for thing in contents["things"] if thing["draft"].get("slug") == "doel")
        doel["draft"]["introduction"] = f"<p><a {written.format(theirs)}>daar</a></p>"

    run("import_content", forged(change), "--brand", "iduet", "--write")
    stored = pages_of(iduet)["doel"].get_latest_revision_as_object().introduction
    assert "daar" in stored
    assert theirs not in dict(references_in(stored)).values()


SEED, SHORT = 20_261_130, 30


STRANGE = [None, "", "x" * 3000, -1, 10**25, [], {}, [[]], {"type": "x"}, True, "\0", 1.5, "2026-13-45", ["a", None]]


def changed_in_place(contents: dict, chance: random.Random) -> None:
    changed = mutated(contents, chance, STRANGE)
    contents.clear()
    contents.update(changed if isinstance(changed, dict) else {"nothing": changed})


def survive(forged, count: int) -> None:
    """Each changed parcel is tried: taken or refused with a sentence, and nothing of it is kept either way."""
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    before, outcomes = all_there_is(), {"taken": 0, True: 0, False: 0}
    for _ in range(count):
        path = forged(lambda contents, files: changed_in_place(contents, chance))
        try:
            call_command("import_content", str(path), brand="iduet", publish=True, stdout=io.StringIO())
            outcomes["taken"] += 1
        except CommandError as said:
            outcomes["Nothing was changed" in str(said)] += 1
        path.unlink()
    assert all_there_is() == before
    assert outcomes["taken"]
    assert outcomes[True]
    assert not outcomes[False]


def test_changed_contents_are_taken_or_refused_and_nothing_is_half_done(forged, iduet):
    survive(forged, SHORT)


@pytest.mark.crawl
def test_the_same_three_hundred_times(forged, iduet):
    survive(forged, 300)


def test_damaged_bytes_are_refused(parcel, iduet, tmp_path):
    chance = random.Random(SEED)  # noqa: S311 - the same each time
    whole, before, damaged = parcel.read_bytes(), all_there_is(), tmp_path / "damaged"
    for number in range(60):
        place = chance.randrange(20, len(whole) - 20)
        flipped = bytes([whole[place] ^ 0x55])
        damaged.write_bytes(whole[:place] if number % 3 == 0 else whole[:place] + flipped + whole[place + 1 :])
        with pytest.raises(CommandError, match="Nothing was changed"):
            run("import_content", damaged, "--brand", "iduet", "--write")
    assert all_there_is() == before
