"""Editors say first what a change touches; the list shows each page before and after, and nothing of that stays."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageViewRestriction

from brands.models import Brand
from cms.changes.models import Change
from cms.desk.touched.deeds import Deed
from cms.desk.touched.views import address_of
from cms.library.models import Role
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from home.provisioning.teams import brand_collection, group_collection
from tests.api.test_layout import make_entries, make_menu, to
from tests.factories.brands import home_of
from tests.factories.editor import form_data
from tests.factories.library import make_role, make_version
from tests.factories.media import make_image
from tests.factories.pages import make_content, make_specialism

from .conftest import cards


def edit(thing) -> str:
    return reverse(type(thing).snippet_viewset.get_url_name("edit"), args=[thing.pk])


def draft_of(role, **fields):
    for name, value in fields.items():
        setattr(role, name, value)
    role.save_revision()
    return Role.objects.get(pk=role.pk)


class TestEditors:
    def test_a_library_item_says_it_above_its_fields(self, pages, role, librarian, desk_client):
        answer = desk_client(librarian).get(edit(role))
        assert "This touches 2 pages on 2 brands; 4 addresses." in answer.text
        assert address_of("touched", role) in answer.text

    def test_a_brands_own_editor_is_told_of_her_brand(self, pages, role, brands, editor_of, desk_client):
        version = make_version(role, brands[0], tagline="Ours")
        answer = desk_client(editor_of(brands[0])).get(edit(version))
        assert "This touches 1 page on 1 brand; 2 addresses." in answer.text

    def test_a_menu_a_brand_an_image_and_a_move_say_it_too(self, pages, brands, publisher_of, desk_client):
        iduet = brands[0]
        client = desk_client(publisher_of(iduet))
        menu = Menu.objects.create(brand=iduet, locale=locale_of("nl"), place="header")
        image = make_image(collection=brand_collection(iduet))
        make_content(home_of(iduet), "With picture", hero_image=image)
        target = make_specialism(home_of(iduet), slug="target")
        moved = make_specialism(home_of(iduet), slug="moved")
        make_specialism(moved, slug="below")
        for address, pages_told in (
            (edit(menu), "6 pages"),
            (reverse("brands:edit", args=[iduet.pk]), "7 pages"),
            (reverse("wagtailimages:edit", args=[image.pk]), "1 page"),
            (reverse("wagtailadmin_pages:move_confirm", args=[moved.pk, target.pk]), "2 pages"),
            (reverse("wagtailadmin_pages:unpublish", args=[moved.pk]), "2 pages"),
            (reverse("wagtailadmin_pages:delete", args=[moved.pk]), "2 pages"),
        ):
            answer = client.get(address)
            assert f"This touches {pages_told} on 1 brand" in answer.text, address
            assert "Finhire" not in BeautifulSoup(answer.text, "html.parser").select_one(".messages").get_text()


class TestPublishing:
    """Whoever may publish a page is told above its editor what that touches, and beside it after each save."""

    @pytest.fixture
    def linked(self, brands):
        """On each brand a page, and one that links to it."""
        pages = [make_content(home_of(brand), f"Linked {brand}") for brand in brands]
        for page in pages:
            link = f'<a linktype="page" id="{page.pk}">there</a>'
            make_content(page.get_parent(), f"Links {page.pk}", introduction=link)
        return pages

    def told(self, client, page, query="") -> tuple[list[str], list[str]]:
        """What stands above the editor, and beside it."""
        html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]) + query).content
        read = BeautifulSoup(html, "html.parser")
        above = read.select(".messages li")
        beside = [BeautifulSoup(str(one), "html.parser") for one in read.select(".page-health__reach")]
        texts = [[" ".join(one.get_text(" ").split()) for one in found] for found in (above, beside)]
        return tuple([text for text in each if text] for each in texts)

    def test_it_is_said_above_the_editor_and_beside_it(self, linked, brands, publisher_of, desk_client):
        for brand, page in zip(brands, linked, strict=True):
            client = desk_client(publisher_of(brand))
            said = "Publishing touches 2 pages on 1 brand; 4 addresses. See what it touches"
            assert self.told(client, page) == ([said], [said])
            draft_of_page(page, slug="another")
            said = "Publishing touches 2 pages on 1 brand; 5 addresses. See what it touches"
            assert self.told(client, page) == ([said], [said])
            listed = client.get(address_of("touched", page, Deed("publish"))).text
            assert set(_titles(listed)) == {page.title, f"Links {page.pk}"}

    def test_who_may_not_publish_is_not_told(self, linked, brands, editor_of, desk_client):
        assert self.told(desk_client(editor_of(brands[0])), linked[0]) == ([], [])

    def test_a_new_page_learns_it_beside_the_editor_and_leaves_no_message(self, brands, publisher_of, desk_client):
        """Its form asks for what stands beside it as soon as it was saved; nobody reads messages then."""
        client = desk_client(publisher_of(brands[1]))
        page = make_content(home_of(brands[1]), publish=False)
        said = "Publishing touches 1 page on 1 brand; 2 addresses. See what it touches"
        assert self.told(client, page, "?_w_hydrate_create_view=1") == ([], [said])
        menu = Menu.objects.create(brand=brands[1], locale=locale_of("nl"), place="header")
        client.get(f"{edit(menu)}?_w_hydrate_create_view=1")
        assert "touches" not in client.get(reverse("wagtailadmin_home")).text

    def test_what_visitors_will_not_see(self, brands, publisher_of, desk_client):
        page = make_content(home_of(brands[0]), publish=False)
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        said = "Publishing this shows nothing to visitors."
        assert self.told(desk_client(publisher_of(brands[0])), page) == ([said], [said])


def draft_of_page(page, **fields):
    draft = page.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()


class TestList:
    def test_librarians_see_all_brands_and_others_none_of_the_groups(
        self, pages, role, brands, librarian, publisher_of, desk_client
    ):
        address = address_of("touched", role)
        html = desk_client(librarian).get(address).text
        assert {"Iduet shows", "Finhire shows"} <= set(_titles(html))
        assert "A draft" not in html
        refused = desk_client(publisher_of(brands[0])).get(address)
        assert refused.status_code == 302
        assert "Finhire shows" not in refused.text

    def test_of_another_brands_thing_there_is_none(self, pages, brands, publisher_of, desk_client):
        own = make_role(brand=brands[0])
        make_content(home_of(brands[0]), "Only ours", body=[cards(own)])
        address = address_of("touched", own)
        assert desk_client(publisher_of(brands[1])).get(address).status_code == 404
        assert "Only ours" in desk_client(publisher_of(brands[0])).get(address).text

    def test_a_page_that_is_not_touched_is_not_shown(self, pages, role, brands, librarian, desk_client):
        other = make_content(home_of(brands[0]))
        client = desk_client(librarian)
        for view in ("touched_page", "touched_now"):
            assert client.get(address_of(view, role, None, other.pk)).status_code == 404
        assert client.post(address_of("touched_after", role, None, other.pk)).status_code == 404

    @pytest.mark.parametrize("named", ["library/nothing/1", "accounts/user/1", "library/role/0", "library/role/x"])
    def test_what_touches_no_page_is_not_found(self, brands, administrator, desk_client, named):
        assert desk_client(administrator).get(f"/admin/touched/{named}/").status_code == 404


def _titles(html: str) -> list[str]:
    return [cell.get_text(strip=True) for cell in BeautifulSoup(html, "html.parser").select("td.title")]


class TestBeforeAndAfter:
    def test_a_draft_of_the_group_on_a_brands_page(self, pages, role, librarian, desk_client):
        role = draft_of(role, tagline="A new line")
        client, page = desk_client(librarian), pages[1]
        changes = Change.objects.count()
        now = client.get(address_of("touched_now", role, None, page.pk)).text
        after = client.post(address_of("touched_after", role, None, page.pk)).text
        assert ("The group's line" in _text(now), "A new line" in _text(now)) == (True, False)
        assert ("The group's line" in _text(after), "A new line" in _text(after)) == (False, True)
        stored = Role.objects.get(pk=role.pk)
        assert (stored.tagline, stored.has_unpublished_changes) == ("The group's line", True)
        assert Change.objects.count() == changes
        assert client.get(address_of("touched_now", role, None, page.pk)).text == now
        for html in (now, after):
            assert [each["type"] for each in BeautifulSoup(html, "html.parser").select("script")] == [
                "application/ld+json"
            ], "a sandboxed frame runs no script, and the browser would complain"
        both = client.post(address_of("touched_page", role, None, page.pk))
        assert address_of("touched_after", role, None, page.pk) in both.text

    def test_what_refuses_publishing_is_said(self, pages, role, librarian, desk_client):
        role = draft_of(role, tagline="")
        answer = desk_client(librarian).post(address_of("touched_after", role, None, pages[0].pk))
        assert "After the change nothing can be shown yet. This is needed before publishing." in answer.text

    def test_a_page_at_its_new_place(self, brands, publisher_of, desk_client):
        home = home_of(brands[0])
        target = make_specialism(home, "Target section", slug="target")
        moved = make_specialism(home, "Moved page", slug="moved")
        client = desk_client(publisher_of(brands[0]))
        after = client.post(address_of("touched_after", moved, Deed("move", target), moved.pk)).text
        assert "Target section" in _text(after)
        assert "Target section" not in _text(
            client.get(address_of("touched_now", moved, Deed("move", target), moved.pk)).text
        )
        moved.refresh_from_db()
        assert moved.url_path.endswith("/moved/")
        assert moved.get_parent().pk == home.pk

    def test_a_move_to_another_brands_tree_is_not_found(self, brands, publisher_of, desk_client):
        moved, foreign = (make_specialism(home_of(brand)) for brand in brands)
        address = address_of("touched", moved, Deed("move", foreign))
        assert desk_client(publisher_of(brands[0])).get(address).status_code == 404

    def test_what_is_unpublished_or_deleted_is_not_there_afterwards(self, brands, publisher_of, desk_client):
        for brand, deed in zip(brands, (Deed("unpublish"), Deed("delete")), strict=True):
            page, client = make_content(home_of(brand), "Going"), desk_client(publisher_of(brand))
            assert "Going" in _titles(client.get(address_of("touched", page, deed)).text)
            after = client.post(address_of("touched_after", page, deed, page.pk)).text
            assert after == "After the change visitors do not see this page."
            page.refresh_from_db()
            assert page.live

    def test_a_menus_draft_on_a_page_of_each_brand_and_nowhere_else(self, brands, publisher_of, desk_client):
        """An entry whose target is not public is not there after the change either."""
        clients = {brand: desk_client(publisher_of(brand)) for brand in brands}
        for brand, other in (brands, brands[::-1]):
            page, hidden = make_content(home_of(brand)), make_content(home_of(brand), "Hidden one", publish=False)
            elsewhere = make_content(home_of(other))
            for place in ("header", "footer"):
                menu = make_menu(brand, to(page, f"Old {place}"), place=place)
                menu.entries = make_entries(to(page, f"New {place}"), to(hidden, "To a draft"))
                menu.save_revision()
                menu = Menu.objects.get(pk=menu.pk)
                now = _text(clients[brand].get(address_of("touched_now", menu, None, page.pk)).text)
                after = _text(clients[brand].post(address_of("touched_after", menu, None, page.pk)).text)
                assert (f"Old {place}" in now, f"New {place}" in now) == (True, False)
                assert (f"Old {place}" in after, f"New {place}" in after) == (False, True)
                assert "To a draft" not in after
                assert Menu.objects.get(pk=menu.pk).entries[0].value["link"]["text"] == f"Old {place}"
                assert clients[other].get(address_of("touched", menu)).status_code == 404
                assert clients[other].post(address_of("touched_after", menu, None, page.pk)).status_code == 404
                assert clients[brand].post(address_of("touched_after", menu, None, elsewhere.pk)).status_code == 404

    def test_a_brand_as_its_form_says_and_its_hosts_stay(self, brands, publisher_of, desk_client):
        iduet, client = brands[0], desk_client(publisher_of(brands[0]))
        page = make_content(
            home_of(iduet), "Reach us", body=[{"type": "contact_details", "value": {"heading": "Contact"}}]
        )
        data = form_data(client.get(reverse("brands:edit", args=[iduet.pk])), email="new@iduet.example")
        after = client.post(address_of("touched_after", iduet, None, page.pk), data).text
        assert "new@iduet.example" in after
        assert Brand.objects.get(pk=iduet.pk).email == iduet.email
        shown = client.post(address_of("touched", iduet), data).text
        assert 'value="new@iduet.example"' in shown
        refused = client.post(address_of("touched_after", iduet, None, page.pk), {**data, "email": "no address"}).text
        assert "cannot be saved yet" in refused

    def test_a_picture_as_its_form_says(self, iduet, publisher_of, desk_client):
        image = make_image(collection=brand_collection(iduet), description="Before")
        page = make_content(home_of(iduet), "With picture", hero_image=image)
        client = desk_client(publisher_of(iduet))
        data = {"title": image.title, "description": "Described anew", "purpose": "picture",
                "collection": image.collection_id}  # fmt: skip
        after = client.post(address_of("touched_after", image, None, page.pk), data).text
        assert 'alt="Described anew"' in after
        image.refresh_from_db()
        assert image.description == "Before"

    def test_who_may_only_look_at_the_groups_picture_is_refused(self, iduet, editor_of, desk_client):
        image = make_image(collection=group_collection())
        assert desk_client(editor_of(iduet)).get(address_of("touched", image)).status_code == 302


def _text(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text(" ", strip=True)
