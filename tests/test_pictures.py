"""The pictures of the documents are there, small, and made by one command."""

import re

from PIL import Image

from tests.pictures import BETWEEN, FOLDER, PART, PICTURES, SHEET, WIDTH
from tests.smoke import ROOT

MOST_BYTES = 60_000


def test_each_picture_is_shown_with_words_and_is_small():
    documents = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    found = re.findall(r"!\[([^]]*)\]\(images/([a-z-]+)\.webp\)", documents)
    shown = {name: words for words, name in found}
    assert PICTURES.keys() <= shown.keys()
    assert all(len(words) > 20 for words in shown.values())
    for name in PICTURES:
        with Image.open(FOLDER / f"{name}.webp") as picture:
            assert (picture.format, picture.width) == ("WEBP", WIDTH)
        assert (FOLDER / f"{name}.webp").stat().st_size < MOST_BYTES


def test_the_readme_shows_the_four_brands():
    words = re.findall(rf"!\[([^]]*)\]\(docs/images/{SHEET}\.webp\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(words) == 1
    assert len(words[0]) > 20
    with Image.open(FOLDER / f"{SHEET}.webp") as picture:
        assert picture.size == tuple(2 * side + BETWEEN for side in PART)
    assert (FOLDER / f"{SHEET}.webp").stat().st_size < 2 * MOST_BYTES
