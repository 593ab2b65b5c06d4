"""What changed of a brand."""

from typing import Literal, cast

from ninja import Path, Query
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from cms.changes.position import Unknown, of_brand, place_of, row_at
from cms.changes.reading import settled_after
from cms.changes.telling import Told, told

from ..contract import reads
from ..log import log_before
from ..problems import BRAND_NOT_FOUND, PLACE_UNKNOWN, ParameterError, Refused
from ..viewpoint import BrandKey, Parameters, brand_of

MOST = 500
Kind = Literal["published", "unpublished", "moved", "deleted", "changed"]


class ChangesParameters(Parameters):
    """After which place, and how many at once."""

    after: str | None = Field(
        None, max_length=60,
        description="`next` of the answer before, or `changes` of the first piece of a list. Without it the answer is "
        "the present place alone.",
    )  # fmt: skip
    limit: int = Field(100, ge=1, le=MOST, description="How many at most.")


class ChangeEntry(BaseModel):
    """Something that the public of the brand could see, or can from now on, and that changed."""

    model_config = ConfigDict(extra="forbid")

    at: AwareDatetime
    kind: Kind
    page: int | None = Field(description="Key of the page that it is about; null for everything else.")
    before: list[str] = Field(description="Full addresses of the page until then; empty where it was not public.")
    after: list[str] = Field(description="Full addresses of the page since; empty where it is not public now.")
    tags: list[str] = Field(description="Answers that name one of these in `Cache-Tag` are to be asked for anew.")


class ChangeFeed(BaseModel):
    """Changes in an order into which nothing is inserted later."""

    model_config = ConfigDict(extra="forbid")

    items: list[ChangeEntry]
    next: str = Field(description="`after` of the next question, also where nothing came.")
    more: bool = Field(description="Whether more is there already.")


@reads("/brands/{brand}/changes", answers=ChangeFeed, refuses=[BRAND_NOT_FOUND, PLACE_UNKNOWN], stored=False)
def changes(request, brand: Path[BrandKey], parameters: Query[ChangesParameters]):
    """What changed of a brand after a place in its change log: for static builders, search indexers, and stores."""
    owner = brand_of(request, brand)
    if parameters.after is None:
        return ChangeFeed(items=[], next=log_before(request).position or "", more=False)
    try:
        transaction, key = row_at(owner, parameters.after)
    except Unknown as error:
        wrong = ParameterError(parameter="after", detail="The log has no such place, or not any more.", valid=[])
        anew = {"Cache-Control": "no-store"}
        raise Refused(PLACE_UNKNOWN, f"after: {wrong.detail}", [wrong], headers=anew) from error
    found = settled_after(transaction, key, parameters.limit + 1, of_brand(owner))
    rows = found[: parameters.limit]
    return ChangeFeed(
        items=[_entry(each) for each in told(owner, rows)],
        next=place_of(rows[-1]) if rows else parameters.after,
        more=len(found) > len(rows),
    )


def _entry(each: Told) -> ChangeEntry:
    kind = cast("Kind", each.row.kind)  # the column has no other
    return ChangeEntry(
        at=each.row.created_at, kind=kind, page=each.page, before=each.before, after=each.after, tags=each.tags
    )
