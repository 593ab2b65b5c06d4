"""The workflow of a brand: who acts next is told, who asked is told, nobody else is."""

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.library.models import Question
from cms.pages.models import ContentPage
from tests.factories.brands import home_of, make_user
from tests.factories.editor import form_data
from tests.factories.forms import item_data
from tests.factories.library import make_question
from tests.factories.pages import make_content

pytestmark = pytest.mark.django_db
SUBMIT = {"action-submit": "1"}


@pytest.fixture
def people(brands, editor_of, publisher_of, librarian, administrator):
    """Editors and publishers of both brands and those of the group; Finhire's publisher reads English."""
    found = {brand.key: (editor_of(brand), publisher_of(brand)) for brand in brands}
    for _editor, publisher in found.values():
        UserProfile.objects.create(user=publisher, preferred_language="en")
    make_user("second@finhire.localhost", "Finhire publishers")
    return found


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """`sent(act)` gives address → subject and text of the e-mail that an act sends."""

    def run(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return {one.to[0]: f"{one.subject} {one.body}" for one in mail.outbox}

    return run


def edit_address(thing) -> str:
    if isinstance(thing, ContentPage):
        return reverse("wagtailadmin_pages:edit", args=[thing.pk])
    return reverse("wagtailsnippets_library_question:edit", args=[thing.pk])


def submit(client, thing):
    address = edit_address(thing)
    assert client.post(address, form_data(client.get(address)) | SUBMIT).status_code == 302


def act_on(client, thing, action: str, **data):
    """Approve or send back from the list of what waits."""
    state = thing.current_workflow_task_state
    name = "wagtailadmin_pages" if isinstance(thing, ContentPage) else "wagtailsnippets_library_question"
    address = reverse(f"{name}:workflow_action", args=[thing.pk, action, state.pk])
    return client.post(address, data)


def is_english(text: str) -> bool:
    return "has been" in text


@pytest.mark.parametrize("kind", ["page", "item"])
class TestABrand:
    def make(self, kind, brand):
        if kind == "page":
            return make_content(home_of(brand), "Terms", publish=False)
        return make_question("Why?", brand=brand, publish=False)

    def test_publishers_of_the_brand_are_asked_in_their_language(self, kind, people, finhire, desk_client, sent):
        thing = self.make(kind, finhire)
        told = sent(lambda: submit(desk_client(people["finhire"][0]), thing))
        assert set(told) == {"publisher@finhire.localhost", "second@finhire.localhost"}
        assert is_english(told["publisher@finhire.localhost"])
        assert not is_english(told["second@finhire.localhost"])
        assert all(edit_address(thing) in text for text in told.values())

    def test_approving_publishes_and_tells_who_asked(self, kind, people, finhire, desk_client, sent):
        editor, publisher = people["finhire"]
        thing = self.make(kind, finhire)
        sent(lambda: submit(desk_client(editor), thing))
        told = sent(lambda: act_on(desk_client(publisher), thing, "approve"))
        assert set(told) == {editor.email}
        assert not is_english(told[editor.email])
        thing.refresh_from_db()
        assert thing.live

    def test_sending_back_says_why(self, kind, people, finhire, desk_client, sent):
        editor, publisher = people["finhire"]
        thing = self.make(kind, finhire)
        sent(lambda: submit(desk_client(editor), thing))
        told = sent(lambda: act_on(desk_client(publisher), thing, "reject", comment="The title is a riddle."))
        assert set(told) == {editor.email}
        assert "The title is a riddle." in told[editor.email]
        thing.refresh_from_db()
        assert not thing.live

    def test_another_brand_neither_hears_of_it_nor_approves_it(self, kind, people, finhire, desk_client, sent):
        thing = self.make(kind, finhire)
        told = sent(lambda: submit(desk_client(people["finhire"][0]), thing))
        assert not any("iduet" in address for address in told)
        for user in people["iduet"]:
            assert act_on(desk_client(user), thing, "approve").status_code == 404
        assert act_on(desk_client(people["finhire"][0]), thing, "approve").status_code in (302, 403)
        thing.refresh_from_db()
        assert not thing.live

    def test_who_left_the_brand_meanwhile_is_not_told(self, kind, people, finhire, desk_client, sent):
        editor, publisher = people["finhire"]
        thing = self.make(kind, finhire)
        sent(lambda: submit(desk_client(editor), thing))
        editor.groups.clear()
        assert sent(lambda: act_on(desk_client(publisher), thing, "approve")) == {}


class TestTheGroup:
    def test_librarians_are_asked_about_originals(self, people, librarian, desk_client, sent):
        make_user("other@desk.localhost", "Iduet Group librarians")
        original = make_question("Why?", publish=False)
        assert set(sent(lambda: submit(desk_client(librarian), original))) == {"other@desk.localhost"}

    def test_a_new_item_goes_to_who_approves_for_its_brand(self, people, finhire, desk_client, sent):
        address = reverse("wagtailsnippets_library_question:add")
        data = item_data(Question, "submit", question="Why?", answer="<p>So.</p>", brand=finhire)
        told = sent(lambda: desk_client(people["finhire"][0]).post(address, data))
        assert set(told) == {"publisher@finhire.localhost", "second@finhire.localhost"}
