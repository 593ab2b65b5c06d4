"""What the API says when it cannot answer: problem documents as RFC 9457 has them.

Each kind of problem has a name, which is the end of its `type`, one status, and a page of its own at that address.
"""

from dataclasses import dataclass, field

from django.http import HttpResponse
from pydantic import BaseModel, ConfigDict, Field

MEDIA_TYPE = "application/problem+json"
TYPES_AT = "/api/v1/problems/"


@dataclass(frozen=True)
class ProblemKind:
    """A kind of problem: its status, a title that never changes, and what one can do about it."""

    name: str
    status: int
    title: str
    meaning: str

    @property
    def uri(self) -> str:
        return f"{TYPES_AT}{self.name}"


INVALID_PARAMETER = ProblemKind(
    "invalid-parameter", 400, "A parameter cannot be used",
    "`errors` names each parameter with what is wrong and, where that can be listed, the values that are valid.",
)  # fmt: skip
UNKNOWN_PARAMETER = ProblemKind(
    "unknown-parameter", 400, "There is no such parameter",
    "Parameters that an endpoint does not know are never ignored. `errors` names each with those that it knows.",
)  # fmt: skip
PASSWORD_NEEDED = ProblemKind(
    "password-needed", 401, "This page asks for a password",
    "POST its password as JSON, `{\"password\": …}`, to the address in `unlock`, and ask again with the token that you "
    "get as bearer. Nothing else is told of the page.",
)  # fmt: skip
PASSWORD_WRONG = ProblemKind(
    "password-wrong", 403, "This is not the password", "Ask whoever gave you the address for the password.",
)  # fmt: skip
TOKEN_NEEDED = ProblemKind(
    "token-needed", 401, "A token is needed",
    "Exchange the code that the desk gave you for one (`POST /api/v1/preview/exchange`) and send it as "
    "`Authorization: Bearer …`. What was sent is none of ours, or its page is no longer there.",
)  # fmt: skip
TOKEN_EXPIRED = ProblemKind(
    "token-expired", 401, "The token has expired", "Open the preview again in the desk, or by its link."
)
TOKEN_REVOKED = ProblemKind(
    "token-revoked", 401, "The token was taken back", "Ask whoever showed you the preview to show it again."
)
ORIGIN_REFUSED = ProblemKind(
    "origin-refused", 403, "Not from this site",
    "Browsers may do this from the brand's own site and its separate front end only; servers may do it from anywhere.",
)  # fmt: skip
CODE_UNKNOWN = ProblemKind(
    "code-unknown",
    404,
    "There is no such code",
    "Send the code whole, as it stands in `preview` of the page's address.",
)
CODE_SPENT = ProblemKind(
    "code-spent", 410, "The code opens nothing any more",
    "A code works once and for a short time. Open the preview again in the desk, or by its link.",
)  # fmt: skip
INVALID_BODY = ProblemKind("invalid-body", 400, "The body cannot be read", "Send one JSON object in UTF-8.")
TOO_MANY_GUESSES = ProblemKind(
    "too-many-guesses", 429, "Too many wrong passwords", "Try again after the seconds that `Retry-After` names."
)
INVALID_SUBMISSION = ProblemKind(
    "invalid-submission", 422, "The form cannot be sent like this",
    "`errors` names each field by `pointer` with a sentence to be shown there, in the form's language.",
)  # fmt: skip
KEY_REUSED = ProblemKind(
    "idempotency-key-reused", 422, "The Idempotency-Key belongs to something else",
    "A key is for one submission and its repetitions. Make a new one for another submission.",
)  # fmt: skip
TOO_MANY_SUBMISSIONS = ProblemKind(
    "too-many-submissions", 429, "Enough for now",
    "Keep what was typed, and send it again after the seconds that `Retry-After` names.",
)  # fmt: skip
BRAND_NOT_FOUND = ProblemKind(
    "brand-not-found", 404, "There is no such brand", "`GET /api/v1/brands` lists the brands with their keys."
)
NOT_FOUND = ProblemKind(
    "not-found", 404, "Nothing is published here",
    "It does not exist, is not published, is private, or belongs to another brand; which of these is not told.",
)  # fmt: skip
METHOD_NOT_ALLOWED = ProblemKind(
    "method-not-allowed", 405, "This address is for reading",
    "`Allow` names the methods. What is published changes in the desk, not through this API.",
)  # fmt: skip
GONE = ProblemKind(
    "gone", 410, "What was published here is no more", "Take links to this address away; it leads nowhere else."
)
PLACE_UNKNOWN = ProblemKind(
    "place-unknown", 410, "Start anew",
    "The change log no longer has what follows this place, or never had it: changes are kept for 30 days. Ask without "
    "`after` for the present place, read everything that you keep once more, and go on from that place.",
)  # fmt: skip
PRECONDITION_FAILED = ProblemKind(
    "precondition-failed", 412, "It has changed since",
    "The answer no longer has the ETag or date that `If-Match` or `If-Unmodified-Since` asks for.",
)  # fmt: skip
TOO_MANY_REQUESTS = ProblemKind(
    "too-many-requests", 429, "Too many requests",
    "Ask again after the seconds that `Retry-After` names. Lists answer up to a hundred whole pages at once.",
)  # fmt: skip
FAULT = ProblemKind(
    "fault",
    500,
    "A fault of ours",
    "It has been logged. Ask again later; use what you stored before meanwhile.",
)
UNAVAILABLE = ProblemKind(
    "unavailable", 503, "The database is away", "Ask again after the seconds that `Retry-After` names."
)

