"""Pictures are described, headings follow each other, and links say where they lead."""

import pytest

from cms.desk.health.accessibility import says_nothing
from home.provisioning.teams import brand_collection
from tests.factories.media import make_image

from .conftest import block, found, told


def text(html: str, heading="Heading") -> dict:
    return block("text_section", {"heading": heading, "text": html})


@pytest.fixture
def figure(iduet):
    image = make_image(collection=brand_collection(iduet))

    def make(alt="", decorative=False):
        value = {"image": {"image": image.pk, "alt_text": alt, "decorative": decorative}, "caption": ""}
        return block("figure", value)

    return make


class TestPictures:
    def test_a_description_is_asked_for_and_says_what_is_to_be_seen(self, draft, figure):
        bare, file, says_picture, good, decoration = (
            figure(), figure("team_2.jpg"), figure("Foto van een team"), figure("Four people at a table"),
            figure("", decorative=True),
        )  # fmt: skip
        lost = found(draft(body=[bare, file, says_picture, good, decoration]), "accessibility")
        assert lost == {
            f"body.{bare['id']}.image.alt_text": 5,
            f"body.{file['id']}.image.alt_text": 3,
            f"body.{says_picture['id']}.image.alt_text": 3,
        }

    def test_the_picture_at_the_head_is_one_too(self, draft, iduet):
        image = make_image(collection=brand_collection(iduet), description="")
        assert found(draft(hero_image=image), "accessibility") == {"hero_image_alt": 5}
        assert found(draft(hero_image=image, hero_image_alt="A bridge"), "accessibility") == {}


class TestHeadings:
    def test_steps_down_one_by_one(self, draft):
        page = draft(body=[text("<h3>a</h3><h4>b</h4><p>c</p><h3>d</h3>"), text("<h3>e</h3>")])
        assert found(page, "accessibility") == {}

    def test_a_level_left_out_is_led_to(self, draft):
        skips, orphan = text("<h4>Too deep</h4>"), text("<h3>No section above</h3>", heading="")
        page = draft(body=[orphan, skips])
        assert found(page, "accessibility") == {f"body.{orphan['id']}.text": 3, f"body.{skips['id']}.text": 3}
        assert "“Too deep” is of level 4, below one of level 2" in told(page, "accessibility")


class TestLinks:
    def test_words_that_say_nothing_are_led_to(self, draft):
        section = text(
            '<p><a href="https://example.com/">klik hier</a> <a href="https://example.com/">The survey</a></p>'
        )
        page = draft(body=[section])
        assert found(page, "accessibility") == {f"body.{section['id']}.text": 3}
        assert "“klik hier”" in told(page, "accessibility")

    @pytest.mark.parametrize(
        ("words", "nothing"),
        [("Hier", True), ("Lees meer »", True), ("read more", True), ("https://x.nl/a", True), ("Meer", True),
         ("Lees meer over de CIO", False), ("Hierarchy", False), ("Onze werkwijze", False)],
    )  # fmt: skip
    def test_words(self, words, nothing):
        assert says_nothing(words) is nothing
