"""Every pin is exact and explained in `docs/dependencies.md`; what comes along is pinned in `constraints.txt`."""

import re
from importlib.metadata import requires, version

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9-]+(\[[a-z0-9,]+\])?)==(?P<version>[0-9.]+(\.post[0-9]+)?)")
LISTS = ["requirements.txt", "requirements-dev.txt"]
ALONG = "constraints.txt"


def lines(name: str) -> list[str]:
    found = (settings.BASE_DIR / name).read_text().splitlines()
    return [line for line in found if line and not line.startswith(("#", "-r "))]


@pytest.mark.parametrize("name", [*LISTS, ALONG])
def test_pins_are_exact(name):
    assert [line for line in lines(name) if not REQUIREMENT.fullmatch(line)] == []


def test_every_pin_is_explained_and_nothing_else():
    pinned = {REQUIREMENT.fullmatch(line).group("name", "version") for name in LISTS for line in lines(name)}
    rows = re.findall(
        r"^\| ([^|]+) \| ([0-9.]+) \|", (settings.BASE_DIR / "docs/dependencies.md").read_text(), re.MULTILINE
    )
    assert set(rows) == pinned


def _wanted_by(wanted: Requirement) -> list[Requirement]:
    """What a package brings along on this Python, with the extras that are asked of it."""
    further = map(Requirement, requires(wanted.name) or ())
    asked = ("", *wanted.extras)
    return [one for one in further if one.marker is None or any(one.marker.evaluate({"extra": each}) for each in asked)]


def test_what_they_bring_along_is_pinned_too_and_installed_so():
    along = {canonicalize_name(one.name): one for one in map(Requirement, lines(ALONG))}
    waiting = [Requirement(line) for name in LISTS for line in lines(name)]
    found = {(canonicalize_name(one.name), *sorted(one.extras)) for one in waiting}
    listed = {name for name, *_extras in found}
    while waiting:
        for one in _wanted_by(waiting.pop()):
            key = (canonicalize_name(one.name), *sorted(one.extras))
            if key not in found:
                found.add(key)
                waiting.append(one)
    brought = {name for name, *_extras in found} - listed
    assert brought - set(along) == set()
    assert [name for name in brought if not along[name].specifier.contains(version(name))] == []
