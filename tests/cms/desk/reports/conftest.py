"""Two brands with one of everything that the reports look for."""

import pytest
from django.utils import translation

from tests.factories.brands import home_of
from tests.factories.pages import make_content, make_specialism


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def linking(*links: str) -> str:
    return "<p>" + " ".join(links) + "</p>"


def to_page(key: int) -> str:
    return f'<a linktype="page" id="{key}">there</a>'


def to_web(address: str) -> str:
    return f'<a href="{address}">away</a>'


@pytest.fixture
def linked(brands):
    """Per brand a public page that links to a page which is then taken down, and to an address elsewhere."""
    made = {}
    for brand in brands:
        target = make_content(home_of(brand), f"{brand.name} target")
        text = linking(to_page(target.pk), to_web(f"https://{brand.key}.example/"))
        body = [{"type": "text_section", "value": {"heading": "Text", "text": text}}]
        page = make_specialism(home_of(brand), f"{brand.name} links", body=body)
        target.unpublish()
        made[brand.key] = page
    return made
