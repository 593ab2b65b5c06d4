"""Asking another site whether an address works. Each redirect is a new question, looked at anew."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin

from django.utils.translation import gettext_noop

from cms.foundation.outside import NotOurs, Place, Resolve, Unreachable, addresses_of, place_of, request

__all__ = ["NotOurs", "Outcome", "Place", "Unreachable", "ask", "outcome_of"]

MOST_REDIRECTS = 5
AGENT = "IduetGroupLinkCheck/1.0"
#: Sites that answer these work: they ask for a person or less haste, and not for another address.
SHY = frozenset({401, 403, 405, 406, 429, 451, 503, 999})
HEAD_UNKNOWN = frozenset({403, 404, 405, 501})  # some sites answer HEAD with these and GET with the page

Ask = Callable[[Place, str], tuple[int, str]]


@dataclass(frozen=True)
class Outcome:
    """What came of asking. `status` is that of the last answer; `leads_to` where a permanent redirect ends."""

    works: bool
    status: int | None = None
    leads_to: str = ""
    reason: str = ""


def ask(place: Place, method: str) -> tuple[int, str]:
    """Status of an answer, and where it redirects to. Its body is not read."""
    reply = request(place, method, {"User-Agent": AGENT, "Accept": "*/*"})
    return reply.status, reply.headers.get("location", "")


def outcome_of(url: str, resolve: Resolve = addresses_of, send: Ask = ask) -> Outcome:
    """Ask an address, following redirects one by one, each looked at anew.

    :raises NotOurs: as `place_of`, of the address itself or of one that it redirects to.
    """
    at, moved_for_good = url, True
    for _step in range(MOST_REDIRECTS + 1):
        try:
            place = place_of(at, resolve)
            status, location = send(place, "HEAD")
            if status in HEAD_UNKNOWN:
                place = place_of(at, resolve)
                status, location = send(place, "GET")
        except Unreachable as error:
            return Outcome(works=False, reason=str(error))
        if status not in (301, 302, 303, 307, 308) or not location:
            works = status < 400 or status in SHY
            return Outcome(works, status, at if moved_for_good and at != url and works else "")
        moved_for_good = moved_for_good and status in (301, 308)
        at = urljoin(at, location)
    return Outcome(works=False, reason=gettext_noop("It redirects again and again."))
