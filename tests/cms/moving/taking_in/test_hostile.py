"""Files that somebody made to do harm, or that are damaged: refused with their place, and nothing was changed."""

import io
import json
import random
import re
import tarfile
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError
from wagtail.models import Page, Revision

from cms.foundation.rich_text import references_in
from cms.library.models import Question, Role
from cms.media.models import MediaDocument, MediaImage
from cms.moving.models import Imported, ImportRun
from cms.moving.taking_in import source
from cms.moving.taking_in.importing import Importing
from tests.cms.moving.wordpress.test_mutated import RUNS, rich_texts
from tests.factories.brands import home_of
from tests.spoiling import NASTY

from .conftest import take_in
from .test_round_trip import pages_of

pytestmark = pytest.mark.django_db

FINE = "---\ntitle: Goed\n---\nTekst"
MODELS = (Page, Revision, Imported, ImportRun, Question, Role, MediaImage, MediaDocument)


def state():
    media = Path(settings.MEDIA_ROOT)
    files = sorted(str(path) for path in media.rglob("*") if path.is_file())
    return [model.objects.count() for model in MODELS], files


def refused(place: Path, *more) -> str:
    before = state()
    with pytest.raises(CommandError) as said:
        take_in(place, *more)
    assert state() == before
    assert str(said.value).endswith("Nothing was changed.")
    assert said.value.returncode != 0
    return str(said.value)


BOMB = "a: &a [x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b]"
PARSED = [
    ("---\ntitle: x\nTekst", "bad.md:1: the front matter begins with --- and does not end"),
    ("---\ntitle: x\n  y: [\n---\n", "bad.md:3"),
    (f"---\n{BOMB}\n---\n", "bad.md:3: the front matter is no sound YAML: references"),
    ("---\ntitle: ok\nx: !!python/object/apply:os.system ['true']\n---\n", "bad.md:3: .*python/object"),
    ("---\ntitle: ok\nx: !thing y\n---\n", "bad.md:3"),
    ("---\n- a\n- b\n---\n", "no list of names and values"),
    ("---\ntitle: ok\ndate: gisteren\n---\n", "bad.md:3: “gisteren” is no date"),
    ("---\ntitle: ok\ndate: 2026-13-45\n---\n", "bad.md"),
    ("---\ntitle: [a, b]\n---\n", "bad.md:2: “title” is to be a text"),
    ("---\ntitle: ok\ntags: {a: b}\n---\n", "bad.md:3: “tags” is to be a text"),
    ("---\ntitle: ok\ndraft: misschien\n---\n", "bad.md:3: “draft” is to be true or false"),
    ("---\ntitle: ok\nweight: zwaar\n---\n", "bad.md:3: “weight” is to be a whole number"),
    ("---\nx: " + "[" * 5000 + "\n---\n", "bad.md"),
    ("---\nx: " + "9" * 6000 + "\n---\n", "bad.md"),
    ("---\ntitle: " + "x" * 70_000 + "\n---\n", "longer than 65,536 characters"),
    ("+++\ntitle = x\n+++\n", "bad.md:2: the front matter is no sound TOML"),
    (b"---\ntitle: x\n---\nregel\n\xff\xfe", "bad.md:5: this is no UTF-8"),
    ("---\ntitle: x\n---\n".encode("utf-16"), "bad.md:1: this is no"),
    ("x\n\0", "bad.md:2: this is no text"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), PARSED)
def test_what_cannot_be_read_is_refused_with_its_line(written, brands, text, words):
    place = written({"a.md": FINE, "bad.md": text})
    said = refused(place)
    assert re.search(words, said), said


def test_two_files_of_one_page_are_refused(written, brands):
    files = {"a.md": "---\nid: 7\n---\nx", "b.md": "---\nid: 7\n---\ny"}
    assert "the same page as a.md" in refused(written(files))


def test_a_folder_without_markdown_and_none_at_all(written, brands, tmp_path):
    assert "no Markdown" in refused(written({"a.txt": "x"}))
    assert "no such folder" in refused(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="There is no brand nobody"):
        take_in(tmp_path, brand="nobody")


