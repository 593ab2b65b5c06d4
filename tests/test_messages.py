"""The Dutch of the interface: every message is translated, keeps its placeholders, and is compiled as it stands."""

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise

FOLDER = Path(settings.BASE_DIR) / "locale" / "nl" / "LC_MESSAGES"
OURS = ("brands", "cms", "home")
PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0]*[\d.]*[a-z]|%%|%[a-z]")


@dataclass
class Entry:
    """An entry of a catalogue: its source, the source's plural if it has one, and the translation of each form."""

    flags: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return self.texts["msgid"]

    @property
    def key(self) -> str:
        """Under which the compiled catalogue has it."""
        return f"{self.texts['msgctxt']}\x04{self.source}" if "msgctxt" in self.texts else self.source

    @property
    def translations(self) -> list[str]:
        return [text for name, text in self.texts.items() if name.startswith("msgstr")]


def entries_of(text: str) -> list[Entry]:
    """The entries of a catalogue's text, in its order, the head among them."""
    found = []
    for paragraph in re.split(r"\n\s*\n", text):
        entry, name = Entry(), ""
        for line in paragraph.splitlines():
            if line.startswith("#,"):
                entry.flags |= {flag.strip() for flag in line[2:].split(",")}
            elif not line.startswith("#") and line.strip():
                keyword, quote, rest = line.partition('"')
                name = keyword.strip() or name
                entry.texts[name] = entry.texts.get(name, "") + ast.literal_eval(quote + rest)
        if entry.texts:
            found.append(entry)
    return found


HEAD, *ENTRIES = entries_of((FOLDER / "django.po").read_text(encoding="utf-8"))


OWN_WORDS = {entry.key: entry.texts.get("msgstr") for entry in ENTRIES}


def of_others() -> Iterator[tuple[str, dict]]:
    """The Dutch that other installed packages bring: name of the package and its catalogue."""
    ours = Path(settings.BASE_DIR)
    folders = {config.name: Path(config.path) for config in apps.get_app_configs()}
    folders["django"] = Path(django.__file__).parent / "conf"
    for name, folder in folders.items():
        compiled = folder / "locale" / "nl" / "LC_MESSAGES" / "django.mo"
        if compiled.exists() and ours / "cms" not in folder.parents:
            with compiled.open("rb") as file:
                yield name, dict(gettext.GNUTranslations(file)._catalog)


def test_no_word_of_ours_replaces_another_one_of_wagtails():
    """A message that both have is translated once for both: where ours means something else, it needs a context."""
    others = dict(of_others())
    assert {"django", "wagtail.admin", "wagtail.contrib.redirects"} <= set(others)
    theirs = {
        entry.key: {catalogue[entry.key] for catalogue in others.values() if entry.key in catalogue}
        for entry in ENTRIES
    }
    replaced = [(key, words) for key, words in theirs.items() if words and OWN_WORDS[key] not in words]
    assert replaced == []


@pytest.mark.parametrize("config", [one for one in apps.get_app_configs() if one.name.split(".")[0] in OURS])
def test_rooms_have_a_name_in_both_languages(config):
    names = {}
    for code in ("nl", "en"):
        with translation.override(code):
            names[code] = str(config.verbose_name)
    assert isinstance(config.verbose_name, Promise)
    assert names["en"] in {entry.source for entry in ENTRIES}
    assert names["nl"] == next(entry.texts["msgstr"] for entry in ENTRIES if entry.source == names["en"])


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_the_reader_reads_what_gettext_writes():
    (entry,) = entries_of('#: a.py\n#, fuzzy, python-format\nmsgid ""\n"%(n)s \\"a\\""\nmsgstr ""\n"%(n)s “a”\\n"\n')
    assert entry == Entry({"fuzzy", "python-format"}, {"msgid": '%(n)s "a"', "msgstr": "%(n)s “a”\n"})
    assert entries_of('# nothing\n#~ msgid "old"\n\n') == []


def test_every_source_stands_once_in_order():
    assert HEAD.source == ""
    sources = [entry.source for entry in ENTRIES]
    assert sources == sorted(set(sources), key=lambda source: (source.casefold(), source))


def is_translated(entry: Entry) -> bool:
    """Whether every form has a translation that nobody guessed, with the placeholders and line ends of its source."""
    forms = ["msgid", "msgid_plural"] if "msgid_plural" in entry.texts else ["msgid"]
    return (
        "fuzzy" not in entry.flags
        and len(entry.translations) == len(forms)
        and all(
            text.strip() and text.endswith("\n") == entry.texts[form].endswith("\n")
            and placeholders(text) == placeholders(entry.texts[form])
            for form, text in zip(forms, entry.translations, strict=True)
        )
    )  # fmt: skip


def test_every_entry_is_translated_with_its_placeholders():
    assert len(ENTRIES) > 500
    assert [entry.source for entry in ENTRIES if not is_translated(entry)] == []


@pytest.mark.parametrize(
    "entry",
    [
        Entry({"fuzzy"}, {"msgid": "a", "msgstr": "b"}),
        Entry(set(), {"msgid": "a", "msgstr": ""}),
        Entry(set(), {"msgid": "a", "msgid_plural": "as", "msgstr[0]": "b"}),
        Entry(set(), {"msgid": "%(n)s a", "msgstr": "%(m)s b"}),
        Entry(set(), {"msgid": "%(n).2f a", "msgstr": "%(n)s b"}),
    ],
)
def test_what_is_wrong_is_noticed(entry):
    assert not is_translated(entry)


def test_the_compiled_catalogue_holds_the_same():
    with (FOLDER / "django.mo").open("rb") as compiled:
        catalogue = dict(gettext.GNUTranslations(compiled)._catalog)
    written = {"": HEAD.texts["msgstr"]}
    for entry in ENTRIES:
        if "msgid_plural" in entry.texts:
            written |= {(entry.key, form): text for form, text in enumerate(entry.translations)}
        else:
            written[entry.key] = entry.texts["msgstr"]
    assert catalogue == written
