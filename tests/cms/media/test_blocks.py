"""A picture on a page says what it shows, or that it says nothing."""

import pytest
from django.utils import translation

from cms.foundation.publishing import PublishRefused
from cms.foundation.representation import represent
from cms.media.blocks import ContextualImageBlock
from cms.media.models import MediaImage
from cms.pages.models import SpecialismPage
from tests.factories.brands import home_of, scope_of
from tests.factories.media import make_image
from tests.factories.pages import make_content, make_page

BLOCK = ContextualImageBlock()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def figure(image, alt_text="", decorative=False) -> list[dict]:
    value = {"image": {"image": image.pk, "alt_text": alt_text, "decorative": decorative}, "caption": ""}
    return [{"type": "figure", "value": value}]


class TestPublishing:
    def test_neither_words_nor_decoration_is_refused(self, brands):
        page = make_content(home_of(brands[0]), publish=False, body=figure(make_image()))
        with pytest.raises(PublishRefused) as refused:
            page.get_latest_revision().publish()
        assert refused.value.message_dict == {"body": ["Describe the picture, or say that it is only decoration."]}

    @pytest.mark.parametrize(("alt_text", "decorative"), [("A bridge", False), ("", True), ("A bridge", True)])
    def test_words_or_decoration_are_enough(self, brands, alt_text, decorative):
        assert make_content(home_of(brands[0]), body=figure(make_image(), alt_text, decorative)).live

    def test_the_head_of_a_page_needs_words_from_somewhere(self, brands):
        silent, described = make_image(description=""), make_image(description="A bridge")
        page = make_page(SpecialismPage, home_of(brands[0]), hero_image=silent, publish=False)
        with pytest.raises(PublishRefused) as refused:
            page.get_latest_revision().publish()
        assert list(refused.value.message_dict) == ["hero_image_alt"]
        assert make_page(SpecialismPage, home_of(brands[0]), hero_image=described).live
        assert make_page(SpecialismPage, home_of(brands[0]), hero_image=silent, hero_image_alt="A bridge").live


class TestShowing:
    def test_the_words_of_this_place(self, brands):
        image = make_image(description="A bridge")
        scope = scope_of(brands[0])
        for given, shown in (
            ({"alt_text": "Our bridge", "decorative": False}, "Our bridge"),
            ({"alt_text": "Our bridge", "decorative": True}, ""),
            ({"alt_text": "", "decorative": False}, "A bridge"),
        ):
            value = BLOCK.to_python({"image": image.pk, **given})
            assert represent(BLOCK, value, scope).alt == shown
            assert list(BLOCK.references(value)) == [(MediaImage, image.pk)]

    def test_no_picture_is_no_picture(self, brands):
        empty = BLOCK.to_python({"image": None, "alt_text": "", "decorative": False})
        assert represent(BLOCK, empty, scope_of(brands[0])) is None
        assert list(BLOCK.references(empty)) == []
