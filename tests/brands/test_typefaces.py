"""The fonts of the type pairs: there, licensed, and light."""

from pathlib import Path

import pytest

from brands.typefaces import TYPE_PAIRS

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
LARGEST_PAIR = 38_000  # bytes; with it a comparison page stays below 60 kB


@pytest.mark.parametrize("pair", TYPE_PAIRS.values(), ids=list(TYPE_PAIRS))
class TestFiles:
    def test_are_compressed_fonts_with_their_licence_beside_them(self, pair):
        for face in (pair.heading, pair.body):
            file = FONTS / face.file
            assert file.read_bytes()[:4] == b"wOF2"
            assert "SIL Open Font License" in file.with_suffix(".LICENSE").read_text()

    def test_of_a_pair_are_light_together(self, pair):
        assert sum((FONTS / face.file).stat().st_size for face in (pair.heading, pair.body)) < LARGEST_PAIR


def test_no_font_is_kept_that_nobody_uses():
    used = {face.file for pair in TYPE_PAIRS.values() for face in (pair.heading, pair.body)}
    assert {file.name for file in FONTS.glob("*.woff2")} == used
