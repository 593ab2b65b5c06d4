"""A colleague is made without a password, invited by e-mail, and chooses her own."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from brands.permissions import brand_ids_of
from cms.accounts.inviting import send_invitation
from cms.accounts.models import User

pytestmark = pytest.mark.django_db
EMAIL = "new@finhire.localhost"
CHOSEN = "a long password of her own"


@pytest.fixture(autouse=True)
def _nobody_asked_before():
    cache.clear()


@pytest.fixture
def made(finhire, administrator, desk_client, django_capture_on_commit_callbacks):
    """Somebody whom an administrator has just made an editor of Finhire."""
    team = finhire.teams.get(kind="editors").group
    client, address = desk_client(administrator), reverse("wagtailusers_users:add")
    form = client.get(address)
    assert "password1" not in form.context["form"].fields
    data = {"email": EMAIL, "first_name": "New", "last_name": "Colleague", "groups": [team.pk]}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address, data).status_code == 302
    return User.objects.get(email=EMAIL)


def link_in(letter) -> str:
    return re.search(r"http://desk\.localhost:8000(/admin/password_reset/\S+)", letter.body)[1]


def choose(link: str, password: str = CHOSEN):
    """Follow the link and send its form, without having signed in."""
    client = Client(HTTP_HOST="desk.localhost:8000")
    form = client.get(link, follow=True)
    if not form.redirect_chain:
        return form
    return client.post(form.redirect_chain[-1][0], {"new_password1": password, "new_password2": password})


def test_she_is_written_to_and_comes_in_with_her_own_password(made, finhire):
    assert not made.has_usable_password()
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert "Finhire editors" in letter.body
    assert choose(link_in(letter)).status_code == 302
    client = Client(HTTP_HOST="desk.localhost:8000")
    assert client.login(username=EMAIL, password=CHOSEN)
    assert brand_ids_of(User.objects.get(pk=made.pk)) == {finhire.pk}


def test_the_link_works_once(made):
    link = link_in(mail.outbox[0])
    choose(link)
    choose(link, "another long password")
    assert User.objects.get(pk=made.pk).check_password(CHOSEN)


def test_a_weak_password_is_refused(made):
    assert choose(link_in(mail.outbox[0]), "short").status_code == 200
    assert not User.objects.get(pk=made.pk).has_usable_password()


def test_who_forgot_the_letter_gets_another(made, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        Client(HTTP_HOST="desk.localhost:8000").post(reverse("wagtailadmin_password_reset"), {"email": EMAIL})
    (letter,) = mail.outbox
    assert choose(link_in(letter)).status_code == 302


@pytest.mark.parametrize("change", [
    lambda user: user.set_password(CHOSEN),
    lambda user: setattr(user, "is_active", False),
])  # fmt: skip
def test_who_has_come_in_or_is_disabled_is_not_written_to(made, change):
    change(made)
    made.save()
    mail.outbox.clear()
    send_invitation.enqueue(made.pk)
    assert mail.outbox == []


def test_nobody_but_administrators_invites(finhire, iduet, publisher_of, editor_of, librarian, desk_client):
    team = iduet.teams.get(kind="publishers").group
    for user in (publisher_of(finhire), editor_of(finhire), librarian):
        answer = desk_client(user).post(
            reverse("wagtailusers_users:add"),
            {"email": EMAIL, "first_name": "New", "last_name": "Colleague", "groups": [team.pk]},
        )
        assert answer.status_code in (302, 403, 404)
    assert not User.objects.filter(email=EMAIL).exists()
    assert mail.outbox == []
