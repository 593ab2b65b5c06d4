"""Pages to be measured."""

import json
import uuid

import pytest
from django.utils import translation

from cms.comparisons.models import ComparisonPage
from cms.desk.health.measuring import measure
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.library import make_role


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def roles(brands):
    """Two roles of the group."""
    return make_role("CIO"), make_role("CTO")


@pytest.fixture
def draft(iduet, roles):
    """`draft(**fields)`: a comparison of two roles that is not stored, below Iduet's home page."""
    home = home_of(iduet)

    def make(page_type=ComparisonPage, **fields):
        values = {name: json.dumps(value) if isinstance(value, list) else value for name, value in fields.items()}
        if page_type is ComparisonPage:
            chosen = [block("role", role.pk) for role in roles]
            values = {"roles": json.dumps(chosen), "body": "[]", **values}
        page = page_type(title="CIO vs. CTO", slug="x", locale=locale_of("nl"), **values)
        page.future_parent = home
        return page

    return make


def block(kind: str, value) -> dict:
    """A block of a stream with an id of its own."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def item(value) -> dict:
    """An item of a list block with an id of its own."""
    return block("item", value)


def found(page, part: str, today=None) -> dict[str, int]:
    """Content path → points lost, of one part."""
    lost: dict[str, int] = {}
    for finding in measure(page, today).part(part).findings:
        lost[finding.path] = lost.get(finding.path, 0) + finding.points
    return lost


def told(page, part: str, today=None) -> str:
    """What is said of one part."""
    return "\n".join(finding.message for finding in measure(page, today).part(part).findings)
