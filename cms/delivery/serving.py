"""Putting the store in front of a WSGI application, in a process that serves."""

import logging
import sqlite3

from django.conf import settings
from django.db import connection

from .bulletin import bulletin
from .disk import disk
from .dressing import Dressed
from .entry import Application, ResponseStore, Teller
from .following import Follower
from .notices import notices
from .spreading import spread_at_start
from .store import Store

logger = logging.getLogger(__name__)


def stored(application: Application, tell: Teller | None = None) -> Application:
    """The application with this process's store in front of it, and a follower of the change log behind.

    `tell` is told of each answer of the store.

    Where nothing can be kept, such as on a full disk, the application as it is.
    """
    try:
        store = Store(bulletin(), settings.RESPONSE_STORE_MB * 1024 * 1024, disk())
        disk().take_over()
        spread_at_start()
        connection.close()
    except (OSError, sqlite3.Error) as fault:
        logger.error("No responses are stored: %s", fault)
        return application
    Follower().start()
    return Dressed(ResponseStore(application, store, tell), notices())
