"""Every pin is exact and explained in `docs/dependencies.md`."""

import re

import pytest
from django.conf import settings

REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9-]+(\[[a-z0-9,]+\])?)==(?P<version>[0-9.]+)")
LISTS = ["requirements.txt", "requirements-dev.txt"]


def lines(name: str) -> list[str]:
    found = (settings.BASE_DIR / name).read_text().splitlines()
    return [line for line in found if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("name", LISTS)
def test_pins_are_exact(name):
    assert [line for line in lines(name) if not REQUIREMENT.fullmatch(line)] == []


def test_every_pin_is_explained_and_nothing_else():
    pinned = {REQUIREMENT.fullmatch(line).group("name", "version") for name in LISTS for line in lines(name)}
    rows = re.findall(
        r"^\| ([^|]+) \| ([0-9.]+) \|", (settings.BASE_DIR / "docs/dependencies.md").read_text(), re.MULTILINE
    )
    assert set(rows) == pinned
