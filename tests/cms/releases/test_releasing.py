"""A release goes live all or none, and when it ends what was there is there again. Two brands."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.changes.models import Change
from cms.foundation.publishing import PublishRefused
from cms.library.models import CallToAction
from cms.navigation.models import Menu
from cms.releases.clock import perform_due
from cms.releases.models import Banner, Overdue, Release, ReleaseEntry
from cms.releases.releasing import end, plan, release_now, take_back
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.library import make_call_to_action
from tests.factories.pages import make_content

BANNER = json.dumps([{"type": "banner", "value": {"text": "We verhuizen"}}])
BROKEN = '<p><a linktype="page" id="987654">there</a></p>'


def later(hours: int = 1):
    return timezone.now() + timedelta(hours=hours)


def make_release(brand, *things, **fields) -> Release:
    release = Release.objects.create(brand=brand, title="Zomer", **{"starts_at": later(), **fields})
    for thing in things:
        ReleaseEntry.of(release, thing).save()
    return release


def write(thing, **words):
    """A newer draft of a thing."""
    for name, text in words.items():
        setattr(thing, name, text)
    thing.save_revision()
    return thing


def now(thing):
    """A thing as it is stored now."""
    return type(thing)._base_manager.get(pk=thing.pk)


def let_time_pass(release, field: str):
    Release.objects.filter(pk=release.pk).update(**{field: timezone.now()})
    return perform_due()


@pytest.fixture
def things(iduet, finhire):
    """Of Finhire a public page with a newer draft, a page that is new, a call to action and a menu with drafts."""
    page = write(make_content(home_of(finhire), "Was"), title="Will be")
    new = make_content(home_of(finhire), "New", publish=False)
    call = write(make_call_to_action(brand=finhire, title="Call"), title="Call again")
    menu = Menu.objects.create(brand=finhire, locale=locale_of("nl"), place="header", live=False)
    menu.save_revision()
    return [page, new, call, menu]


class TestGoingLive:
    def test_all_at_its_moment_and_not_before(self, things, finhire, iduet):
        page, new, call, menu = things
        release = make_release(finhire, *things, banner_nl=BANNER)
        plan(release)
        assert perform_due() == 0
        assert [now(page).title, now(new).live, now(call).title, now(menu).live] == ["Was", False, "Call", False]
        assert let_time_pass(release, "starts_at") == 1
        assert [now(page).title, now(new).live, now(call).title, now(menu).live] == [
            "Will be",
            True,
            "Call again",
            True,
        ]
        assert now(release).state == Release.State.LIVE
        assert [banner.brand for banner in Banner.objects.all()] == [finhire]
        assert perform_due() == 0

    def test_it_is_the_planned_draft_and_not_a_later_one(self, things, finhire):
        page = things[0]
        release = make_release(finhire, page)
        plan(release)
        write(now(page), title="Half done")
        let_time_pass(release, "starts_at")
        assert now(page).title == "Will be"

    def test_each_change_has_its_row(self, things, finhire):
        release = make_release(finhire, *things, banner_nl=BANNER)
        plan(release)
        Change.objects.all().delete()
        let_time_pass(release, "starts_at")
        rows = {(row.object_type, row.object_id) for row in Change.objects.all()}
        assert rows >= {(type(thing)._meta.label_lower, str(thing.pk)) for thing in things}
        assert "releases.banner" in {kind for kind, _key in rows}
        assert {row.brand for row in Change.objects.all()} == {finhire}

    def test_pages_that_wait_for_each_other_go_together(self, finhire, iduet):
        first, second = (make_content(home_of(finhire), name, publish=False) for name in ("First", "Second"))
        write(first, introduction=f'<p><a linktype="page" id="{second.pk}">there</a></p>')
        release_now(make_release(finhire, first, second))
        assert now(first).live
        assert now(second).live


class TestAllOrNone:
    def test_a_plan_says_everything_that_stands_in_the_way_and_changes_nothing(self, things, finhire):
        page, new, *_rest = things
        for each in (page, new):
            write(each, introduction=BROKEN)
        release = make_release(finhire, *things)
        with pytest.raises(PublishRefused) as refusal:
            plan(release)
        assert len(refusal.value.messages) == 2
        release = now(release)
        assert release.state == Release.State.DRAFT
        assert [now(page).title, now(things[2]).title, now(things[3]).live] == ["Was", "Call", False]
        assert not release.entries.exclude(revision=None).exists()

    def test_what_breaks_after_planning_keeps_all_of_it_waiting_and_is_told(self, things, finhire, iduet):
        target = make_content(home_of(finhire), "Target")
        write(things[0], introduction=f'<p><a linktype="page" id="{target.pk}">there</a></p>')
        release, other = (
            make_release(finhire, *things),
            make_release(iduet, make_content(home_of(iduet), publish=False)),
        )
        plan(release)
        plan(other)
        now(target).unpublish()
        Release.objects.filter(pk=other.pk).update(starts_at=timezone.now())
        assert let_time_pass(release, "starts_at") == 1
        assert now(other).state == Release.State.LIVE
        assert now(release).state == Release.State.PLANNED
        assert [now(things[0]).title, now(things[2]).title] == ["Was", "Call"]
        overdue = Overdue.objects.get()
        assert (overdue.title, overdue.brand) == ("Zomer", finhire)
        assert "Will be" in overdue.reason or "Was" in overdue.reason

    def test_an_empty_one_is_none(self, finhire):
        with pytest.raises(PublishRefused):
            plan(make_release(finhire))

    def test_what_was_deleted_is_said(self, things, finhire):
        release = make_release(finhire, things[2])
        now(things[2]).delete()
        with pytest.raises(PublishRefused, match="Call"):
            plan(release)

    def test_what_has_a_date_of_its_own_is_said(self, things, finhire):
        write(things[0], go_live_at=later(5))
        with pytest.raises(PublishRefused):
            plan(make_release(finhire, things[0]))

    def test_taken_back_it_does_not_go_live(self, things, finhire):
        release = make_release(finhire, *things)
        plan(release)
        take_back(release)
        assert let_time_pass(release, "starts_at") == 0
        assert now(things[0]).title == "Was"


class TestTheEnd:
    def test_what_was_there_is_there_again(self, things, finhire):
        page, new, call, menu = things
        release = make_release(finhire, *things, ends_at=later(2), banner_nl=BANNER)
        plan(release)
        let_time_pass(release, "starts_at")
        assert let_time_pass(release, "ends_at") == 1
        assert [now(page).title, now(new).live, now(call).title, now(menu).live] == ["Was", False, "Call", False]
        assert now(release).state == Release.State.ENDED
        assert not Banner.objects.exists()
        assert Page.objects.get(pk=page.pk).specific.get_latest_revision_as_object().title == "Will be"

    def test_what_somebody_published_since_stays(self, things, finhire):
        page = things[0]
        release = make_release(finhire, *things)
        release_now(release)
        write(now(page), title="Decided otherwise")
        now(page).latest_revision.publish()
        end(release)
        assert now(page).title == "Decided otherwise"
        assert now(things[2]).title == "Call"

    def test_what_was_live_without_a_version_comes_back_too(self, finhire):
        call = make_call_to_action(brand=finhire, title="By hand")
        write(call, title="By release")
        CallToAction.objects.filter(pk=call.pk).update(live_revision=None)
        release = make_release(finhire, call)
        release_now(release)
        assert now(call).title == "By release"
        end(release)
        assert now(call).title == "By hand"
