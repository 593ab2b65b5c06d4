"""Who may do what with brand-owned things: people × actions × owners, written out."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from brands.permissions import BrandOwnedPermissionPolicy, BrandPermissionPolicy, brand_ids_of, teams_of, visible_to
from cms.consent.models import Cookie
from cms.library.models import Role
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from tests.factories.brands import make_administrator, make_editor, make_librarian, make_publisher, make_user
from tests.factories.library import make_role

READING, WRITING = {"view", "choose"}, {"view", "choose", "add", "change"}
ALL = {*WRITING, "publish", "unpublish", "delete", "lock", "unlock"}
PEOPLE = ["administrator", "librarian", "publisher", "editor", "colleague", "retired"]

# person → what she may do with the group's originals, Iduet's own, Finhire's own; all people work for Iduet
LIBRARY = {
    "administrator": (ALL, ALL, ALL),
    "librarian": (ALL, set(), set()),
    "publisher": (READING, ALL, set()),
    "editor": (READING, WRITING, set()),
    "colleague": (set(), set(), set()),
    "retired": (set(), set(), set()),
}
# the same for menus and cookies, which the group has none of: (menus, cookies) of Iduet; nothing of Finhire
BRANDS_OWN = {
    "administrator": (ALL, ALL),
    "librarian": (set(), set()),
    "publisher": (ALL, ALL),
    "editor": (WRITING, READING),
    "colleague": (set(), set()),
    "retired": (set(), set()),
}


@pytest.fixture
def people(brands):
    retired = make_user("retired@iduet.localhost", "Iduet publishers")
    retired.is_active = False
    retired.save()
    return {
        "administrator": make_administrator(),
        "librarian": make_librarian(),
        "publisher": make_publisher(brands[0]),
        "editor": make_editor(brands[0]),
        "colleague": make_user("colleague@iduet.localhost"),
        "retired": retired,
    }


@pytest.fixture
def library(brands):
    """An original, an own item of each brand."""
    return make_role("Group's"), make_role("Iduet's", brand=brands[0]), make_role("Finhire's", brand=brands[1])


class TestTheLibrary:
    policy = BrandOwnedPermissionPolicy(Role)

    def test_every_person_action_and_owner(self, people, library):
        for person, user in people.items():
            for item, allowed in zip(library, LIBRARY[person], strict=True):
                found = {action for action in ALL if self.policy.user_has_permission_for_instance(user, action, item)}
                assert found == allowed, f"{person} with {item}"

    def test_lists_hold_exactly_what_may_be_acted_on(self, people, library):
        for person, user in people.items():
            for action in ALL:
                listed = set(self.policy.instances_user_has_permission_for(user, action))
                expected = {item for item, allowed in zip(library, LIBRARY[person], strict=True) if action in allowed}
                assert listed == expected, f"{person} {action}"

    def test_a_right_somewhere_is_a_right_to_the_menu(self, people, library):
        for person, user in people.items():
            somewhere = set().union(*LIBRARY[person])
            found = {action for action in ALL if self.policy.user_has_permission(user, action)}
            assert found == somewhere, person

    def test_who_may_is_the_same_question_the_other_way_round(self, people, library):
        for item, place in zip(library, range(3), strict=True):
            for action in ALL:
                found = set(self.policy.users_with_permission_for_instance(action, item))
                expected = {user for person, user in people.items() if action in LIBRARY[person][place]}
                assert found == expected, f"{action} {item}"
        for action in ALL:
            expected = {user for person, user in people.items() if action in set().union(*LIBRARY[person])}
            assert set(self.policy.users_with_permission(action)) == expected, action

    def test_several_actions_ask_for_any_of_them(self, people, library):
        original = library[0]
        assert self.policy.user_has_any_permission_for_instance(people["editor"], ["delete", "view"], original)
        assert not self.policy.user_has_any_permission_for_instance(people["editor"], ["delete", "publish"], original)
        assert self.policy.user_has_any_permission(people["editor"], ["delete", "change"])

    def test_brands_and_the_group_are_asked_apart(self, people, brands):
        for person, user in people.items():
            if person == "retired":
                continue
            works_there = person in ("publisher", "editor")
            assert brand_ids_of(user) == ({brands[0].pk} if works_there else set()), person
            for action in ALL:
                if person != "administrator":
                    mine = {brands[0].pk} if works_there and action in LIBRARY[person][1] else set()
                    assert self.policy.brand_ids(user, action) == mine, f"{person} {action}"
                group = person in ("administrator", "librarian") and action in LIBRARY[person][0]
                assert self.policy.may_for_group(user, action) == group, f"{person} {action}"

    def test_somebody_who_works_for_two_brands(self, brands, library):
        both = make_user("both@desk.localhost", "Iduet editors", "Finhire publishers")
        assert brand_ids_of(both) == {brand.pk for brand in brands}
        assert self.policy.user_has_permission_for_instance(both, "publish", library[2])
        assert not self.policy.user_has_permission_for_instance(both, "publish", library[1])
        assert set(self.policy.instances_user_has_permission_for(both, "publish")) == {library[2]}

    def test_nobody_in_particular(self, brands, library):
        nobody = AnonymousUser()
        assert not self.policy.user_has_permission(nobody, "view")
        assert not self.policy.user_has_permission_for_instance(nobody, "view", library[0])
        assert not self.policy.instances_user_has_permission_for(nobody, "view")
        assert teams_of(nobody) == []


class TestMenusAndCookies:
    @pytest.fixture
    def owned(self, brands):
        def make(brand):
            menu = Menu.objects.create(brand=brand, locale=locale_of("nl"), place="header")
            return menu, Cookie.objects.create(brand=brand, name="a", provider="b", category="necessary")

        return make(brands[0]), make(brands[1])

    @pytest.mark.parametrize("place", [0, 1], ids=["menus", "cookies"])
    def test_every_person_and_action(self, people, owned, place):
        ours, theirs = owned[0][place], owned[1][place]
        writing = frozenset({"view", "choose"}) if place else frozenset(WRITING)
        policy = BrandOwnedPermissionPolicy(type(ours), group_owned=False, writing=writing)
        for person, user in people.items():
            allowed = BRANDS_OWN[person][place]
            found = {action for action in ALL if policy.user_has_permission_for_instance(user, action, ours)}
            assert found == allowed, person
            assert {action for action in ALL if policy.user_has_permission(user, action)} == allowed, person
            elsewhere = {action for action in ALL if policy.user_has_permission_for_instance(user, action, theirs)}
            assert elsewhere == (ALL if person == "administrator" else set()), person
            for action in ALL:
                listed = set(policy.instances_user_has_permission_for(user, action))
                expected = {ours} if action in allowed else set()
                assert listed == (expected | {theirs} if person == "administrator" else expected), f"{person} {action}"

    @pytest.mark.parametrize("place", [0, 1], ids=["menus", "cookies"])
    def test_who_may(self, people, owned, place):
        ours = owned[0][place]
        writing = frozenset({"view", "choose"}) if place else frozenset(WRITING)
        policy = BrandOwnedPermissionPolicy(type(ours), group_owned=False, writing=writing)
        for action in ALL:
            expected = {user for person, user in people.items() if action in BRANDS_OWN[person][place]}
            assert set(policy.users_with_permission_for_instance(action, ours)) == expected, action
            assert set(policy.users_with_permission(action)) == expected, action


class TestVisible:
    def test_originals_and_ones_own_brands(self, people, library):
        original, ours, theirs = library
        seen = {person: set(visible_to(user, Role.objects.all())) for person, user in people.items()}
        assert seen["administrator"] == {original, ours, theirs}
        assert seen["publisher"] == seen["editor"] == {original, ours}
        assert seen["librarian"] == {original}
        assert seen["colleague"] == set()


class TestBrands:
    def test_publishers_keep_their_own_and_nobody_deletes(self, people, brands):
        policy = BrandPermissionPolicy(type(brands[0]))
        for person, user in people.items():
            for brand in brands:
                found = {action for action in ALL if policy.user_has_permission_for_instance(user, action, brand)}
                if person == "administrator":
                    assert found == ALL - {"delete"}
                else:
                    ours = person == "publisher" and brand == brands[0]
                    assert found == ({"view", "change"} if ours else set()), f"{person} {brand}"

    def test_lists_and_menus_hold_what_may_be_acted_on(self, people, brands):
        policy = BrandPermissionPolicy(type(brands[0]))
        for person, user in people.items():
            for action in ALL:
                allowed = self._allowed(person, action, brands)
                assert set(policy.instances_user_has_permission_for(user, action)) == allowed, f"{person} {action}"
                assert policy.user_has_permission(user, action) == bool(allowed), f"{person} {action}"

    def test_who_may_is_the_same_question_the_other_way_round(self, people, brands):
        policy = BrandPermissionPolicy(type(brands[0]))
        for action in ALL:
            allowed = {user: self._allowed(person, action, brands) for person, user in people.items()}
            somewhere = {user for user, mine in allowed.items() if mine}
            assert set(policy.users_with_permission(action)) == somewhere, action
            for brand in brands:
                there = {user for user, mine in allowed.items() if brand in mine}
                assert set(policy.users_with_permission_for_instance(action, brand)) == there, action
        assert set(policy.users_with_any_permission(["delete", "view"])) == set(policy.users_with_permission("view"))

    @staticmethod
    def _allowed(person, action, brands) -> set:
        if person == "administrator" and action != "delete":
            return set(brands)
        return {brands[0]} if person == "publisher" and action in ("view", "change") else set()

    def test_asked_once_per_person(self, people, django_assert_num_queries):
        user = get_user_model().objects.get(pk=people["editor"].pk)
        with django_assert_num_queries(1):
            assert teams_of(user) == teams_of(user)
            assert brand_ids_of(user)
