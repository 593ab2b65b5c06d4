"""Tags of pages are part of their pages: what changes them writes a row about the page."""

import pytest
from wagtail.models import Page

from cms.navigation.models import PageTag
from tests.cms.changes.reading import about
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def pages(brands):
    """A tagged page of each brand."""
    return [make_content(home_of(brand), tags=["one", "two"]) for brand in brands]


def test_a_tag_of_a_live_page_is_a_change_of_the_page(pages, brands, rows):
    page, tag = pages[0], PageTag.objects.filter(page=pages[0]).first()
    rows()
    for act in (PageTag(page=page, word="new").save, lambda: _rename(tag), tag.delete):
        act()
        found = rows()
        assert [(row.kind, row.brand) for row in found] == [("changed", brands[0])]
        assert about(found, page) == found


def test_publishing_the_same_tags_again_says_it_once(pages, rows):
    rows()
    pages[0].save_revision().publish()
    assert [row.kind for row in rows()] == ["published"]


def test_tags_of_drafts_and_of_deleted_pages_say_nothing_of_their_own(pages, brands, rows):
    draft = make_content(home_of(brands[0]), tags=["one"], publish=False)
    rows()
    PageTag(page=draft, word="two").save()
    assert not rows()
    Page.objects.get(pk=pages[0].pk).delete()
    assert [row.kind for row in rows()] == ["deleted"]


def _rename(tag) -> None:
    tag.word = "renamed"
    tag.save()
