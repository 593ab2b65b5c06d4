"""No word stands untranslated in a template of the desk: text and the attributes that people read or hear."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(path for room in ("brands", "cms", "home") for path in (ROOT / room).glob("**/templates/**/*.html"))
#: What is no language's: classes of the page, a name, a header of HTTP.
NAMES = {"login entrance", "Iduet Group", "webhook-id"}
TOLD = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|{% blocktrans.*?{% endblocktrans(?:late)? %}", re.DOTALL)
CODE = re.compile(r"<(script|style)\b.*?</\1>|{%.*?%}|{{.*?}}", re.DOTALL)
READ = re.compile(r'(?:title|alt|placeholder|aria-label)="([^"]*)"')


def words_of(template: str) -> set[str]:
    """What a template says whatever the language."""
    bare = CODE.sub("", TOLD.sub("", template))
    found = [*READ.findall(bare), *re.sub(r"<[^>]*>", "\n", bare).splitlines()]
    return {text.strip() for text in found if re.search(r"[A-Za-z]{3}", text)}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_word_is_translated(path):
    assert words_of(path.read_text(encoding="utf-8")) - NAMES == set()


def test_words_are_found_wherever_they_stand():
    told = '{% translate "Yes" %}{% blocktranslate %}Three {{ n }}{% endblocktranslate %}'
    assert words_of(f'<p class="some">Left {told}</p><img alt="A picture"><style>body {{ }}</style>') == {
        "Left", "A picture",
    }  # fmt: skip
