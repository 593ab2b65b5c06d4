"""Menus and the cookie registry are kept on two brands, in the desk's own views."""

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.consent.models import Cookie
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.forms import item_data
from tests.factories.pages import make_content

from .strangers import assert_tells_nothing

on_both_brands = pytest.mark.parametrize("key", ["iduet", "finhire"])
every_place = pytest.mark.parametrize("place", Menu.Place.values)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def brand(key, brands):
    return next(brand for brand in brands if brand.key == key)


@pytest.fixture
def other(key, brands):
    return next(brand for brand in brands if brand.key != key)


def address(model, view: str, *args) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def choices(response, name: str) -> list[str]:
    """What a select offers, the empty choice left out."""
    options = BeautifulSoup(response.text, "html.parser").select(f"select[name={name}] option")
    return [option.get_text() for option in options if option["value"]]


class MenuForm:
    """A menu of a brand as its editor fills it in."""

    def __init__(self, brand, place: str, language: str = "nl"):
        self.brand, self.place, self.locale = brand, place, locale_of(language)
        self.page = make_content(home_of(brand, language), f"Terms of {brand.name}", slug="terms")
        self.words = [f"Terms of {brand.name}", f"Elsewhere of {brand.name}"]

    def data(self, action: str | None = None, **fields) -> dict[str, str]:
        whose = {"brand": self.brand, "locale": self.locale, "place": self.place}
        entries = [self.entry(page=self.page), self.entry(text=self.words[1], url="https://example.com/")]
        return item_data(Menu, action, **{**whose, "entries": entries, **fields})

    @staticmethod
    def entry(**link) -> dict:
        return {"type": "entry", "value": {"heading": "", "link": link, "children": []}}


