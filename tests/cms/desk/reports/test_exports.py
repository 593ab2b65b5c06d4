"""Whatever list of Wagtail's is taken along as a spreadsheet: no cell of it is a formula."""

import csv

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from tests.factories.brands import home_of
from tests.factories.pages import make_content

FORMULA = "=HYPERLINK(A1)"


@pytest.fixture
def lists(brands, publisher_of, desk_client):
    """For each brand somebody who reads lists in which a title and an address begin like a formula."""
    readers = {}
    for brand in brands:
        publisher, page = publisher_of(brand), make_content(home_of(brand), f"{FORMULA} of {brand.key}")
        page.locked, page.locked_by, page.locked_at = True, publisher, timezone.now()
        page.save()
        page.get_workflow().start(page, publisher)
        page.save_revision(user=publisher, log_action=True)
        Redirect.objects.create(site=brand.site, old_path=f"/{brand.key}", redirect_link="-2+3")
        readers[brand] = desk_client(publisher)
    return readers


@pytest.mark.parametrize(
    "address",
    [
        *(f"wagtailadmin_reports:{name}" for name in ("site_history", "locked_pages", "workflow", "workflow_tasks")),
        "wagtailredirects:index",
    ],
)
def test_no_cell_is_a_formula(lists, address):
    for client in lists.values():
        answer = client.get(reverse(address), {"export": "csv"})
        rows = list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))
        cells = [cell for row in rows for cell in row]
        assert any(cell.startswith(("'=HYPERLINK", "'-2+3")) for cell in cells)
        assert [cell for cell in cells if cell.startswith(("=", "-", "+", "@"))] == []
