"""Which caches in front may still hold what was before a change."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from cms.changes.models import Change, Purge, Reader
from cms.changes.showing import addresses_showing
from cms.foundation.tags import names_of

from .caches import caches
from .collecting import READER, touched_by


@dataclass(frozen=True)
class Holding:
    """A cache that has not forgotten yet. `tries` that failed; 0 while it was not told."""

    name: str
    tries: int


def outstanding(change: Change) -> list[Holding]:
    """Caches in front of a changed brand that have still to forget what it made old."""
    if not settings.WAGTAILFRONTENDCACHE:
        return []
    touched = touched_by([change])
    served = [
        name for name, cache in caches().items() if any(cache.invalidates_hostname(host) for host in touched.hosts)
    ]
    if not _is_collected(change):
        return [Holding(name, 0) for name in served]
    names = set(names_of(touched.tags))
    addresses = touched.addresses | (addresses_showing(touched.tags) or set())
    waiting: dict[str, int] = {}
    for purge in Purge.objects.filter(cache__in=served):
        if _meets(names, purge.tags) or _meets(addresses, purge.addresses):
            waiting[purge.cache] = max(waiting.get(purge.cache, 0), purge.tries)
    return [Holding(name, tries) for name, tries in waiting.items()]


def _is_collected(change: Change) -> bool:
    """Whether it was noted already what caches are to forget of it."""
    reader = Reader.objects.filter(name=READER).first()
    if reader is None:
        return False
    return (reader.read_transaction, reader.read_row) >= (change.transaction, change.pk)


def _meets(wanted: set[str], told: Iterable[str]) -> bool:
    return not wanted.isdisjoint(told)
