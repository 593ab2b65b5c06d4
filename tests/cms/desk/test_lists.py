"""Lists of pages, items and files say who changed what last, can be narrowed, and are taken along as spreadsheets."""

import csv
import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.consent.models import Cookie
from cms.desk.models import PageHealth
from cms.enquiries.models import EnquiryForm
from cms.library.models import Question
from cms.navigation.models import Menu
from cms.releases.models import Release
from home.provisioning.teams import brand_collection
from tests.api.test_layout import make_menu
from tests.factories.brands import home_of, make_editor, make_publisher
from tests.factories.enquiries import make_form
from tests.factories.library import make_question, make_version
from tests.factories.media import make_image
from tests.factories.pages import make_content

FORMULA = "=1+1"


def names(answer) -> set[str]:
    return {str(each) for each in answer.context["object_list"]}


def sheet(client, address, **asked) -> list[dict[str, str]]:
    answer = client.get(address, {"export": "csv", **asked})
    assert answer.status_code == 200
    return list(csv.DictReader(b"".join(answer.streaming_content).decode().splitlines()))


@pytest.fixture
def people(brands):
    """Of each brand its editor and its publisher."""
    return {brand: (make_editor(brand), make_publisher(brand)) for brand in brands}


@pytest.fixture
def pages(people):
    """Of each brand a page that its editor saved last and one that its publisher did, with different health."""
    for brand, (editor, publisher) in people.items():
        for user, title, score in ((editor, f"{FORMULA} {brand.key}", 30), (publisher, f"Good {brand.key}", 90)):
            page = make_content(home_of(brand), title)
            page.save_revision(user=user)
            PageHealth.objects.update_or_create(page_id=page.pk, defaults={"score": score, "parts": {}, "findings": 0})


class TestPages:
    def test_by_who_changed_them_last_and_by_health_also_when_searched(self, pages, people, desk_client):
        for brand, (editor, publisher) in people.items():
            client, address = desk_client(editor), reverse("wagtailadmin_explore", args=[home_of(brand).pk])
            assert str(publisher) in client.get(address).text
            assert names(client.get(address, {"changed_by": publisher.pk})) == {f"Good {brand.key}"}
            assert names(client.get(address, {"health": "poor"})) == {f"{FORMULA} {brand.key}"}
            assert names(client.get(address, {"health": "good", "q": "good"})) == {f"Good {brand.key}"}
            assert names(client.get(address, {"changed_by": publisher.pk, "q": "good"})) == {f"Good {brand.key}"}
            assert client.get(address, {"health": "x"}).status_code == 200

    def test_the_filter_offers_nobody_of_another_brand(self, pages, people, brands, desk_client):
        for brand, other in (brands, brands[::-1]):
            address = reverse("wagtailadmin_explore", args=[home_of(brand).pk])
            text = desk_client(people[brand][0]).get(address).text
            assert f"@{other.key}." not in text
            assert str(people[brand][1]) in text

    def test_the_spreadsheet_has_what_the_list_has_and_no_formula(self, pages, people, desk_client):
        for brand, (editor, publisher) in people.items():
            address = reverse("wagtailadmin_explore", args=[home_of(brand).pk])
            rows = {row["Titel"]: row for row in sheet(desk_client(publisher), address)}
            assert set(rows) == {f"'{FORMULA} {brand.key}", f"Good {brand.key}"}
            row = rows[f"'{FORMULA} {brand.key}"]
            assert (row["Laatst gewijzigd door"], row["Gezondheid"], row["Taal"]) == (str(editor), "30", "nl")

    def test_who_changed_each_is_asked_once_for_all(self, pages, people, iduet, desk_client):
        client, address = desk_client(people[iduet][0]), reverse("wagtailadmin_explore", args=[home_of(iduet).pk])
        client.get(address)
        with CaptureQueriesContext(connection) as before:
            client.get(address)
        for number in range(4):
            make_content(home_of(iduet), f"More {number}").save_revision(user=people[iduet][1])
        with CaptureQueriesContext(connection) as after:
            client.get(address)
        assert [_asking_who(queries) for queries in (before, after)] == [1, 1]


