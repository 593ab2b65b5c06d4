"""PostgreSQL as Django has it, with a pool of ours, and with queries that the server plans once."""

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base

from .pool import LivePool

#: SQL that comes so often on one connection is planned once and kept by the server, half a megabyte each at most.
TIMES_UNTIL_PLANNED_ONCE = 5
MOST_PLANNED = 50


class DatabaseWrapper(base.DatabaseWrapper):
    _connection_pools: dict[str, LivePool]

    def get_connection_params(self):
        # Django's own cursors bind in the client and prepare nothing, whatever stands here.
        return {**super().get_connection_params(), "prepare_threshold": TIMES_UNTIL_PLANNED_ONCE}

    def _configure_connection(self, connection):
        connection.prepared_max = MOST_PLANNED
        return super()._configure_connection(connection)  # type: ignore[misc]  # the stubs lack it

    @property
    def pool(self) -> LivePool | None:
        """The pool of this process, made as Django makes its own; none where `OPTIONS` asks for none."""
        options = self.settings_dict["OPTIONS"].get("pool")
        if self.alias == NO_DB_ALIAS or not options:
            return None
        if self.alias not in self._connection_pools:
            pool = LivePool(
                kwargs={**self.get_connection_params(), "autocommit": True},
                configure=self._configure_connection,
                **({} if options is True else options),
            )
            self._connection_pools.setdefault(self.alias, pool)  # threads may have made one each: none is open yet
        return self._connection_pools[self.alias]

    def planned_cursor(self):
        """A cursor for SQL that comes again and again in the same words: what varies is bound by the server."""
        self.ensure_connection()
        with self.wrap_database_errors:
            cursor = base.ServerBindingCursor(self.connection)  # type: ignore[call-arg]  # the stubs know psycopg 2
            return self._prepare_cursor(cursor)  # type: ignore[attr-defined]  # the stubs lack it
