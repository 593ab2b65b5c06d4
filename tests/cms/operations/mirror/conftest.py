"""The host of the delivery tests, and a mirror on it."""

import pytest

from cms.delivery.disk import disk
from cms.operations.mirror import building
from cms.wsgi import in_utf_8
from tests.cms.delivery.conftest import committed, host

__all__ = ["committed", "host"]


@pytest.fixture
def entry(host):
    """The store through which the mirror is built."""
    return building.store_of(in_utf_8)


@pytest.fixture
def file(host):
    """`file(brand, "terms/index.html")`: where that lies in the mirror."""
    return lambda brand, name, area="any": disk().path / "mirror" / area / brand.host / name