def _asking_who(queries) -> int:
    """How many queries read versions with who made them."""
    return sum('FROM "wagtailcore_revision"' in each["sql"] and "accounts_user" in each["sql"] for each in queries)


class TestLibrary:
    ADDRESS = "wagtailsnippets_library_question:list"

    @pytest.fixture
    def items(self, people):
        original = make_question("Original?")
        for brand, (editor, _publisher) in people.items():
            make_version(original, brand, answer=f"<p>{brand.name} says</p>")
            item = make_question(f"{FORMULA} {brand.key}", brand=brand)
            item.save_revision(user=editor)

    @pytest.mark.parametrize(("code", "headings"), [("en", {"Updated", "Status"}), ("nl", {"Gewijzigd", "Status"})])
    def test_its_columns_are_named_in_the_reader_s_language(self, items, people, desk_client, code, headings):
        for editor, _publisher in people.values():
            UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": code})
            page = BeautifulSoup(desk_client(editor).get(reverse(self.ADDRESS)).text, "html.parser")
            assert headings <= {each.get_text(strip=True) for each in page.select("thead th")}

    def test_by_kind_and_by_what_is_not_published(self, items, people, desk_client):
        for brand, (editor, publisher) in people.items():
            client, address = desk_client(publisher), reverse(self.ADDRESS)
            assert str(editor) in client.get(address).text
            counted = {
                kind: client.get(address, {"origin": kind}).context["object_list"].count()
                for kind in ("original", "brand version", "brand's own")
            }
            assert counted == {"original": 1, "brand version": 1, "brand's own": 1}
            assert names(client.get(address, {"has_unpublished_changes": "true"})) == {f"{FORMULA} {brand.key}"}

    @pytest.mark.parametrize("kind", ["role", "question", "example", "calltoaction"])
    def test_what_is_narrowed_can_be_searched(self, kind, items, people, desk_client):
        for brand, (_editor, publisher) in people.items():
            client, address = desk_client(publisher), reverse(f"wagtailsnippets_library_{kind}:list")
            for asked in (
                {"origin": "brand's own"}, {"live": "true"}, {"has_unpublished_changes": "true"}, {"brand": brand.pk},
            ):  # fmt: skip
                assert client.get(address, {**asked, "q": "nowhere"}).status_code == 200

    def test_the_spreadsheet_is_her_brands_and_the_groups_and_has_no_formula(self, items, people, brands, desk_client):
        for brand, other in (brands, brands[::-1]):
            rows = sheet(desk_client(people[brand][1]), reverse(self.ADDRESS))
            assert {row["Merk"] for row in rows} == {brand.name, ""}
            (own,) = (row for row in rows if row["Item"] == f"'{FORMULA} {brand.key}")
            assert own["Laatst gewijzigd door"] == str(people[brand][0])
            assert other.key not in str(rows)


@pytest.mark.parametrize("kind", ["wagtailimages:index", "wagtaildocs:index"])
def test_files_are_taken_along_and_only_her_brands(kind, brands, people, desk_client):
    for brand in brands:
        make_image(collection=brand_collection(brand), title=f"{FORMULA} {brand.key}")
    for brand, other in (brands, brands[::-1]):
        client = desk_client(people[brand][0])
        rows = sheet(client, reverse(kind))
        assert other.key not in str(rows)
        assert "export=csv" in client.get(reverse(kind)).text
        if kind == "wagtailimages:index":
            assert [row["Titel"] for row in rows] == [f"'{FORMULA} {brand.key}"]
            assert rows[0]["Collectie"] == brand.name


