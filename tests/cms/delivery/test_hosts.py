"""Each host says how far it has followed the change log; who has not, or does not answer, is known by name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from cms.changes.addresses import folder
from cms.changes.models import Change
from cms.changes.reading import Place, has_read
from cms.delivery import hosts, spreading
from cms.delivery.hosts import FORGOTTEN, SILENT, Report, behind, mark, name
from cms.delivery.models import Host

pytestmark = pytest.mark.usefixtures("host")


@pytest.fixture
def change(iduet):
    row = Change.objects.create(brand=iduet, kind="unpublished", object_type="x", object_id="1", tags=["page:1"])
    return Change.objects.get(pk=row.pk)


def make_host(label: str, place: Place, ago: timedelta = timedelta()) -> Host:
    values = {"settled": place.settled, "ahead": sorted(place.ahead), "seen_at": timezone.now() - ago}
    return Host.objects.create(mark=label, name=label, **values)


def test_this_host_knows_of_itself_at_once(change):
    assert [(each.name, each.answers) for each in behind(change)] == [(name(), True)]
    spreading.spread()
    assert behind(change) == []


def test_others_are_behind_until_they_say_that_they_followed(change):
    before = spreading.place_here()
    spreading.spread()
    after = spreading.place_here()
    assert (has_read(before, change), has_read(after, change)) == (False, True)
    make_host("quick", after)
    slow = make_host("slow", before)
    make_host("gone", before, SILENT + timedelta(seconds=5))
    make_host("gone for good", before, FORGOTTEN + timedelta(seconds=5))
    assert [(each.name, each.answers) for each in behind(change)] == [("gone", False), ("slow", True)]
    slow.settled, slow.ahead = after.settled, sorted(after.ahead)
    slow.save()
    assert [each.name for each in behind(change)] == ["gone"]


def test_where_nothing_is_stored_nothing_is_seen(change, settings):
    settings.RESPONSE_STORE = False
    assert behind(change) == []


def test_a_host_says_what_it_followed_and_that_it_lives(change, monkeypatch):
    make_host("gone for good", spreading.place_here(), FORGOTTEN + timedelta(seconds=5))
    report = Report()
    report.say(moved=False)
    if connection.vendor != "postgresql":  # where there is one host
        assert Host.objects.get().name == "gone for good"
        return
    row = Host.objects.get()
    assert (row.mark, row.name) == (mark(), name())
    assert not has_read(Place(row.settled, frozenset(row.ahead), 0), change)
    seen_at = row.seen_at
    report.say(moved=False)
    row.refresh_from_db()
    assert row.seen_at == seen_at, "it writes without need"
    spreading.spread()
    report.say(moved=True)
    row.refresh_from_db()
    assert has_read(Place(row.settled, frozenset(row.ahead), 0), change)
    monkeypatch.setattr(hosts, "SAYS_EVERY", 0.0)
    seen_at = row.seen_at
    report.say(moved=False)
    row.refresh_from_db()
    assert row.seen_at > seen_at


def test_a_host_is_told_from_others_by_its_folder():
    first = mark()
    assert mark() == first == (folder() / "host").read_text()
    (folder() / "host").unlink()
    assert mark() != first
    assert [file.name for file in folder().glob("host.*")] == []
