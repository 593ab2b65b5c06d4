"""A single-use code of a preview, for a token."""

import datetime

from ninja import Body
from pydantic import BaseModel, ConfigDict, Field

from brands.directory import directory_for
from cms.foundation.links import public_path
from cms.previews import grants
from cms.previews.drafts import draft_of
from cms.previews.models import Use

from ..contract import for_one
from ..private import check_origin
from ..problems import CODE_SPENT, CODE_UNKNOWN, INVALID_BODY, ORIGIN_REFUSED, Refused


class PreviewCode(BaseModel):
    """The code that stood in `preview` of the page's address."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=64)


class PreviewToken(BaseModel):
    """A token that reads one draft, and where that stands."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(description="Send it as `Authorization: Bearer …` to `/api/v1/preview`, and to nothing else.")
    expires_at: datetime.datetime
    brand: str
    language: str
    path: str = Field(description="The page's public path.")


@for_one(
    "/preview/exchange",
    method="POST",
    answers=PreviewToken,
    refuses=[CODE_UNKNOWN, CODE_SPENT, ORIGIN_REFUSED, INVALID_BODY],
)
def exchange_preview_code(request, body: Body[PreviewCode]):
    """Exchange the code of a preview for a token. A code works once."""
    known = grants.grant_of_code(body.code)
    if known is not None:
        check_origin(request, known.brand)
    try:
        grant = grants.redeem(body.code)
        page, root = draft_of(grant, directory_for(request))
    except grants.Unknown as refusal:
        raise Refused(CODE_UNKNOWN, "This code was never given, or its page is no longer there.") from refusal
    except grants.Refusal as refusal:
        raise Refused(CODE_SPENT, "It was used before, has expired or was taken back.") from refusal
    grants.note_use(grant, Use.Way.EXCHANGED, request)
    token = grants.token_of(grant)
    return PreviewToken(
        token=token.text,
        expires_at=token.expires_at,
        brand=grant.brand.key,
        language=root.language_code,
        path=public_path(root, page.url_path),
    )
