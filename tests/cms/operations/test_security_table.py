"""Every test that docs/security.md names exists."""

import ast
import re

from django.conf import settings

NAMED = re.findall(
    r"`((?:\w+/)*test_\w+\.py)(?:::(\w+))?(?:::(\w+))?`", (settings.BASE_DIR / "docs/security.md").read_text()
)


def names_in(body: list) -> dict[str, list]:
    return {node.name: node.body for node in body if isinstance(node, ast.ClassDef | ast.FunctionDef)}


def test_there_are_many():
    assert len(NAMED) > 25


def test_every_named_test_exists():
    missing = []
    for path, first, second in NAMED:
        file = settings.BASE_DIR / "tests" / path
        body = ast.parse(file.read_text()).body if file.exists() else []
        if not file.exists() or (first and first not in names_in(body)):
            missing.append(f"{path}::{first}")
        elif second and second not in names_in(names_in(body)[first]):
            missing.append(f"{path}::{first}::{second}")
    assert missing == []