KINDS = {
    kind.name: kind
    for kind in (
        INVALID_PARAMETER, UNKNOWN_PARAMETER, PASSWORD_NEEDED, BRAND_NOT_FOUND, NOT_FOUND, METHOD_NOT_ALLOWED, GONE,
        TOO_MANY_REQUESTS,
        PRECONDITION_FAILED, FAULT, UNAVAILABLE, PASSWORD_WRONG, TOKEN_NEEDED, TOKEN_EXPIRED, TOKEN_REVOKED,
        ORIGIN_REFUSED, CODE_UNKNOWN, CODE_SPENT, INVALID_BODY, TOO_MANY_GUESSES,
        INVALID_SUBMISSION, KEY_REUSED, TOO_MANY_SUBMISSIONS, PLACE_UNKNOWN,
    )
}  # fmt: skip
#: What any endpoint may answer, whatever it is about.
EVERYWHERE = (
    INVALID_PARAMETER, UNKNOWN_PARAMETER, METHOD_NOT_ALLOWED, PRECONDITION_FAILED, TOO_MANY_REQUESTS, FAULT,
    UNAVAILABLE,
)  # fmt: skip
#: What any endpoint may answer that is for one reader only: it has no validators, so no conditions fail.
EVERYWHERE_IN_PRIVATE = tuple(kind for kind in EVERYWHERE if kind is not PRECONDITION_FAILED)


class ParameterError(BaseModel):
    """What is wrong with one parameter. `valid` lists the values that are valid; empty where they cannot be listed."""

    model_config = ConfigDict(extra="forbid")

    parameter: str
    detail: str
    valid: list[str]
    pointer: str | None = Field(default=None, description="JSON pointer (RFC 6901) to it, where it stands in a body.")


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Address of the kind of problem, relative to this host. Compare it, not the title.")
    title: str
    status: int
    detail: str = Field(description="This occurrence, in words for a developer.")
    errors: list[ParameterError] = Field(description="Per parameter; empty where no parameter is at fault.")
    unlock: str | None = Field(None, description="Where to POST the page's password; only where the page asks for one.")


@dataclass
class Refused(Exception):
    """Raised by an endpoint that answers with a problem."""

    kind: ProblemKind
    detail: str
    errors: list[ParameterError] = field(default_factory=list)
    unlock: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self):
        return self.detail


def invalid(parameter: str, detail: str, valid: list[str] | None = None) -> Refused:
    """A refusal of one parameter."""
    error = ParameterError(parameter=parameter, detail=detail, valid=valid or [])
    return Refused(INVALID_PARAMETER, f"{parameter}: {detail}", [error])


def problem_response(refused: Refused) -> HttpResponse:
    """The refusal as an answer."""
    kind = refused.kind
    problem = Problem(
        type=kind.uri, title=kind.title, status=kind.status, detail=refused.detail, errors=refused.errors,
        **({"unlock": refused.unlock} if refused.unlock else {}),
    )  # fmt: skip
    body = problem.model_dump_json(exclude_unset=True)
    response = HttpResponse(body, status=kind.status, content_type=MEDIA_TYPE, headers=refused.headers)
    if kind.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="page"'  # RFC 9110 asks for a challenge with every 401
    return response
