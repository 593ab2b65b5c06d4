"""Every message in Python and in templates stands in the Dutch catalogue, under a name that `makemessages` knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation.template import templatize

from tests.test_messages import ENTRIES, OURS

BASE_DIR = Path(settings.BASE_DIR)
MODULES = [path for root in OURS for path in (BASE_DIR / root).rglob("*.py")]
TEMPLATES = [
    path for root in ("templates", *OURS) for kind in ("html", "txt") for path in (BASE_DIR / root).rglob(f"*.{kind}")
]

# Places of a function's arguments: the context, if it takes one, and the message.
WITHOUT, WITH = (None, 0), (0, 1)
PLACES = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"), WITHOUT),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), WITH),
}
# What `makemessages` looks for; of a function under another name it finds no message.
ALIASES = {"gettext": {"gettext", "_"}, "gettext_lazy": {"gettext_lazy", "_"}}

TEXT = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({TEXT}(?:\s*,\s*{TEXT})*)")


def names_of_translators(source: str) -> Iterator[tuple[str, str]]:
    """Each function of Django's translation that a module imports, with the name that it gets there."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((alias.name, alias.asname or alias.name) for alias in node.names if "gettext" in alias.name)


def is_collected(function: str, name: str) -> bool:
    return name in ALIASES.get(function, {function})


def keyed(name: str, arguments: list) -> str:
    """Key of a message in the compiled catalogue."""
    context, message = PLACES[name]
    return arguments[message] if context is None else f"{arguments[context]}\x04{arguments[message]}"


def messages_in_python(source: str) -> Iterator[str]:
    """Keys of the messages of a module. One that is no literal cannot be collected."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLACES and node.args:
            literal = [each.value if isinstance(each, ast.Constant) else None for each in node.args[:3]]
            yield keyed(node.func.id, literal)


def messages_in_template(source: str) -> Iterator[str]:
    """Keys of the messages of a template, which Django itself turns into calls."""
    for name, arguments in CALL.findall(templatize(source)):
        yield keyed(name, [ast.literal_eval(text.removeprefix("u")) for text in re.findall(TEXT, arguments)])


def in_the_code() -> Iterator[tuple[str, str]]:
    for paths, read in ((MODULES, messages_in_python), (TEMPLATES, messages_in_template)):
        for path in paths:
            for message in read(path.read_text(encoding="utf-8")):
                yield str(path.relative_to(BASE_DIR)), message


def test_every_message_has_its_dutch():
    found = list(in_the_code())
    assert len(found) > 700
    written = {entry.key for entry in ENTRIES}
    assert [(place, message) for place, message in found if message not in written] == []


def test_no_dutch_is_left_of_messages_that_are_gone():
    assert {entry.key for entry in ENTRIES} - {message for _, message in in_the_code()} == set()


def test_every_function_is_called_by_a_name_that_is_looked_for():
    called = [(path.name, *names) for path in MODULES for names in names_of_translators(path.read_text("utf-8"))]
    assert len(called) > 50
    assert [each for each in called if not is_collected(*each[1:])] == []


@pytest.mark.parametrize(
    ("imported", "right"),
    [("gettext as _", True), ("gettext_lazy as _", True), ("gettext as _t", False), ("ngettext as _", False)],
)
def test_another_name_is_noticed(imported, right):
    ((function, name),) = names_of_translators(f"from django.utils.translation import {imported}, override")
    assert is_collected(function, name) is right


def test_messages_are_found_as_they_are_written():
    python = '_("a" "b"); pgettext_lazy("c", "d"); ngettext("e", "es", n); other("f"); _(name)'
    assert list(messages_in_python(python)) == ["ab", "c\x04d", "e", None]
    template = (
        "{% load i18n %}{% translate 'a \"b\"' %} <i title=\"{% translate 'c' context 'd' %}\">"
        "{% blocktranslate with name=x.y %}e {{ name }}’s{% endblocktranslate %}"
        "{% blocktranslate count n=m %}f{% plural %}fs{% endblocktranslate %}</i>{{ _('g') }}"
    )
    assert list(messages_in_template(template)) == ['a "b"', "d\x04c", "e %(name)s’s", "f", "g"]
