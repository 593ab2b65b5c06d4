"""What the change log said before an answer was made.

It is read first: what changes while an answer is made is then later than the answer claims to be, and never missed.
"""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from cms.changes.position import state


@dataclass(frozen=True)
class LogBefore:
    """`second`, as seconds since 1970: of the last change, None where a further one may fall into it.

    `position`: see `cms.changes.position`.
    """

    second: int | None = None
    position: str | None = None


def read_log(request: HttpRequest, brand_key: str | None) -> None:
    """Remember with the request what the log says now.

    An answer is made of many things, so the whole log counts for the date: too late a date costs a transfer, too
    early a date would hide a change.
    """
    last, position = state(brand_key)
    recent = last is None or (timezone.now() - last).total_seconds() < 1
    request.log_before = LogBefore(None if recent else int(last.timestamp()), position)  # type: ignore[attr-defined, union-attr]


def log_before(request: HttpRequest) -> LogBefore:
    """What the log said when the answer was begun."""
    return getattr(request, "log_before", LogBefore())
