"""A change touches the public pages that show a thing, by whatever way it gets there, on the brands one may know of."""

import json

import pytest

from brands.directory import BrandDirectory
from cms.desk.touched.deeds import Deed
from cms.desk.touched.reach import reach_of, seen_by
from cms.navigation.models import Menu
from cms.releases.models import Banner, Release
from home.provisioning.brands import locale_of
from home.provisioning.teams import brand_collection, group_collection
from tests.api.test_layout import make_menu
from tests.factories.brands import home_of
from tests.factories.library import (
    make_call_to_action,
    make_example,
    make_question,
    make_role,
    make_version,
    translate,
)
from tests.factories.media import make_image
from tests.factories.pages import make_comparison, make_contact, make_content, make_examples, make_specialism

from .conftest import cards


def titles(reach) -> set[str]:
    return {each.page.title for each in reach.pages}


def of(thing, **asked):
    return reach_of(thing, BrandDirectory(), **asked)


def test_an_original_touches_public_pages_of_every_brand(pages, role, brands):
    reach = of(role)
    assert titles(reach) == {"Iduet shows", "Finhire shows"}
    assert str(reach) == "This touches 2 pages on 2 brands; 4 addresses."
    assert f"{brands[0].root_url}/{pages[0].slug}/" in reach.pages[0].addresses


def test_who_works_for_one_brand_is_told_of_that_alone(pages, role, brands, editor_of, librarian):
    for brand, page in zip(brands, pages, strict=True):
        reach = of(role, seen=seen_by(editor_of(brand)))
        assert titles(reach) == {page.title}
        assert str(reach) == "This touches 1 page on 1 brand; 2 addresses."
    assert seen_by(librarian) is None


def test_a_version_touches_its_brand_alone(pages, role, brands):
    version = make_version(role, brands[1], tagline="Ours")
    assert titles(of(version)) == {"Finhire shows"}


def test_what_names_the_role_carries_the_change_on(role, brands):
    example = make_example(roles=[{"type": "role", "value": role.pk}])
    make_examples(home_of(brands[0]), [example], "Shows an example")
    assert titles(of(role)) == {"Shows an example"}


def test_a_text_touches_pages_of_its_language_whatever_row_they_refer_to(pages, role, brands):
    english = translate(role, "en")
    make_content(home_of(brands[0], "en"), "Shows it in English", body=[cards(role)])
    assert titles(of(role)) == {"Iduet shows", "Finhire shows"}
    assert titles(of(english)) == {"Shows it in English"}


def test_nothing_shows_it(brands):
    assert str(of(make_question())) == "No public page shows this."


def test_a_picture_touches_where_it_stands(brands):
    picture = make_image(collection=group_collection())
    for brand in brands:
        make_content(home_of(brand), f"{brand.name} picture", hero_image=picture)
    assert titles(of(picture)) == {"Iduet picture", "Finhire picture"}
    logo = make_image(collection=brand_collection(brands[0]))
    brands[0].logo_light = logo
    brands[0].save()
    assert {each.brand.key for each in of(logo).pages} == {"iduet"}


def test_a_menu_touches_its_brands_pages_of_its_language(pages, brands):
    menu = Menu.objects.create(brand=brands[0], locale=locale_of("nl"), place="header")
    reach = of(menu)
    assert {(each.brand.key, each.root.language_code) for each in reach.pages} == {("iduet", "nl")}
    assert "Iduet shows" in titles(reach)


def test_a_brand_touches_its_sisters_who_name_it(pages, brands, publisher_of):
    assert {brand.key for brand in of(brands[0]).brands} == {"iduet", "finhire"}
    assert {brand.key for brand in of(brands[0], seen=seen_by(publisher_of(brands[0]))).brands} == {"iduet"}


def test_a_move_touches_what_goes_along_and_what_links_there(brands):
    home = home_of(brands[0])
    section, elsewhere = (
        make_specialism(home, "Section", slug="section"),
        make_specialism(home, "Elsewhere", slug="else"),
    )
    below = make_specialism(section, "Below", slug="below")
    link = f'<p><a linktype="page" id="{below.pk}">Below</a></p>'
    make_content(home, "Links there", introduction=link)
    make_content(home, "Does not")
    reach = of(section, deed=Deed("move", elsewhere))
    assert titles(reach) == {"Section", "Below", "Links there"}
    addresses = next(each.addresses for each in reach.pages if each.page.pk == below.pk)
    assert addresses[0].endswith("/section/below/")
    assert addresses[2].endswith("/else/section/below/")


