"""The gate: at every address of the desk, what belongs to another brand is not found."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import resolve, reverse
from wagtail.models import Collection, Page

from cms.desk.gate import model_named
from home.provisioning.teams import group_collection
from tests.factories.brands import PASSWORD, home_of, make_user
from tests.factories.library import make_role
from tests.factories.media import make_document, make_image

from .addresses import Belongings, desk_addresses

# The library's four kinds have the same views: own things are asked of one, foreign ones of all.
ALIKE = ("_library_question", "_library_example", "_library_calltoaction")

# Own addresses that are not found for reasons of their own.
NOT_THERE = {
    "wagtailadmin_editing_sessions:ping",  # there is no such session
    "translation_side_by_side",  # the role is no translation
    "library_suggest",  # the role is no original
    *("touched_page", "touched_now"),  # no public page shows the role
    "wagtailadmin_collections:delete",  # teams do not keep collections
    "wagtailadmin_pages:convert_alias",  # the page is none
    *("wagtailimages:url_generator", "wagtailimages:url_generator_output"),  # the desk does not offer it
    "wagtailimages:preview",  # nor pictures of any size that an address names
    "wagtailadmin_workflows:task_chosen",  # closed, as all that chooses tasks
    *("brands:history", "brands:history_results"),  # the publishers', see tests/home
}


@pytest.fixture
def belongings(brands, administrator):
    return [Belongings(brand, administrator) for brand in brands]


@pytest.fixture
def people(brands, editor_of, publisher_of):
    """An editor and a publisher of each brand."""
    return [(editor_of(brand), publisher_of(brand)) for brand in brands]


def sign_in(client, user):
    client.logout()
    client.defaults["HTTP_HOST"] = "desk.localhost:8000"
    client.raise_request_exception = False
    assert client.login(username=user.email, password=PASSWORD)
    return client


class TestAddresses:
    def test_the_gate_knows_what_every_parameter_of_every_address_names(self, belongings):
        """A new address that names objects must be said in the gate; until then it is closed."""
        values = {"uidb64": "x", "token": "x", "uploaded_file_id": 1, "session_id": 1, "task_id": 1, "pk": 1}
        values |= {"app_name": "media", "app_label": "library", "model_name": "role", "action": "delete"}
        values |= {"brand_key": "iduet", "offer_id": 1}
        values |= {"content_type_app_name": "pages", "content_type_model_name": "contentpage", "workflow_pk": 1}
        addresses = desk_addresses()
        assert len(addresses) > 200
        for address in addresses:
            known = belongings[0].values(address) or {name: values[name] for name in address.parameters}
            match = resolve(reverse(address.name, kwargs=known))
            for parameter in match.kwargs:
                model_named(match, parameter)  # raises when unknown

    @pytest.mark.crawl
    @pytest.mark.parametrize("which", [0, 1])
    def test_what_is_foreign_is_not_found_whatever_the_address_and_the_method(self, belongings, people, client, which):
        foreign = belongings[1 - which]
        named = [found for address in desk_addresses() if (found := foreign.address(address))]
        assert len(named) > 150
        for user in people[which]:
            sign_in(client, user)
            open_ = [path for path in named if client.get(path).status_code != 404]
            assert open_ == []
        assert [path for path in named if client.post(path).status_code != 404] == []

    @pytest.mark.crawl
    @pytest.mark.parametrize("which", [0, 1])
    def test_the_gate_opens_for_what_is_ones_own(self, belongings, people, client, which):
        own = belongings[which]
        addresses = [
            address
            for address in desk_addresses()
            if address.name not in NOT_THERE and not address.namespace.endswith(ALIKE)
        ]
        named = [found for address in addresses if (found := own.address(address))]
        assert len(named) > 80
        sign_in(client, people[which][which])  # of one brand the editor, of the other the publisher
        answers = {path: client.get(path).status_code for path in named}
        assert {path: code for path, code in answers.items() if code == 404 or code >= 500} == {}


class TestQueries:
    def test_bulk_actions_and_multiple_choices_name_objects_in_their_query(self, belongings, people, client):
        for which in (0, 1):
            own, foreign = belongings[which], belongings[1 - which]
            sign_in(client, people[which][1])
            for path, mine, theirs in [
                ("/admin/bulk/wagtailcore/page/publish/", own.page, foreign.page),
                ("/admin/bulk/library/role/delete/", own.items["role"], foreign.items["role"]),
                ("/admin/bulk/media/mediaimage/delete/", own.image, foreign.image),
                (reverse("wagtailadmin_choose_page_chosen_multiple"), own.page, foreign.page),
                (
                    reverse("wagtailsnippetchoosers_library_role:chosen_multiple"),
                    own.items["role"],
                    foreign.items["role"],
                ),
            ]:
                assert client.get(path, {"id": [mine.pk]}).status_code != 404, path
                assert client.get(path, {"id": [mine.pk, theirs.pk]}).status_code == 404, path
            whole_tree = {"id": "all", "childOf": home_of(foreign.brand).pk}
            assert client.get("/admin/bulk/wagtailcore/page/publish/", whole_tree).status_code == 404


class TestWhatBelongsToTheGroup:
    def test_originals_and_the_groups_files_are_there_for_every_team(self, brands, people, client):
        role, image = make_role("CIO"), make_image(collection=group_collection())
        document = make_document(collection=group_collection())
        elsewhere = make_image(collection=Collection.get_first_root_node())
        for user in (*people[0], *people[1]):
            sign_in(client, user)
            chosen = reverse("wagtailsnippetchoosers_library_role:chosen", args=[role.pk])
            assert client.get(chosen).status_code == 200
            for namespace, thing in (("wagtailimages_chooser", image), ("wagtaildocs_chooser", document)):
                assert client.get(reverse(f"{namespace}:chosen", args=[thing.pk])).status_code == 200
            assert client.get(reverse("wagtailimages_chooser:chosen", args=[elsewhere.pk])).status_code == 404

    def test_librarians_see_originals_and_no_brands_things(self, belongings, librarian, client):
        sign_in(client, librarian)
        original = make_role("CIO")
        edit = "wagtailsnippets_library_role:edit"
        assert client.get(reverse(edit, args=[original.pk])).status_code == 200
        for one in belongings:
            assert client.get(reverse(edit, args=[one.items["role"].pk])).status_code == 404
            assert client.get(reverse("wagtailadmin_pages:edit", args=[one.page.pk])).status_code == 404

    def test_administrators_see_everything(self, belongings, administrator, client):
        sign_in(client, administrator)
        for one in belongings:
            for path in (
                reverse("wagtailadmin_pages:edit", args=[one.page.pk]),
                reverse("wagtailsnippets_library_role:edit", args=[one.items["role"].pk]),
                reverse("wagtailimages:edit", args=[one.image.pk]),
                reverse("wagtailadmin_api:images:listing"),
            ):
                assert client.get(path).status_code == 200

    def test_who_is_in_no_team_finds_nothing(self, belongings, client):
        stranger = make_user("stranger@desk.localhost")
        stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
        sign_in(client, stranger)
        for one in belongings:
            assert client.get(reverse("wagtailadmin_pages:edit", args=[one.page.pk])).status_code == 404
            role = one.items["role"]
            assert client.get(reverse("wagtailsnippets_library_role:edit", args=[role.pk])).status_code == 404


class TestLists:
    def test_explorer_and_page_chooser_show_ones_own_trees(self, belongings, people, client):
        root = Page.get_first_root_node()
        for which in (0, 1):
            own, foreign = belongings[which], belongings[1 - which]
            for user in people[which]:
                sign_in(client, user)
                home = home_of(own.brand)
                for path in (
                    reverse("wagtailadmin_explore", args=[root.pk]),
                    reverse("wagtailadmin_choose_page_child", args=[root.pk]),
                    reverse("wagtailadmin_choose_page"),
                ):
                    text = client.get(path).content.decode()
                    assert own.brand.name in text, path
                    assert f"/pages/{home_of(foreign.brand).pk}/" not in text, path
                    assert f'data-id=\\"{home_of(foreign.brand).pk}' not in text, path
                found = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "ContentPage"}).content.decode()
                assert own.page.title in found
                assert foreign.page.title not in found
                assert client.get(reverse("wagtailadmin_choose_page_child", args=[home.pk])).status_code == 200

    def test_library_menus_cookies_and_files_show_ones_own_and_the_groups(self, belongings, people, client):
        original = make_role("The group's CIO")
        shared = make_image("The group's picture", collection=group_collection())
        for which in (0, 1):
            own, foreign = belongings[which], belongings[1 - which]
            sign_in(client, people[which][1])
            for path, there, absent in [
                (reverse("wagtailsnippets_library_role:list"), [own.items["role"], original], foreign.items["role"]),
                (reverse("wagtailsnippetchoosers_library_role:choose"), [own.items["role"], original],
                 foreign.items["role"]),
                (reverse("wagtailsnippets_navigation_menu:list"), [own.menu], foreign.menu),
                (reverse("wagtailimages:index"), [own.image], foreign.image),
                (reverse("wagtailimages_chooser:choose"), [own.image, shared], foreign.image),
                (reverse("wagtaildocs:index"), [own.document], foreign.document),
                (reverse("wagtaildocs_chooser:choose"), [own.document], foreign.document),
            ]:  # fmt: skip
                text = client.get(path).content.decode().replace("&#x27;", "'")
                assert all(str(thing) in text for thing in there), path
                assert str(absent) not in text, path
            for name in ("images", "documents"):
                assert client.get(reverse(f"wagtailadmin_api:{name}:listing")).status_code == 404
