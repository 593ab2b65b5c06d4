"""The pattern library shows every component in every brand, in development and nowhere else."""

import http.client
from contextlib import closing

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.conf import settings

from tests.smoke import BRANDS

FOLDERS = ("components", "blocks", "pages")
PATTERNS = sorted(
    str(path.relative_to(settings.BASE_DIR / "templates"))
    for folder in FOLDERS
    for path in (settings.BASE_DIR / "templates" / folder).glob("*.html")
)


def test_production_does_not_know_it(iduet, site_client):
    assert not apps.is_installed("pattern_library")
    assert site_client(iduet, "/patterns/").status_code == 404


@pytest.mark.browser
@pytest.mark.enable_socket
def test_every_component_is_shown_in_every_brand(desk):
    shown: dict[str, dict[str, str]] = {}
    for brand in BRANDS:
        with closing(http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)) as link:
            for pattern in PATTERNS:
                link.request("GET", f"/patterns/render-pattern/{pattern}", headers={"Host": f"{brand}.localhost"})
                answer = link.getresponse()
                body = answer.read().decode()
                assert answer.status == 200, f"{pattern} of {brand}: {answer.status}"
                assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
                shown.setdefault(pattern, {})[brand] = body
    for pattern in ("blocks/questions.html", "components/role.html", "blocks/criteria_table.html"):
        words = {BeautifulSoup(body, "html.parser").main.get_text() for body in shown[pattern].values()}
        assert len(words) == len(BRANDS), f"{pattern} is the same in all brands"
