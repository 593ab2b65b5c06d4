"""What stands in the way of a request, as the problem documents that Wagtail's API answers with."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from wagtail.api.v3.errors import problem_response

from cms.foundation.counting import seconds_of_this_minute

Place = tuple[str | int, ...]


@dataclass
class Refused(Exception):
    """Raised where a request cannot be carried out.

    :ivar place: where in the request, such as ``("body", "roles", 0, "value")``.
    :ivar tag: entity tag of what stands in the way.
    """

    status: int
    detail: str
    place: Place = ()
    tag: str | None = None

    def __str__(self):
        return self.detail

    def response(self) -> HttpResponse:
        errors: list[dict[str, Any]] | None = [{"loc": list(self.place), "msg": self.detail}] if self.place else None
        answer = problem_response(status=self.status, detail=self.detail, errors=errors)
        if self.status == 401:
            answer["WWW-Authenticate"] = "Bearer"
        if self.status == 429:
            answer["Retry-After"] = str(seconds_of_this_minute())
        if self.tag:
            answer["ETag"] = self.tag
        return answer


def not_found(place: Place = ()) -> Refused:
    """What is another brand's and what is not there are the same."""
    return Refused(404, "Not found" if not place else "There is no such thing.", place)


def malformed(place: Place, detail: str) -> Refused:
    """What is sent does not have the shape that it must have."""
    return Refused(422, detail, place)
