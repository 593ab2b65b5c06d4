"""By the clock: each change alone, one failing delays none, and what failed is remembered until it is done."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.library.models import Role
from cms.navigation.models import Menu
from cms.releases.clock import due, perform_due
from cms.releases.models import Overdue
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content

PAST = timedelta(minutes=1)


def schedule(thing, **moments):
    """Save a draft that is due."""
    moments = moments or {"go_live_at": timezone.now() - PAST}
    for name, moment in moments.items():
        setattr(thing, name, moment)
    return thing.save_revision(approved_go_live_at=moments.get("go_live_at"), clean=False)


def test_pages_library_items_and_menus_go_live_and_expire(iduet, finhire):
    things = []
    for brand in (iduet, finhire):
        menu = Menu.objects.create(brand=brand, locale=locale_of("nl"), place="header", live=False)
        things += [make_content(home_of(brand), publish=False), make_role(brand=brand, publish=False), menu]
    later = make_content(home_of(iduet), publish=False)
    schedule(later, go_live_at=timezone.now() + timedelta(hours=1))
    for thing in things:
        schedule(thing)
    assert perform_due() == len(things)
    assert [type(thing)._base_manager.get(pk=thing.pk).live for thing in things] == [True] * len(things)
    assert not Page.objects.get(pk=later.pk).live
    for thing in things:
        fresh = type(thing)._base_manager.get(pk=thing.pk)
        fresh.expire_at = timezone.now() - PAST
        fresh.save()
    assert perform_due() == len(things)
    assert [type(thing)._base_manager.get(pk=thing.pk).live for thing in things] == [False] * len(things)
    assert perform_due() == 0


@pytest.fixture
def failing(iduet, finhire):
    """What is due first cannot be published: its link leads nowhere."""
    page = make_content(home_of(finhire), "Broken", publish=False)
    page.introduction = '<p><a linktype="page" id="987654">there</a></p>'
    schedule(page, go_live_at=timezone.now() - 2 * PAST)
    return page


def test_one_failing_delays_none_and_is_said(failing, iduet, finhire, caplog):
    good = make_content(home_of(iduet), publish=False)
    schedule(good)
    assert perform_due() == 1
    assert Page.objects.get(pk=good.pk).live
    (overdue,) = Overdue.objects.all()
    assert (overdue.brand, overdue.title, overdue.failures) == (finhire, "Broken", 1)
    assert overdue.reason
    assert "Not done as scheduled" in caplog.text


def test_it_is_tried_again_later_each_time(failing):
    waits = []
    for _attempt in range(3):
        perform_due()
        overdue = Overdue.objects.get()
        waits.append(round((overdue.tried_again_at - timezone.now()).total_seconds(), -1))
        assert due() == []
        Overdue.objects.update(tried_again_at=timezone.now())
    assert waits == [10, 60, 300]


def test_it_is_forgotten_once_it_is_done(failing):
    perform_due()
    failing.introduction = ""
    schedule(failing)
    perform_due()
    assert not Overdue.objects.exists()
    assert Page.objects.get(pk=failing.pk).live


def test_it_is_forgotten_once_it_is_due_no_more(failing):
    perform_due()
    failing.latest_revision.approved_go_live_at = None
    failing.latest_revision.save()
    perform_due()
    assert not Overdue.objects.exists()


def test_a_receiver_that_raises_is_a_failure_like_any_other(iduet, finhire, monkeypatch, caplog):
    roles = [make_role(brand=brand, publish=False) for brand in (iduet, finhire)]
    for role in roles:
        schedule(role)
    whole = Role.publish

    def publish(self, *args, **kwargs):
        if self.pk == roles[0].pk:
            raise RuntimeError("out of paper")
        return whole(self, *args, **kwargs)

    monkeypatch.setattr(Role, "publish", publish)
    assert perform_due() == 1
    assert [Role.objects.get(pk=role.pk).live for role in roles] == [False, True]
    assert Overdue.objects.get().brand == iduet
    assert "out of paper" in caplog.text
