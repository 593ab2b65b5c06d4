"""What is kept of people: handed over, taken out, and left out of copies."""

import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.log_actions import log
from wagtail.models import Page

from brands.models import Brand
from cms.accounts.models import User
from cms.operations.people import NotQuietError, leave_out_people
from tests.factories.brands import home_of
from tests.factories.enquiries import make_enquiry, make_form
from tests.factories.pages import make_content

VISITOR = "jan.van.dam@example.com"


@pytest.fixture
def people(iduet, finhire, publisher_of):
    """A publisher of each brand who did things, and a visitor who wrote to each."""
    found = []
    for brand in (iduet, finhire):
        user = publisher_of(brand)
        user.last_name = f"Zonderling {brand.name}"
        user.save()
        page = make_content(home_of(brand), f"Pagina van {brand.name}")
        page.owner = user
        page.save()
        page.save_revision(user=user, log_action="wagtail.edit")
        TOTPDevice.objects.create(user=user, name="phone")
        log(user, "wagtail.create", user=user)
        make_enquiry(make_form(brand), email=VISITOR)
        found.append(user)
    return found


def run(*command) -> str:
    said = io.StringIO()
    call_command(*command, stdout=said)
    return said.getvalue()


def everywhere(words: str) -> list[str]:
    """Tables in which words occur, in whatever column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our tables
            if any(words.lower() in str(row).lower() for row in cursor.fetchall()):
                found.append(table)
    return found


def test_a_copy_without_people_names_nobody(people):
    names = [VISITOR, *(user.email for user in people), "Zonderling"]
    assert all(everywhere(name) for name in names)
    Brand.objects.update(quiet=True)
    gone = leave_out_people()
    assert gone["enquiries.Enquiry"] == 2
    assert {name: everywhere(name) for name in names} == {name: [] for name in names}
    assert TOTPDevice.objects.count() == 0
    assert Page.objects.filter(title="Pagina van Iduet", owner__isnull=False).exists()
    for user in User.objects.all():
        assert not user.check_password("a password for tests")


def test_of_what_is_public_nobody_is_left_out(people):
    with pytest.raises(NotQuietError, match="iduet"):
        leave_out_people()
    assert everywhere(VISITOR)


def test_a_colleague_is_told_what_is_kept_of_her_and_no_secret(people):
    told = json.loads(run("person", "export", people[0].email.upper()))
    assert told["account"]["email"] == people[0].email
    assert told["account"]["groups"] == ["Iduet publishers"]
    assert told["rows"]["wagtailcore.Revision.user"]
    text = json.dumps(told)
    assert people[0].password not in text
    assert TOTPDevice.objects.get(user=people[0]).key not in text
    assert people[1].email not in text


def test_who_is_erased_is_gone_and_what_she_wrote_stays(people):
    first, other = people
    with pytest.raises(CommandError, match="Add --yes"):
        run("person", "erase", first.email)
    before = Page.objects.count()
    run("person", "erase", first.email, "--yes")
    assert not get_user_model().objects.filter(pk=first.pk).exists()
    assert Page.objects.count() == before
    assert everywhere(first.email) == everywhere("Zonderling Iduet") == []
    assert get_user_model().objects.filter(pk=other.pk).exists()
    with pytest.raises(CommandError, match="Nobody signs in"):
        run("person", "export", first.email)


def test_a_visitor_is_told_what_she_sent(people):
    told = json.loads(run("visitor", "export", VISITOR))
    assert {row["brand__key"] for row in told} == {"iduet", "finhire"}
    assert told[0]["answers"][0]["value"] == "Jan de Vries"
    assert len(json.loads(run("visitor", "export", VISITOR, "--brand", "iduet"))) == 1
