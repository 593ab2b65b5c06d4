"""The desk's pages do their work under their content policy: none breaks it, with a preview open either."""

import pytest

from tests.chromium import wait_for_editor

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PUBLISHER = "publisher@iduet.localhost"
PAGES = (
    "/admin/", "/admin/pages/", "/admin/images/", "/admin/images/add/", "/admin/documents/",
    "/admin/snippets/library/role/",
    "/admin/reports/page-types-usage/", "/admin/account/",
)  # fmt: skip
WATCH = """document.addEventListener("securitypolicyviolation", event => {
  (window.broken ||= []).push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
});"""


def test_no_page_breaks_it(desk, signed_in):
    window = signed_in(PUBLISHER)
    window.add_init_script(WATCH)
    broken = {}
    for path in PAGES:
        window.goto(f"{desk.address}{path}")
        broken[path] = window.evaluate("window.broken || []")
    window.goto(desk.editor_of("iduet"))
    wait_for_editor(window)
    window.click("[data-side-panel-toggle=preview]")
    window.frame_locator("#w-preview-iframe").locator("h1").first.wait_for()
    broken["editor"] = window.evaluate("window.broken || []")
    assert {path: told for path, told in broken.items() if told} == {}
