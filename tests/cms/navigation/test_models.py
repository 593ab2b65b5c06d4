"""Menus: what leads somewhere for this reader, and nothing else."""

import json

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction

from cms.foundation.tags import collect_tags
from cms.navigation.blocks.specialisations import SpecialisationsBlock
from cms.navigation.models import Menu, menus_for
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of, scope_of
from tests.factories.pages import make_contact, make_content

NOWHERE = {"text": "", "page": None, "url": "", "contact": False}


def to(page=None, **link) -> dict:
    return {**NOWHERE, "page": page and page.pk, **link}


def entry(link=None, heading="", children=()) -> dict:
    return {"heading": heading, "link": link or NOWHERE, "children": list(children)}


def make_menu(brand, *entries, place="header", language="nl", live=True) -> Menu:
    stored = json.dumps([{"type": "entry", "value": one} for one in entries])
    return Menu.objects.create(brand=brand, locale=locale_of(language), place=place, entries=stored, live=live)


def shown(brand, place="header", language="nl"):
    return menus_for(scope_of(brand, language))[place]


class TestEntries:
    def test_a_link_its_children_and_a_heading(self, brands):
        iduet = brands[0]
        one, two = make_content(home_of(iduet), "One", slug="one"), make_content(home_of(iduet), "Two", slug="two")
        make_menu(iduet, entry(to(one), children=[to(two, text="Second")]), entry(heading="More", children=[to(two)]))
        first, second = shown(iduet)
        assert (first.text, first.link.url) == ("One", "/one/")
        assert [(child.text, child.url) for child in first.children] == [("Second", "/two/")]
        assert (second.text, second.link, [child.text for child in second.children]) == ("More", None, ["Two"])

    @pytest.mark.parametrize("hide", ["draft", "private", "expired", "deleted"])
    def test_one_whose_target_is_not_public_vanishes(self, brands, hide):
        iduet = brands[0]
        gone, stays = make_content(home_of(iduet), "Gone"), make_content(home_of(iduet), "Stays")
        make_menu(iduet, entry(to(gone)), entry(to(stays), children=[to(gone), to(stays)]))
        assert [one.text for one in shown(iduet)] == ["Gone", "Stays"]
        if hide == "draft":
            gone.unpublish()
        elif hide == "private":
            PageViewRestriction.objects.create(page=gone, restriction_type="login")
        elif hide == "expired":
            type(gone).objects.filter(pk=gone.pk).update(expire_at=timezone.now())
        else:
            gone.delete()
        (only,) = shown(iduet)
        assert only.text == "Stays"
        assert [child.text for child in only.children] == ["Stays"]

    def test_a_group_of_which_nothing_is_public_vanishes_with_its_heading(self, brands):
        draft = make_content(home_of(brands[0]), publish=False)
        make_menu(brands[0], entry(heading="More", children=[to(draft)]), entry(heading="Empty"))
        assert shown(brands[0]) == []

    def test_what_stands_below_a_hidden_page_stays_under_its_heading(self, brands):
        draft, public = make_content(home_of(brands[0]), publish=False), make_content(home_of(brands[0]), "Public")
        make_menu(brands[0], entry(to(draft), heading="More", children=[to(public)]))
        (only,) = shown(brands[0])
        assert (only.text, only.link, [child.text for child in only.children]) == ("More", None, ["Public"])

    def test_addresses_and_the_contact_page(self, brands):
        make_contact(home_of(brands[0]), slug="contact")
        make_menu(
            brands[0], entry(to(url="https://example.com/", text="Jobs")), entry(to(contact=True, text="Contact"))
        )
        assert [(one.link.url, one.link.leaves_brand) for one in shown(brands[0])] == [
            ("https://example.com/", True), ("/contact/", False),
        ]  # fmt: skip


class TestMenus:
    def test_each_brand_language_and_place_has_its_own(self, brands):
        for brand in brands:
            for language in ("nl", "en"):
                page = make_content(home_of(brand, language), f"{brand.key} {language}")
                make_menu(brand, entry(to(page)), language=language)
        for brand in brands:
            for language in ("nl", "en"):
                assert [one.text for one in shown(brand, language=language)] == [f"{brand.key} {language}"]
                assert shown(brand, "footer", language) == []

    def test_every_place_is_there_also_when_empty(self, brands):
        assert menus_for(scope_of(brands[0])) == {place: [] for place in Menu.Place.values}

    def test_a_draft_menu_is_not_shown(self, brands):
        page = make_content(home_of(brands[0]))
        make_menu(brands[0], entry(to(page)), live=False)
        assert shown(brands[0]) == []

    def test_there_is_one_per_place(self, brands):
        make_menu(brands[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            make_menu(brands[0])

    def test_reading_them_tags_the_menus_and_their_pages(self, brands):
        page = make_content(home_of(brands[0]))
        make_menu(brands[0], entry(to(page)))
        with collect_tags() as tags:
            shown(brands[0])
        assert {"menus:iduet:nl", f"page:{page.pk}"} <= tags
        with collect_tags() as tags:
            shown(brands[1], language="en")
        assert "menus:finhire:en" in tags

    def test_their_queries_do_not_grow_with_their_entries(self, brands, django_assert_num_queries):
        pages = [make_content(home_of(brands[0])) for _ in range(6)]
        for place in Menu.Place.values:
            make_menu(brands[0], *(entry(to(page), children=[to(page)]) for page in pages), place=place)
        scope = scope_of(brands[0])
        scope.directory.roots  # noqa: B018 - loads the directory
        with django_assert_num_queries(2):  # the menus, and the pages that they name
            assert all(menus_for(scope).values())


class TestSpecialisations:
    def test_page_and_footer_show_the_same(self, brands, site_client):
        iduet, finhire = brands
        cloud = make_content(home_of(iduet), "Cloud en infrastructuur", slug="cloud")
        make_menu(iduet, entry(to(cloud)), place="specialisations")
        make_content(home_of(iduet), slug="a", body=[{"type": "specialisations", "value": {"heading": "Vakgebieden"}}])
        scope, block = scope_of(iduet), SpecialisationsBlock()
        value = block.to_python({"heading": "Vakgebieden"})
        assert block.represent(value, scope).entries == menus_for(scope)["specialisations"]
        assert site_client(iduet, "/a/").text.count("Cloud en infrastructuur") >= 2
        assert "Cloud en infrastructuur" not in site_client(finhire, "/").text

    def test_what_goes_from_the_menu_goes_from_both(self, brands, site_client):
        cloud = make_content(home_of(brands[0]), "Cloud en infrastructuur", slug="cloud")
        make_menu(brands[0], entry(to(cloud)), place="specialisations")
        make_content(home_of(brands[0]), slug="a", body=[{"type": "specialisations", "value": {"heading": ""}}])
        cloud.unpublish()
        assert "Cloud en infrastructuur" not in site_client(brands[0], "/a/").text
