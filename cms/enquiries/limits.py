"""How often one client may send an enquiry."""

from dataclasses import dataclass

from django.http import HttpRequest

from brands.models import Brand
from cms.foundation.counting import counted, seconds_left
from cms.previews.clients import client_of

from .models import Enquiry

SECONDS = 10 * 60
#: A server that sends for its visitors is one client.
MOST = {Enquiry.Channel.SITE: 5, Enquiry.Channel.API: 60}


@dataclass
class TooManyEnquiries(Exception):
    """Raised until a new count begins."""

    seconds: int


def count_one(request: HttpRequest, brand: Brand, channel: Enquiry.Channel) -> None:
    """Count an enquiry that is about to be stored. Nothing of it is written but a number under a fingerprint.

    :raises TooManyEnquiries: when the client has sent as many as it may; this one is then not to be stored.
    """
    if counted(f"enquiry:{channel}:{brand.pk}:{client_of(request)}", SECONDS) > MOST[channel]:
        raise TooManyEnquiries(seconds_left(SECONDS))
