"""The demo's data files before anything is loaded: each can be read, and names only what there is.

A slip of an editor is named with its file and place within seconds; `test_demo.py` loads all of it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from types import SimpleNamespace

import pytest

from brands.models import Brand
from cms.enquiries.models import EnquiryForm, Mailbox
from cms.foundation.representation import stream_block_of
from cms.library.models import Role
from cms.navigation.models import Menu
from home.provisioning.demo.blocks import BlockWriter
from home.provisioning.demo.loading import LIBRARY_LISTS, PAGE_TYPES, PLACED, TEXTS, Loader, menu_entry
from home.provisioning.demo.reading import DEMO_DIRECTORY, DemoError, at, in_language, read

BRANDS = sorted(path.parent.name for path in DEMO_DIRECTORY.glob("*/brand.yaml"))
CODES = ("nl", "en")
#: What brand.yaml says that is no field of the brand's row under that name.
OF_A_BRAND = {*TEXTS, "hostname", "live_domain", "languages", "cookies", "images", "theme"}
OF_AN_IMAGE = {"key", "file", "title", "alt", "credit", "focal_point"}
ROW = SimpleNamespace(pk=1, translation_key="00000000-0000-0000-0000-000000000001")


class Files:
    """One folder's files. It answers what `Loader` asks of keys, from what the files say and not from rows."""

    def __init__(self, folder: Path):
        self.folder, self.slips = folder, []

    def item(self, model, key):
        return self._known(key, self.items.get(model, ()), model.__name__)

    def page(self, key):
        return self._known(key, {entry.get("key") for entry in self.pages.values()}, "page")

    def image(self, key):
        return self._known(key, {entry.get("key") for entry in self.images}, "image")

    @staticmethod
    def _known(key, known, what):
        if key not in known:
            raise DemoError(f"there is no {what} “{key}”.")
        return ROW

    @cached_property
    def images(self) -> list:
        return read(self.folder / "images" / "images.yaml") or []

    @cached_property
    def pages(self) -> dict:
        return {f"pages/{path.name}": read(path) for path in sorted((self.folder / "pages").glob("*.yaml"))}

    @cached_property
    def items(self) -> dict:
        """Model → keys that a page of this folder may name."""
        found = {model: set(of_group) for model, of_group in originals(self.folder.parent).items()}
        for name, model in LIBRARY_LISTS.items():
            found[model] |= keys_in(read(self.folder / "library.yaml"), name)
        return found | {EnquiryForm: set(read(self.folder / "forms.yaml").get("forms", {}))}

    @contextmanager
    def looked_at(self, place: str) -> Iterator[None]:
        try:
            with at(f"{self.folder.name}/{place}"):
                yield
        except DemoError as slip:
            self.slips.append(str(slip))

    def look(self) -> list[str]:
        self._images()
        self._library()
        if (self.folder / "brand.yaml").exists():
            self._brand()
            self._forms()
            self._menus()
            for place, entry in self.pages.items():
                with self.looked_at(place):
                    self._page(place, entry)
        return self.slips

    def _fields(self, model, values: dict, place: str) -> None:
        known = {field.name: field for field in model._meta.get_fields()}
        for code in CODES:
            for name, value in values.items():
                with self.looked_at(f"{place} {code} {name}"):
                    if name not in known:
                        raise DemoError("there is no such field.")
                    written = Loader._value(BlockWriter(self), known[name], in_language(value, code), name)
                    if isinstance(written, dict):
                        raise DemoError(f"expected a plain value, found {written!r}.")

    def _images(self) -> None:
        for entry in self.images:
            with self.looked_at(f"images/images.yaml {entry.get('key')}"):
                assert_within(entry, OF_AN_IMAGE)
                if not all(isinstance(in_language(entry["alt"], code), str) for code in CODES) or not entry["title"]:
                    raise DemoError("it has no title, or no description in each language.")
                if not (self.folder / "images" / entry["file"]).is_file():
                    raise DemoError(f"there is no file {entry['file']}.")

    def _brand(self) -> None:
        data = read(self.folder / "brand.yaml")
        with self.looked_at("brand.yaml"):
            fields = {field.name for field in Brand._meta.get_fields()}
            assert_within(data, OF_A_BRAND | fields)
            assert {"hostname", "group_order", "name", "languages"} <= set(data)
            assert_within(data.get("theme") or read(self.folder / "theme.yaml"), fields)
            for key in (data.get("images") or {}).values():
                self.image(key)

    def _library(self) -> None:
        data = read(self.folder / "library.yaml")
        with self.looked_at("library.yaml"):
            assert_within(data, set(LIBRARY_LISTS))
        for name, model in LIBRARY_LISTS.items():
            for number, entry in enumerate(data.get(name) or []):
                place = f"library.yaml {name} {entry.get('key', entry.get('original', number))}"
                with self.looked_at(place):
                    if "original" in entry:
                        self._known(entry["original"], originals(self.folder.parent)[model], "original")
                    elif "key" not in entry:
                        raise DemoError("it has neither a key nor an original.")
                self._fields(model, {k: v for k, v in entry.items() if k not in ("key", "original")}, place)

    def _forms(self) -> None:
        data = read(self.folder / "forms.yaml")
        with self.looked_at("forms.yaml mailbox"):
            assert_within(data.get("mailbox", {}), {field.name for field in Mailbox._meta.get_fields()})
        for key, entry in data.get("forms", {}).items():
            self._fields(EnquiryForm, entry, f"forms.yaml {key}")

    def _menus(self) -> None:
        block = stream_block_of(Menu, "entries")
        for code in CODES:
            with self.looked_at(f"menus.yaml {code}"):
                menus = in_language(read(self.folder / "menus.yaml"), code)
                assert_within(menus, set(Menu.Place.values))
                for entries in menus.values():
                    BlockWriter(self).write(block, [menu_entry(entry) for entry in entries], "entries")

    def _page(self, place: str, entry: dict) -> None:
        key, kind = entry["key"], entry["type"]
        if kind not in PAGE_TYPES:
            raise DemoError(f"there is no page type “{kind}”.")
        if kind != "home":
            self.page(entry["parent"])
            for code in CODES:
                if not isinstance(in_language(entry["slug"], code), str):
                    raise DemoError(f"no slug in “{code}”.")
        if [each.get("key") for each in self.pages.values()].count(key) > 1:
            raise DemoError(f"there are two pages “{key}”.")
        for code in CODES:
            in_language(entry.get("tags", []), code)
        self._fields(PAGE_TYPES[kind], {k: v for k, v in entry.items() if k not in PLACED | {"tags"}}, place)


