"""Finds the permission checks of a module, and writes the module so that each can be left out while it runs.

A check is a filter, a condition beside others, a condition of a comprehension, a branch that refuses, or an answer that
is found by looking. Each becomes ``rest if __left_out__(key) else whole``: one compiled module is all its mutants.
"""

import ast
import builtins
import copy
import importlib.machinery
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKS = "__left_out__"


@dataclass(frozen=True)
class Check:
    """One check: where it stands, and in words what is left out."""

    key: str
    path: str
    line: int
    what: str

    def __str__(self):
        return f"{self.path}:{self.line} without {self.what}"


@dataclass
class Module(ast.NodeTransformer):
    """A module whose checks can be left out. `tree` is what is compiled."""

    path: str
    checks: list[Check] = field(default_factory=list)

    def __post_init__(self):
        tree = ast.parse((ROOT / self.path).read_text(encoding="utf-8"))
        self.tree = ast.fix_missing_locations(self.visit(tree))

    def _unless(self, left_out: ast.expr, whole: ast.expr, node: ast.AST, what: str) -> ast.IfExp:
        key = f"{self.path}#{len(self.checks)}"
        self.checks.append(Check(key, self.path, getattr(node, "lineno", 0), what))
        asks = ast.Call(ast.Name(ASKS, ast.Load()), [ast.Constant(key)], [])
        return ast.IfExp(asks, copy.deepcopy(left_out), whole)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        said = ast.unparse(node)
        self.generic_visit(node)
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("filter", "exclude"):
            return self._unless(node.func.value, node, node, f".{node.func.attr}: {said[-80:]}")
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        words = [ast.unparse(each) for each in node.values]
        self.generic_visit(node)
        if not isinstance(node.op, ast.And):
            return node
        whole: ast.expr = node
        for number, said in enumerate(words):
            rest = [each for place, each in enumerate(node.values) if place != number]
            whole = self._unless(rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest), whole, node, said)
        return whole

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = ast.unparse(node.left), ast.unparse(node.right)
        self.generic_visit(node)
        if not isinstance(node.op, ast.BitAnd):
            return node
        return self._unless(node.right, self._unless(node.left, node, node, right), node, left)

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        words = [ast.unparse(each) for each in node.ifs]
        self.generic_visit(node)
        node.ifs = [
            self._unless(ast.Constant(True), each, node.iter, f"“if {said}”")
            for each, said in zip(node.ifs, words, strict=True)
        ]
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        refusing, said = _refuses(node), ast.unparse(node.test)
        self.generic_visit(node)
        if refusing:
            node.test = self._unless(ast.Constant(False), node.test, node, f"“if {said}”")
        return node

    def visit_Return(self, node: ast.Return) -> ast.Return:
        looks, said = node.value is not None and _is_found_by_looking(node.value), ast.unparse(node)
        self.generic_visit(node)
        if looks and node.value is not None:
            node.value = self._unless(ast.Constant(True), node.value, node, f"looking: {said}")
        return node


def _refuses(node: ast.If) -> bool:
    """Whether a branch does nothing but refuse: it raises, or returns False, nothing, or an empty list."""
    if len(node.body) != 1 or node.orelse:
        return False
    only = node.body[0]
    if isinstance(only, ast.Return) and only.value is not None:
        said = ast.unparse(only.value)
        return said in ("False", "set()") or said.endswith(".none()")
    return isinstance(only, ast.Raise)


def _is_found_by_looking(value: ast.expr) -> bool:
    """Whether an answer is yes or no: a comparison, ``any(…)``, ``….exists()``."""
    if isinstance(value, ast.Compare):
        return True
    if not isinstance(value, ast.Call):
        return False
    return ast.unparse(value.func) == "any" or (isinstance(value.func, ast.Attribute) and value.func.attr == "exists")


class _Loader(importlib.machinery.SourceFileLoader):
    def __init__(self, name: str, path: str, module: Module):
        super().__init__(name, path)
        self.module = module

    def get_code(self, fullname):
        return compile(self.module.tree, self.path, "exec")


class _Finder:
    """Loads the modules whose checks are looked at; everything else is loaded as ever."""

    def __init__(self, modules: dict[str, Module]):
        self.modules = modules

    def find_spec(self, name, path=None, target=None):
        if name not in self.modules:
            return None
        spec = importlib.machinery.PathFinder.find_spec(name, path, target)
        assert spec is not None
        assert spec.origin is not None
        spec.loader = _Loader(name, spec.origin, self.modules[name])
        return spec


def load_with_checks(paths, asks: Callable[[str], bool]) -> list[Check]:
    """From now on these modules ask of each check whether it is left out. To be called before they are imported."""
    modules = {path.removesuffix(".py").replace("/", "."): Module(path) for path in paths}
    already = modules.keys() & sys.modules.keys()
    assert not already, f"imported too early: {already}"
    setattr(builtins, ASKS, asks)
    sys.meta_path.insert(0, _Finder(modules))
    return [check for module in modules.values() for check in module.checks]
