"""Cookies of brands' sites are held to HTTPS and their host by name, and what looks for one has that name."""

import re

import pytest
from django.conf import settings

from cms.delivery.keys import key_of
from cms.foundation.cookies import CONSENT, PREVIEW, SHOW_MORE, UNLOCKED, of_one_address, of_the_host
from cms.operations.mirror.web_server import settings_text

BY_HTTPS = {of_one_address("preview", True), of_one_address("unlocked", True), of_the_host("consent", True)}


def test_with_https_browsers_hold_them_to_it():
    assert {"__Secure-preview", "__Secure-unlocked", "__Host-consent"} == BY_HTTPS
    assert (of_one_address("preview", False), of_the_host("consent", False)) == ("preview", "consent")
    assert {PREVIEW, UNLOCKED, CONSENT} == (BY_HTTPS if settings.HTTPS else {"preview", "unlocked", "consent"})


@pytest.mark.parametrize("name", SHOW_MORE)
def test_who_holds_one_that_shows_more_is_answered_by_no_stored_answer(name):
    asked = {"REQUEST_METHOD": "GET", "HTTP_HOST": "www.finhire.nl", "PATH_INFO": "/", "wsgi.url_scheme": "https"}
    assert key_of(asked) is not None
    assert key_of({**asked, "HTTP_COOKIE": f"a=b; {name}=x"}) is None
    assert key_of({**asked, "HTTP_COOKIE": f"my{name}=x; {CONSENT}=y"}) is not None


def test_the_web_server_before_us_looks_for_the_same():
    assert all(f"{re.escape(name)}" in settings_text("http") for name in SHOW_MORE)
    written = (settings.BASE_DIR / "deploy" / "nginx" / "mirror-http.conf").read_text()
    names = re.search(r'map \$http_cookie \$mirror_own .*?\(\?:([^)]*)\)="', written).group(1).split("|")
    assert {name.replace("\\", "") for name in names} == {
        of_one_address("preview", True), of_one_address("unlocked", True), "__Host-desk", "__Host-csrftoken",
    }  # fmt: skip
