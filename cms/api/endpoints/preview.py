"""A draft, for who holds a token of it."""

import datetime
from dataclasses import replace

from ninja import Query
from pydantic import Field

from brands.directory import directory_for
from cms.previews import grants
from cms.previews.drafts import draft_of
from cms.previews.models import Grant, Use
from cms.previews.userbar import userbar_for

from ..contract import for_one
from ..private import bearer_of, check_origin
from ..problems import ORIGIN_REFUSED, TOKEN_EXPIRED, TOKEN_NEEDED, TOKEN_REVOKED, Refused
from ..viewpoint import Parameters, scope_at
from .page import Include, PageAnswer, PageParameters, page_answer


class PreviewParameters(Parameters):
    """What to answer beside the draft."""

    include: list[Include] = Field(
        [], max_length=3, description="What to answer beside the page: its layout, its children and theirs."
    )


class PreviewAnswer(PageAnswer):
    """A draft, whole. All that it shows beside itself is what the public sees."""

    expires_at: datetime.datetime = Field(description="When the token ends.")
    notes: list[str] = Field(description="For the editor: what readers will not see although she put it there.")
    userbar: str | None = Field(
        description="HTML for the end of the body, by which the desk runs its content checks; null for others."
    )


@for_one(
    "/preview",
    answers=PreviewAnswer,
    refuses=[TOKEN_NEEDED, TOKEN_EXPIRED, TOKEN_REVOKED, ORIGIN_REFUSED],
)
def preview(request, parameters: Query[PreviewParameters]):
    """The draft that a token reads, as the page will be.

    The token names the page, so the address does not. It is read-only and lasts a quarter of an hour; while its
    editor writes, each request answers what she has written.
    """
    grant, expires_at = granted(request)
    check_origin(request, grant.brand)
    try:
        page, root = draft_of(grant, directory_for(request))
    except grants.Unknown as refusal:
        raise Refused(TOKEN_NEEDED, "The page of this token is no longer there.") from refusal
    scope = replace(scope_at(request, root, page=page), preview=True)
    answer = page_answer(request, page, root, PageParameters(fields=[], include=parameters.include), scope)
    grants.note_use(grant, Use.Way.READ, request)
    by_editor = grant.kind == Grant.Kind.PANE
    return PreviewAnswer(
        **dict(answer),
        expires_at=expires_at,
        notes=scope.missing if by_editor else [],  # they name things that are not public
        userbar=userbar_for(request, grant.made_by, page) if by_editor else None,
    )


def granted(request) -> tuple[Grant, datetime.datetime]:
    """The grant of the token that a request carries, and when the token ends."""
    try:
        return grants.read_token(bearer_of(request))
    except grants.Expired as refusal:
        raise Refused(TOKEN_EXPIRED, "Its quarter of an hour is over, or the preview has ended.") from refusal
    except grants.Revoked as refusal:
        raise Refused(TOKEN_REVOKED, "Who showed the preview has taken it back, or has left.") from refusal
    except grants.Refusal as refusal:
        raise Refused(TOKEN_NEEDED, "Send the token as `Authorization: Bearer …`.") from refusal
