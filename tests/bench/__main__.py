"""`python -m tests.postgres -- python -m tests.bench [--quick] [--only NAME …] [--write]`

Needs wrk and nginx (`python -m tests.equipment wrk nginx`). Databases on the server stay, so that a second
run on the same one measures at once.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from . import databases, figures, measures

PARTS = ("warm", "cold", "publishing", "scale")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="tests.bench")
    parser.add_argument("--quick", action="store_true", help="two short rounds, 2,000 pages")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    asked = parser.parse_args(arguments)
    if "DATABASE_URL" not in os.environ or not os.environ["DATABASE_URL"]:
        parser.error("It needs a PostgreSQL of its own: python -m tests.postgres -- python -m tests.bench")
    pages = 2_000 if asked.quick else 10_000
    os.environ.update(databases.environment(databases.SMALL))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        took = databases.prepare(pages, large="scale" in asked.only)
        run = (
            measures.Run(rounds=2, seconds=2, publications=10, times=5, folder=Path(folder)) if asked.quick
            else measures.Run(rounds=5, seconds=4, publications=100, times=15, folder=Path(folder))
        )  # fmt: skip
        found = []
        parts = {
            "warm": lambda: measures.warm(run), "cold": lambda: measures.cold(run),
            "publishing": lambda: measures.publishing(run), "scale": lambda: measures.scale(run, took, pages),
        }  # fmt: skip
        for name in asked.only:
            for figure in parts[name]():
                print(figure.row(), flush=True)
                found.append(figure)
    how = f"{run.rounds} rounds of {run.seconds} s, 16 connections, medians of the rounds' ratios"
    text = figures.table(found, how)
    print(f"\n{text}")
    if asked.write:
        figures.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
