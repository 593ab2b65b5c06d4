"""Whoever opens what cannot be read in whole is told so before she saves it, and the earlier version keeps it."""

import re

import pytest

from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.spoiling import keep


@pytest.fixture(params=["iduet", "finhire"])
def brand(request, brands):
    return next(each for each in brands if each.key == request.param)


def told(client, page) -> str:
    """What the editor says of it: `2 delen`, `1 deel`, or nothing."""
    found = re.search(
        r"(\d+ de\w+) van deze tekst (?:is|zijn) onleesbaar", client.get(f"/admin/pages/{page.pk}/edit/").text
    )
    return found[1] if found else ""


def test_parts_that_cannot_be_read_are_told(brand, brands, desk_client, editor_of):
    pages = {each: make_content(home_of(each), f"Page of {each.name}") for each in brands}
    keep(pages[brand], "body", ["no block", {"type": "nothing of ours", "value": 1}])
    for each, page in pages.items():
        assert told(desk_client(editor_of(each)), page) == ("2 delen" if each == brand else "")


def test_what_is_whole_is_told_nothing_and_a_draft_is_looked_at_too(brand, desk_client, editor_of):
    page = make_content(home_of(brand))
    client = desk_client(editor_of(brand))
    assert not told(client, page)
    draft = page.save_revision()
    draft.content["body"] = '[{"type": "facts", "value": "no facts"}]'
    draft.save()
    assert told(client, page) == "1 deel"
