"""Removes single permission checks, one at a time, and sees whether the tests notice: `make mutations`.

In a copy of the project each mutant loses one check (a filter, a condition, a refusing branch) in the modules that
decide who may see and do what. The narrow tests then run until the first failure. Takes minutes a mutant: `--most`
bounds their number, chosen evenly over all; `--list` names them and runs nothing. Ends with an error under 85 % caught.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = ("brands", "cms", "docs", "home", "locale", "templates", "static", "tests", "manage.py", "pyproject.toml")
LEAST_CAUGHT = 0.85

MATRIX = "tests/cms/desk/matrix"
GATE = ["tests/brands/test_permissions.py", "tests/cms/desk/test_gate.py", MATRIX]
#: Module → the tests that keep it, the quickest first.
KEPT_BY = {
    "brands/permissions.py": GATE,
    "cms/desk/gate.py": ["tests/cms/desk/test_gate.py", MATRIX],
    "cms/desk/ownership.py": ["tests/cms/desk/test_gate.py", MATRIX],
    "cms/desk/narrowed.py": [MATRIX],
    "cms/desk/redirects.py": [MATRIX, "tests/cms/desk/test_redirects.py"],
    "cms/foundation/visibility.py": [
        "tests/cms/foundation/test_visibility.py", "tests/cms/foundation/test_privacy.py", "tests/api/test_leaks.py",
    ],
    "cms/foundation/offering.py": ["tests/cms/foundation/test_offering.py"],
    "cms/desk/choosing.py": ["tests/cms/desk/test_choosing.py"],
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A module that lacks one check; `line` is where it stood."""

    path: str
    line: int
    what: str
    source: str

    def __str__(self):
        return f"{self.path}:{self.line} without {self.what}"


def _without(node: ast.AST) -> list[tuple[str, ast.expr]]:
    """What may stand instead of an expression when one check is left out: its words and the rest."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("filter", "exclude"):
        return [(f".{ast.unparse(node).removeprefix(ast.unparse(node.func.value))[1:]}", node.func.value)]
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        return [(ast.unparse(each), _rest(node, each)) for each in node.values]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        return [(ast.unparse(node.left), node.right), (ast.unparse(node.right), node.left)]
    return []


def _rest(node: ast.BoolOp, left_out: ast.expr) -> ast.expr:
    values = [each for each in node.values if each is not left_out]
    return values[0] if len(values) == 1 else ast.BoolOp(node.op, values)


def _refuses(node: ast.AST) -> bool:
    """Whether a branch does nothing but refuse: it returns False, nothing, or an empty list."""
    if not isinstance(node, ast.If) or len(node.body) != 1 or node.orelse:
        return False
    only = node.body[0]
    if isinstance(only, ast.Raise):
        return True
    if not isinstance(only, ast.Return) or only.value is None:
        return False
    said = ast.unparse(only.value)
    return said in ("False", "set()") or said.endswith(".none()")


class _Replace(ast.NodeTransformer):
    """Puts another expression, or none, in the place of the node with a number."""

    def __init__(self, number: int, instead: ast.AST | None):
        self.number, self.instead, self.at = number, instead, -1

    def visit(self, node):
        self.at += 1
        if self.at == self.number:
            return self.instead if self.instead is not None else ast.Pass()
        return self.generic_visit(node)


def _numbered(node: ast.AST) -> Iterator[ast.AST]:
    """Nodes in the order in which a transformer meets them."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _numbered(child)


def mutants_of(path: str) -> Iterator[Mutant]:
    """All mutants of a module."""
    text = (ROOT / path).read_text(encoding="utf-8")
    for number, node in enumerate(_numbered(ast.parse(text))):
        found: list[tuple[str, ast.AST | None]] = list(_without(node))
        if _refuses(node):
            found.append((f"“if {ast.unparse(node.test)}”", None))
        for what, instead in found:
            changed = _Replace(number, instead).visit(ast.parse(text))
            source = ast.unparse(ast.fix_missing_locations(changed))
            yield Mutant(path, node.lineno, what, source)


def chosen(most: int) -> list[Mutant]:
    """At most so many mutants, evenly over all modules."""
    everything = [mutant for path in KEPT_BY for mutant in mutants_of(path)]
    step = max(len(everything) / most, 1)
    return [everything[int(index * step)] for index in range(min(most, len(everything)))]


def is_caught(copy: Path, mutant: Mutant | None, tests: list[str]) -> bool:
    """Whether the tests fail in the copy; without a mutant they must not."""
    kept = None
    if mutant is not None:
        kept = (copy / mutant.path).read_text(encoding="utf-8")
        (copy / mutant.path).write_text(mutant.source, encoding="utf-8")
    environment = {**os.environ, "DATA_DIR": str(copy / "data"), "SECRET_KEY": "for-tests-only"}
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--reuse-db", "-p", "no:cacheprovider", "-p", "no:randomly"]
    try:
        done = subprocess.run(
            [*command, *tests], check=False, cwd=copy, env=environment, capture_output=True, text=True
        )
    finally:
        if mutant is not None and kept is not None:
            (copy / mutant.path).write_text(kept, encoding="utf-8")
    if done.returncode not in (0, 1, 2):
        raise SystemExit(done.stdout + done.stderr)
    return done.returncode != 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--most", type=int, default=40, help="how many mutants to try (40)")
    parser.add_argument("--list", action="store_true", help="name them and run nothing")
    options = parser.parse_args()
    mutants = chosen(options.most)
    if options.list:
        print(*mutants, sep="\n")
        return
    with tempfile.TemporaryDirectory(prefix="mutations-") as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy2(source, copy / name)
        everything = sorted({test for tests in KEPT_BY.values() for test in tests})
        if is_caught(copy, None, everything):
            raise SystemExit("The tests fail without a mutant already.")
        survivors = []
        for mutant in mutants:
            caught = is_caught(copy, mutant, KEPT_BY[mutant.path])
            print("caught  " if caught else "SURVIVED", mutant, flush=True)
            survivors += [] if caught else [mutant]
    share = 1 - len(survivors) / len(mutants)
    print(f"{len(mutants) - len(survivors)} of {len(mutants)} caught: {share:.0%}")
    if share < LEAST_CAUGHT:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
