"""Health beside the editor, in lists and on the dashboard: one's own brands', with no query more for a page more."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.desk.health.dashboard import health_of_brands
from cms.desk.models import PageHealth
from tests.factories.brands import home_of
from tests.factories.editor import form_data
from tests.factories.pages import make_comparison, make_content, make_specialism

from .conftest import block


@pytest.fixture
def scored(brands):
    """Three public pages and a draft of each brand: the second is the worst."""
    made = {}
    PageHealth.objects.all().delete()  # home pages are measured when the brands are made
    for brand in brands:
        below = make_specialism(home_of(brand), f"All of {brand.name}")
        titles = {f"{brand.name} good": 90, f"{brand.name} poor": 30, f"{brand.name} fair": 60}
        pages = [make_content(home_of(brand), title) for title in titles]
        draft = make_content(home_of(brand), f"{brand.name} draft", publish=False)
        for page, score in zip(pages, titles.values(), strict=True):
            PageHealth.objects.create(page=page, score=score, parts={"findability": score, "freshness": 100})
        PageHealth.objects.create(page=draft, score=1, parts={})
        made[brand.key] = (below, pages)
    return made


def panel_of(client) -> list[list[str]]:
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    rows = page.select(".health-panel tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


class TestDashboard:
    def test_an_editor_sees_her_brands_worst_pages_first(self, scored, brands, editor_of, desk_client):
        for brand in brands:
            rows = panel_of(desk_client(editor_of(brand)))
            assert [row[-4] for row in rows] == [f"{brand.name} {word}" for word in ("poor", "fair", "good")]
            assert rows[0][0] == f"{brand.name} 60 of 100 points on average"
            assert rows[0][-2:] == ["30 of 100 points", "Findability"]

    def test_an_administrator_sees_every_brand_and_a_librarian_none(
        self, scored, administrator, librarian, desk_client
    ):
        PageHealth.objects.filter(page__in=scored["finhire"][1]).update(score=10)
        rows = panel_of(desk_client(administrator))
        assert [row[0].split()[0] for row in rows if len(row) == 5] == ["Finhire", "Iduet"]
        assert panel_of(desk_client(librarian)) == []

    def test_costs_the_same_whatever_the_number_of_pages(self, scored, iduet, editor_of, rf):
        def queries() -> int:
            request = rf.get("/")
            request.user = user
            with CaptureQueriesContext(connection) as captured:
                health_of_brands(request)
            return len(captured)

        user = editor_of(iduet)
        queries()
        before = queries()
        for number in range(4):
            page = make_content(home_of(iduet), f"More {number}")
            PageHealth.objects.create(page=page, score=number, parts={"findability": 1})
        assert queries() == before <= 4


class TestLists:
    def scores(self, client, address, **asked) -> list[str]:
        page = BeautifulSoup(client.get(address, asked).content, "html.parser")
        return [cell.get_text(strip=True) for cell in page.select(".health-score")]

    def test_the_explorer_shows_and_sorts_by_score(self, scored, brands, editor_of, desk_client):
        for brand in brands:
            client = desk_client(editor_of(brand))
            address = reverse("wagtailadmin_explore", args=[home_of(brand).pk])
            assert sorted(self.scores(client, address)) == [
                "1of 100 points",
                "30of 100 points",
                "60of 100 points",
                "90of 100 points",
            ]
            up = [text.partition("of")[0] for text in self.scores(client, address, ordering="health_score")]
            down = [text.partition("of")[0] for text in self.scores(client, address, ordering="-health_score")]
            assert (up, down) == (["1", "30", "60", "90"], ["90", "60", "30", "1"])

    def test_the_pages_of_a_type_too(self, scored, brands, editor_of, desk_client):
        address = reverse("wagtailadmin_pages:type_use", args=["pages", "contentpage"])
        for brand in brands:
            assert len(self.scores(desk_client(editor_of(brand)), address)) == 4

    def test_a_search_is_ordered_by_its_index(self, scored, iduet, editor_of, desk_client):
        client = desk_client(editor_of(iduet))
        address = reverse("wagtailadmin_explore", args=[home_of(iduet).pk])
        answer = client.get(address, {"q": "poor", "ordering": "health_score"})
        assert answer.status_code == 200

    def test_no_query_more_for_a_page_more(self, scored, iduet, editor_of, desk_client):
        client, address = desk_client(editor_of(iduet)), reverse("wagtailadmin_explore", args=[home_of(iduet).pk])

        def health_queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            return sum('"desk_pagehealth"' in each["sql"] for each in captured)

        before = health_queries()
        for _ in range(3):
            PageHealth.objects.create(page=make_content(home_of(iduet)), score=5)
        assert health_queries() == before


class TestEditor:
    def panel(self, response) -> BeautifulSoup:
        return BeautifulSoup(response.content, "html.parser").select_one("[data-side-panel=health]")

    def test_obstacles_and_lost_points_lead_to_their_fields(self, brands, roles, editor_of, desk_client):
        iduet, finhire = brands
        text = block("text_section", {"heading": "Why", "text": ""})
        page = make_comparison(home_of(iduet), roles, body=[text], publish=False)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        panel = self.panel(desk_client(editor_of(iduet)).get(address))
        ways = {way["data-field-path"] for way in panel.select("a[data-field-path]")}
        assert {f"body.{text['id']}.text", "facts", "search_description", "body"} <= ways
        (obstacle,) = panel.select(".page-health__obstacles a")
        assert obstacle["href"] == f"#:w:contentpath=body.{text['id']}.text"
        score = int(panel.select_one(".page-health__score strong").get_text())
        assert 0 < score < 60
        assert desk_client(editor_of(finhire)).get(address).status_code == 404

    def test_is_told_anew_after_each_autosave(self, iduet, editor_of, desk_client):
        page = make_content(home_of(iduet), publish=False)
        client, address = desk_client(editor_of(iduet)), reverse("wagtailadmin_pages:edit", args=[page.pk])
        shown = client.get(address)
        data = form_data(
            shown, search_description="A description that is long enough to say what one finds on this page."
        )
        answer = client.post(address, data, headers={"accept": "application/json"}).json()
        assert answer["success"]
        assert "There is no description for search engines" in shown.text
        assert (
            "[data-side-panel=&#x27;health&#x27;]" in answer["html"] or "[data-side-panel='health']" in answer["html"]
        )
        assert "There is no description for search engines" not in answer["html"]

    def test_a_refused_form_is_shown_with_the_health_of_what_is_saved(self, iduet, roles, publisher_of, desk_client):
        page = make_comparison(home_of(iduet), roles)
        client, address = desk_client(publisher_of(iduet)), reverse("wagtailadmin_pages:edit", args=[page.pk])
        data = form_data(client.get(address), title="", **{"action-publish": "1"})
        answer = client.post(address, data)
        assert answer.status_code == 200
        assert self.panel(answer).select_one(".page-health__score")

    def test_a_new_page_and_an_alias_say_why_there_is_no_score(self, iduet, editor_of, desk_client):
        client, home = desk_client(editor_of(iduet)), home_of(iduet)
        add = client.get(reverse("wagtailadmin_pages:add", args=["pages", "contentpage", home.pk]))
        assert "Save the page once" in self.panel(add).get_text()
