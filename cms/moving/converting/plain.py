"""A text without any markup, as it is when somebody copies a page: which lines are headings, which are lists."""

import re
from html import escape

from .inline import storable
from .names import named
from .pieces import Heading, Pieces, Prose, Table

LONGEST_HEADING = 60
LONGEST_ITEM = 90
BULLET = re.compile(r"^\s*(?:[•·▪◦*–—-]|\d{1,2}[.)])\s+")
MARKUP = re.compile(r"<(?:p|h[1-6]|div|ul|ol|table|section|article|br|span|a|strong|figure|!--)\b[^>]*>", re.IGNORECASE)
RULE = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")


def is_html(source: str) -> bool:
    return bool(MARKUP.search(source)) or "<!-- wp:" in source


def read_plain(source: str) -> tuple[str, Pieces]:
    """Title and pieces of a text; the first line is its title where it looks like a heading."""
    lines = [" ".join(line.split()) for line in storable(source).replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    title = lines.pop(0) if lines and _is_short(lines[0]) else ""
    found = Pieces()
    place = 0
    while place < len(lines):
        place = _next(lines, place, found)
    return title, found


def _next(lines: list[str], place: int, found: Pieces) -> int:
    """Read what begins at a line; the place after it."""
    line = lines[place]
    if line.startswith("|") or line.count(" | ") > 1:
        return _table(lines, place, found)
    if BULLET.match(line) and len(line) > 4:
        return _list(lines, place, found, lambda each: bool(BULLET.match(each)))
    if _is_entry(line):
        return _list(lines, place, found, _is_entry)
    if not _is_short(line):
        found.add(Prose(f"<p>{escape(line, quote=False)}</p>"))
        return place + 1
    run = place + 1
    while run < len(lines) and _is_short(lines[run]) and not lines[run].endswith(":") and not named(lines[run]):
        run += 1
    run -= run < len(lines) and run - place > 2 and _is_prose(lines[run])  # the last is the heading of what follows
    found.add(Heading(2, line.rstrip(":").strip()))
    if run - place > 3 or (run - place > 1 and line.endswith(":")):
        return _list(lines, place + 1, found, lambda each: True, run)
    return place + 1


def _is_short(line: str) -> bool:
    """Whether a line may be a heading, or an item of a list without signs."""
    if len(line) > LONGEST_HEADING or line.endswith((".", "!", ";", ",")) or line.startswith("|") or BULLET.match(line):
        return False
    return not _is_entry(line)


def _is_prose(line: str) -> bool:
    return not _is_short(line) and not _is_entry(line) and not line.startswith("|") and not BULLET.match(line)


def _is_entry(line: str) -> bool:
    """Whether a line is a short one of the form “CIO: enterprise IT & governance”."""
    who, colon, what = line.partition(": ")
    return bool(colon and what) and len(who) <= 40 and len(line) <= LONGEST_ITEM and not line.endswith(".")


def _list(lines: list[str], place: int, found: Pieces, belongs, end: int | None = None) -> int:
    items = []
    while place < (len(lines) if end is None else end) and belongs(lines[place]):
        items.append(f"<li>{escape(BULLET.sub('', lines[place]), quote=False)}</li>")
        place += 1
    found.add(Prose(f"<ul>{''.join(items)}</ul>"))
    return place


def _table(lines: list[str], place: int, found: Pieces) -> int:
    rows: list[list[str]] = []
    has_header = False
    while place < len(lines) and (lines[place].startswith("|") or lines[place].count(" | ") > 1):
        if RULE.match(lines[place]):
            has_header = len(rows) == 1
        else:
            rows.append([cell.strip() for cell in lines[place].strip("|").split("|")])
        place += 1
    if rows:
        found.add(Table(rows[0] if has_header else [], rows[1:] if has_header else rows))
    return place
