"""Places in the change log. Whoever read a brand at some place and then reads the changes after it misses nothing.

A place names the last row that a brand's reader has seen, and the moment at which that was written: a log that was put
back from a backup has other rows under the same keys.
"""

import datetime

from django.db.models import OuterRef, Q, QuerySet, Subquery

from brands.models import Brand
from cms.foundation.prepared import ask
from cms.foundation.together import fetch

from .models import Change
from .reading import settled

#: The place of a reader of an empty log.
BEGINNING = "0"
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


class Unknown(LookupError):
    """No row stands at this place, or not any more: what was read before is to be read anew."""


def of_brand(brand: Brand) -> QuerySet[Change]:
    """The rows that touch a brand: its own, and those that touch all brands."""
    return Change.objects.filter(Q(brand=brand) | Q(brand=None))


def state(brand_key: str | None) -> tuple[datetime.datetime | None, str]:
    """Moment of the last change of anything, and the log's place for a brand or, without a key, for all.

    A place may be too early, which costs a repetition; it is never too late: before it nothing is written any more.
    """
    if brand_key and "\0" in brand_key:
        brand_key = ""  # nobody's key, and PostgreSQL takes no such text
    (found,) = fetch([ask(_newest) if brand_key is None else ask(_newest_of_brand, key=brand_key)])
    if not found:
        return None, BEGINNING
    last = found[0]
    return last.created_at, BEGINNING if last.read_at is None else _named(last.read, last.read_at)


def _newest() -> QuerySet[Change]:
    return _last_and_read(Change.objects.all())


def _newest_of_brand(key: str) -> QuerySet[Change]:
    return _last_and_read(Change.objects.filter(Q(brand=None) | Q(brand__key=key)))


def _last_and_read(rows: QuerySet[Change]) -> QuerySet[Change]:
    """The last change of anything, and with it the last of these rows that was read, `read` and `read_at`."""
    last_read = settled(rows).order_by("-transaction", "-pk").values("pk")[:1]
    written_at = Change.objects.filter(pk=OuterRef("read")).values("created_at")
    last = Change.objects.order_by("-created_at").values("pk")[:1]
    found = Change.objects.filter(pk__in=last).only("created_at").annotate(read=Subquery(last_read))
    return found.annotate(read_at=Subquery(written_at))


def place_of(row: Change) -> str:
    """The place of who has read this row and everything before it."""
    return _named(row.pk, row.created_at)


def row_at(brand: Brand, place: str) -> tuple[int, int]:
    """Transaction and key of the row at a place of a brand, for `settled_after`. Raises `Unknown`."""
    if place == BEGINNING and not of_brand(brand).exists():
        return 0, 0
    pk, _, _ = place.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Unknown
    row = of_brand(brand).filter(pk=pk).first()
    if row is None or place_of(row) != place:
        raise Unknown
    return row.transaction, row.pk


def _named(pk: int, written_at: datetime.datetime) -> str:
    return f"{pk}-{(written_at - _EPOCH) // datetime.timedelta(microseconds=1):x}"
