"""Pages that are moved together are moved once it has been said what that touches."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.desk.touched.together import TOLD
from tests.factories.brands import home_of, make_publisher
from tests.factories.pages import make_content, make_specialism


@pytest.fixture
def moving(brands, desk_client):
    """`moving(brand)`: a client, the address of moving two pages of a brand together, the pages and where they go."""

    def prepared(brand):
        target = make_specialism(home_of(brand), f"Target {brand.key}", slug="target")
        pages = [make_specialism(home_of(brand), f"{name} {brand.key}") for name in ("First", "Second")]
        make_content(home_of(brand), f"Links {brand.key}", introduction=f'<a linktype="page" id="{pages[0].pk}">x</a>')
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
        query = "&".join(f"id={page.pk}" for page in pages)
        return desk_client(make_publisher(brand)), f"{address}?{query}&next=/admin/", pages, target

    return prepared


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This touches 3 pages on 1 brand; 8 addresses."),
        ("nl", "Dit raakt 3 pagina’s op 1 merk; 8 adressen."),
    ],
)
def test_it_is_said_first_with_each_pages_list_and_done_when_confirmed(language, said, brands, moving):
    for brand, other in (brands, brands[::-1]):
        with translation.override(language):
            client, address, pages, target = moving(brand)
            told = client.post(address, {"chooser": target.pk})
            assert told.status_code == 200
            assert said in BeautifulSoup(told.content, "html.parser").get_text()
            ways = [way["href"] for way in BeautifulSoup(told.content, "html.parser").select("td a")]
            assert len(ways) == 2
            assert f"Links {brand.key}" in client.get(ways[0]).text
            assert other.key not in told.text.replace(f"{other.key}.localhost:8000/api", "")
            assert {Page.objects.get(pk=page.pk).depth for page in pages} == {3}
            form = BeautifulSoup(told.content, "html.parser").select_one(f"input[name={TOLD}]").find_parent("form")
            again = {field["name"]: field["value"] for field in form.select("input[name]")}
            assert client.post(form["action"], again).status_code == 302
            assert {Page.objects.get(pk=page.pk).get_parent().pk for page in pages} == {target.pk}


def test_to_another_brands_tree_nothing_is_moved_or_said(brands, moving):
    client, address, pages, _target = moving(brands[0])
    answer = client.post(address, {"chooser": home_of(brands[1]).pk, TOLD: "1"})
    assert f"Target {brands[1].key}" not in answer.text
    assert {Page.objects.get(pk=page.pk).get_parent().pk for page in pages} == {home_of(brands[0]).pk}
