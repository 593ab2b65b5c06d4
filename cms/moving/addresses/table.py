"""The table of what does not live on: a file that a person looks at, edits and hands back."""

import csv
import io
from collections.abc import Iterable

from cms.foundation.spreadsheets import as_text

from ..redirects.addresses import key_of
from ..redirects.reading import Row, Unreadable, read_rows
from .checking import Verdict
from .proposing import Proposal

#: The first three are those of a list of redirects; `proposed` tells what a person changed.
COLUMNS = ("from", "to", "status", "likeness", "why", "answers", "proposed")


def write_table(rows: Iterable[tuple[Verdict, Proposal]], before: bytes | None = None) -> bytes:
    """The table as CSV. What somebody decided in the table before it is kept.

    :raises Unreadable: where the table before is none.
    """
    decided = _decided(before) if before else {}
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for verdict, proposal in rows:
        proposed = (proposal.to, str(proposal.status or ""))
        to, status = decided.get(_key(proposal.address), proposed)
        told = f"{verdict.state.value}: {verdict.leads_to}" if verdict.leads_to else verdict.state.value
        if verdict.of:
            told = f"{verdict.address} {told}"
        cells = [
            proposal.address,
            to,
            status,
            f"{proposal.likeness:.2f}",
            proposal.why,
            told,
            " ".join(proposed).strip(),
        ]
        writer.writerow([as_text(cell) for cell in cells])
    return out.getvalue().encode()


def decided_rows(data: bytes) -> tuple[list[Row], list[Row]]:
    """The rows of a table that say what to do, and those that leave it open.

    :raises Unreadable: where it is none, or a line of it cannot be read.
    """
    rows, faults = read_rows(data)
    if faults:
        raise Unreadable(str(faults[0]))
    open_rows = [row for row in rows if not row.target and not row.status]
    return [row for row in rows if row.target or row.status], open_rows


def _decided(data: bytes) -> dict[str, tuple[str, str]]:
    """Key of an address → where to and with which status, where that is not what had been proposed."""
    return {
        _key(row.start): (row.target, row.status)
        for rows in decided_rows(data)
        for row in rows
        if f"{row.target} {row.status}".strip() != row.proposed
    }


def _key(address: str) -> str:
    try:
        return key_of(address)
    except ValueError:
        return address
