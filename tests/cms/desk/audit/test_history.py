"""The log of changes is a brand's own, whatever was changed and also when it is gone; the group's is everybody's."""

import csv

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.desk.audit.owning import GROUPS, mark_of
from cms.media.models import MediaImage
from cms.navigation.models import Menu
from home.provisioning.teams import brand_collection, group_collection
from tests.factories.brands import home_of, make_editor, make_publisher
from tests.factories.library import make_question
from tests.factories.pages import make_content

ADDRESS = "wagtailadmin_reports:site_history"


def listed(client, **asked) -> str:
    return client.get(reverse(ADDRESS), asked).text


@pytest.fixture
def changed(brands, librarian):
    """Of each brand a page, an item, a menu, a redirect and the settings were changed; of the group an item."""
    for brand in brands:
        page = make_content(home_of(brand), f"=Pagina {brand.key}")
        log(page, "wagtail.edit", user=make_publisher(brand))
        log(make_question(f"Vraag {brand.key}?", brand=brand), "wagtail.edit", user=make_editor(brand))
        menu = Menu.objects.filter(brand=brand).first() or Menu.objects.create(
            brand=brand, locale=home_of(brand).locale, place=Menu.Place.choices[0][0]
        )
        log(menu, "wagtail.edit", title=f"Menu {brand.key}")
        redirect = Redirect.objects.create(site=brand.site, old_path=f"/oud-{brand.key}", redirect_link="/x")
        log(redirect, "wagtail.edit", title=f"Oud {brand.key}")
        log(brand, "wagtail.edit", title=f"Merk {brand.key}")
    log(make_question("Vraag groep?"), "wagtail.edit", user=librarian)


WORDS = ("=Pagina", "Vraag", "Menu", "Oud", "Merk")


class TestWhoReadsWhat:
    def test_a_publisher_all_of_her_brand_and_nothing_of_another(self, changed, brands, desk_client):
        for brand, other in (brands, brands[::-1]):
            text = listed(desk_client(_publisher(brand)))
            assert [word for word in WORDS if f"{word} {brand.key}" in text] == list(WORDS)
            assert [word for word in WORDS if f"{word} {other.key}" in text] == []
            assert "Vraag groep?" in text
            assert f"editor@{other.key}" not in text

    def test_an_editor_not_of_what_she_may_not_see(self, changed, iduet, desk_client):
        text = listed(desk_client(_editor(iduet)))
        assert [word for word in WORDS if f"{word} iduet" in text] == ["=Pagina", "Vraag", "Menu"]

    def test_an_administrator_everything(self, changed, brands, administrator, desk_client):
        text = listed(desk_client(administrator))
        for brand in brands:
            assert [word for word in WORDS if f"{word} {brand.key}" in text] == list(WORDS)

    def test_what_was_deleted_stays_in_the_log_of_its_brand(self, brands, desk_client):
        for brand in brands:
            publisher = make_publisher(brand)
            client = desk_client(publisher)
            make_content(home_of(brand), f"Kwartelslag {brand.key}").delete(user=publisher)
            question = make_question(f"Zandmuur {brand.key}?", brand=brand)
            address = reverse("wagtailsnippets_library_question:delete", args=[question.pk])
            assert client.post(address).status_code == 302
        for brand, other in (brands, brands[::-1]):
            text = listed(desk_client(_publisher(brand)))
            assert f"Kwartelslag {brand.key}" in text
            assert f"Zandmuur {brand.key}?" in text
            assert f"Kwartelslag {other.key}" not in text
            assert f"Zandmuur {other.key}?" not in text


def _publisher(brand):
    return get_user_model().objects.get(email=f"publisher@{brand.key}.localhost")


def _editor(brand):
    return get_user_model().objects.get(email=f"editor@{brand.key}.localhost")


class TestTheFilter:
    def test_it_is_by_brand_also_of_old_entries(self, changed, brands, administrator, desk_client):
        PageLogEntry.objects.update(data={})
        for brand, other in (brands, brands[::-1]):
            text = listed(desk_client(administrator), brand=brand.pk)
            assert [word for word in WORDS if f"{word} {brand.key}" in text] == list(WORDS)
            assert [word for word in WORDS if f"{word} {other.key}" in text] == []
            assert f"=Pagina {brand.key}" in listed(desk_client(_publisher(brand)), brand=brand.pk)

    def test_of_another_brand_it_finds_nothing_and_does_not_offer_it(self, changed, brands, desk_client):
        for brand, other in (brands, brands[::-1]):
            client = desk_client(_publisher(brand))
            for asked in (other.pk, 987654, "x"):
                answer = client.get(reverse(ADDRESS), {"brand": asked})
                assert answer.status_code == 200
                assert list(answer.context["object_list"]) == []
            answer = client.get(reverse(ADDRESS))
            offered = answer.context["view"].filters.filters["brand"].queryset(answer.wsgi_request)
            assert list(offered) == [brand]
            refusals = client.get(reverse("refusals"), {"brand": other.pk})
            assert list(refusals.context["object_list"]) == []

    def test_kinds_actions_and_people_are_those_that_stand_in_it(self, changed, iduet, finhire, desk_client):
        answer = desk_client(_publisher(iduet)).get(reverse(ADDRESS))
        filters = answer.context["view"].filters
        people = {user.email for user in filters.filters["user"].extra["queryset"]}
        assert people == {"publisher@iduet.localhost", "editor@iduet.localhost", "librarian@desk.localhost"}
        kinds = {kind.model for kind in filters.filters["object_type"].queryset(answer.wsgi_request)}
        assert {"question", "menu", "brand", "redirect", "page"} <= kinds


def test_the_spreadsheet_names_the_brand_and_holds_no_formula(changed, iduet, desk_client):
    answer = desk_client(_publisher(iduet)).get(reverse(ADDRESS), {"export": "csv"})
    _head, *rows = csv.reader(b"".join(answer.streaming_content).decode().splitlines())
    of = {row[1]: row[-1] for row in rows}
    assert of["'=Pagina iduet"] == iduet.name
    assert of["Vraag groep?"] == "de groep"
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))] == []


def test_marks(changed, brands, librarian):
    assert set(PageLogEntry.objects.filter(label__startswith="=Pagina").values_list("data__brand", flat=True)) == {
        brand.key for brand in brands
    }
    marks = ModelLogEntry.objects.filter(label="Vraag groep?").values_list("data__brand", flat=True)
    assert set(marks) == {GROUPS}
    log(librarian, "wagtail.edit")
    assert "brand" not in ModelLogEntry.objects.latest("pk").data
    assert Brand.objects.count() == 2


def test_files_are_whose_teams_fill_their_collection(brands):
    directory = BrandDirectory()
    for brand in brands:
        assert mark_of(MediaImage(collection=brand_collection(brand)), directory) == brand.key
    assert mark_of(MediaImage(collection=group_collection()), directory) == GROUPS
    assert mark_of(MediaImage(collection=group_collection().get_parent()), directory) is None
