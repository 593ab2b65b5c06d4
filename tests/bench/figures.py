"""What was measured, and the table of it."""

import datetime
import os
import platform
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured: make bench writes this -->", "<!-- end of what was measured -->"


@dataclass(frozen=True)
class Figure:
    """One figure. `value` is None where it was not measured; `target` is reached when `reached` says so."""

    what: str
    target: str
    value: str
    reached: bool | None
    detail: str = ""

    def row(self) -> str:
        mark = {True: "yes", False: "**no**", None: "–"}[self.reached]
        return f"| {self.what} | {self.target} | {self.value} | {mark} | {self.detail} |"


def ratio(what: str, ours: Sequence[float], other: Sequence[float], least: float, detail: str = "") -> Figure:
    """Ours divided by another's, round by round: the median, and the rounds' range."""
    each = [mine / theirs for mine, theirs in zip(ours, other, strict=True) if theirs]
    if not each:
        return Figure(what, f"at least {least:g}×", "not measured", None, detail)
    middle = statistics.median(each)
    range_ = f"{min(each):.2f} to {max(each):.2f}"
    return Figure(what, f"at least {least:g}×", f"{middle:.2f}× ({range_})", middle >= least, detail)


def at_most(what: str, value: float, most: float, unit: str, detail: str = "") -> Figure:
    return Figure(what, f"at most {most:g} {unit}", f"{value:.2f} {unit}", value <= most, detail)


def table(figures: Sequence[Figure], rounds: str) -> str:
    """The table with the day and the machine."""
    known = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line]
    model = known[0].split(":", 1)[1].strip() if known else platform.machine()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    head = (
        f"Measured on {datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC on {os.cpu_count()} cores ({model}), "
        f"which load generator, servers and PostgreSQL share; Python {platform.python_version()}; {rounds}. "
        f"Load of the machine at the end, other work included: {load}.\n"
    )
    rows = [figure.row() for figure in figures]
    return "\n".join([head, "| what | aim | measured | reached | how |", "|---|---|---|---|---|", *rows])


def write(text: str) -> None:
    """Put the table into the document, in place of the one before."""
    before, _, rest = DOCUMENT.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}")
