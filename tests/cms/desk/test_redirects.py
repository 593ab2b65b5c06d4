"""Redirects are kept by the publishers of their brand, for its own site and its own pages."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from tests.factories.brands import home_of

on_both_brands = pytest.mark.parametrize("which", [0, 1])


def data(brand, page=None, **changes) -> dict:
    return {"old_path": "/old", "site": brand.site_id, "redirect_page": page.pk if page else "", **changes}


@on_both_brands
class TestPublishers:
    def test_make_change_and_delete_their_own(self, brands, which, publisher_of, desk_client):
        brand = brands[which]
        client = desk_client(publisher_of(brand))
        assert client.post(reverse("wagtailredirects:add"), data(brand, home_of(brand))).status_code == 302
        made = Redirect.objects.get()
        assert (made.site, made.redirect_page_id) == (brand.site, home_of(brand).pk)
        edit = reverse("wagtailredirects:edit", args=[made.pk])
        assert client.post(edit, data(brand, redirect_link="https://example.com/")).status_code == 302
        assert Redirect.objects.get().redirect_link == "https://example.com/"
        assert client.post(reverse("wagtailredirects:delete", args=[made.pk])).status_code == 302
        assert not Redirect.objects.exists()

    def test_are_refused_another_site_all_sites_and_another_brands_page(self, brands, which, publisher_of, desk_client):
        brand, other = brands[which], brands[1 - which]
        client = desk_client(publisher_of(brand))
        offered = client.get(reverse("wagtailredirects:add")).context["form"].fields["site"].queryset
        assert list(offered) == [brand.site]
        own = Redirect.objects.create(old_path="/mine", site=brand.site, redirect_link="https://example.com/")
        for sent, field in [
            (data(other, home_of(brand)), "site"),
            (data(brand, home_of(brand), site=""), "site"),
            (data(brand, home_of(other)), "redirect_page"),
        ]:
            for address in (reverse("wagtailredirects:add"), reverse("wagtailredirects:edit", args=[own.pk])):
                response = client.post(address, sent)
                assert response.status_code == 200
                assert set(response.context["form"].errors) == {field}
        assert list(Redirect.objects.values_list("old_path", "site")) == [("/mine", brand.site_id)]

    def test_see_and_export_their_own_only(self, brands, which, publisher_of, desk_client):
        brand, other = brands[which], brands[1 - which]
        for each in (brand, other):
            Redirect.objects.create(old_path=f"/of-{each.key}", site=each.site, redirect_link="https://example.com/")
        Redirect.objects.create(old_path="/of-all", redirect_link="https://example.com/")
        client = desk_client(publisher_of(brand))
        for query in ({}, {"export": "csv"}, {"q": "of"}):
            response = client.get(reverse("wagtailredirects:index"), query)
            text = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
            assert f"/of-{brand.key}" in text
            assert f"/of-{other.key}" not in text
            assert "/of-all" not in text


def test_administrators_keep_those_of_all_sites_too(brands, administrator, desk_client):
    client = desk_client(administrator)
    assert client.post(reverse("wagtailredirects:add"), data(brands[0], home_of(brands[1]), site="")).status_code == 302
    assert Redirect.objects.get().site is None


def test_editors_and_librarians_have_none(brands, editor_of, librarian, desk_client):
    for user in (editor_of(brands[0]), editor_of(brands[1]), librarian):
        desk_client(user).post(reverse("wagtailredirects:add"), data(brands[0], home_of(brands[0])))
    assert not Redirect.objects.exists()


@on_both_brands
class TestTheForm:
    def test_takes_a_path_and_refuses_what_is_no_address(self, brands, which, publisher_of, desk_client):
        brand, add = brands[which], reverse("wagtailredirects:add")
        client = desk_client(publisher_of(brand))
        for link in (
            "javascript:alert(1)",
            "//example.com/",
            "feed",
            "/a\\b",
            "https://a@example.com/",
            "/" + "x" * 255,
        ):
            response = client.post(add, data(brand, redirect_link=link))
            assert "redirect_link" in response.context["form"].errors, link
        assert client.post(add, data(brand, redirect_link="/feed.rss")).status_code == 302
        assert Redirect.objects.get().redirect_link == "/feed.rss"

    def test_is_filled_in_by_its_address(self, brands, which, publisher_of, desk_client):
        brand, other = brands[which], brands[1 - which]
        client = desk_client(publisher_of(brand))
        for site in (brand.site_id, other.site_id, "x"):
            form = client.get(reverse("wagtailredirects:add"), {"old_path": "/a?b=1", "site": site}).context["form"]
            assert (form["old_path"].value(), list(form.fields["site"].queryset)) == ("/a?b=1", [brand.site])
