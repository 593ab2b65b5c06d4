"""`docs/first-day.md` is run step by step in a copy of the project."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
STEP = re.compile(r"^```(?P<kind>\w+)(?: file=(?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
COPIED = ["brands", "cms", "home", "templates", "static", "tests", "manage.py", "pyproject.toml"]


def insert(path: Path, difference: str) -> None:
    """Insert the added lines after the line of context above them, which must stand in the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    context, *added = difference.splitlines()
    at = lines.index(context[1:])
    lines[at + 1 : at + 1] = [line.removeprefix("+") for line in added]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def run(command: str, folder: Path) -> None:
    """Run a command of the document; its output is shown when it fails."""
    arguments = shlex.split(command.removeprefix("$ "))
    assert arguments[0] == ".venv/bin/python"
    environment = {**os.environ, "SECRET_KEY": "for a walk", "DATA_DIR": str(folder / "var"), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "cms.settings.testing"
    done = subprocess.run(
        [sys.executable, *arguments[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


@pytest.mark.crawl
def test_every_step_works(tmp_path):
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    steps = list(STEP.finditer((ROOT / "docs" / "first-day.md").read_text(encoding="utf-8")))
    assert len(steps) >= 10
    for step in steps:
        if step["kind"] == "console":
            for command in step["text"].strip().splitlines():
                run(command, tmp_path)
        elif step["kind"] == "diff":
            insert(tmp_path / step["file"], step["text"])
        else:
            target = tmp_path / step["file"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(step["text"], encoding="utf-8")
