"""The page chooser offers one's own pages and what other brands offer, of which it tells what their visitors know."""

import json

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from tests.factories.brands import home_of
from tests.factories.pages import make_content, make_offer


@pytest.fixture
def pages(iduet, finhire):
    """Of Iduet: one offered below an offered page whose draft has another title, one that is not, one private."""
    above = make_content(home_of(iduet), "Gezocht above")
    found = {
        "above": above,
        "offered": make_content(above, "Gezocht offered"),
        "kept": make_content(home_of(iduet), "Gezocht kept"),
        "private": make_content(home_of(iduet), "Gezocht private"),
        "own": make_content(home_of(finhire), "Gezocht own"),
    }
    for name in ("above", "offered", "private"):
        make_offer(found[name])
    PageViewRestriction.objects.create(page=found["private"], restriction_type="login")
    for page in (above, found["offered"]):
        draft = Page.objects.get(pk=page.pk).specific
        draft.title = "Geheim"
        draft.save_revision()
    return found


@pytest.fixture
def client(desk_client, editor_of, finhire):
    return desk_client(editor_of(finhire))


def told(response) -> str:
    assert response.status_code == 200
    is_modal = response["Content-Type"].startswith("application/json")
    return json.loads(response.text)["html"] if is_modal else response.text


@pytest.mark.parametrize("name", ["wagtailadmin_choose_page", "wagtailadmin_choose_page_search"])
def test_it_tells_of_what_is_offered_and_no_more(pages, client, name):
    text = told(client.get(reverse(name), {"q": "Gezocht"}))
    assert "Gezocht offered" in text
    assert "Gezocht above" in text
    assert "Gezocht kept" not in text
    assert "Gezocht private" not in text
    assert "Geheim" not in text
    assert reverse("wagtailadmin_choose_page_child", args=[pages["above"].pk]) not in text


def test_ones_own_stand_first_and_ones_own_offers_where_they_stand(pages, client, finhire):
    make_offer(pages["own"])
    text = told(client.get(reverse("wagtailadmin_choose_page")))
    assert text.index(home_of(finhire).title) < text.index("Gezocht offered")
    assert "Gezocht own" not in text


def test_of_ones_own_it_tells_all(pages, desk_client, editor_of, iduet):
    text = told(desk_client(editor_of(iduet)).get(reverse("wagtailadmin_choose_page_search"), {"q": "Gezocht"}))
    assert "Geheim" in text
    assert "Gezocht own" not in text
    assert reverse("wagtailadmin_choose_page_child", args=[pages["above"].pk]) in text


def test_below_another_brands_page_is_nothing(pages, client):
    assert client.get(reverse("wagtailadmin_choose_page_child", args=[pages["above"].pk])).status_code == 404


def test_the_place_of_a_new_page_and_several_at_once_are_ones_own(pages, client, finhire):
    for asked in ({"user_perms": "copy_to"}, {"multiple": "1"}):
        text = told(client.get(reverse("wagtailadmin_choose_page"), asked))
        assert "Gezocht offered" not in text
        assert home_of(finhire).title in text
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    assert client.get(chosen, {"id": [pages["offered"].pk]}).status_code == 404
    assert client.get(chosen, {"id": [pages["own"].pk]}).status_code == 200