class TestPlaces:
    def test_links_are_refused(self, written, brands, tmp_path):
        place = written({"a.md": FINE})
        (place / "b.md").symlink_to("/etc/passwd")
        assert "b.md: this is a link" in refused(place)
        (place / "b.md").unlink()
        (place / "folder").symlink_to("/etc")
        assert "folder: this is a link" in refused(place)

    @pytest.mark.parametrize("name", ["../x.md", "/etc/x.md", "a/../../x.md", "a\\..\\x.md", "C:/x.md", "a\nb.md"])
    def test_names_that_lead_elsewhere(self, brands, tmp_path, name):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.writestr("a.md", FINE)
            info = zipfile.ZipInfo("y")
            info.filename = name
            archive.writestr(info, FINE)
        assert "the name leads elsewhere" in refused(tmp_path / "a.zip")
        with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
            member = tarfile.TarInfo(name)
            member.size = 2
            tar.addfile(member, io.BytesIO(b"# "))
        assert "the name leads elsewhere" in refused(tmp_path / "a.tar.gz")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar.gz", "a.zip"]

    @pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE])
    def test_links_and_devices_in_a_tar(self, brands, tmp_path, kind):
        with tarfile.open(tmp_path / "a.tar", "w") as tar:
            member = tarfile.TarInfo("a.md")
            member.type, member.linkname = kind, "/etc/passwd"
            tar.addfile(member)
        assert "a.md: this is no plain file" in refused(tmp_path / "a.tar")

    def test_links_in_a_zip(self, brands, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            info = zipfile.ZipInfo("a.md")
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc/passwd")
        assert "a.md: this is no plain file" in refused(tmp_path / "a.zip")

    def test_bombs(self, brands, tmp_path, monkeypatch):
        monkeypatch.setattr(source, "MOST_BYTES", 1_000_000)
        with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.md", b" " * 5_000_000)
        assert "unpacks to more than 1,000,000 bytes" in refused(tmp_path / "a.zip")
        with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
            member = tarfile.TarInfo("a.md")
            member.size = 5_000_000
            tar.addfile(member, io.BytesIO(b" " * 5_000_000))
        assert "unpacks to more than 1,000,000 bytes" in refused(tmp_path / "a.tar.gz")

    def test_a_name_as_long_as_memory(self, brands, tmp_path):
        with tarfile.open(tmp_path / "a.tar.gz", "w:gz", format=tarfile.GNU_FORMAT) as tar:
            tar.addfile(tarfile.TarInfo("a" * 3_000_000))
        assert "no sound zip or tar" in refused(tmp_path / "a.tar.gz")

    def test_a_page_larger_than_any(self, written, brands):
        assert "are read" in refused(written({"a.md": "x" * (source.MOST_OF_TEXT + 1)}))

    def test_too_many_files(self, written, brands, monkeypatch):
        monkeypatch.setattr(source, "MOST_FILES", 2)
        assert "more than 2 files" in refused(written({f"{number}.md": FINE for number in range(4)}))

    def test_damaged_archives(self, brands, tmp_path):
        (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 nothing")
        (tmp_path / "b.gz").write_bytes(b"\x1f\x8b nothing")
        for name in ("a.zip", "b.gz"):
            assert refused(tmp_path / name)


class TestData:
    def forged(self, folder: Path, name: str, change) -> Path:
        path = folder / name
        told = json.loads(path.read_text())
        change(told)
        path.write_text(json.dumps(told))
        return folder

    def test_another_brands_item_leads_nowhere(self, folder, iduet):
        """Without the library's file the brand's own items of elsewhere are named and not linked."""
        (folder / "library.json").unlink()
        assert "What this led to is not here" in take_in(folder)
        page = pages_of(iduet)["nl/financien/cfo-of-cio/"]
        assert page.roles[0].value is None
        assert page.roles[1].value.instance.short_name == "CIO"
        assert not Role.objects.filter(brand=iduet).exists()

    def test_a_number_is_the_files_own_and_nothing_runs(self, few, iduet, finhire):
        """Whatever way a link is written in, its number means no row here; and of scripts the words are kept."""
        ways = (
            'linktype="page" id="{}"',
            "linktype='page' id='{}'",
            'ID="{}" LINKTYPE="page"',
            'id = "{}" linktype=page',
        )
        links = "".join(f"<a {way.format(home_of(finhire).pk)}>daar</a> " for way in ways)
        runs = '<a href="javascript:x()" onclick="x()">k</a><img src="x" onerror="x()"/><script>x()</script>'

        def change(told):
            told["data"]["introduction"], told["refers"] = f"<p>{links}{runs}</p>", {}

        take_in(self.forged(few, "nl/doel.json", change))
        stored = pages_of(iduet)["nl/doel/"].introduction
        assert stored.count("daar") == len(ways)
        assert "<a " not in stored
        assert dict(references_in(stored)) == {}
        for word in ("<script", "javascript:", "onclick", "onerror", "<img"):
            assert word not in stored

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (lambda told: told.update(format=2), "format 2; this release reads 1"),
            (lambda told: told.update(data=[]), "have not their shape: data"),
            (lambda told: told.update(more=1), "have not their shape: more"),
            (lambda told: told["data"].update(body=[{"type": "text_section", "value": 7}]), "not those of such a"),
            (lambda told: told["data"].update(title="x" * 300), "cannot stand here: title"),
            (lambda told: told["data"].update(title="a\0b"), "signs that no database keeps"),
        ],
    )
    def test_data_that_are_no_pages(self, few, brands, change, words):
        assert words in refused(self.forged(few, "nl/doel.json", change))

    def test_a_block_that_this_release_does_not_know_is_told(self, few, iduet):
        block = {"type": "hologram", "value": {"text": "x"}, "id": "a"}
        said = take_in(self.forged(few, "nl/voorwaarden.json", lambda told: told["data"]["body"].append(block)))
        assert "A block that is not known here was not taken over" in said
        assert len(pages_of(iduet)["nl/voorwaarden/"].body) == 2

    def test_an_address_that_runs(self, alone, brands):
        link = {"text": "x", "page": None, "url": "javascript:alert(1)", "contact": False}

        def change(told):
            call = next(item for item in told["items"] if item["model"] == "library.CallToAction")
            call["data"]["link"] = [{"type": "link", "value": link}]

        assert "library.json: Bel ons: the data say what cannot stand here" in refused(
            self.forged(alone, "library.json", change)
        )

    def test_no_json(self, few, brands):
        (few / "nl" / "doel.json").write_text('{"format": 1,\n x}')
        assert "nl/doel.json:2: this is no sound JSON" in refused(few)

    def test_files_are_looked_at_as_uploads_are(self, few, iduet):
        picture = next((few / "media").glob("picture*"))
        picture.write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>")
        said = take_in(few)
        assert "The file was refused" in said
        page = pages_of(iduet)["nl/voorwaarden/"]
        assert page.hero_image is None
        assert not MediaImage.objects.filter(collection__name="Iduet").exists()