def cells(client, address) -> list[list[str]]:
    """The rows of a list as they are read."""
    rows = BeautifulSoup(client.get(address).content, "html.parser").select("main tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("td, th")] for row in rows]


def text_of(client, address) -> str:
    return " ".join(BeautifulSoup(client.get(address).content, "html.parser").select_one("main").get_text(" ").split())


class TestMenusAndForms:
    def test_say_who_changed_each_last_and_whether_visitors_have_it(self, people, desk_client):
        for brand, (editor, publisher) in people.items():
            menu = make_menu(brand, {"text": "Go", "page": None, "url": "https://example.com/", "contact": False})
            menu.save_revision(user=editor)
            form = make_form(brand)
            form.save_revision(user=publisher).publish()
            client = desk_client(editor)
            (row,) = cells(client, reverse(Menu.snippet_viewset.get_url_name("list")))
            assert row[1].startswith("Koptekst")
            assert (row[2], row[5]) == (str(brand), str(editor))
            assert "live + concept" in row[6].lower()
            (row,) = cells(client, reverse(EnquiryForm.snippet_viewset.get_url_name("list")))
            assert (row[3], row[6]) == (str(brand), str(publisher))
            assert "live" in row[7].lower()

    def test_who_changed_each_is_asked_once_for_all(self, people, iduet, desk_client):
        """Of the library's lists too, and texts of versions are not read for it."""
        editor, publisher = people[iduet]
        client = desk_client(editor)
        make_menu(iduet).save_revision(user=editor)
        make_question(brand=iduet).save_revision(user=editor)
        more = {
            Menu: lambda: [make_menu(iduet, place=place) for place in ("footer", "legal", "specialisations")],
            Question: lambda: [make_question(brand=iduet) for _ in range(3)],
        }
        for model, make in more.items():
            address = reverse(model.snippet_viewset.get_url_name("list"))
            client.get(address)
            before = self.asked(client, address)
            for thing in make():
                thing.save_revision(user=publisher)
            assert str(publisher) in client.get(address).text
            after = self.asked(client, address)
            assert len(after) == len(before), model
            assert [query for query in after if '."content"' in query] == []

    @staticmethod
    def asked(client, address) -> list[str]:
        """Queries about versions and people; Wagtail asks of each thing besides whether it is scheduled."""
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        about = [query["sql"] for query in queries if re.search('"(wagtailcore_revision|accounts_user)"', query["sql"])]
        return [sql for sql in about if '"approved_go_live_at" IS NOT NULL' not in sql]


class TestEmptyLists:
    """A list without rows says what would stand there, or what it means that there is nothing."""

    @pytest.mark.parametrize(
        ("model", "said"),
        [(Release, "Een release zet"), (Cookie, "Hier staan de cookies"), (EnquiryForm, "Een formulier vraagt"),
         (Menu, "Een menu staat")],
    )  # fmt: skip
    def test_of_a_brands_things(self, model, said, people, desk_client):
        for brand, (editor, _publisher) in people.items():
            client, address = desk_client(editor), reverse(model.snippet_viewset.get_url_name("list"))
            assert said in text_of(client, address)
            assert said not in text_of(client, f"{address}?brand={brand.pk}")

    @pytest.mark.parametrize(
        ("name", "said"),
        [("broken_links", "Geen enkele link is kapot"), ("untranslated", "Er ontbreekt niets"),
         ("past_figures", "Geen cijfer is verouderd"), ("offered_pages", "Er is nu geen ander merk"),
         ("library_differences", "Geen merk zegt iets anders"), ("imports", "Er is nog niets binnengehaald"),
         ("not_found", "Bezoekers vonden alles")],
    )  # fmt: skip
    def test_of_reports(self, name, said, brands, people, administrator, desk_client):
        for publisher in (people[brand][1] for brand in brands):
            assert said in text_of(desk_client(publisher), reverse(name))
        filtered = text_of(desk_client(administrator), f"{reverse(name)}?brand={brands[0].pk}")
        assert said not in filtered or name in ("offered_pages", "library_differences")


def test_home_pages_are_listed_with_their_brand(people, administrator, desk_client):
    """At the root, where no page is added, nobody is told how to add one."""
    for brand in people:
        home = home_of(brand)
        home.title = "People for your market"
        home.save_revision().publish()
    for user in (administrator, *(editor for editor, _publisher in people.values())):
        text = text_of(desk_client(user), reverse("wagtailadmin_explore_root"))
        for brand, (editor, _publisher) in people.items():
            assert (f"{brand}: People for your market" in text) == (user in (administrator, editor))
        assert "De homepages van je merken" in text
        assert "niet bereikbaar" not in text
