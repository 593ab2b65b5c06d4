"""When files cannot be kept: no room, or the place where they are kept is away. Who sent one is told."""

import errno
import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageAway(OSError):
    """The place where files are kept does not answer, or not as it should."""


def could_not_be_kept(fault: OSError) -> bool:
    """Whether it is about where files are kept, and no other fault of ours."""
    return isinstance(fault, StorageAway) or fault.errno in FULL


def said_of(fault: OSError) -> tuple[int, str]:
    """Status and words: 507 where there is no room, 503 where the place is away. Nothing was saved."""
    logger.error("What was sent could not be kept: %s", fault)
    if isinstance(fault, StorageAway):
        return 503, _("The place where files are kept does not answer. Nothing was saved; try again soon.")
    return 507, _("There is no room left for this. Nothing was saved; tell your administrator.")


def kept_nothing(request: HttpRequest, fault: OSError) -> HttpResponse:
    """Tell who sent it, in the desk's own look, or as data to a script of the desk."""
    status, words = said_of(fault)
    if not request.accepts("text/html"):
        return JsonResponse({"success": False, "error_message": words}, status=status)
    return render(request, "foundation/not_kept.html", {"words": words, "back": request.get_full_path()}, status=status)
