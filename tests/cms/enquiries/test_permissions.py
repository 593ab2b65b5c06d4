"""Who may read and erase what visitors sent: people × actions × brands, written out."""

import pytest
from django.contrib.auth.models import Group, Permission

from cms.enquiries.models import Enquiry
from cms.enquiries.permissions import EnquiryPermissionPolicy
from tests.factories.brands import make_administrator, make_editor, make_librarian, make_publisher, make_user
from tests.factories.enquiries import make_enquiry, make_form

ACTIONS = {"view", "add", "change", "delete", "publish"}
#: Person → what she may do with Iduet's enquiries and with Finhire's. Administrators write none either.
RIGHTS: dict[str, tuple[set[str], set[str]]] = {
    "administrator": ({"view", "delete"}, {"view", "delete"}),
    "publisher": ({"view", "delete"}, set()),
    "reader": ({"view"}, set()),
    "librarian": (set(), set()),
    "colleague": (set(), set()),
    "retired": (set(), set()),
}
policy = EnquiryPermissionPolicy(Enquiry)


@pytest.fixture
def people(brands):
    """All but administrators work for Iduet or nobody. Its editors may read here; the librarians' group may as well."""
    reading = Permission.objects.get(codename="view_enquiry", content_type__app_label="enquiries")
    for name in ("Iduet editors", "Iduet Group librarians"):
        Group.objects.get(name=name).permissions.add(reading)
    retired = make_user("retired@iduet.localhost", "Iduet publishers")
    retired.is_active = False
    retired.save()
    return {
        "administrator": make_administrator(),
        "publisher": make_publisher(brands[0]),
        "reader": make_editor(brands[0]),
        "librarian": make_librarian(),
        "colleague": make_user("colleague@iduet.localhost"),
        "retired": retired,
    }


@pytest.fixture
def sent(brands):
    """An enquiry to each brand."""
    return [make_enquiry(make_form(brand)) for brand in brands]


def test_with_one_enquiry(people, sent):
    for person, user in people.items():
        for enquiry, allowed in zip(sent, RIGHTS[person], strict=True):
            found = {action for action in ACTIONS if policy.user_has_permission_for_instance(user, action, enquiry)}
            assert found == allowed, f"{person}: {enquiry.brand}"


def test_with_any(people, sent):
    for person, user in people.items():
        found = {action for action in ACTIONS if policy.user_has_permission(user, action)}
        assert found == RIGHTS[person][0], person


def test_lists_hold_what_may_be_acted_on(people, sent):
    for person, user in people.items():
        for action in ACTIONS:
            expected = {one for one, allowed in zip(sent, RIGHTS[person], strict=True) if action in allowed}
            assert set(policy.instances_user_has_permission_for(user, action)) == expected, f"{person} {action}"


def test_the_brands_whose_enquiries_somebody_reads(people, brands):
    found = {person: policy.brand_ids(user, "view") for person, user in people.items() if person != "administrator"}
    assert found["publisher"] == found["reader"] == {brands[0].pk}
    assert found["librarian"] == found["colleague"] == set()


def test_who_may_is_the_same_question_the_other_way_round(people, sent):
    for action in ("view", "delete"):
        expected = {user for person, user in people.items() if action in RIGHTS[person][0]}
        assert set(policy.users_with_permission(action)) == expected, action
        for place, enquiry in enumerate(sent):
            expected = {user for person, user in people.items() if action in RIGHTS[person][place]}
            assert set(policy.users_with_permission_for_instance(action, enquiry)) == expected, action
    # Of several actions any will do, also where nobody has one of them.
    everybody = {user for person, user in people.items() if RIGHTS[person][0]}
    assert set(policy.users_with_any_permission(["view", "add"])) == everybody
