"""The whole database as of one moment, into files and back.

SQLite: its online backup, while everybody goes on working. PostgreSQL: COPY of every table inside one read-only
transaction, over the connection that the platform has anyway, so that neither pg_dump nor a superuser is needed.
"""

import hashlib
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.recorder import MigrationRecorder

from . import RecoveryError

PIECE = 1024 * 1024
SQLITE_FILE = "db.sqlite3"


def take(folder: Path) -> dict[str, int]:
    """Write `database/` and `rows/` into a folder. Answers how many rows each table has."""
    for name in ("database", "rows"):
        (folder / name).mkdir()
    return _take_postgresql(folder) if connection.vendor == "postgresql" else _take_sqlite(folder)


def rows_now(folder: Path) -> dict[str, int]:
    """Write `rows/` of the database as it is now, to be compared."""
    (folder / "rows").mkdir()
    if connection.vendor == "postgresql":
        with _moment() as cursor:
            return {table: _note(folder, table, _postgresql_rows(cursor, table)) for table in _tables()}
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as source:
        return {table: _note(folder, table, _sqlite_rows(source, table)) for table in _sqlite_tables(source)}


def migrations() -> list[list[str]]:
    """What has been applied, as [app, name], in order."""
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def is_empty() -> bool:
    """Whether there is nothing yet where the settings point at."""
    if connection.vendor == "sqlite":
        return not Path(connection.settings_dict["NAME"]).exists()
    return not _tables()


def check_migrations(known: list[list[str]], vendor: str) -> None:
    """:raises RecoveryError: when this release cannot hold what the archive has."""
    if vendor != connection.vendor:
        raise RecoveryError(
            f"The archive was made of {vendor}; DATABASE_URL points at {connection.vendor}. Restore it into the same."
        )
    loader = MigrationExecutor(None).loader
    ours = {tuple(key) for key in loader.disk_migrations} | {tuple(key) for key in loader.replacements}
    newer = [f"{app}.{name}" for app, name in known if (app, name) not in ours]
    if newer:
        raise RecoveryError(f"The archive was made by another release, which has {newer[0]}. Restore it with that one.")


