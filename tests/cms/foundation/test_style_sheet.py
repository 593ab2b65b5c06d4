"""The sites' style sheet: one file for browsers, one file a component for people."""

import re
import shutil
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import FileSystemStorage

from cms.foundation.style_sheet import SHEET, JoinedStyleSheet, joined
from cms.settings import development

FOLDER = Path(__file__).resolve().parents[3] / "static" / "css"
PARTS = sorted(
    str(path.relative_to(FOLDER))
    for path in FOLDER.rglob("*.css")
    if "desk" not in path.parts and path.name != "site.css"
)


def imports() -> list[str]:
    return re.findall(r'@import url\("(.+?)"\)', (FOLDER / "site.css").read_text())


class TestParts:
    def test_every_file_of_the_sites_is_named_once(self):
        assert sorted(imports()) == PARTS

    def test_the_layers_are_declared_first_and_print_comes_last(self):
        assert (imports()[0], imports()[-1]) == ("reset.css", "print.css")


class TestJoined:
    def test_puts_files_in_the_place_of_their_imports_without_comments(self):
        files = {"a.css": "/* why */\na {}\n", "parts/b.css": "b {}\n"}
        sheet = '/* order */\n@import url("parts/b.css");\n@import url("a.css") print;\n'
        assert joined(sheet, files.__getitem__) == "b{}@media print{a{}}"

    def test_leaves_out_what_no_browser_needs_and_nothing_else(self):
        text = "a:is(b, c) > d {\n  margin: 0 auto;\n  width: calc(1rem + 2px);\n}\n"
        assert (
            joined('@import url("a.css");', lambda name: text)
            == "a:is(b,c) > d{margin: 0 auto;width: calc(1rem + 2px)}"
        )

    @pytest.mark.parametrize("text", ['a { background: url("b.png") }', '@import "c.css";'])
    def test_refuses_a_part_that_names_an_address(self, text):
        with pytest.raises(ImproperlyConfigured, match=r"css/a\.css names an address"):
            joined('@import url("a.css");', lambda name: text)

    def test_refuses_a_sheet_that_holds_more_than_imports(self):
        with pytest.raises(ImproperlyConfigured, match="more than imports"):
            joined('@import url("a.css");\np {}', lambda name: "")


class TestCollecting:
    @pytest.fixture
    def collected(self, tmp_path):
        """Name → name with a hash of the style sheets, as collecting them leaves them in a folder."""
        shutil.copytree(FOLDER, tmp_path / "css")
        source = FileSystemStorage(location=FOLDER.parent)
        paths = {f"css/{name}": (source, f"css/{name}") for name in [*PARTS, "site.css"]}
        storage = JoinedStyleSheet(location=tmp_path)
        made = list(storage.post_process(paths))
        assert not [fault for _, _, fault in made if isinstance(fault, Exception)]
        return tmp_path, storage.hashed_files

    def test_browsers_get_one_file_with_everything_in_it(self, collected):
        folder, names = collected
        text = (folder / names[SHEET]).read_text()
        assert re.fullmatch(r"css/site\.[0-9a-f]{12}\.css", names[SHEET])
        assert "@import" not in text
        places = [text.index(rule) for rule in ("@layer reset,base", ".card{", ".footer{")]
        assert [*places, text.rindex("@media print")] == sorted([*places, text.rindex("@media print")])
        assert text.count("{") == text.count("}")

    def test_a_change_of_one_part_changes_the_name(self, collected, tmp_path_factory):
        _, names = collected
        changed = tmp_path_factory.mktemp("changed")
        (changed / "css").mkdir()
        (changed / "css" / "site.css").write_text('@import url("only.css");')
        (changed / "css" / "only.css").write_text("p {}")
        source = FileSystemStorage(location=changed)
        storage = JoinedStyleSheet(location=changed)
        list(storage.post_process({name: (source, name) for name in ("css/site.css", "css/only.css")}))
        assert storage.hashed_files[SHEET] != names[SHEET]

    def test_it_is_small_enough_for_the_first_packets(self, collected):
        folder, names = collected
        assert (folder / f"{names[SHEET]}.gz").stat().st_size < 10_000


def test_development_serves_the_sources_themselves():
    assert development.STORAGES["staticfiles"]["BACKEND"].endswith("staticfiles.storage.StaticFilesStorage")
    assert staticfiles_storage.url(SHEET) == "/static/css/site.css"