class TestMenus:
    @every_place
    @on_both_brands
    def test_from_draft_to_readers(self, place, brand, other, desk_client, publisher_of, site_client):
        client, form = desk_client(publisher_of(brand)), MenuForm(brand, place)
        empty = client.get(address(Menu, "add"))
        assert empty.status_code == 200
        assert choices(empty, "brand") == [brand.name]
        fields = empty.context["form"].fields
        assert {name for name in fields if not fields[name].help_text} <= {"go_live_at", "expire_at"}

        adding = address(Menu, "preview_on_add")
        assert client.post(adding, form.data()).json() == {"is_valid": True, "is_available": True}
        shown = client.get(adding)
        assert [words for words in form.words if words not in shown.text] == []
        assert f"{brand.root_url}/theme.css" in shown.text
        assert client.post(address(Menu, "add"), form.data()).status_code == 302
        menu = Menu.objects.get()
        assert (menu.live, menu.brand) == (False, brand)
        assert form.words[1] not in site_client(brand, "/").text

        edit = address(Menu, "edit", menu.pk)
        page = client.get(edit)
        assert page.status_code == 200
        assert 'name="action-publish"' in page.text
        editing = address(Menu, "preview_on_edit", menu.pk)
        assert client.post(editing, form.data()).json()["is_valid"]
        assert form.words[1] in client.get(editing).text
        assert client.post(edit, form.data("publish")).status_code == 302
        assert Menu.objects.get().live
        read = site_client(brand, "/")
        assert [words for words in form.words if words not in read.text] == []
        assert form.words[1] not in site_client(other, "/").text
        assert form.words[1] not in site_client(brand, "/en/").text

        client.post(address(Menu, "unpublish", menu.pk))
        assert form.words[1] not in site_client(brand, "/").text

    @on_both_brands
    def test_wrong_addresses_are_refused_at_their_entry(self, brand, desk_client, publisher_of):
        client, form = desk_client(publisher_of(brand)), MenuForm(brand, "header")
        for link in ({"text": "Bad", "url": "javascript:alert(1)"}, {"page": form.page, "url": "https://example.com/"}):
            response = client.post(address(Menu, "add"), form.data("publish", entries=[form.entry(**link)]))
            assert response.status_code == 200
            assert set(response.context["form"].errors) == {"entries"}
        assert not Menu.objects.exists()

    @on_both_brands
    def test_there_is_one_of_each(self, brand, desk_client, publisher_of):
        client, form = desk_client(publisher_of(brand)), MenuForm(brand, "header")
        assert client.post(address(Menu, "add"), form.data("publish")).status_code == 302
        again = client.post(address(Menu, "add"), form.data("publish"))
        assert again.status_code == 200
        assert again.context["form"].errors
        assert Menu.objects.count() == 1

    @on_both_brands
    def test_an_editor_writes_and_does_not_publish(self, brand, desk_client, editor_of):
        client, form = desk_client(editor_of(brand)), MenuForm(brand, "header")
        assert client.post(address(Menu, "add"), form.data("publish")).status_code == 302
        edit = address(Menu, "edit", Menu.objects.get().pk)
        assert 'name="action-publish"' not in client.get(edit).text
        client.post(edit, form.data("publish"))
        assert not Menu.objects.get().live

    @on_both_brands
    def test_entries_that_vanish_are_told_to_who_opens_it(self, brand, other, desk_client, publisher_of):
        pages = [make_content(home_of(each), f"Hidden {each.key}", publish=False) for each in (brand, other)]
        links = [{"text": "", "page": page.pk, "url": "", "contact": False} for page in pages]
        entries = [{"type": "entry", "value": {"heading": "", "link": link, "children": []}} for link in links]
        menu = Menu.objects.create(brand=brand, locale=locale_of("nl"), place="header", entries=json.dumps(entries))
        client, edit = desk_client(publisher_of(brand)), menu.snippet_viewset.get_url_name("edit")
        (said,) = self.warnings(client, reverse(edit, args=[menu.pk]))
        assert said.startswith("2 ")
        assert f"Hidden {brand.key}" in said
        assert f"Hidden {other.key}" not in said
        pages[0].get_latest_revision().publish()
        (said,) = self.warnings(client, reverse(edit, args=[menu.pk]))
        assert said.startswith("1 ")

    @staticmethod
    def warnings(client, address: str) -> list[str]:
        said = [str(each) for each in client.get(address).context["messages"]]
        return [each for each in said if "not public" in each]

    @on_both_brands
    def test_is_not_there_for_another_brand(self, brand, other, desk_client, publisher_of):
        form = MenuForm(brand, "header")
        desk_client(publisher_of(brand)).post(address(Menu, "add"), form.data("publish"))
        menu = Menu.objects.get()
        client = desk_client(publisher_of(other))
        assert str(menu) not in client.get(address(Menu, "list")).text
        for view in ("edit", "preview_on_edit", "history", "usage", "unpublish", "delete"):
            assert_tells_nothing(client, address(Menu, view, menu.pk), form.words[1], form.data("publish"))
        for view in ("revisions_view", "revisions_revert"):
            where = address(Menu, view, menu.pk, menu.latest_revision_id)
            assert_tells_nothing(client, where, form.words[1], form.data("publish"))
        made = client.post(address(Menu, "add"), form.data("publish", place="footer"))
        assert made.status_code in {200, 404}
        assert [(one.pk, one.live) for one in Menu.objects.all()] == [(menu.pk, True)]


def cookie_data(brand, purposes: dict[str, str], **fields) -> dict[str, str]:
    """What the registry's form sends: a cookie with its purpose per language."""
    rows = [{"locale": str(locale_of(code).pk), "purpose": text} for code, text in purposes.items()]
    values = {"name": f"{brand.key}_choice", "provider": brand.name, "category": "functional"}
    values |= {"duration": 12, "duration_unit": "months", **fields}
    return item_data(Cookie, brand=brand, **values) | nested_form_data({"purposes": inline_formset(rows)})


