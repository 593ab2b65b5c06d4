"""No row of the change log is stepped over, however transactions overlap."""

import time
from contextlib import ExitStack, closing

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from cms.changes.models import Change
from cms.changes.reading import KEPT, Place, Trimmed, latest, settled_after, trim, visible_after

INSERT = """
    INSERT INTO changes_change (kind, object_type, object_id, addresses_before, addresses_after, tags, created_at)
    VALUES ('changed', 'overlap', %s, '[]', '[]', '[]', now())
"""


def write(name: str) -> Change:
    return Change.objects.create(kind="changed", object_type="test", object_id=name)


def names(rows) -> list[str]:
    return sorted(row.object_id for row in rows)


@pytest.fixture
def place(brands):
    return latest()


def test_each_row_is_told_once(place):
    write("a")
    write("b")
    rows, place = visible_after(place)
    assert names(rows) == ["a", "b"]
    write("c")
    rows, place = visible_after(place)
    assert names(rows) == ["c"]
    assert visible_after(place)[0] == []


def test_the_newest_rows_may_be_trimmed_without_harm(place):
    write("a")
    _, place = visible_after(place)
    Change.objects.all().delete()
    write("b")
    assert names(visible_after(place)[0]) == ["b"]


def test_who_was_away_longer_than_rows_are_kept_starts_anew(place):
    away = Place(place.settled, place.ahead, place.read_at - KEPT.total_seconds() - 1)
    with pytest.raises(Trimmed):
        visible_after(away)
    with pytest.raises(Trimmed):
        visible_after(Place(2**60, frozenset(), place.read_at))


def test_old_rows_are_trimmed(place):
    names_left = Change.objects.filter(object_type="test").order_by("pk").values_list("object_id", flat=True)
    written = {name: write(name) for name in ("before", "old", "after", "newest")}
    too_old = timezone.now() - KEPT - timezone.timedelta(seconds=1)
    Change.objects.filter(pk=written["old"].pk).update(created_at=too_old)
    trim()
    assert list(names_left.all()) == ["after", "newest"], "who finds his row has missed none after it"
    Change.objects.filter(object_type="test").update(created_at=too_old)
    trim()
    assert list(names_left.all()) == ["newest"], "who has read everything finds his place"


def another_connection(stack: ExitStack):
    """A connection beside the test's own, in a transaction that is open."""
    made = stack.enter_context(closing(connections.create_connection("default")))
    made.inc_thread_sharing()
    made.set_autocommit(False)
    return made


def insert(writer, name: str) -> None:
    with writer.cursor() as cursor:
        cursor.execute(INSERT, [name])


def eventually(holds) -> None:
    """Tests beside this one have transactions in the same cluster, which hold up what is settled while they last."""
    end = time.monotonic() + 90
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.1)


if connection.vendor == "postgresql":

    @pytest.fixture
    def writers(place):
        """Three connections beside the test's own; what they commit is removed at the end."""
        with ExitStack() as stack:
            made = [another_connection(stack) for _ in range(3)]
            yield made
            for each in made:
                each.rollback()
            with made[0].cursor() as cursor:
                cursor.execute("DELETE FROM changes_change WHERE object_type = 'overlap'")
            made[0].commit()

    def test_a_row_with_a_smaller_id_that_commits_later_is_told_later(place, writers):
        early, late, _ = writers
        insert(early, "early")
        insert(late, "late")
        late.commit()
        rows, place = visible_after(place)
        assert names(rows) == ["late"]
        early.commit()
        rows, place = visible_after(place)
        assert names(rows) == ["early"]
        assert visible_after(place)[0] == []

    def test_who_is_beyond_a_transaction_still_hears_of_it(place, writers):
        """The transaction with the smaller number writes its first row last, after others began and ended."""
        first, second, third = writers
        with first.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()")
        told = []
        for name, writer in (("a", second), ("b", third), ("c", second)):
            insert(writer, name)
            writer.commit()
            rows, place = visible_after(place)
            told += names(rows)
        insert(first, "first")
        first.commit()
        rows, place = visible_after(place)
        assert told + names(rows) == ["a", "b", "c", "first"]
        assert visible_after(place)[0] == []
        eventually(lambda: not visible_after(place)[1].ahead)

    def test_who_keeps_a_place_sees_what_is_settled_and_nothing_before_it_later(place, writers):
        early, late, last = writers
        insert(early, "early")
        insert(late, "late")
        late.commit()
        assert settled_after(place.settled, 0, most=10) == []
        early.commit()
        insert(last, "last")
        eventually(lambda: len(settled_after(place.settled, 0, most=10)) == 2)
        (one, two) = settled_after(place.settled, 0, most=10)
        assert [one.object_id, two.object_id] == ["early", "late"]
        assert settled_after(one.transaction, one.pk, most=10) == [two]
        assert settled_after(place.settled, 0, most=1) == [one]
        assert settled_after(two.transaction, two.pk, most=10) == []

    def test_what_is_rolled_back_is_never_told_and_holds_nothing_up(place, writers):
        early, late, _ = writers
        insert(early, "early")
        insert(late, "late")
        late.commit()
        early.rollback()
        rows, place = visible_after(place)
        assert names(rows) == ["late"]
        assert visible_after(place)[0] == []

else:

    def test_writers_queue_so_that_ids_are_in_the_order_of_commits(place):
        write("the test's own transaction holds the lock")
        with ExitStack() as stack:
            other = another_connection(stack)
            with other.cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 0")
                with pytest.raises(OperationalError, match="locked"):
                    cursor.execute(INSERT.replace("now()", "'2026-01-01'"), ["overlap"])

    def test_who_keeps_a_place_goes_on_from_it(place):
        one, two = write("one"), write("two")
        assert settled_after(0, place.settled, most=10) == [one, two]
        assert settled_after(0, place.settled, most=1) == [one]
        assert settled_after(one.transaction, one.pk, most=10) == [two]
