"""Which caches in front still hold what was before a change: those of its brand that were not told, or failed."""

import pytest

from cms.changes.models import Change, Purge
from cms.changes.purging.collecting import collect
from cms.changes.purging.outstanding import outstanding
from tests.factories.brands import home_of
from tests.factories.pages import make_content

from .fakes import Failing
from .test_purging import _nothing_else, behind, forgotten, later

__all__ = ["_nothing_else", "behind", "forgotten", "later"]


@pytest.fixture
def caches(behind, iduet, finhire):
    behind(tags=("ByTag", iduet.host), addresses=("Failing", iduet.host), other=("ByTag", finhire.host))


@pytest.fixture
def withdrawn(iduet):
    """`withdrawn()` publishes a page and takes it back; the row that says so."""

    def row() -> Change:
        page = make_content(home_of(iduet))
        collect()
        Purge.objects.all().delete()
        page.unpublish()
        return Change.objects.filter(kind="unpublished", object_id=str(page.pk)).latest("pk")

    return row


def names(change) -> list[str]:
    return sorted(each.name for each in outstanding(change))


def test_until_they_are_told_and_while_they_fail(caches, withdrawn, forgotten, later):
    change = withdrawn()
    assert names(change) == ["addresses", "tags"]
    collect()
    assert names(change) == ["addresses", "tags"]
    forgotten()
    assert [(each.name, each.tries) for each in outstanding(change)] == [("addresses", 1)]
    Failing.fails = False
    later(seconds=10)
    forgotten()
    assert outstanding(change) == []


def test_what_others_have_still_to_forget_is_no_matter_of_it(caches, withdrawn, forgotten, iduet):
    change = withdrawn()
    Failing.fails = False
    forgotten()
    assert outstanding(change) == []
    Purge.objects.create(cache="tags", tags=["page:999999"])
    Purge.objects.create(cache="addresses", addresses=[f"{iduet.root_url}/elsewhere/"])
    assert outstanding(change) == []
    Purge.objects.create(cache="tags", tags=[f"page:{change.object_id}"])
    assert names(change) == ["tags"]


def test_without_caches_and_for_quiet_brands_there_is_nothing(withdrawn, behind, iduet, settings):
    settings.WAGTAILFRONTENDCACHE = {}
    assert outstanding(withdrawn()) == []
    behind(tags=("ByTag", iduet.host))
    iduet.quiet = True
    iduet.save()
    assert outstanding(withdrawn()) == []
