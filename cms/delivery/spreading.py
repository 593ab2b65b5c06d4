"""From the change log to the bulletin: which tags are old, told to this host's processes as soon as that commits.

The request that publishes does it itself, after its transaction and before its answer. What other hosts, commands and
the scheduler change is read by one process of this host, which PostgreSQL wakes (`LISTEN`) and the clock besides.
"""

import json
import logging
import sqlite3
import time

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.utils import InterfaceError

from cms.changes.addresses import folder
from cms.changes.models import Change
from cms.changes.reading import Place, Trimmed, latest, visible_after

from .bulletin import EVERYTHING, bulletin
from .disk import disk

logger = logging.getLogger(__name__)

CHANNEL = "changes"
#: A place at which nothing happened is written again after so many seconds.
REWRITTEN = 3600


def on_change_recorded(sender, **kwargs) -> None:
    """Receiver: spread the word once the transaction commits, here and on other hosts."""
    if not settings.RESPONSE_STORE or any(function is spread_quietly for _, function, *_ in connection.run_on_commit):
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")  # told when the transaction commits
    transaction.on_commit(spread_quietly)


def spread_quietly() -> None:
    """What changed is done; should reading it fail, all processes forget everything, and nothing old is shown."""
    try:
        spread()
    except Exception:
        logger.exception("The change log could not be read after a change; all stored responses are given up.")
        _give_up_everything()


def _give_up_everything() -> None:
    try:
        with bulletin().alone():
            bulletin().announce({EVERYTHING})
        disk().catch_up()
    except (OSError, sqlite3.Error):
        # What has committed cannot be taken back: whoever published is not told that it failed.
        logger.critical("Stored responses could not be given up. Stop what serves, and remove %s.", folder())


def spread_at_start() -> None:
    """What changed while nobody followed is told before anything is shown; with the database away nobody knows."""
    try:
        spread()
    except (DatabaseError, InterfaceError) as fault:
        logger.warning("The change log cannot be read at the start: %s", fault)


def spread() -> None:
    """Announce the tags of all rows of the change log that this host has not read. Twice does no harm."""
    board = bulletin()
    with board.alone():
        started = time.time()
        before = place_here()
        try:
            rows, place = visible_after(before)
            tags = set().union(*(tags_of(row) for row in rows))
        except Trimmed:
            tags, place = {EVERYTHING}, latest()
        if tags:
            board.announce({EVERYTHING} if EVERYTHING in tags else tags)
        # Before it is written down as read: who dies in between leaves it to the next who reads.
        disk().catch_up()
        if (place.settled, place.ahead) != (before.settled, before.ahead) or place.read_at - before.read_at > REWRITTEN:
            _write_place(place)
        board.confirm(started)


def tags_of(row: Change) -> set[str]:
    """Tags of the responses that a row makes old."""
    tags = set(row.tags)
    if row.brand_id is None and any(tag.startswith("brand:") for tag in tags):
        return {EVERYTHING}  # all brands, also one that has another name or is gone
    tags.update(tag.lower() for tag in row.tags if tag.startswith("missing:"))
    return tags | {f"at:{address}" for address in (*row.addresses_before, *row.addresses_after)}


def place_here() -> Place:
    """How far this host has read the change log."""
    try:
        kept = json.loads((folder() / "place.json").read_text())
        return Place(kept["settled"], frozenset(kept["ahead"]), kept["read_at"])
    except (OSError, ValueError, KeyError):
        return Place(0, frozenset(), 0.0)  # nobody knows what was read: as long ago as can be


def _write_place(place: Place) -> None:
    draft = folder() / "place.draft"
    draft.write_text(json.dumps({"settled": place.settled, "ahead": sorted(place.ahead), "read_at": place.read_at}))
    draft.replace(folder() / "place.json")