# Spoiled


def spoiled(data: bytes, chance: random.Random) -> bytes:
    for _number in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(data)), chance.randint(1, 60)
        way = chance.randrange(6)
        if way < 3:
            data = data[:place] + chance.choice(NASTY) + data[place:]
        elif way == 3:
            data = data[:place] + data[place + length :]
        elif way == 4:
            data = data[:place] + data[place : place + length] * 2 + data[place + length :]
        else:
            data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
    return data


STRANGE = [
    None,
    "",
    "x" * 3000,
    -1,
    10**25,
    [],
    {},
    [[]],
    {"type": "x"},
    True,
    1.5,
    "2026-13-45",
    ["a", None],
    "<script>x()</script>",
]


def mutated(value, chance: random.Random):
    """The same with one place changed into something that does not belong there."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        name = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {key: each for key, each in value.items() if key != name}
        return {**value, name: mutated(value[name], chance)}
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        return [*value[:place], mutated(value[place], chance), *value[place + 1 :]]
    return chance.choice(STRANGE)


def try_all(folder: Path, brand, count: int) -> tuple[int, int]:
    """How many of so many spoiled folders were taken, and how many refused."""
    whole = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.suffix in (".md", ".json")}
    taken = refused = 0
    before = state()
    last = Revision.objects.order_by("-pk").values_list("pk", flat=True).first()
    for seed in range(count):
        chance = random.Random(seed)  # noqa: S311 - the same each time
        path = chance.choice(list(whole))
        if path.suffix == ".json" and seed % 2:
            path.write_text(json.dumps(mutated(json.loads(whole[path]), chance)))
        else:
            path.write_bytes(spoiled(whole[path], chance))

        def look(place=path, seed=seed):
            for revision in Revision.objects.filter(pk__gt=last):
                for text in rich_texts(revision.content):
                    assert not RUNS.search(text), (seed, place, text)
            assert Page.find_problems() == ([], [], [], [], []), seed

        try:
            Importing(brand, folder, publish=seed % 3 == 0).run(dry=True, report=lambda _summary: look())
            taken += 1
        except source.Refused:
            refused += 1
        assert state() == before, seed
        path.write_bytes(whole[path])
    return taken, refused


def test_some_spoiled_folders(alone, iduet):
    taken, refused = try_all(alone, iduet, 8)
    assert taken
    assert refused


@pytest.mark.proof
def test_hundreds_of_spoiled_folders(alone, iduet):
    taken, refused = try_all(alone, iduet, 300)
    assert taken > 60
    assert refused > 60
