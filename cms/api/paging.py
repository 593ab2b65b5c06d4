"""Lists in pieces. A cursor names the last row of a piece, so a row that does not change appears exactly once."""

import datetime
import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field

from .log import log_before
from .problems import invalid
from .viewpoint import Parameters

MOST = 100

Row = TypeVar("Row")

_signer = Signer(salt="cms.api.paging")


class Listed(Parameters):
    """Parameters of every list."""

    limit: int = Field(20, ge=1, le=MOST, description="How many at most.")
    cursor: str | None = Field(
        None, max_length=1000, description="`next` of the answer before. It belongs to the other parameters."
    )


class Listing(BaseModel):
    """What every list answers besides its items."""

    model_config = ConfigDict(extra="forbid")

    count: int = Field(description="How many there are in all, as of this request.")
    next: str | None = Field(description="`cursor` of the next piece; null at the end.")
    changes: str | None = Field(
        description="On the first piece the place in the brand's change log from which a reader, after the whole walk, "
        "misses nothing that changed meanwhile; null on the others."
    )


@dataclass
class Piece:
    """A piece of a list."""

    rows: list[Any]
    count: int
    next: str | None
    changes: str | None

    @property
    def told(self) -> dict[str, Any]:
        """What a `Listing` says besides its items."""
        return {"count": self.count, "next": self.next, "changes": self.changes}


def piece(queryset: QuerySet, order: str, request: HttpRequest, parameters: Listed) -> Piece:
    """A piece of a queryset in two queries.

    :param order: name of a field or annotation that is never null, with `-` in front for the other direction; rows
        of equal value follow by primary key.
    """
    field, descending = order.removeprefix("-"), order.startswith("-")
    count = queryset.count()
    rows = queryset.order_by(F(field).desc() if descending else field, "pk")
    after = _read(request, parameters)
    if after is not None:
        value, key = after
        beyond = Q(**{f"{field}__{'lt' if descending else 'gt'}": value}) | Q(**{field: value}, pk__gt=key)
        rows = rows.filter(beyond)
    found = list(rows[: parameters.limit + 1])
    return _cut(found, count, lambda row: (getattr(row, field), row.pk), request, parameters)


def piece_of(
    rows: Collection[Row], position: Callable[[Row], tuple[Any, int]], request: HttpRequest, parameters: Listed
) -> Piece:
    """A piece of a list that is at hand.

    :param position: what the rows are ordered by, of values that JSON knows, and then their primary key.
    """
    after = _read(request, parameters)
    found = sorted((row for row in rows if after is None or position(row) > after), key=position)
    return _cut(found[: parameters.limit + 1], len(rows), position, request, parameters)


def _cut(found: list, count: int, position, request: HttpRequest, parameters: Listed) -> Piece:
    rows, more = found[: parameters.limit], found[parameters.limit :]
    following = _write(request, position(rows[-1])) if more else None
    changes = log_before(request).position if parameters.cursor is None else None
    return Piece(rows, count, following, changes)


def links(request: HttpRequest, listing: Listing) -> str:
    """`Link` header (RFC 8288) of a list: its first piece and the next one."""
    kept = {name: value for name, value in request.GET.items() if name != "cursor"}
    pieces = {"first": kept} | ({"next": {**kept, "cursor": listing.next}} if listing.next else {})
    return ", ".join(
        f'<{request.path}{"?" if query else ""}{urlencode(query)}>; rel="{name}"' for name, query in pieces.items()
    )


def _list_of(request: HttpRequest) -> str:
    """Which list a cursor belongs to: its address and its parameters, except those that only cut it."""
    kept = sorted((name, value) for name, value in request.GET.items() if name not in ("cursor", "limit"))
    return hashlib.sha256(json.dumps([request.path, kept]).encode()).hexdigest()[:16]


def _write(request: HttpRequest, position: tuple[Any, int]) -> str:
    value, key = position
    if isinstance(value, datetime.datetime):
        value = {"at": value.isoformat()}
    return _signer.sign_object([_list_of(request), value, key])


def _read(request: HttpRequest, parameters: Listed) -> tuple[Any, int] | None:
    if parameters.cursor is None:
        return None
    try:
        owner, value, key = _signer.unsign_object(parameters.cursor)
    except (BadSignature, ValueError) as error:
        raise invalid("cursor", "This is no cursor of ours. Use `next` of an answer as it is.") from error
    if owner != _list_of(request):
        raise invalid("cursor", "This cursor belongs to a list with other parameters.")
    if isinstance(value, dict):
        value = datetime.datetime.fromisoformat(value["at"])
    return value, key
