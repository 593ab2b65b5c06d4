"""Which hosts have taken in a change: each says how far it has followed, and the desk tells who has not yet.

On SQLite there is one host, and nothing is written.
"""

import logging
import socket
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import ProgrammingError, connection
from django.utils import timezone

from cms.changes.addresses import folder
from cms.changes.models import Change
from cms.changes.reading import Place, has_read

from .models import Host
from .spreading import place_here

logger = logging.getLogger(__name__)

#: A host says that it follows at least this often (seconds), and at once when it has followed something.
SAYS_EVERY = 20.0
#: Who has said nothing for so long does not answer.
SILENT = timedelta(minutes=2)
#: By then a host without the database shows nothing of what it kept any more (`entry.SHOWN_WHILE_AWAY`).
FORGOTTEN = timedelta(days=1)
#: Rows beyond what is settled that a host names at most: with more of them it says later that it has followed.
MOST_AHEAD = 2000


@dataclass(frozen=True)
class Following:
    """A host that has not taken in a change yet. It `answers` where it has said anything lately."""

    name: str
    answers: bool
    seen_at: datetime


def behind(change: Change) -> list[Following]:
    """Hosts that may still show what was before a change; this one knows of itself at once."""
    if not settings.RESPONSE_STORE:
        return []
    now = timezone.now()
    here = [] if has_read(place_here(), change) else [Following(name(), True, now)]
    others = Host.objects.filter(seen_at__gt=now - FORGOTTEN).exclude(mark=mark())
    return here + [
        Following(host.name, now - host.seen_at <= SILENT, host.seen_at)
        for host in others
        if not has_read(Place(host.settled, frozenset(host.ahead), 0.0), change)
    ]


class Report:
    """What the follower of a host says of it."""

    def __init__(self) -> None:
        self._said_at = float("-inf")
        self._warned = False

    def say(self, moved: bool) -> None:
        """Say how far this host has followed, when that changed or nothing was said for a while."""
        now = time.monotonic()
        if connection.vendor != "postgresql" or not (moved or now - self._said_at > SAYS_EVERY):
            return
        self._said_at = now
        place = place_here()
        ahead = sorted(place.ahead) if len(place.ahead) <= MOST_AHEAD else []
        values = {"name": name(), "settled": place.settled, "ahead": ahead, "seen_at": timezone.now()}
        try:
            if not Host.objects.filter(mark=mark()).update(**values):
                Host.objects.create(mark=mark(), **values)
                Host.objects.filter(seen_at__lt=timezone.now() - FORGOTTEN).delete()
        except ProgrammingError as fault:
            if not self._warned:
                self._warned = True
                logger.warning("It cannot be said how far this host has followed (see sites_role): %s", fault)


def name() -> str:
    """What people call this host."""
    return socket.gethostname()[:120]


def mark() -> str:
    """What tells this host's folder from any other's, whatever the machine is called."""
    file = folder() / "host"
    with suppress(FileNotFoundError):
        if kept := file.read_text():
            return kept
    draft = file.with_name(f"host.{uuid.uuid4().hex}")
    draft.write_text(uuid.uuid4().hex)
    with suppress(FileExistsError):
        file.hardlink_to(draft)  # of several processes the first
    draft.unlink()
    return file.read_text()
