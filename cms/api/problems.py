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
    "The page is shown to those who know its password; nothing else is told of it.",
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
        PRECONDITION_FAILED, FAULT, UNAVAILABLE,
    )
}  # fmt: skip
#: What any endpoint may answer, whatever it is about.
EVERYWHERE = (
    INVALID_PARAMETER, UNKNOWN_PARAMETER, METHOD_NOT_ALLOWED, PRECONDITION_FAILED, TOO_MANY_REQUESTS, FAULT,
    UNAVAILABLE,
)  # fmt: skip


class ParameterError(BaseModel):
    """What is wrong with one parameter. `valid` lists the values that are valid; empty where they cannot be listed."""

    model_config = ConfigDict(extra="forbid")

    parameter: str
    detail: str
    valid: list[str]


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    model_config = ConfigDict(extra="forbid")

    type: str = Field(description="Address of the kind of problem, relative to this host. Compare it, not the title.")
    title: str
    status: int
    detail: str = Field(description="This occurrence, in words for a developer.")
    errors: list[ParameterError] = Field(description="Per parameter; empty where no parameter is at fault.")


@dataclass
class Refused(Exception):
    """Raised by an endpoint that answers with a problem."""

    kind: ProblemKind
    detail: str
    errors: list[ParameterError] = field(default_factory=list)

    def __str__(self):
        return self.detail


def invalid(parameter: str, detail: str, valid: list[str] | None = None) -> Refused:
    """A refusal of one parameter."""
    error = ParameterError(parameter=parameter, detail=detail, valid=valid or [])
    return Refused(INVALID_PARAMETER, f"{parameter}: {detail}", [error])


def problem_response(refused: Refused) -> HttpResponse:
    """The refusal as an answer."""
    kind = refused.kind
    problem = Problem(type=kind.uri, title=kind.title, status=kind.status, detail=refused.detail, errors=refused.errors)
    response = HttpResponse(problem.model_dump_json(), status=kind.status, content_type=MEDIA_TYPE)
    if kind.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="page"'  # RFC 9110 asks for a challenge with every 401
    return response
