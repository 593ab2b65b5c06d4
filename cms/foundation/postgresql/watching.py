"""A server that is there and answers nothing, such as one that is frozen, holds nobody up for longer than seconds."""

import logging
import threading
import time
from typing import Any

import psycopg

from .pool import LivePool

logger = logging.getLogger(__name__)

#: Whose question takes longer (seconds) may wait for a server that answers nobody: it is asked who it is.
LONG = 2.0
LOOKS_EVERY = 0.5


class Watch(threading.Thread):
    """Asks the server something small while somebody waits for it, and cuts them off where that is not answered either.

    For processes that answer visitors: threads that wait for the database cannot hand out what is stored.
    """

    def __init__(self, pool: LivePool, parameters: dict[str, Any]) -> None:
        super().__init__(name="database-watch", daemon=True)
        self._pool, self._parameters = pool, parameters

    def run(self) -> None:
        while True:
            time.sleep(LOOKS_EVERY)
            if self._pool.longest_use() > LONG and not answers(self._parameters):
                logger.warning("The database answers nobody; who waits for it is told so.")
                self._pool.cut_off()


def answers(parameters: dict[str, Any]) -> bool:
    """Whether somebody who comes anew hears anything within two seconds, the least that is possible. A refusal will do.

    Who is refused finds others' connections as they are: they end by themselves where the server ends.
    """
    try:
        psycopg.connect(**{**parameters, "connect_timeout": 2}).close()
    except psycopg.errors.ConnectionTimeout:
        return False
    except psycopg.Error:
        return True
    return True
