"""Places in the change log. Whoever read a brand at some place and then reads the changes after it misses nothing."""

import datetime

from django.db import connection
from django.db.models import Q, Subquery
from django.db.models.expressions import RawSQL

from .models import Change

#: PostgreSQL hands ids out before commit: a transaction that is still open may write a smaller one than those that
#: are seen. What is older than every writing transaction, by a minute for clocks and statements, is beyond doubt.
SETTLED = """(SELECT coalesce(min(xact_start), now()) - interval '1 minute'
              FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL)"""


def state(brand_key: str | None) -> tuple[datetime.datetime | None, str]:
    """Moment of the last change of anything, and the log's place for a brand or, without a key, for all.

    A place may be too early, which costs a repetition; it is never too late.
    """
    if brand_key and "\0" in brand_key:
        brand_key = ""  # nobody's key, and PostgreSQL takes no such text
    seen = Change.objects.all() if brand_key is None else Change.objects.filter(Q(brand=None) | Q(brand__key=brand_key))
    if connection.vendor == "postgresql":
        seen = seen.filter(created_at__lt=RawSQL(SETTLED, []))  # noqa: S611 - a constant
    place = seen.order_by("-pk").values("pk")[:1]
    last = Change.objects.order_by("-created_at").annotate(place=Subquery(place)).values_list("created_at", "place")
    moment, position = last.first() or (None, None)
    return moment, str(position or 0)
