"""Named sizes: one place, specs that Wagtail understands."""

import pytest
from wagtail.images.models import Filter

from cms.media.models import MediaImage
from cms.media.sizes import FORMATS, PURPOSES, SIZES, Size


def made_of(file: str, purpose: str) -> MediaImage:
    """An image that is in no database."""
    image = MediaImage(purpose=purpose, collection_id=1)
    image.file.name = file
    return image


class TestSpecs:
    def test_a_width_keeps_the_pictures_own_ratio(self):
        assert Size((480,)).spec(480, "webp") == "width-480|format-webp"

    def test_a_ratio_cuts(self):
        assert Size((640,), ratio=16 / 9).spec(640, "avif") == "fill-640x360|format-avif"

    def test_newest_formats_first_and_the_fallback_last(self):
        assert Size((1, 2)).specs("jpeg") == [
            f"width-{width}|format-{name}" for name in (*FORMATS, "jpeg") for width in (1, 2)
        ]

    @pytest.mark.parametrize("name", SIZES)
    def test_wagtail_understands_every_spec(self, name):
        for spec in SIZES[name].specs("png"):
            assert Filter(spec=spec).operations

    def test_no_two_sizes_share_a_name(self):
        names = [name for sizes in PURPOSES.values() for name in sizes]
        assert sorted(names) == sorted(SIZES)

    @pytest.mark.parametrize(("pixels", "hint"), [
        ((660, 160), "(min-width: 68rem) 12.5rem, 9.281rem"), ((1160, 160), "12.5rem"), ((0, 0), "12.5rem"),
    ])  # fmt: skip
    def test_a_logo_is_as_wide_as_its_height_in_the_header_makes_it(self, pixels, hint):
        assert SIZES["logo"].hint_for(*pixels) == hint
        assert SIZES["hero"].hint_for(*pixels) == SIZES["hero"].hint


class TestPurposes:
    def test_every_purpose_has_its_sizes(self):
        assert set(PURPOSES) == set(MediaImage.Purpose.values)

    @pytest.mark.parametrize("purpose", PURPOSES)
    def test_an_image_asks_for_each_rendition_once(self, purpose):
        image = made_of("a.jpg", purpose)
        specs = image.named_specs()
        assert len(specs) == len(set(specs)) > 0

    @pytest.mark.parametrize(
        ("purpose", "file", "fallback"),
        [
            ("picture", "a.jpg", "jpeg"), ("picture", "a.webp", "jpeg"), ("picture", "a.PNG", "png"),
            ("picture", "a.gif", "png"), ("logo", "a.jpg", "png"), ("icon", "a.png", "png"), ("social", "a.jpg", "png"),
        ],
    )  # fmt: skip
    def test_the_fallback_keeps_transparency_where_there_may_be_some(self, purpose, file, fallback):
        assert made_of(file, purpose).fallback_format == fallback
