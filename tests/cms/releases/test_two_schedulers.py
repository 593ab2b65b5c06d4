"""Two schedulers at once, on a database that they share: each change is made once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from brands.models import Brand
from cms.releases.clock import claimed, due, perform, perform_due
from cms.releases.models import Overdue
from tests.committing import _django_db_helper, copied_database  # noqa: F401 - fixtures
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content

pytestmark = pytest.mark.django_db
PUBLISHED = "wagtail.publish.scheduled"


@pytest.fixture
def waiting(copied_database):  # noqa: F811
    """Pages and roles of two brands that are due, as two schedulers find them."""
    things = []
    for brand in Brand.objects.filter(key__in=["iduet", "finhire"]):
        things += [make_content(home_of(brand), publish=False) for _ in range(2)] + [
            make_role(brand=brand, publish=False)
        ]
    for thing in things:
        thing.go_live_at = timezone.now() - timedelta(minutes=1)
        thing.save_revision(approved_go_live_at=thing.go_live_at)
    return things


def at_once(work) -> list:
    start = threading.Barrier(2)

    def run(_number):
        try:
            start.wait(20)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, range(2)))


def test_each_change_is_made_once(waiting):
    changes = due()
    assert len(changes) == len(waiting)
    done = at_once(lambda: [perform(change) for change in changes])
    assert [sum(each) for each in zip(*done, strict=True)] == [1] * len(waiting)
    entries = (
        PageLogEntry.objects.filter(action=PUBLISHED).count() + ModelLogEntry.objects.filter(action=PUBLISHED).count()
    )
    assert entries == len(waiting)
    assert not Overdue.objects.exists()
    assert perform_due() == 0


def test_what_one_has_claimed_the_other_passes_over(waiting):
    """PostgreSQL lets both write at once, each another change; on SQLite the second finds the first's done."""
    rows = Revision.objects.filter(approved_go_live_at__lte=timezone.now()).order_by("pk")
    both = connection.features.has_select_for_update_skip_locked
    meet = threading.Barrier(2 if both else 1)

    def take_first():
        with transaction.atomic():
            found = claimed(rows)
            meet.wait(20)
            found.approved_go_live_at = None
            found.save()
            return found.pk

    assert len(set(at_once(take_first))) == 2
    assert rows.count() == len(waiting) - 2
