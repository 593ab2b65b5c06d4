"""The pictures of the editors' walk are there, small, and made by one command."""

import re

from PIL import Image

from tests.pictures import FOLDER, PICTURES, WIDTH
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
