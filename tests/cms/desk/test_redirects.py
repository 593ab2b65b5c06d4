"""Redirects are kept by the publishers of their brand, for its own site and its own pages."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from cms.desk.redirects import OwnRedirectForm, RedirectPermissionPolicy
from tests.factories.brands import home_of, make_administrator, make_editor, make_librarian, make_publisher, make_user

on_both_brands = pytest.mark.parametrize("which", [0, 1])


def data(brand, page=None, **changes) -> dict:
    return {"old_path": "/old", "site": brand.site_id, "redirect_page": page.pk if page else "", **changes}


class TestThePolicy:
    """People × actions × redirects of each brand's site and of all sites."""

    ACTIONS = {"view", "add", "change", "delete"}
    policy = RedirectPermissionPolicy(Redirect)

    @pytest.fixture
    def people(self, brands):
        """Person → the sites whose redirects she looks after; None stands for those of all sites."""
        both = make_user("both@desk.localhost", f"{brands[0].name} publishers", f"{brands[1].name} editors")
        retired = [make_user("retired@desk.localhost", f"{brands[0].name} publishers")]
        retired.append(make_user("old@desk.localhost", superuser=True))
        for user in retired:
            user.is_active = False
            user.save()
        return {
            make_administrator(): {None, *(brand.site for brand in brands)},
            **{make_publisher(brand): {brand.site} for brand in brands},
            both: {brands[0].site},
            **{make_editor(brand): set() for brand in brands},
            make_librarian(): set(),
            **{user: set() for user in retired},
        }

    def test_every_person_action_and_site(self, people, brands):
        redirects = [
            Redirect.objects.create(old_path="/old", site=site, redirect_link="https://example.com/")
            for site in (None, *(brand.site for brand in brands))
        ]
        for user, sites in people.items():
            mine = {redirect for redirect in redirects if redirect.site in sites}
            for action in self.ACTIONS:
                assert self.policy.user_has_permission(user, action) == bool(sites), f"{user} {action}"
                assert set(self.policy.instances_user_has_permission_for(user, action)) == mine, f"{user} {action}"
                found = {one for one in redirects if self.policy.user_has_permission_for_instance(user, action, one)}
                assert found == mine, f"{user} {action}"

    def test_there_is_nothing_else_to_be_done_with_them(self, people, brands):
        redirect = Redirect.objects.create(old_path="/old", site=brands[0].site, redirect_link="https://example.com/")
        for user in people:
            if not user.is_superuser:
                assert not self.policy.user_has_permission(user, "publish"), user
                assert not self.policy.user_has_permission_for_instance(user, "publish", redirect), user
                assert not self.policy.instances_user_has_permission_for(user, "publish"), user

    def test_the_form_offers_the_same_sites(self, people):
        for user, sites in people.items():
            if user.is_active:
                offered = set(OwnRedirectForm(for_user=user).fields["site"].queryset)
                assert offered == (set(Site.objects.all()) if user.is_superuser else sites), user


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


def test_a_page_outside_the_brands_is_nobodys_to_lead_to(brands, administrator, desk_client):
    sent = data(brands[0], Page.get_first_root_node())
    response = desk_client(administrator).post(reverse("wagtailredirects:add"), sent)
    assert set(response.context["form"].errors) == {"redirect_page"}
    assert not Redirect.objects.exists()


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
