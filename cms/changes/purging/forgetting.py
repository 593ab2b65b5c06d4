"""Having caches forget: their part in a round, and again later where it fails."""

import logging
import random
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from cms.changes.models import Purge
from cms.changes.waking import hand_over, wake

from .caches import PurgeFailed, caches, purge
from .collecting import collect

logger = logging.getLogger(__name__)

#: Seconds until the next try, after the first, second … failure; the last goes on.
WAITS = (5, 30, 2 * 60, 10 * 60)
#: By then nothing in front of the platform holds an answer of ours any more: they say how long they last.
TRIED_FOR = timedelta(days=1)
#: One that is being tried is left alone so long.
LEASE = timedelta(seconds=120)


def purge_caches() -> int:
    """Note what caches are to forget, and have them. Returns how many purges are new."""
    made = collect()
    for pk in list(Purge.objects.filter(due_at__lte=timezone.now()).values_list("pk", flat=True)[:1000]):
        hand_over(try_purge, pk)
    return made


def is_wanted() -> bool:
    """Whether there is a cache to be told."""
    return bool(settings.WAGTAILFRONTENDCACHE)


def try_purge(pk: int) -> None:
    """One purge, once."""
    now = timezone.now()
    if not Purge.objects.filter(pk=pk, due_at__lte=now).update(due_at=now + LEASE, tries=F("tries") + 1):
        return
    row = Purge.objects.get(pk=pk)
    cache = caches().get(row.cache)
    if cache is None:  # the operator has taken it away
        row.delete()
        return
    try:
        purge(cache, row.tags, row.addresses)
    except PurgeFailed as failure:
        _failed(row, str(failure))
    else:
        row.delete()


def _failed(row: Purge, reason: str) -> None:
    now = timezone.now()
    logger.warning("%s did not forget what changed (attempt %d): %s", row.cache, row.tries, reason)
    if now - row.made_at >= TRIED_FOR:
        logger.error("%s is not told any more what changed at %s.", row.cache, row.made_at.isoformat())
        row.delete()
        return
    wait = WAITS[min(row.tries, len(WAITS)) - 1] * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
    row.due_at, row.problem = now + timedelta(seconds=wait), reason[:300]
    row.save(update_fields=["due_at", "problem"])
    wake(row.due_at)
