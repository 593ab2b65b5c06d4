"""How a change's reach is worded: per kind of thing, in both languages, of one and of several."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation

from brands.directory import BrandDirectory
from cms.changes.models.webhook import Event
from cms.desk.touched.deeds import Deed
from cms.desk.touched.reach import reach_of
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from home.provisioning.teams import brand_collection, group_collection
from tests.factories.brands import home_of, make_brand
from tests.factories.library import make_role, make_version
from tests.factories.media import make_image
from tests.factories.pages import make_content, make_specialism
from tests.factories.webhooks import make_webhook

from .conftest import cards


@pytest.fixture
def told(brands):
    """Both brands have a front end that is told everything."""
    return [make_webhook(brand)[0] for brand in brands]


def said(thing, deed=None, seen=None) -> tuple[str, str]:
    """The sentence in Dutch and in English."""
    reach = reach_of(thing, BrandDirectory(), seen, deed)
    with translation.override("nl"):
        dutch = str(reach)
    with translation.override("en"):
        return dutch, str(reach)


def test_an_item_of_the_library(brands, role, pages, told):
    make_content(home_of(brands[0]), body=[cards(role)])
    assert said(role) == (
        "Dit raakt 3 pagina’s op 2 merken; 6 adressen. 2 front-ends krijgen het te horen.",
        "This touches 3 pages on 2 brands; 6 addresses. 2 front ends are told.",
    )
    assert said(make_version(role, brands[1], tagline="Ours")) == (
        "Dit raakt 1 pagina op 1 merk; 2 adressen. 1 front-end krijgt het te horen.",
        "This touches 1 page on 1 brand; 2 addresses. 1 front end is told.",
    )


def test_three_brands(brands, role, pages, told):
    third = make_brand("gridmasters")
    make_content(home_of(third), body=[cards(role)])
    assert said(role)[1] == "This touches 3 pages on 3 brands; 6 addresses. 2 front ends are told."
    make_webhook(third)
    make_webhook(third, name="A build job")
    assert said(role)[0] == "Dit raakt 3 pagina’s op 3 merken; 6 adressen. 4 front-ends krijgen het te horen."


def test_a_picture(brands, told):
    of_group, of_brand = make_image(collection=group_collection()), make_image(collection=brand_collection(brands[0]))
    for brand in brands:
        make_content(home_of(brand), hero_image=of_group)
    make_content(home_of(brands[0]), hero_image=of_brand)
    assert said(of_group) == (
        "Dit raakt 2 pagina’s op 2 merken; 4 adressen. 2 front-ends krijgen het te horen.",
        "This touches 2 pages on 2 brands; 4 addresses. 2 front ends are told.",
    )
    assert said(of_brand)[1] == "This touches 1 page on 1 brand; 2 addresses. 1 front end is told."
    assert said(make_image()) == ("Geen openbare pagina toont dit.", "No public page shows this.")


def test_a_menu(brands, told):
    make_content(home_of(brands[0]))
    assert said(Menu.objects.create(brand=brands[0], locale=locale_of("nl"), place="header")) == (
        "Dit raakt 2 pagina’s op 1 merk; 4 adressen. 1 front-end krijgt het te horen.",
        "This touches 2 pages on 1 brand; 4 addresses. 1 front end is told.",
    )
    assert said(Menu.objects.create(brand=brands[1], locale=locale_of("en"), place="header")) == (
        "Dit raakt 1 pagina op 1 merk; 2 adressen. 1 front-end krijgt het te horen.",
        "This touches 1 page on 1 brand; 2 addresses. 1 front end is told.",
    )


def test_a_move(brands, told):
    for brand in brands:
        home = home_of(brand)
        moved, target = make_specialism(home), make_specialism(home)
        assert said(moved, Deed("move", target)) == (
            "Dit raakt 1 pagina op 1 merk; 3 adressen. 1 front-end krijgt het te horen.",
            "This touches 1 page on 1 brand; 3 addresses. 1 front end is told.",
        )
        make_content(moved)
        assert said(moved, Deed("move", target))[1].startswith("This touches 2 pages on 1 brand; 6 addresses.")


def test_what_a_brand_says_of_itself(brands, told):
    assert said(brands[0]) == (
        "Dit raakt 4 pagina’s op 2 merken; 8 adressen. 2 front-ends krijgen het te horen.",
        "This touches 4 pages on 2 brands; 8 addresses. 2 front ends are told.",
    )
    assert said(brands[0], seen={brands[0].pk})[1] == (
        "This touches 2 pages on 1 brand; 4 addresses. 1 front end is told."
    )


def test_a_front_end_that_is_told_although_no_page_shows_it(brands, told):
    assert said(make_role()) == (
        "Geen openbare pagina toont dit. 2 front-ends krijgen het te horen.",
        "No public page shows this. 2 front ends are told.",
    )
    assert said(make_role(brand=brands[1]))[1] == "No public page shows this. 1 front end is told."


@pytest.mark.parametrize("deaf", ["inactive", "quiet", "other events"])
def test_who_does_not_hear_of_it_is_not_counted(deaf, brands, role, pages, told):
    if deaf == "inactive":
        told[1].active = False
    elif deaf == "other events":
        told[1].events = [Event.PAGE_MOVED]
    else:
        brands[1].quiet = True
        brands[1].save()
    told[1].save()
    reach = reach_of(role, BrandDirectory())
    assert reach.front_ends == ["Front end of Iduet (Iduet)"]
    assert said(role)[1] == "This touches 2 pages on 2 brands; 4 addresses. 1 front end is told."


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_several_pages_at_once(language, action, brands, told, publisher_of, desk_client):
    for brand, other in (brands, brands[::-1]):
        home = home_of(brand)
        is_live = action == "unpublish"
        pages = [make_content(home, f"{brand.name} one", publish=is_live), make_content(home, f"{brand.name} two")]
        make_content(pages[0], f"{brand.name} below", publish=is_live)
        make_content(home, f"{brand.name} links", introduction=f'<a linktype="page" id="{pages[1].pk}">x</a>')
        pages[1].title = f"{brand.name} anew"
        pages[1].save_revision()
        with translation.override(language):
            client = desk_client(publisher_of(brand))
            address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            answer = client.get(f"{address}?id={pages[0].pk}&id={pages[1].pk}&next=/admin/")
            text = " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text().split())
            number = 4 if is_live else 3  # what is public below a page names it on its way back
            assert {
                "nl": f"Dit raakt {number} pagina’s op 1 merk; {2 * number} adressen. 1 front-end krijgt het te horen.",
                "en": f"This touches {number} pages on 1 brand; {2 * number} addresses. 1 front end is told.",
            }[language] in text
            assert {
                "nl": "Met de pagina’s eronder: Dit raakt 4 pagina’s op 1 merk; 8 adressen.",
                "en": "With the pages below: This touches 4 pages on 1 brand; 8 addresses.",
            }[language] in text
            assert other.name not in text
            ways = [way["href"] for way in BeautifulSoup(answer.content, "html.parser").select("td a[href*=touched]")]
            assert len(ways) == 2
            assert f"{brand.name} links" in client.get(ways[1]).text
            after = client.post(after_of(ways[1], pages[1])).text
            gone = {"nl": "Na de wijziging zien bezoekers", "en": "After the change visitors"}[language]
            assert (gone in after, f"{brand.name} anew" in after) == (is_live, not is_live)
            pages[1].refresh_from_db()
            assert (pages[1].live, pages[1].title) == (True, f"{brand.name} two")


def after_of(way: str, page) -> str:
    """The address of a touched page after the change, from that of the list."""
    address, _, query = way.partition("?")
    return f"{address}{page.pk}/after/?{query}"
