"""Teams of a brand, and what Wagtail lets each do."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask
from wagtail.permissions import policy_registry

from brands.models import Team
from home.provisioning.teams import brand_collection, ensure_brand_teams, ensure_librarians, group_collection
from tests.factories.brands import home_of, make_user
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content

PAGE_RIGHTS = ["can_edit", "can_add_subpage", "can_publish", "can_unpublish", "can_delete", "can_lock"]


def rights(user, page) -> set[str]:
    permissions = page.permissions_for_user(user)
    return {right for right in PAGE_RIGHTS if getattr(permissions, right)()}


class TestPages:
    def test_editors_write_and_publishers_publish_on_their_own_brand_only(self, brands, editor_of, publisher_of):
        iduet, finhire = brands
        people = {"editor": editor_of(iduet), "publisher": publisher_of(iduet)}
        for code in ("nl", "en"):
            ours, theirs = (make_content(home_of(brand, code)) for brand in (iduet, finhire))
            assert rights(people["editor"], ours) == {"can_edit", "can_add_subpage"}
            assert rights(people["publisher"], ours) >= {"can_edit", "can_publish", "can_unpublish", "can_lock"}
            assert rights(people["editor"], theirs) == rights(people["publisher"], theirs) == set()

    def test_a_publisher_deletes_what_is_live_and_an_editor_only_her_drafts(self, brands, editor_of, publisher_of):
        editor, publisher = editor_of(brands[0]), publisher_of(brands[0])
        live = make_content(home_of(brands[0]))
        assert live.permissions_for_user(publisher).can_delete()
        assert not live.permissions_for_user(editor).can_delete()
        draft = make_content(home_of(brands[0]), publish=False, owner=editor)
        assert draft.permissions_for_user(editor).can_delete()

    def test_librarians_and_strangers_change_no_page(self, brands, librarian):
        page = make_content(home_of(brands[0]))
        assert rights(librarian, page) == set()
        assert rights(make_user("stranger@desk.localhost"), page) == set()


class TestCollections:
    def test_each_brand_has_its_own_beside_the_groups(self, brands):
        names = set(Collection.objects.filter(depth=2).values_list("name", flat=True))
        assert {"Iduet", "Finhire", "Iduet Group"} <= names
        assert brand_collection(brands[0]) == brand_collection(brands[0])

    @pytest.mark.parametrize("make", [make_image, make_document])
    def test_who_may_change_and_choose_what(self, brands, editor_of, librarian, make):
        iduet, finhire = brands
        ours, shared = make(collection=brand_collection(iduet)), make(collection=group_collection())
        make(collection=brand_collection(finhire))
        policy = policy_registry.get(ours)
        expected = {
            "editor": ({ours}, {ours, shared}),
            "librarian": ({shared}, {shared}),
        }
        for person, user in (("editor", editor_of(iduet)), ("librarian", librarian)):
            may_change, may_choose = expected[person]
            assert set(policy.instances_user_has_permission_for(user, "change")) == may_change, person
            assert set(policy.instances_user_has_permission_for(user, "choose")) == may_choose, person

    def test_an_editor_uploads_to_her_brand_and_nowhere_else(self, brands, editor_of):
        policy = policy_registry.get_by_type(get_image_model())
        allowed = policy.collections_user_has_permission_for(editor_of(brands[0]), "add")
        assert [collection.name for collection in allowed] == ["Iduet"]


class TestSignIn:
    def test_every_team_enters_the_desk_and_nobody_else(self, brands, editor_of, publisher_of, librarian, desk_client):
        for user in (editor_of(brands[0]), publisher_of(brands[1]), librarian):
            assert desk_client(user).get(reverse("wagtailadmin_home")).status_code == 200
        stranger = desk_client(make_user("stranger@desk.localhost"))
        assert stranger.get(reverse("wagtailadmin_home")).status_code in (302, 403)

    def test_every_team_may_translate(self, brands, editor_of, publisher_of, librarian):
        for user in (editor_of(brands[0]), publisher_of(brands[1]), librarian):
            assert user.has_perm("simple_translation.submit_translation")

    def test_there_is_one_team_of_librarians(self, brands):
        ensure_librarians()
        assert Team.objects.filter(kind="librarians", brand=None).count() == 1


class TestWagtailsOwnGroups:
    """“Editors” and “Moderators” may write and publish everywhere; nobody is to be put in them by mistake."""

    @pytest.fixture
    def moderators(self, brands):
        """Wagtail's groups and their workflow, as its migrations make them."""
        _editors, moderators = (Group.objects.get_or_create(name=name)[0] for name in ("Editors", "Moderators"))
        Workflow.objects.filter(name="Moderators approval").delete()
        WorkflowPage.objects.filter(page__depth=1).delete()
        task = GroupApprovalTask.objects.create(name="Moderators approval")
        task.groups.add(moderators)
        workflow = Workflow.objects.create(name="Moderators approval")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        WorkflowPage.objects.create(workflow=workflow, page=Page.get_first_root_node())
        return moderators

    def kept(self) -> tuple[int, bool]:
        """How many of the groups there are, and whether their workflow is."""
        workflows = Workflow.objects.filter(name="Moderators approval")
        return Group.objects.filter(name__in=("Editors", "Moderators")).count(), workflows.exists()

    def test_are_gone_once_a_brand_has_its_teams(self, moderators, brands):
        teams = set(Group.objects.exclude(team=None).values_list("name", flat=True))
        workflows = Workflow.objects.count()
        ensure_brand_teams(brands[1], [home_of(brands[1])])
        assert self.kept() == (0, False)
        assert not GroupApprovalTask.objects.filter(name="Moderators approval").exists()
        assert set(Group.objects.exclude(team=None).values_list("name", flat=True)) == teams
        assert Workflow.objects.count() == workflows - 1

    def test_stay_while_somebody_is_in_one(self, moderators, brands):
        make_user("somebody@desk.localhost", "Editors")
        ensure_brand_teams(brands[1], [])
        assert self.kept() == (2, True)

    def test_stay_while_their_workflow_is_somebodys_choice(self, moderators, brands):
        chosen = Workflow.objects.get(name="Moderators approval")
        WorkflowPage.objects.filter(page=home_of(brands[0])).update(workflow=chosen)
        ensure_brand_teams(brands[1], [])
        assert self.kept() == (2, True)

    def test_stay_while_they_approve_with_a_team(self, moderators, brands):
        GroupApprovalTask.objects.get(name="Moderators approval").groups.add(brands[0].teams.first().group)
        ensure_brand_teams(brands[1], [])
        assert self.kept() == (2, True)