class TestCookies:
    @pytest.fixture
    def purposes(self, brand):
        return {"nl": f"Onthoudt de keuze bij {brand.name}.", "en": f"Remembers the choice at {brand.name}."}

    @pytest.fixture
    def read(self, brand, other, site_client):
        """`read(brand, language)`: the page on which a brand prints its registry."""
        body = [{"type": "cookie_table", "value": {"heading": "Cookies"}}]
        for each in (brand, other):
            for language in ("nl", "en"):
                make_content(home_of(each, language), slug="cookies", body=body)
        return lambda of, language: site_client(of, {"nl": "/cookies/", "en": "/en/cookies/"}[language]).text

    @on_both_brands
    def test_are_registered_changed_and_removed(self, brand, other, purposes, read, desk_client, publisher_of):
        client = desk_client(publisher_of(brand))
        empty = client.get(address(Cookie, "add"))
        assert empty.status_code == 200
        assert choices(empty, "brand") == [brand.name]
        fields = [
            *empty.context["form"].fields.items(),
            *empty.context["form"].formsets["purposes"].empty_form.fields.items(),
        ]
        assert {name for name, field in fields if not field.help_text} <= {"id", "DELETE", "ORDER"}
        assert f"{brand.key}_choice" not in read(brand, "nl")

        assert client.post(address(Cookie, "add"), cookie_data(brand, purposes)).status_code == 302
        cookie = Cookie.objects.get()
        for language, words in purposes.items():
            assert words in read(brand, language)
            assert {"nl": "12 maanden", "en": "12 months"}[language] in read(brand, language)
        assert purposes["nl"] not in read(brand, "en")
        assert cookie.name not in read(other, "nl")

        edit = address(Cookie, "edit", cookie.pk)
        assert client.get(edit).status_code == 200
        kept = cookie_data(brand, {"nl": "Iets anders."}, duration=None, duration_unit="session", category="analytics")
        ids = nested_form_data({"purposes": {"0": {"id": str(cookie.purposes.get(locale__language_code="nl").pk)}}})
        assert client.post(edit, {**kept, **ids, "purposes-INITIAL_FORMS": "1"}).status_code == 302
        assert "Iets anders." in read(brand, "nl")
        assert purposes["nl"] not in read(brand, "nl")

        gone = address(Cookie, "delete", cookie.pk)
        assert client.get(gone).status_code == 200
        assert client.post(gone).status_code == 302
        assert cookie.name not in read(brand, "nl")

    @on_both_brands
    def test_what_does_not_fit_is_refused_at_its_field(self, brand, purposes, desk_client, publisher_of):
        client = desk_client(publisher_of(brand))
        for wrong, field in [
            ({"duration": None}, "duration"),
            ({"duration": 5, "duration_unit": "session"}, "duration"),
            ({"duration": -1}, "duration"),
            ({"name": ""}, "name"),
            ({"provider": ""}, "provider"),
            ({"category": "tracking"}, "category"),
        ]:
            response = client.post(address(Cookie, "add"), cookie_data(brand, purposes, **wrong))
            assert response.status_code == 200
            assert set(response.context["form"].errors) == {field}
        assert not Cookie.objects.exists()

    @on_both_brands
    def test_are_the_publishers_alone(self, brand, other, purposes, desk_client, editor_of, publisher_of):
        data = cookie_data(brand, purposes)
        for stranger in (editor_of(brand), publisher_of(other)):
            response = desk_client(stranger).post(address(Cookie, "add"), data)
            assert response.status_code in {200, 302, 403, 404}
            assert not Cookie.objects.exists()
        desk_client(publisher_of(brand)).post(address(Cookie, "add"), data)
        cookie = Cookie.objects.get()
        client = desk_client(stranger)
        assert cookie.name not in client.get(address(Cookie, "list")).text
        for view in ("edit", "usage", "history", "delete"):
            assert_tells_nothing(client, address(Cookie, view, cookie.pk), cookie.name, data)
        assert Cookie.objects.get().brand == brand
