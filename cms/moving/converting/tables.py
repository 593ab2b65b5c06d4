"""Tables of another system's HTML: which hold facts and which only lay a page out, and their cells in whole rows."""

from dataclasses import dataclass, field
from html import escape

from bs4 import Tag

from .inline import words_of
from .pieces import Table

WIDEST = 100  # columns; what is merged over more says nothing more
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
BLOCKS = ["p", "div", "ul", "ol", "img", "figure", "section", "blockquote", "iframe"]
#: What stands in no table of facts.
OF_PAGES = ["table", "form", "details", "iframe", "video", "section", "article"]


@dataclass
class Grid:
    """Rows of one length; a cell that was merged stands in each place that it had. None is no cell at all."""

    header: list[list[Tag | None]] = field(default_factory=list)
    rows: list[list[Tag | None]] = field(default_factory=list)
    merged: list[Tag] = field(default_factory=list)

    @property
    def row_headings(self) -> bool:
        """Whether the first cell of each row is its heading: marked so, or below an empty corner."""
        if not self.rows or len(self.rows[0]) < 2:
            return False
        corner = bool(self.header) and not any(row[0] and words_of(row[0]) for row in self.header)
        return corner or all(row[0] is not None and row[0].name == "th" for row in self.rows)


def lays_out(table: Tag) -> bool:
    """Whether a table only puts things side by side: what stands in it is read as if it had none."""
    if table.get("role") in ("presentation", "none") or table.find(OF_PAGES):
        return True
    cells = [row.find_all(["td", "th"]) for row in table.find_all("tr")]
    if all(len(row) < 2 for row in cells):
        return True
    if any(cell.find(HEADINGS) for row in cells for cell in row if cell.name == "td"):
        return True
    return len(cells) == 1 and not table.find("th") and any(cell.find(BLOCKS) for cell in cells[0])


def grid_of(table: Tag) -> Grid:
    """The cells of a table of facts, its foot below all other rows."""
    grid = Grid()
    parts: dict[str, list[Tag]] = {"thead": [], "tbody": [], "tfoot": []}
    for row in table.find_all("tr"):
        part = row.find_parent(["thead", "tbody", "tfoot", "table"])
        parts[part.name if part is not None and part.name in parts else "tbody"].append(row)
    if not parts["thead"] and len(parts["tbody"]) > 1 and _is_header(parts["tbody"][0]):
        parts["thead"].append(parts["tbody"].pop(0))
    grid.header = _spread(parts["thead"], grid.merged)
    grid.rows = [*_spread(parts["tbody"], grid.merged), *_spread(parts["tfoot"], grid.merged)]
    for rows in (grid.header, grid.rows):
        rows[:] = [row for row in rows if any(cell is not None and words_of(cell) for cell in row)]
    _even(grid)
    return grid


def heading_of(grid: Grid, place: int) -> str:
    """The heading of a column: of all rows of the head, each word once."""
    words = [words_of(cell) for row in grid.header if (cell := row[place]) is not None]
    return " – ".join(dict.fromkeys(filter(None, words)))


def table_as_list(table: Table) -> str:
    """A line per row: each cell with the head of its column, where there is one."""
    lines = []
    for row in table.rows:
        cells = [
            f"{table.header[place]}: {cell}" if place and place < len(table.header) and table.header[place] else cell
            for place, cell in enumerate(row)
            if cell
        ]
        if cells:
            head = f"<b>{escape(cells[0], quote=False)}</b>" if len(cells) > 1 else escape(cells[0], quote=False)
            lines.append(f"<li>{'; '.join([head, *(escape(cell, quote=False) for cell in cells[1:])])}</li>")
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def table_as_words(table: Table) -> str:
    return "; ".join(" | ".join(row) for row in [table.header, *table.rows] if row)


def _is_header(row: Tag) -> bool:
    return row.find("th") is not None and row.find("td") is None


def _spread(rows: list[Tag], merged: list[Tag]) -> list[list[Tag | None]]:
    """Cells of each row by their place."""
    found: list[list[Tag | None]] = []
    hanging: dict[int, tuple[int, Tag]] = {}  # place → how many rows it goes on, and the cell
    for row in rows:
        line = {place: cell for place, (_more, cell) in hanging.items()}
        hanging = {place: (more - 1, cell) for place, (more, cell) in hanging.items() if more > 1}
        place = 0
        for cell in row.find_all(["td", "th"]):
            while place in line:
                place += 1
            wide, deep = _span(cell, "colspan"), _span(cell, "rowspan") or len(rows)
            if wide > 1 or deep > 1:
                merged.append(cell)
            for each in range(place, min(place + max(wide, 1), WIDEST)):
                line[each] = cell
                if deep > 1:
                    hanging[each] = (deep - 1, cell)
        found.append([line.get(each) for each in range(max(line, default=-1) + 1)])
    return found


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name) or "1").strip()
    return min(int(value), 1000) if value.isascii() and value.isdecimal() and len(value) < 6 else 1


def _even(grid: Grid) -> None:
    """Give all rows one length, and leave out columns in which nothing stands."""
    lines = [*grid.header, *grid.rows]
    width = max(map(len, lines), default=0)
    for line in lines:
        line.extend([None] * (width - len(line)))
    said = [any((cell := line[place]) is not None and words_of(cell) for line in lines) for place in range(width)]
    for line in lines:
        line[:] = [cell for place, cell in enumerate(line) if said[place]]
