"""Share cards: drawn when a page is published, in its brand's look, and only looked up while a page is made."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image

from cms.changes.models import Change
from cms.discovery.models import SocialCard
from cms.discovery.social_cards import make_social_card, make_social_cards
from cms.discovery.social_drawing import HEIGHT, WIDTH, Drawing, draw
from tests.factories.brands import home_of
from tests.factories.media import make_image
from tests.factories.pages import make_content

LOOK = {
    "name": "Iduet", "domain": "iduet.nl", "heading_font": "red-hat-display.woff2",
    "text_font": "red-hat-text.woff2", "background": "#20229a", "text": "#ffffff", "accent": "#2bddf2",
}  # fmt: skip


@pytest.fixture
def publish(brands, django_capture_on_commit_callbacks):
    """`publish(brand, title)` publishes a page with all that happens after the commit."""

    def make(brand, title, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return make_content(home_of(brand), title, **fields)

    return make


def colours(file: bytes) -> set[tuple[int, int, int]]:
    """The colours of a card at places where only its ground is."""
    with Image.open(io.BytesIO(file)) as picture:
        return {picture.getpixel(place) for place in ((2, 2), (2, HEIGHT - 2), (700, 2))}


def read(card: SocialCard) -> bytes:
    with card.file.open() as file:
        return file.read()


class TestDrawing:
    @pytest.mark.parametrize(
        "title",
        [
            "CIO",
            "CIO of CTO: wie heb je nodig?",
            "Een titel van zeer veel woorden " * 12,
            "W" * 300,
            "",
            "💼 Ω",
            " \n ",
        ],
    )
    def test_any_title_gives_a_card_of_the_right_size(self, title):
        with Image.open(io.BytesIO(draw(Drawing(title=title, **LOOK)))) as card:
            assert (card.size, card.format) == ((WIDTH, HEIGHT), "JPEG")

    def test_another_title_gives_another_picture_and_the_same_the_same(self):
        first, again, other = (draw(Drawing(title=title, **LOOK)) for title in ("CIO", "CIO", "CTO"))
        assert first == again != other


class TestPublishing:
    def test_each_brand_in_its_own_colours(self, publish, iduet, finhire):
        cards = {}
        for brand, colour in ((iduet, "#20229a"), (finhire, "#14241f")):
            brand.colour_primary = colour
            brand.save()
            page = publish(brand, "Terms")
            card = SocialCard.objects.get(page=page)
            assert card.alt == f"Terms – {brand.name}"
            cards[brand] = (card.file.name, colours(read(card)))
        assert cards[iduet][0] != cards[finhire][0]
        for brand, red in ((iduet, 0x20), (finhire, 0x14)):
            assert all(abs(colour[0] - red) < 6 for colour in cards[brand][1])

    def test_the_head_and_the_api_name_it_and_the_file_is_there(self, publish, iduet, site_client, client):
        page = publish(iduet, "Terms", slug="terms")
        html = BeautifulSoup(site_client(iduet, "/terms/").content, "html.parser")
        told = {one["property"]: one["content"] for one in html.find_all("meta", property=True)}
        card = SocialCard.objects.get(page=page)
        assert told["og:image"] == f"http://iduet.localhost:8000{card.file.url}"
        assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
        assert (told["og:image:type"], told["og:image:alt"]) == ("image/jpeg", "Terms – Iduet")
        assert (told["og:locale"], told["og:type"]) == ("nl_NL", "website")
        answer = client.get(f"/api/v1/brands/iduet/pages/{page.pk}", headers={"host": "api.localhost:8000"}).json()
        assert answer["page"]["seo"]["social_image"]["url"] == told["og:image"]
        file = site_client(iduet, card.file.url)
        assert (file.status_code, file["Content-Type"]) == (200, "image/jpeg")
        assert "immutable" in file["Cache-Control"]
        assert Image.open(io.BytesIO(file.getvalue())).size == (1200, 630)

    def test_a_new_title_is_a_new_file_and_the_old_one_goes(
        self, publish, iduet, finhire, django_capture_on_commit_callbacks
    ):
        page = publish(iduet, "Terms")
        before = SocialCard.objects.get(page=page).file.name
        page.title = "Terms of use"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        after = SocialCard.objects.get(page=page).file.name
        assert (default_storage.exists(before), default_storage.exists(after)) == (False, True)
        with django_capture_on_commit_callbacks(execute=True):
            page.delete()
        assert not default_storage.exists(after)

    def test_what_looks_as_it_should_is_not_drawn_again(self, publish, iduet, finhire):
        page = publish(iduet, "Terms")
        publish(finhire, "Rates")
        assert make_social_card.func(page.pk) is False
        iduet.colour_accent = "#112233"
        iduet.save()
        assert make_social_cards.func(iduet.pk) == 3  # and both home pages
        assert make_social_cards.func(iduet.pk) == 0
        assert make_social_card.func(page.pk) is False

    def test_drafts_have_none(self, publish, iduet, finhire):
        page = publish(iduet, "Draft", publish=False)
        assert make_social_card.func(page.pk) is False
        assert not SocialCard.objects.filter(page=page).exists()
        assert make_social_card.func(987_654) is False

    def test_the_change_log_hears_of_it_for_its_brand_alone(self, publish, iduet, finhire):
        page = publish(iduet, "Terms")
        told = [row for row in Change.objects.all() if f"socialcard:{page.pk}" in row.tags]
        assert [(row.brand, row.kind) for row in told] == [(iduet, Change.Kind.CHANGED)]

    def test_a_picture_is_part_of_it(self, publish, iduet, finhire):
        plain = publish(iduet, "Terms")
        illustrated = publish(iduet, "Terms", hero_image=make_image(size=(640, 360)), hero_image_alt="Two people")
        files = [read(SocialCard.objects.get(page=page)) for page in (plain, illustrated)]
        right = [Image.open(io.BytesIO(file)).getpixel((1000, 40)) for file in files]
        assert right[0] != right[1]
        assert all(abs(channel - want) < 8 for channel, want in zip(right[1], (0x33, 0x66, 0x99), strict=True))


class TestCommand:
    def test_it_draws_what_is_missing_and_names_an_unknown_brand(self, iduet, finhire, capsys):
        call_command("social_cards")
        make_content(home_of(iduet))
        capsys.readouterr()
        call_command("social_cards", "iduet")
        assert capsys.readouterr().out == "iduet: 1 drawn\n"
        call_command("social_cards")
        assert "iduet: 0 drawn\n" in capsys.readouterr().out
        with pytest.raises(CommandError, match="There is no brand nobody"):
            call_command("social_cards", "nobody")