def put_back(folder: Path, known: list[list[str]], rows: dict[str, int]) -> None:
    """Fill the empty database from an unpacked folder, then bring it to this release."""
    if connection.vendor == "postgresql":
        _put_back_postgresql(folder / "database", known, rows)
    else:
        _put_back_sqlite(folder / "database" / SQLITE_FILE)
    _compare(folder, rows)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _compare(folder: Path, rows: dict[str, int]) -> None:
    """Row by row: what stands in the database now against what stood in the other when the backup was made."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        found = rows_now(Path(name))
        for table in sorted(rows.keys() | found.keys()):
            before, now = _marks(folder, table), _marks(Path(name), table)
            if before != now:
                differ = sum(((before - now) + (now - before)).values())
                raise RecoveryError(f"{table}: {differ} rows are not what they were. Nothing was restored.")


def _marks(folder: Path, table: str) -> Counter[str]:
    file = folder / "rows" / table
    return Counter(file.read_text().split()) if file.exists() else Counter()


def remove() -> None:
    """Take back what a restore began in a place that was empty."""
    if connection.vendor == "sqlite":
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{suffix}").unlink(missing_ok=True)
        return
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"DROP TABLE IF EXISTS {_quoted(table)} CASCADE")


# SQLite


def _take_sqlite(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=20)) as source:
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_master").fetchone()  # from here on this connection sees one moment
        with closing(sqlite3.connect(folder / "database" / SQLITE_FILE)) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        return {table: _note(folder, table, _sqlite_rows(source, table)) for table in _sqlite_tables(source)}


def _sqlite_tables(source: sqlite3.Connection) -> list[str]:
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [name for (name,) in source.execute(names).fetchall()]


def _sqlite_rows(source: sqlite3.Connection, table: str) -> Iterator[str]:
    yield from (repr(row) for row in source.execute(f"SELECT * FROM {_quoted(table)}"))  # noqa: S608 - our tables


def _put_back_sqlite(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
            sound = source.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            loose = source.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as fault:
        raise RecoveryError(f"The database in the archive is damaged: {fault}.") from fault
    if not sound or loose:
        raise RecoveryError("The database in the archive is damaged: its own check fails.")
    target = Path(connection.settings_dict["NAME"])
    target.parent.mkdir(parents=True, exist_ok=True)
    connection.close()
    shutil.move(file, target)


# PostgreSQL


@contextmanager
def _moment() -> Iterator[Any]:
    """A cursor that sees one moment, whatever others write meanwhile."""
    with closing(connections.create_connection("default")) as reader, reader.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield cursor
        finally:
            cursor.execute("ROLLBACK")


def _take_postgresql(folder: Path) -> dict[str, int]:
    rows = {}
    with _moment() as cursor:
        for table in _tables():
            rows[table] = _note(folder, table, _postgresql_rows(cursor, table))
            columns = ", ".join(_quoted(name) for name in _columns(cursor, table))
            with (folder / "database" / table).open("wb") as file:
                file.write(columns.encode() + b"\n")
                with cursor.copy(f"COPY {_quoted(table)} ({columns}) TO STDOUT") as copy:
                    for piece in copy:
                        file.write(piece)
    return rows


def _postgresql_rows(cursor, table: str) -> Iterator[str]:
    with cursor.copy(f"COPY {_quoted(table)} TO STDOUT") as copy:
        yield from (repr(row) for row in copy.rows())


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        return sorted(info.name for info in connection.introspection.get_table_list(cursor) if info.type in ("t", "p"))


def _columns(cursor, table: str) -> list[str]:
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' ORDER BY attnum",
        [_quoted(table)],
    )
    return [name for (name,) in cursor.fetchall()]


def _put_back_postgresql(folder: Path, known: list[list[str]], rows: dict[str, int]) -> None:
    """As many migrations as the archive had, then its rows instead of those that migrations wrote."""
    executor = MigrationExecutor(connection)
    applied = {(app, name) for app, name in known}
    graph = executor.loader.graph
    executor.migrate([key for key in graph.nodes if key in applied and not _goes_on(graph, key, applied)])
    tables = _tables()
    if missing := sorted(rows.keys() - set(tables)):
        raise RecoveryError(f"The archive has a table that this release does not make: {missing[0]}.")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"TRUNCATE {', '.join(_quoted(table) for table in tables)} RESTART IDENTITY CASCADE")
        for table in sorted(rows):
            with (folder / table).open("rb") as file:
                columns = file.readline().decode().strip()
                if columns != ", ".join(_quoted(name) for name in _columns(cursor, table)):
                    raise RecoveryError(f"The columns of {table} in the archive are not those of this release.")
                with cursor.copy(f"COPY {_quoted(table)} ({columns}) FROM STDIN") as copy:
                    while piece := file.read(PIECE):
                        copy.write(piece)
        _continue_counting(cursor, tables)


def _goes_on(graph: MigrationGraph, key: tuple[str, str], applied: set[tuple[str, str]]) -> bool:
    """Whether a later migration of the same application was applied: who names an earlier one asks to go back to it."""
    return any(child.key[0] == key[0] and child.key in applied for child in graph.node_map[key].children)


def _continue_counting(cursor, tables: list[str]) -> None:
    """New rows get keys that no row has."""
    for table in tables:
        for counted in connection.introspection.get_sequences(cursor, table):
            column = _quoted(counted["column"])
            cursor.execute(
                f"SELECT setval(%s, (SELECT coalesce(max({column}), 1) FROM {_quoted(table)}),"  # noqa: S608 - our tables
                f" EXISTS (SELECT 1 FROM {_quoted(table)}))",
                [counted["name"]],
            )


# Both


def _note(folder: Path, table: str, rows: Iterator[str]) -> int:
    """Write the checksums of a table's rows, in an order that does not depend on where they lie."""
    marks = sorted(hashlib.sha256(row.encode("utf-8", "surrogatepass")).hexdigest()[:32] for row in rows)
    (folder / "rows" / table).write_text("".join(f"{mark}\n" for mark in marks))
    return len(marks)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
