"""Reading a list of redirects: CSV with the columns `from`, `to` and `status`, however a spreadsheet wrote it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

#: Bytes and rows of a file that are taken.
LARGEST = 5 * 1024 * 1024
MOST_ROWS = 20_000
COLUMNS = ("from", "to", "status")
#: What a table of old addresses holds besides: what had been proposed before somebody edited it.
PROPOSED = "proposed"
DELIMITERS = ",;\t"


@dataclass(frozen=True)
class Row:
    """A row as it stands in the file, with the number of its first line."""

    line: int
    start: str
    target: str
    status: str
    proposed: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong, and in which line of the file; 0 where it is the file itself."""

    line: int
    words: str

    def __str__(self):
        return f"{_('line %(number)s') % {'number': self.line}}: {self.words}" if self.line else self.words


class Unreadable(ValueError):
    """The file is no list of redirects. Its message says why."""


def read_rows(data: bytes) -> tuple[list[Row], list[Fault]]:
    """The rows of a file, blank ones left out, and what is wrong with the lines that cannot be read.

    :raises Unreadable: when it is no such file at all.
    """
    text = _text(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[Row] = []
    faults: list[Fault] = []
    places: dict[str, int] = {}
    for line, cells, fault in _records(reader):
        if fault:
            faults.append(Fault(line, fault))
        elif not any(cell.strip() for cell in cells):
            continue
        elif not places:
            places = _places(cells)
        elif len(rows) >= MOST_ROWS:
            raise Unreadable(_("The file has more than %(most)s rows. Divide it.") % {"most": MOST_ROWS})
        else:
            rows.append(Row(line, *(_cell(cells, places, name) for name in (*COLUMNS, PROPOSED))))
    if not places and not faults:
        raise Unreadable(_("The file is empty."))
    return rows, faults


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Unreadable(_("The file has more than %(most)s bytes. Divide it.") % {"most": LARGEST})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unreadable(_("Line %(line)s is not UTF-8. Save the file as “CSV UTF-8”.") % {"line": line}) from error


def _delimiter(text: str) -> str:
    """What stands between the names of the columns: spreadsheets write what their country writes."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=heading.count)


def _records(reader) -> Iterator[tuple[int, list[str], str]]:
    """First line, cells and fault of each record. After a fault nothing can be told of what follows."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], _("This line cannot be read: %(reason)s.") % {"reason": error}
            return
        yield line, cells, ""


def _places(cells: list[str]) -> dict[str, int]:
    """Name of a column → its place, from the first row."""
    named = [cell.strip().lower() for cell in cells]
    lacking = [name for name in ("from", "to") if name not in named]
    if lacking:
        raise Unreadable(
            _("The first row names the columns: from, to, status. It lacks: %(names)s.") % {"names": ", ".join(lacking)}
        )
    twice = [name for name in COLUMNS if named.count(name) > 1]
    if twice:
        raise Unreadable(_("Columns stand twice: %(names)s.") % {"names": ", ".join(twice)})
    return {name: named.index(name) for name in (*COLUMNS, PROPOSED) if name in named}


def _cell(cells: list[str], places: dict[str, int], name: str) -> str:
    place = places.get(name)
    return cells[place].strip() if place is not None and place < len(cells) else ""
