"""The desk's first page: one's own brands, and the number of one's own pages."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def pages(brands):
    """Two pages more for the first brand, one of them a draft; one more for the second."""
    make_content(home_of(brands[0]), slug="one")
    make_content(home_of(brands[0]), slug="two").unpublish()
    make_content(home_of(brands[1]), slug="one")


def rows_of(client) -> list[list[str]]:
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    rows = page.select(".w-panel--dashboard table:not(.health-panel) tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows]


def count_of(client) -> str:
    page = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    return page.select_one(".w-dashboard header li a").get_text(" ", strip=True).split()[0]


class TestBrands:
    def test_an_editor_sees_her_own_and_what_waits_in_it(self, pages, brands, editor_of, desk_client):
        for brand, dutch in zip(brands, (["3", "1"], ["2", "0"]), strict=True):
            rows = rows_of(desk_client(editor_of(brand)))
            assert {row[0] for row in rows} == {brand.name}
            assert rows[0][2:4] == dutch
            assert rows[0][4] == f"{brand.root_url}/"
            assert rows[1][4] == f"{brand.root_url}/en/"

    def test_an_administrator_sees_all(self, pages, brands, administrator, desk_client):
        assert {row[0] for row in rows_of(desk_client(administrator))} == {brand.name for brand in brands}

    def test_a_librarian_without_a_brand_sees_none(self, pages, librarian, desk_client):
        assert rows_of(desk_client(librarian)) == []


class TestCount:
    def test_is_of_her_own_pages(self, pages, brands, editor_of, desk_client):
        clients = {brand.key: desk_client(editor_of(brand)) for brand in brands}
        own = {key: sum(int(row[2]) for row in rows_of(client)) for key, client in clients.items()}
        assert own[brands[0].key] == own[brands[1].key] + 1
        assert {key: int(count_of(client)) for key, client in clients.items()} == own


def test_news_of_wagtail_is_not_for_editors(brands, editor_of, desk_client):
    page = desk_client(editor_of(brands[0])).get(reverse("wagtailadmin_home")).text
    assert "whats-new-in-wagtail" not in page
    assert "css/desk/identity.css" in page


def test_the_sign_in_page_names_the_desk(brands, client):
    page = client.get(reverse("wagtailadmin_login"), headers={"host": "desk.localhost:8000"})
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.title.get_text(strip=True).endswith("Iduet Group")
    assert "Wagtail" not in soup.h1.get_text()
