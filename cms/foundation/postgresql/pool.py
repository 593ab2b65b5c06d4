"""A pool whose connections are alive, and which says soon that the server is away."""

import os
import select
import socket
import time
from contextlib import suppress
from typing import Any

from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool, PoolTimeout

#: Seconds for which a server that is away is asked again while somebody waits: a short restart is seen by nobody.
PATIENCE = 3.0
#: So long it is taken for away afterwards. Nobody waits meanwhile, since threads that wait answer nothing else either.
AWAY = 5.0
#: Seconds in which a server that is back hands out a connection.
AT_ONCE = 0.1
#: Who waits looks this often (seconds) whether it still makes sense.
LOOKS_EVERY = 0.25


class LivePool(ConnectionPool):
    """Hands out no connection that the server has closed: one that restarted or failed over is nobody's error.

    Raises `PoolTimeout`, an `OperationalError`, within `PATIENCE` where the server is away. Where connections are in
    use that is waited for, as in any pool.
    """

    def __init__(self, **options: Any) -> None:
        self._away_until = 0.0
        self._in_use: dict[Connection, float] = {}
        super().__init__(reconnect_timeout=PATIENCE, open=False, **options)

    def getconn(self, timeout: float | None = None) -> Connection:
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        while True:
            connection = self._next(deadline)
            if is_alive(connection):
                self._away_until = 0.0
                self._in_use[connection] = time.monotonic()
                return connection
            connection.close()
            self.putconn(connection)  # which has another one made

    def putconn(self, conn: Connection) -> None:
        self._in_use.pop(conn, None)
        super().putconn(conn)

    def longest_use(self) -> float:
        """Seconds for which a connection has been in use by now."""
        return time.monotonic() - min(list(self._in_use.values()), default=time.monotonic())

    def cut_off(self) -> None:
        """Whoever waits for the server's answer is told that it is away, and so is who asks soon."""
        self._away_until = time.monotonic() + AWAY
        self.drain()
        for connection in list(self._in_use):
            # Not closed: the thread that waits for it is to find its end.
            with suppress(OSError, OperationalError), socket.socket(fileno=os.dup(connection.fileno())) as line:
                line.shutdown(socket.SHUT_RDWR)

    def _next(self, deadline: float) -> Connection:
        while True:
            now = time.monotonic()
            longest = AT_ONCE if now < self._away_until else LOOKS_EVERY
            try:
                return super().getconn(min(longest, deadline - now))
            except PoolTimeout as timeout:
                now = time.monotonic()
                if now < self._away_until:
                    raise PoolTimeout("The database does not answer.") from timeout
                if now >= deadline:
                    raise PoolTimeout("All connections to the database have been in use for too long.") from timeout

    def reconnect_failed(self) -> None:
        """Told by psycopg, when nothing has come of asking for `PATIENCE`."""
        self._away_until = time.monotonic() + AWAY


def is_alive(connection: Connection) -> bool:
    """Whether a connection that rested is open still. The server is asked only if it said something meanwhile."""
    if connection.closed:
        return False
    looking = select.poll()
    looking.register(connection.fileno(), select.POLLIN)
    if not looking.poll(0):
        return True
    try:
        ConnectionPool.check_connection(connection)
    except OperationalError:
        return False
    return True
