"""What visitors did not find, for the publishers of the brand: most asked first, with the way to a redirect."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.contrib.redirects.models import Redirect

from cms.discovery.models import NotFound
from tests.factories.brands import home_of
from tests.factories.pages import make_content

TODAY = datetime.date(2026, 11, 30)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def count(brand, path, number=1):
    return NotFound.objects.create(brand=brand, path=path, count=number, last_asked=TODAY)


def listed(response) -> list[str]:
    page = BeautifulSoup(response.content, "html.parser")
    return [row.get_text(" ", strip=True).split()[0] for row in page.select("table.listing tbody tr")]


@pytest.mark.parametrize("which", [0, 1])
class TestReport:
    def test_of_ones_own_brand_most_asked_first_with_the_way_to_the_form(
        self, brands, which, publisher_of, desk_client
    ):
        brand, other = brands[which], brands[1 - which]
        count(brand, "/seldom")
        count(brand, "/old&amp=1", 9)
        count(other, "/theirs", 99)
        client = desk_client(publisher_of(brand))
        response = client.get(reverse("not_found"))
        assert listed(response) == ["/old&amp=1", "/seldom"]
        assert "/theirs" not in response.content.decode()
        way = BeautifulSoup(response.content, "html.parser").select_one("td.redirect a")["href"]
        form = client.get(way).context["form"]
        assert form["old_path"].value() == "/old&amp=1"
        assert form["site"].value() == str(brand.site_id)
        sent = {
            "old_path": "/old&amp=1",
            "site": brand.site_id,
            "redirect_page": home_of(brand).pk,
            "is_permanent": "on",
        }
        assert client.post(reverse("wagtailredirects:add"), sent).status_code == 302
        assert listed(client.get(reverse("not_found"))) == ["/seldom"]

    def test_what_answers_by_now_is_not_in_it(self, brands, which, publisher_of, desk_client):
        brand, other = brands[which], brands[1 - which]
        make_content(home_of(brand, "en"), slug="About")
        make_content(home_of(brand), slug="draft", publish=False)
        make_content(home_of(other), slug="theirs")
        Redirect.objects.create(site=brand.site, old_path="/Led", redirect_link="/x/")
        Redirect.objects.create(site=other.site, old_path="/theirs2", redirect_link="/x/")
        for path in ("/en/about", "/draft", "/theirs", "/theirs2", "/led", "/"):
            count(brand, path)
        assert set(listed(desk_client(publisher_of(brand)).get(reverse("not_found")))) == {
            "/draft",
            "/theirs",
            "/theirs2",
        }

    def test_as_a_spreadsheet_without_formulas(self, brands, which, publisher_of, desk_client):
        count(brands[which], "/a", 3)
        count(brands[which], "=1+1", 2)
        count(brands[1 - which], "/theirs", 2)
        response = desk_client(publisher_of(brands[which])).get(reverse("not_found"), {"export": "csv"})
        lines = b"".join(response.streaming_content).decode().splitlines()
        assert [line.split(",")[0] for line in lines] == ["Address", "/a", "'=1+1"]


def test_editors_and_librarians_have_none_and_administrators_all(
    brands, editor_of, librarian, administrator, desk_client
):
    for number, brand in enumerate(brands):
        count(brand, f"/{brand.key}-only", number + 1)
    for user in (editor_of(brands[0]), editor_of(brands[1]), librarian):
        assert desk_client(user).get(reverse("not_found"))["Location"] == "/admin/"
    client = desk_client(administrator)
    assert listed(client.get(reverse("not_found"))) == ["/finhire-only", "/iduet-only"]
    assert listed(client.get(reverse("not_found"), {"brand": brands[0].pk})) == ["/iduet-only"]
