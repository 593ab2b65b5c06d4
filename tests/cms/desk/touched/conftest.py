"""A role of the group on pages of two brands."""

import pytest
from django.utils import translation

from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def role(brands):
    return make_role("CIO", tagline="The group's line")


def cards(*roles) -> dict:
    return {"type": "role_cards", "value": {"heading": "Roles", "introduction": "", "roles": [one.pk for one in roles]}}


@pytest.fixture
def pages(brands, role):
    """A public page of each brand that shows the role, and a draft of the first brand that does."""
    shown = [make_content(home_of(brand), f"{brand.name} shows", body=[cards(role)]) for brand in brands]
    make_content(home_of(brands[0]), "A draft", body=[cards(role)], publish=False)
    return shown
