"""A publisher invites colleagues to her own brand's teams, and to no other."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.urls import reverse

from brands.models import Team
from tests.factories.brands import make_editor, make_publisher, make_user

WANTED = {"email": "New@finhire.localhost", "first_name": "New", "last_name": "Colleague"}


def address() -> str:
    return reverse("invite_colleague")


def team_of(brand, kind="editors") -> int:
    return Team.objects.get(brand=brand, kind=kind).pk


def test_she_is_written_to_and_is_in_the_team(finhire, iduet, desk_client, django_capture_on_commit_callbacks):
    client = desk_client(make_publisher(finhire))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address(), WANTED | {"team": team_of(finhire)}).status_code == 302
    colleague = get_user_model().objects.get(email="new@finhire.localhost")
    assert [group.team.pk for group in colleague.groups.all()] == [team_of(finhire)]
    assert (colleague.has_usable_password(), colleague.is_superuser) == (False, False)
    assert [letter.to for letter in mail.outbox] == [["new@finhire.localhost"]]
    assert "new@finhire.localhost" in client.get(address()).text


@pytest.mark.parametrize("kind", ["editors", "publishers", "librarians"])
def test_another_brands_and_the_groups_teams_are_not_there(kind, finhire, iduet, librarian, desk_client):
    team = Team.objects.get(kind=kind, brand=None if kind == "librarians" else iduet)
    client = desk_client(make_publisher(finhire))
    assert "Iduet:" not in client.get(address()).text
    assert list(client.post(address(), WANTED | {"team": team.pk}).context["form"].errors) == ["team"]
    assert not get_user_model().objects.filter(first_name="New").exists()


def test_who_is_there_already_is_not_told_from_who_works_elsewhere(finhire, iduet, desk_client):
    own, elsewhere = make_editor(finhire), make_user("somebody@iduet.localhost", "Iduet editors")
    client = desk_client(make_publisher(finhire))
    errors = [
        dict(client.post(address(), WANTED | {"email": email, "team": team_of(finhire)}).context["form"].errors)
        for email in (own.email, elsewhere.email.upper())
    ]
    assert errors[0] == errors[1]
    assert list(errors[0]) == ["email"]
    assert elsewhere.groups.count() == 1


def test_it_is_the_publishers_alone(finhire, librarian, desk_client):
    for user in (make_editor(finhire), librarian):
        client = desk_client(user)
        assert client.get(address()).status_code == 302
        client.post(address(), WANTED | {"team": team_of(finhire)})
        assert address() not in client.get("/admin/").text
    assert not get_user_model().objects.filter(first_name="New").exists()


def test_an_administrator_invites_for_every_brand(finhire, iduet, administrator, desk_client):
    client = desk_client(administrator)
    for number, brand in enumerate((finhire, iduet)):
        client.post(address(), WANTED | {"email": f"{number}@desk.localhost", "team": team_of(brand)})
    assert get_user_model().objects.filter(first_name="New").count() == 2
