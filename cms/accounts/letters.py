"""Letters to colleagues leave at most once, also where a task is done twice because its worker was held for gone.

A letter is noted before it is handed to the mail server. Who finds it noted leaves it: it has left, or its worker went
while the server had it, which nobody can tell apart.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Letter

logger = logging.getLogger(__name__)

#: Longer than the rows of tasks, which none is done anew after.
KEPT = timedelta(days=8)


def begin(purpose: str, again_after: timedelta | None = None) -> bool:
    """Note a letter. Returns whether it may leave: nobody has noted it, or not for so long.

    :param purpose: what it is for; only its digest is kept.
    """
    now = timezone.now()
    Letter.objects.filter(at__lt=now - KEPT).delete()
    key = _digest(purpose)
    _letter, is_new = Letter.objects.get_or_create(digest=key, defaults={"at": now})
    if is_new or again_after is None:
        return is_new
    return bool(Letter.objects.filter(digest=key, at__lt=now - again_after).update(at=now))


def send_once(purpose: str, send: Callable[[], object]) -> bool:
    """Send a letter that nobody has begun to send. Returns whether it was sent now.

    What the mail server refuses, so that `send` raises, may be tried again.
    """
    if not begin(purpose):
        if not Letter.objects.filter(digest=_digest(purpose), has_left=True).exists():
            logger.warning("A letter is not sent again: its worker went while it did, and it may have left.")
        return False
    try:
        send()
    except Exception:
        Letter.objects.filter(digest=_digest(purpose)).delete()
        raise
    Letter.objects.filter(digest=_digest(purpose)).update(has_left=True)
    return True


def _digest(purpose: str) -> str:
    return salted_hmac("cms.accounts.letters", purpose, algorithm="sha256").hexdigest()
