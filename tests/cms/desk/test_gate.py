"""The gate: at every address of the desk, what belongs to another brand is not found."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.http import HttpResponse
from django.urls import ResolverMatch, resolve, reverse
from wagtail.models import Collection, Page, Revision

from cms.desk.gate import DeskGate, UnknownParameter, model_named, named_in_path
from cms.desk.models import Refusal
from cms.library.models import Role
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
        values |= {"brand_key": "iduet", "offer_id": 1, "parcel_id": 1}
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


def match_of(**kwargs) -> ResolverMatch:
    return ResolverMatch(lambda: None, (), kwargs, url_name="one", namespaces=["somewhere"])


class TestNames:
    """What the parameters of an address name."""

    def test_the_model_of_a_key_is_named_by_two_words_or_not_at_all(self):
        named = match_of(pk="1", app_label="wagtailcore", model_name="page")
        assert list(named_in_path(named)) == [(Page, "1")]
        for words in ({}, {"app_label": "wagtailcore"}, {"model_name": "page"}):
            with pytest.raises(UnknownParameter):
                model_named(match_of(pk="1", **words), "pk")

    def test_words_name_nothing_and_keys_of_versions_a_version(self):
        assert list(named_in_path(match_of(action="delete", revision_id="7"))) == [(Revision, "7")]

    def test_words_in_place_of_keys_and_keys_of_nothing_are_the_views_to_answer(self, belongings, people, client):
        compare = "wagtailsnippets_navigation_menu:revisions_compare"
        for own, (editor, _publisher) in zip(belongings, people, strict=True):
            sign_in(client, editor)
            words = {"pk": own.menu.pk, "revision_id_a": "earliest", "revision_id_b": "latest"}
            assert client.get(reverse(compare, kwargs=words)).status_code == 200
            assert client.get(reverse("wagtailadmin_pages:edit", args=[10_000_000])).status_code == 404


class TestAllAtOnce:
    """“All” of a bulk action is what a person may see."""

    ACTIONS = (
        ("wagtailcore/page/publish", "page"),
        ("library/role/delete", "role"),
        ("media/mediaimage/delete", "image"),
    )

    def things(self, own: Belongings) -> dict:
        return {"page": own.page, "role": own.items["role"], "image": own.image}

    def test_tells_of_nobody_elses(self, belongings, people, client):
        for own, foreign, (_editor, publisher) in zip(belongings, belongings[::-1], people, strict=True):
            sign_in(client, publisher)
            for action, kind in self.ACTIONS:
                response = client.get(f"/admin/bulk/{action}/", {"id": "all"})
                rows = [*response.context["items"], *response.context["items_with_no_access"]]
                shown = {(row["item"] if isinstance(row, dict) else row).pk for row in rows}
                assert self.things(own)[kind].pk in shown, kind
                assert self.things(foreign)[kind].pk not in shown, kind

    def test_also_below_the_root_of_all_and_where_one_searched(self, belongings, people, client):
        root = Page.get_first_root_node()
        for own, foreign, (_editor, publisher) in zip(belongings, belongings[::-1], people, strict=True):
            sign_in(client, publisher)
            for asked in ({"childOf": root.pk}, {"childOf": root.pk, "q": own.page.title.split()[0]}):
                response = client.get("/admin/bulk/wagtailcore/page/publish/", {"id": "all", **asked})
                assert response.status_code == 200
                told = response.content.decode()
                assert foreign.page.title not in told
                assert f"/admin/pages/{home_of(foreign.brand).pk}/" not in told

    def test_changes_nothing_of_anybody_else(self, belongings, people, client):
        for own, (_editor, publisher) in zip(belongings, people, strict=True):
            sign_in(client, publisher)
            not_hers = Role.objects.exclude(brand=own.brand)
            before = set(not_hers.values_list("pk", flat=True))
            assert client.post("/admin/bulk/library/role/delete/?id=all").status_code == 302
            assert set(not_hers.values_list("pk", flat=True)) == before
            assert not Role.objects.filter(pk=own.items["role"].pk).exists()

    def test_what_is_not_there_is_not_found(self, belongings, people, administrator, client):
        for user in (people[0][1], people[1][0], administrator):
            sign_in(client, user)
            for asked in ({"id": "x"}, {"id": ""}, {"id": "9" * 30}, {}, {"id": "all", "childOf": "x"},
                          {"id": "all", "childOf": "10000000"}, {"id": "all", "childOf": "9" * 30}):  # fmt: skip
                assert client.get("/admin/bulk/wagtailcore/page/publish/", asked).status_code == 404, asked
            for path in ("wagtailcore/page/nothing", "nowhere/nothing/delete"):
                assert client.get(f"/admin/bulk/{path}/", {"id": "all"}).status_code == 404, path


class TestWhoIsStoppedWhere:
    def test_only_who_is_signed_in_at_the_desk(self, iduet, editor_of, rf):
        """At a closed address, and where a view refuses: the gate stops and notes, or does neither."""
        editor, desk = editor_of(iduet), reverse("wagtailadmin_home")
        gate = DeskGate(lambda request: HttpResponse(status=403))
        closed = ResolverMatch(lambda: None, (), {}, url_name="preview", namespaces=["wagtailimages"])
        asked = [
            ("desk", desk, editor), ("site", desk, editor), ("desk", "/elsewhere/", editor),
            ("desk", desk, AnonymousUser()), ("desk", desk, None),
        ]  # fmt: skip
        stopped, noted = [], []
        for kind, path, user in asked:
            request = rf.get(path)
            request.host_kind, request.user, request.resolver_match = kind, user, closed
            stopped.append(gate.process_view(request, None, (), {}) is not None)
            Refusal.objects.all().delete()
            gate(request)
            noted.append(Refusal.objects.exists())
        assert stopped == noted == [True, False, False, False, False]

    def test_an_answer_before_any_view_is_not_noted(self, iduet, editor_of, rf):
        request = rf.get(reverse("wagtailadmin_home"))
        request.host_kind, request.user, request.resolver_match = "desk", editor_of(iduet), None
        assert DeskGate(lambda request: HttpResponse(status=403))(request).status_code == 403
        assert not Refusal.objects.exists()

    def test_who_is_in_no_team_has_her_own_account_and_nothing_else(self, brands, client):
        entrance = Group.objects.create(name="May sign in")
        entrance.permissions.add(Permission.objects.get(codename="access_admin"))
        sign_in(client, make_user("colleague@desk.localhost", "May sign in"))
        assert client.get(reverse("wagtailadmin_home")).status_code == 200
        assert client.get(reverse("wagtailadmin_account")).status_code == 200
        for name in ("wagtailadmin_explore_root", "wagtailadmin_reports:site_history", "wagtailadmin_choose_page"):
            assert client.get(reverse(name)).status_code == 404

    def test_what_is_closed_is_closed_to_every_team(self, brands, people, client):
        for user in (*people[0], *people[1]):
            sign_in(client, user)
            for name in ("wagtailadmin_api:images:listing", "wagtailadmin_reports:page_types_usage"):
                assert client.get(reverse(name)).status_code == 404
            assert client.get(reverse("wagtailadmin_reports:site_history")).status_code != 404

    def test_noted_is_what_was_foreign_and_not_what_was_her_own(self, belongings, people, client):
        for own, foreign, (_editor, publisher) in zip(belongings, belongings[::-1], people, strict=True):
            Refusal.objects.all().delete()
            sign_in(client, publisher)
            asked = {"id": [own.page.pk, foreign.page.pk, 10_000_000]}
            assert client.get("/admin/bulk/wagtailcore/page/publish/", asked).status_code == 404
            assert [refusal.object_id for refusal in Refusal.objects.all()] == [str(foreign.page.pk)]
