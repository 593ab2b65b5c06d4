"""Reading the change log without stepping over a row.

PostgreSQL hands ids out before commit: a row with a small id may become visible after one with a larger id. Each row
names the transaction that wrote it, and every transaction below `horizon` has ended; what it wrote is all there is.
"""

import datetime
from dataclasses import dataclass

from django.db import connection
from django.db.models import BigIntegerField, Func, Q, QuerySet
from django.utils import timezone

from brands.models import Brand

from .models import Change

#: Rows are kept this long. Who has read nothing for longer cannot know what was missed.
KEPT = datetime.timedelta(days=30)


class Horizon(Func):
    """In a query on PostgreSQL: the first transaction of which it may not see everything yet."""

    template = "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
    output_field = BigIntegerField()


class Trimmed(LookupError):
    """Rows after a reader's place may be gone, or the log is another one: what was made before is to be made anew."""


@dataclass(frozen=True)
class Place:
    """How far a reader has read. Everything at or below `settled` is read, and the rows in `ahead` besides.

    `settled` is a transaction on PostgreSQL and an id on SQLite; `read_at` is in seconds since 1970.
    """

    settled: int
    ahead: frozenset[int]
    read_at: float


def latest() -> Place:
    """The place of a reader who wants nothing of what is visible now, and all that becomes visible later."""
    settled = horizon() - 1
    ahead = _rows(settled).values_list("pk", flat=True)
    return Place(settled, frozenset(ahead), timezone.now().timestamp())


def visible_after(place: Place) -> tuple[list[Change], Place]:
    """The rows that became visible since, in no particular order, and the place after them. Raises `Trimmed`.

    For readers to whom order means nothing and being told twice does no harm, such as stores of responses.
    """
    now = timezone.now().timestamp()
    if now - place.read_at > KEPT.total_seconds():
        raise Trimmed
    # Asked before the rows: what ended by now is visible to the next statement.
    settled = horizon() - 1
    if settled < place.settled:
        raise Trimmed  # a database that was put back, or another one
    rows = list(_rows(place.settled))
    ahead = {row.pk for row in rows if _order(row)[0] > settled}
    return [row for row in rows if row.pk not in place.ahead], Place(settled, frozenset(ahead), now)


def has_read(place: Place, row: Change) -> bool:
    """Whether a reader at a place has read a row."""
    return _order(row)[0] <= place.settled or row.pk in place.ahead


def settled(rows: QuerySet[Change]) -> QuerySet[Change]:
    """Of these rows, those before which, in the order `(transaction, id)`, nothing is inserted later."""
    return rows.filter(transaction__lt=Horizon()) if connection.vendor == "postgresql" else rows


def settled_after(transaction: int, pk: int, most: int, rows: QuerySet[Change] | None = None) -> list[Change]:
    """At most so many rows after one, in an order into which nothing is inserted later: `(transaction, id)`.

    For readers who keep a place and go on from it, such as feeds.

    :param rows: those that the reader cares for; all when left out.
    """
    beyond = Q(transaction__gt=transaction) | Q(transaction=transaction, pk__gt=pk)
    wanted = (Change.objects.all() if rows is None else rows).filter(beyond)
    return list(settled(wanted).order_by("transaction", "pk")[:most])


def trim() -> int:
    """Remove the rows that are kept no longer; how many those were.

    With a row goes everything before it in the order of reading: who still finds the row at his place has missed
    nothing. The last row of each brand stays however old it is, so that who has read everything finds his place.
    """
    old = Change.objects.filter(created_at__lt=timezone.now() - KEPT).order_by("-transaction", "-pk").first()
    if old is None:
        return 0
    before = Q(transaction__lt=old.transaction) | Q(transaction=old.transaction, pk__lte=old.pk)
    last = [_last(Q(brand=brand) | Q(brand=None)) or 0 for brand in Brand.objects.all()]
    return Change.objects.filter(before).exclude(pk__in=last).delete()[0]


def _last(whose: Q) -> int | None:
    return Change.objects.filter(whose).order_by("-transaction", "-pk").values_list("pk", flat=True).first()


def horizon() -> int:
    """The first transaction, or on SQLite the first id, of which not everything may be visible yet."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
            return cursor.fetchone()[0]
    with connection.cursor() as cursor:
        # Not the largest id that is there: the newest rows may have been trimmed.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [Change._meta.db_table])
        found = cursor.fetchone()
    return (found[0] if found else 0) + 1


def _order(row: Change) -> tuple[int, int]:
    return (row.transaction, row.pk) if connection.vendor == "postgresql" else (row.pk, row.pk)


def _rows(settled: int):
    """Visible rows beyond what is settled."""
    if connection.vendor == "postgresql":
        return Change.objects.filter(transaction__gt=settled)
    return Change.objects.filter(pk__gt=settled)
