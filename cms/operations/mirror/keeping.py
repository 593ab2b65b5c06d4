"""The process that keeps a host's mirror whole: what a change took away is made anew before somebody asks."""

import logging
import sqlite3
import threading

from django.db import DatabaseError, connection, connections
from django.db.utils import InterfaceError

from cms.delivery.bulletin import bulletin
from cms.delivery.entry import ResponseStore
from cms.delivery.following import Follower

from .building import build

logger = logging.getLogger(__name__)

#: Looks at the bulletin this often (seconds), which costs one read of memory.
LOOKS_EVERY = 0.5
#: And makes what is missing after so long in any case: files may have expired, or a disk been full.
AT_LEAST_EVERY = 300.0
AFTER_A_FAULT = 5.0


def keep(entry: ResponseStore, stopped: threading.Event, brands: list[str] | None = None) -> None:
    """Go on until told to stop. Changes that come while one is worked off begin it anew."""
    follower = Follower()
    follower.start()
    done, waited = -1, 0.0
    while not stopped.is_set():
        if bulletin().head == done and waited < AT_LEAST_EVERY:
            stopped.wait(LOOKS_EVERY)
            waited += LOOKS_EVERY
            continue
        begun, waited = bulletin().head, 0.0
        try:
            build(entry, brands, enough=lambda: stopped.is_set() or bulletin().head != begun)  # noqa: B023 - used at once
            done = begun
        except (DatabaseError, InterfaceError, OSError, sqlite3.Error) as fault:
            logger.warning("The mirror cannot be made whole: %s", fault)
            connections.close_all()
            stopped.wait(AFTER_A_FAULT)
        else:
            connection.close()
    follower.end()
    follower.join(5)