@cache
def originals(directory: Path) -> dict:
    """Model → keys of the group's originals."""
    data = read(directory / "group" / "library.yaml")
    return {model: keys_in(data, name) for name, model in LIBRARY_LISTS.items()}


def keys_in(library: dict, name: str) -> set[str]:
    return {entry["key"] for entry in library.get(name) or [] if "key" in entry}


def assert_within(data: dict, known: set[str]) -> None:
    if unknown := set(data) - known:
        raise DemoError(f"there is no {', '.join(sorted(unknown))}.")


def test_the_group_and_four_brands_are_there():
    assert BRANDS == ["finhire", "gridmasters", "iduet", "tomorrowsleaders"]
    assert {"cio", "cto"} <= originals(DEMO_DIRECTORY)[Role]


@pytest.mark.parametrize("name", ["group", *BRANDS])
def test_every_file_can_be_read_and_names_only_what_there_is(name):
    assert Files(DEMO_DIRECTORY / name).look() == []


@pytest.mark.parametrize(
    ("file", "words", "instead", "told"),
    [
        ("pages/contact.yaml", "type: contact", "type: contakt", "no page type “contakt”"),
        ("pages/contact.yaml", "parent: home", "parent: hom", "no page “hom”"),
        ("pages/contact.yaml", "seo_title:", "seo_titel:", "seo_titel: there is no such field"),
        ("pages/contact.yaml", "enquiry_form: contact", "enquiry_form: kontakt", "no EnquiryForm “kontakt”"),
        ("pages/contact.yaml", "contact_details:", "contact_detail:", "no block “contact_detail”"),
        ("pages/contact.yaml", "slug: {en: contact, nl", "slug: {en: contact, n", "no slug in"),
        ("pages/contact.yaml", "title: {en:", "title: {en", "expected a plain value"),
        ("pages/contact.yaml", "key: contact", "key: [contact", "expected"),
        ("pages/cfo-vs-finance-director.yaml", "roles: [cfo,", "roles: [cfoo,", "no Role “cfoo”"),
        ("pages/cfo-vs-finance-director.yaml", "hero-comparison", "hero-x", "no image “hero-x”"),
        ("library.yaml", "tagline:", "tag_line:", "tag_line: there is no such field"),
        ("menus.yaml", "page: cfo-vs", "page: cfo-v", "no page “cfo-v-finance-director”"),
        ("images/images.yaml", "file: hero-home.webp", "file: hero.webp", "no file hero.webp"),
        ("brand.yaml", "logo_light: logo-light", "logo_light: logo", "no image “logo”"),
    ],
)
def test_a_slip_is_told_with_its_file(tmp_path, file, words, instead, told):
    for name in ("group", "finhire"):
        shutil.copytree(DEMO_DIRECTORY / name, tmp_path / name)
    path = tmp_path / "finhire" / file
    text = path.read_text(encoding="utf-8")
    assert words in text
    path.write_text(text.replace(words, instead, 1), encoding="utf-8")
    try:
        slips = Files(tmp_path / "finhire").look()
    except DemoError as slip:  # a file that is no YAML
        slips = [str(slip)]
    assert any(told in slip and file.rpartition("/")[2] in slip for slip in slips), slips