def below(brand, *titles_of_comparisons) -> list:
    section = make_specialism(home_of(brand), "Section", slug="section")
    roles = [make_role(brand=brand), make_role(brand=brand)]
    return [make_comparison(section, roles, title) for title in titles_of_comparisons]


def test_a_comparison_touches_those_beside_it_that_show_it(brands, monkeypatch):
    """The first so many below a parent are shown beside each; whoever comes after them stands nowhere."""
    monkeypatch.setattr("cms.foundation.links.MOST_BESIDE", 2)
    for brand in brands:
        _one, two, three = below(brand, "One", "Two", "Three")
        for deed in (Deed("publish"), Deed("unpublish")):
            assert titles(of(two, deed=deed)) == {"One", "Two", "Three"}
            assert titles(of(three, deed=deed)) == {"Three"}
        first = make_comparison(make_specialism(home_of(brand)), [make_role(brand=brand), make_role(brand=brand)], "X")
        assert titles(of(first, deed=Deed("move", two.get_parent()))) == {"X"}
        two.unpublish()
        assert titles(of(type(three).objects.get(pk=three.pk), deed=Deed("unpublish"))) == {"One", "Three"}


TO_CONTACT = {"text": "Write", "page": None, "url": "", "contact": True}


class TestContactPage:
    """Links that say “contact” lead to the brand's contact page, and name none."""

    @pytest.fixture
    def invited(self, brands):
        """On each brand a page with a call to action that leads there; the second brand's version leads elsewhere."""
        link = [{"type": "link", "value": TO_CONTACT}]
        invitation = make_call_to_action(link=link)
        away = {"text": "Go", "page": None, "url": "https://example.com/", "contact": False}
        make_version(invitation, brands[1], link=[{"type": "link", "value": away}])
        for brand in brands:
            block = {"type": "call_to_action", "value": invitation.pk}
            make_content(home_of(brand), f"{brand.name} invites", body=[block])
            make_content(home_of(brand), "Bare")

    def contact_of(self, brand):
        return make_contact(home_of(brand), "Contact", publish=False)

    def test_pages_whose_call_to_action_leads_there(self, brands, invited):
        assert titles(of(self.contact_of(brands[0]), deed=Deed("publish"))) == {"Contact", "Iduet invites"}
        assert titles(of(self.contact_of(brands[1]), deed=Deed("publish"))) == {"Contact"}

    def test_every_page_where_a_menu_or_the_banner_does(self, brands, invited):
        contacts = [self.contact_of(brand) for brand in brands]
        make_menu(brands[1], TO_CONTACT)
        reaches = [titles(of(contact, deed=Deed("publish"))) for contact in contacts]
        assert ["Bare" in reach for reach in reaches] == [False, True]
        release = Release.objects.create(brand=brands[0], title="Moving")
        said = json.dumps([{"type": "banner", "value": {"text": "We move", "link": TO_CONTACT}}])
        Banner.objects.create(brand=brands[0], locale=locale_of("nl"), release=release, said=said)
        assert "Bare" in titles(of(contacts[0], deed=Deed("publish")))

    def test_one_that_stays_where_it_is_touches_itself(self, brands, invited):
        contact = make_contact(home_of(brands[0]), "Contact")
        assert titles(of(contact, deed=Deed("publish"))) == {"Contact"}


def test_what_a_banner_leads_to_stands_on_every_page(brands):
    for brand in brands:
        news, other = (make_content(home_of(brand), f"{name} of {brand}") for name in ("News", "Other"))
        link = {"text": "", "page": news.pk, "url": "", "contact": False}
        said = json.dumps([{"type": "banner", "value": {"text": "Read this", "link": link}}])
        release = Release.objects.create(brand=brand, title="News")
        Banner.objects.create(brand=brand, locale=locale_of("nl"), release=release, said=said)
        assert other.title in titles(of(news, deed=Deed("unpublish")))
        assert titles(of(other, deed=Deed("unpublish"))) == {other.title}
