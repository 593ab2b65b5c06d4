"""Drafts of two brands, and somebody who opens their previews."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.brands import home_of
from tests.factories.forms import page_data
from tests.factories.pages import make_content


def send_form(client, page, **fields) -> str:
    """Send an editor's form to the preview, as her browser does on every change; the preview's address."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = page_data(type(page), **{"title": page.title, "slug": page.slug, **fields})
    assert client.post(address, data).json() == {"is_valid": True, "is_available": True}
    return address


FORM = {"code": re.compile(r'name="code" value="([^"]+)"'), "action": re.compile(r'action="([^"]+)"')}


@pytest.fixture
def drafts(brands):
    """Brand key → a page that is published, with a later draft."""
    found = {}
    for brand in brands:
        page = make_content(home_of(brand), f"Published by {brand.key}", introduction="<p>For everybody.</p>")
        page.title = page.draft_title = f"Drafted by {brand.key}"
        page.save_revision()
        found[brand.key] = page
    return found


@pytest.fixture
def site():
    """`site(brand)` gives a browser of its own on the brand's site."""
    return lambda brand: Client(HTTP_HOST=f"{brand.host}:8000", headers={"sec-fetch-site": "same-origin"})


@pytest.fixture
def open_pane(desk_client):
    """`open_pane(user, page)` gives the address and the code that the editor's pane sends on.

    Further fields are what stands in her form; the rest is as in the draft.
    """

    def opened(user, page, **fields) -> tuple[str, str]:
        client = desk_client(user)
        address = send_form(client, page, **fields)
        response = client.get(address, {"in_preview_panel": "true"})
        assert response.status_code == 200, response.status_code
        return FORM["action"].search(response.text)[1], FORM["code"].search(response.text)[1]

    return opened
