"""How often a comparison page asks the database: an exact number, whatever stands on it and around it."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.brands import home_of
from tests.factories.library import make_call_to_action, make_example, make_question, make_role, translate
from tests.factories.media import make_image
from tests.factories.pages import make_comparison, make_contact, make_content, make_role_page, make_specialism

LINK = {"text": "", "page": None, "url": "", "contact": False}


def sections(roles, number: int, target) -> list[dict]:
    """`number` sections of every kind that reads something."""
    questions, examples = [make_question() for _ in range(number)], [make_example() for _ in range(number)]
    calls = [make_call_to_action() for _ in range(number)]
    rows = [{"criterion": "a", "cells": {str(role.translation_key): "text" for role in roles}}]
    text = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
    body = []
    for place in range(number):
        pks = [role.pk for role in roles]
        line = {"roles": pks, "engagement": "interim", "reason": "a"}
        card = {"title": "a", "text": "", "link": {**LINK, "page": target.pk}}
        image = {"image": make_image().pk, "alt_text": "a", "decorative": False}
        body += [
            {"type": "text_section", "value": {"heading": "", "text": text}},
            {"type": "role_cards", "value": {"heading": "", "introduction": "", "roles": pks}},
            {"type": "criteria_table", "value": {"heading": "", "caption": "a", "rows": rows}},
            {"type": "choice_list", "value": {"heading": "", "introduction": "", "lines": [line]}},
            {"type": "examples", "value": {"heading": "", "introduction": "", "examples": [examples[place].pk]}},
            {"type": "questions", "value": {"heading": "", "introduction": "", "questions": [questions[place].pk]}},
            {"type": "call_to_action", "value": calls[place].pk},
            {"type": "link_cards", "value": {"heading": "", "introduction": "", "cards": [card]}},
            {"type": "figure", "value": {"image": image, "caption": ""}},
            {"type": "specialisations", "value": {"heading": ""}},
            {"type": "group_brands", "value": {"heading": "", "introduction": ""}},
            {"type": "cookie_table", "value": {"heading": ""}},
            {"type": "contact_details", "value": {"heading": ""}},
        ]
    return body


def count(client: Client, address: str, **query) -> int:
    """Number of queries of an answer."""
    client.get(address, query)  # what a process reads once, such as content types, is read
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, query)
    assert response.status_code == 200
    return len(queries)


def read_as_html(path: str) -> int:
    return count(Client(HTTP_HOST="iduet.localhost:8000"), path)


def read_as_document(path: str) -> int:
    """The page document of the API with all that a front end draws around it."""
    return count(Client(HTTP_HOST="api.localhost:8000"), "/api/v1/brands/iduet/resolve", path=path, include="layout")


@pytest.fixture
def place(brands):
    make_contact(home_of(brands[0]))
    return make_specialism(home_of(brands[0]), slug="field")


@pytest.fixture
def roles(brands, place):
    roles = [make_role("CIO"), make_role("CTO")]
    for role in roles:
        translate(role, "en")
        make_role_page(place, role)
    return roles


# Brands; the page by its path, its type's fields; items, menus, cookies and images; roles; links. Besides, for HTML
# what Wagtail asks on the way to a page: root page, language, home page, ancestors and their privacy, and which queries
# are redirected; for the API the last change.
AS_HTML, AS_DOCUMENT = 7, 7

both_ways = pytest.mark.parametrize(
    ("read", "queries"), [(read_as_html, AS_HTML), (read_as_document, AS_DOCUMENT)], ids=["html", "api"]
)


@both_ways
def test_the_number_is_exact_and_does_not_grow_with_blocks(brands, place, roles, read, queries):
    target = make_content(home_of(brands[0]))
    make_comparison(place, roles, body=sections(roles, 1, target), slug="one")
    make_comparison(place, roles, body=sections(roles, 4, target), slug="four", tags=["one", "two"])
    assert (read("/field/one/"), read("/field/four/")) == (queries, queries)


@both_ways
def test_nor_with_pages_around_it_or_above_it(brands, place, roles, read, queries):
    target = make_content(home_of(brands[0]))
    make_comparison(place, roles, body=sections(roles, 1, target), slug="one")
    deeper = make_specialism(make_specialism(place, slug="deep"), slug="deeper")
    for _ in range(3):
        make_content(home_of(brands[0]))
        make_content(home_of(brands[1]))
        make_role_page(place, make_role())
    make_comparison(deeper, roles, body=sections(roles, 1, target), slug="two")
    assert (read("/field/one/"), read("/field/deep/deeper/two/")) == (queries, queries)
