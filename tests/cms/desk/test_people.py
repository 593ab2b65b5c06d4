"""The list of users tells an administrator who works for which brand, and nobody else anything."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.factories.brands import make_editor, make_publisher, make_user


def teams_by_address(answer) -> dict[str, str]:
    """E-mail address → what the list says of the teams."""
    rows = BeautifulSoup(answer.content, "html.parser").select("table.listing tbody tr")
    return {
        row.select_one("td.username").get_text(strip=True): " ".join(row.select_one("td.teams").get_text().split())
        for row in rows
    }


@pytest.fixture
def people(brands, librarian):
    """Of each brand an editor and a publisher; a librarian who is an editor of both; somebody without a team."""
    for place, brand in enumerate(brands):
        type(brand).objects.filter(pk=brand.pk).update(group_order=place)
        make_editor(brand)
        make_publisher(brand)
        librarian.groups.add(brand.teams.get(kind="editors").group)
    make_user("nobody@iduet.localhost")
    extra = make_user("extra@iduet.localhost")
    extra.groups.add(Group.objects.create(name="Auditors"))
    return librarian


@pytest.mark.parametrize(
    ("language", "editors", "both", "none"),
    [
        ("en", "Finhire: editors", "Iduet: editors, Finhire: editors, The group: librarians", "no team"),
        ("nl", "Finhire: redacteuren", "Iduet: redacteuren, Finhire: redacteuren, De groep: bib", "geen team"),
    ],
)
def test_it_says_for_which_brands_and_teams_each_works(
    people, administrator, desk_client, language, editors, both, none
):
    with translation.override(language):
        told = teams_by_address(desk_client(administrator).get(reverse("wagtailusers_users:index")))
    assert told["editor@finhire.localhost"] == editors
    assert told[people.email].startswith(both)
    assert told["nobody@iduet.localhost"].startswith(none)
    assert told["extra@iduet.localhost"] == "Auditors"
    assert told[administrator.email] == ""


def test_its_queries_do_not_grow_with_people(people, finhire, administrator, desk_client):
    client, asked = desk_client(administrator), []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            assert len(teams_by_address(client.get(reverse("wagtailusers_users:index")))) == 8 + 4 * number
        asked.append(len(queries))
        for each in range(4):
            make_user(f"more{number}{each}@finhire.localhost", "Finhire editors", "Iduet editors")
    assert asked[1] == asked[2]


def test_of_one_brands_people_the_other_learns_nothing(people, finhire, iduet, desk_client):
    for user in (make_user("boss@finhire.localhost", "Finhire publishers"), people):
        answer = desk_client(user).get(reverse("wagtailusers_users:index"), {"q": "iduet"})
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")
        assert b"editor@iduet" not in answer.content


def test_the_form_of_a_new_one_says_that_she_is_invited_and_what_teams_may(brands, administrator, desk_client):
    with translation.override("en"):
        client = desk_client(administrator)
    form = client.get(reverse("wagtailusers_users:add")).context["form"]
    assert "chooses her own password" in form.fields["email"].help_text
    assert "publishers publish" in form.fields["groups"].help_text
    form = client.get(reverse("wagtailusers_users:edit", args=[administrator.pk])).context["form"]
    assert "publishers publish" in form.fields["groups"].help_text
    assert "password" not in str(form.fields["email"].help_text)


def test_its_column_of_addresses_is_called_so(people, administrator, desk_client):
    with translation.override("nl"):
        heads = BeautifulSoup(
            desk_client(administrator).get(reverse("wagtailusers_users:index")).content, "html.parser"
        ).select("table.listing thead th")
    told = [" ".join(head.get_text().split()) for head in heads]
    assert "E-mailadres" in told
    assert "Gebruikersnaam" not in told
