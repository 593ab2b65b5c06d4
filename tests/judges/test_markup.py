"""The Nu HTML checker reads every judged page."""

import json
import subprocess
from pathlib import Path

import pytest

pytestmark = [pytest.mark.judge, pytest.mark.enable_socket]


def errors_in(folder: Path, tools: Path) -> list[str]:
    """What the checker holds against the files of a folder."""
    checker = tools / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(checker), "--format", "json", "--exit-zero-always", "--skip-non-html", str(folder)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=600)
    found = json.loads(ran.stderr)["messages"]
    return [
        f"{Path(one['url']).name}:{one.get('lastLine')}: {one['message']}" for one in found if one["type"] == "error"
    ]


def test_no_error_in_any_page(pages, sites, tools, tmp_path):
    for number, page in enumerate(pages):
        status, _, body = sites.read(f"{page.brand}.localhost", page.path)
        assert status == page.status
        (tmp_path / f"{number}-{page.brand}-{page.kind}.html").write_text(body)
    faults = errors_in(tmp_path, tools)
    assert not faults, "\n".join(faults)


def test_the_checker_sees_an_error(tools, tmp_path):
    (tmp_path / "faulty.html").write_text("<!doctype html><html lang=en><title>x</title><p><div></p><img src=a>")
    assert any("alt" in one for one in errors_in(tmp_path, tools))
