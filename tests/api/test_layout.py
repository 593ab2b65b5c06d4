"""GET /brands/{brand}/layout"""

import json

from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.pages import make_contact, make_content


def make_entries(*links) -> str:
    return json.dumps([{"type": "entry", "value": {"heading": "", "link": link, "children": []}} for link in links])


def make_menu(brand, *links, place="header", language="nl") -> Menu:
    menu = Menu(brand=brand, locale=locale_of(language), place=place, entries=make_entries(*links))
    menu.save()
    menu.save_revision().publish()
    return menu


def to(page, text="") -> dict:
    return {"text": text, "page": page.pk, "url": "", "contact": False}


class TestLayout:
    def test_what_stands_around_every_page(self, read, iduet, finhire):
        page = make_content(home_of(iduet), "Vakgebieden", slug="vak")
        make_contact(home_of(iduet), slug="contact")
        make_menu(iduet, to(page), {"text": "Schrijf", "page": None, "url": "", "contact": True})
        make_menu(finhire, {"text": "Elsewhere", "page": None, "url": "https://example.com/", "contact": False})
        ours, theirs = read("/brands/iduet/layout"), read("/brands/finhire/layout")
        assert [(one["text"], one["link"]["url"], one["link"]["kind"]) for one in ours["menus"]["header"]] == [
            ("Vakgebieden", "/vak/", "page"),
            ("Schrijf", "/contact/", "contact"),
        ]
        assert [one["link"]["leaves_brand"] for one in theirs["menus"]["header"]] == [True]
        assert ours["menus"]["footer"] == []
        assert [one["language"] for one in ours["languages"]] == ["nl", "en"]
        assert [one["key"] for one in ours["group"]] == ["finhire", "iduet"]
        assert ours["cookies"][0]["key"] == "necessary"

    def test_an_entry_whose_page_is_not_public_is_left_out(self, read, iduet, finhire):
        page = make_content(home_of(iduet))
        make_menu(iduet, to(page, "Geheim"))
        page.unpublish()
        assert read("/brands/iduet/layout")["menus"]["header"] == []

    def test_a_language_of_its_own(self, read, iduet, finhire):
        make_menu(iduet, to(home_of(iduet, "en"), "Home"), language="en")
        assert read("/brands/iduet/layout")["menus"]["header"] == []
        assert read("/brands/iduet/layout", {"locale": "en"})["menus"]["header"][0]["link"]["url"] == "/en/"

    def test_refusals(self, refusal, iduet):
        assert refusal("/brands/nobody/layout") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet/layout", {"locale": "xx"}) == (400, "invalid-parameter", ["locale"])
        assert refusal("/brands/iduet/layout", {"path": "/"}) == (400, "unknown-parameter", ["path"])

    def test_queries(self, queries_of, iduet, finhire):
        counts = []
        for place in ("header", "footer"):
            make_menu(iduet, to(make_content(home_of(iduet)), "Page"), place=place)
            counts.append(queries_of("/brands/iduet/layout"))
        assert counts == [4, 4]  # brands; menus and cookies; pages; last change
