"""Reading the change log in tests."""

import pytest

from cms.changes.models import Change


@pytest.fixture
def rows(brands):
    """`rows()` gives the rows since it was last asked, oldest first."""
    seen = {"last": 0}

    def since():
        found = list(Change.objects.filter(pk__gt=seen["last"]).select_related("brand"))
        seen["last"] = found[-1].pk if found else seen["last"]
        return found

    since()
    return since
