"""Clocks that are put back, and nights with an hour twice or not at all: each change is made once, at its moment."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.releases.clock import perform_due
from tests.factories.brands import home_of
from tests.factories.pages import make_content

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def at(monkeypatch):
    """`at(moment)` sets the clock."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def planned(brand, moment: datetime):
    page = make_content(home_of(brand), publish=False)
    page.go_live_at = moment
    page.save_revision(approved_go_live_at=moment)
    return page


def times_published(page) -> int:
    return PageLogEntry.objects.filter(page=page, action="wagtail.publish.scheduled").count()


def test_a_clock_that_is_put_back_repeats_nothing_and_takes_nothing_back(brands, at):
    noon = datetime(2026, 11, 30, 12, tzinfo=UTC)
    at(noon - timedelta(days=1))
    pages = [planned(brand, noon) for brand in brands]
    for moment in (noon, noon - timedelta(hours=2), noon - timedelta(days=365), noon + timedelta(seconds=1), noon):
        at(moment)
        perform_due()
    assert [times_published(page) for page in pages] == [1, 1]
    for page in pages:
        page.refresh_from_db()
        assert page.live


@pytest.mark.parametrize(
    ("local", "fold", "utc"),
    [
        ("2026-10-25T02:30", 0, "2026-10-25T00:30"),  # the first 02:30 of that night
        ("2026-10-25T02:30", 1, "2026-10-25T01:30"),  # and the second
        ("2027-03-28T02:30", 0, "2027-03-28T01:30"),  # a time that this night has not
    ],
)
def test_the_hour_that_comes_twice_or_never(brands, at, local, fold, utc):
    at(datetime(2026, 10, 1, tzinfo=UTC))
    planned_for = datetime.fromisoformat(local).replace(fold=fold, tzinfo=AMSTERDAM)
    pages, moment = [planned(brand, planned_for) for brand in brands], datetime.fromisoformat(utc).replace(tzinfo=UTC)
    at(moment - timedelta(seconds=1))
    perform_due()
    assert [times_published(page) for page in pages] == [0, 0]
    for later in (0, 1, 3600, 7200):
        at(moment + timedelta(seconds=later))
        perform_due()
        assert [times_published(page) for page in pages] == [1, 1]
