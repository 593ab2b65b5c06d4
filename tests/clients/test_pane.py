"""The desk's preview pane shows the Next.js site, in a real browser."""

from urllib.parse import urlsplit

import pytest

from tests.chromium import chromium, patient, wait_for_editor

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

CONTACT = """
from brands.models import Brand
from cms.pages.models import ContactPage
print(ContactPage.objects.descendant_of(Brand.objects.get(key="gridmasters").site.root_page).get().pk)
"""


@pytest.fixture
def window():
    """A window of Chromium. What its console complains of fails the test."""
    faults = []
    with chromium() as browser:
        found = patient(browser.new_page(locale="en", viewport={"width": 1440, "height": 1000}))
        found.on("pageerror", lambda error: faults.append(str(error)))
        yield found
    assert faults == []


def test_the_pane_shows_the_site_with_what_is_being_written(window, platform, site):
    window.goto(f"{platform.desk}/admin/login/")
    window.fill("input[name=username]", "editor@gridmasters.localhost")
    window.fill("input[name=password]", (platform.folder / "demo-password").read_text().strip())
    window.click("button[type=submit]")
    window.wait_for_url(f"{platform.desk}/admin/")
    window.goto(f"{platform.desk}/admin/pages/{platform.run(CONTACT)}/edit/")
    window.click("[data-side-panel-toggle=preview]")
    shown = window.frame_locator("#w-preview-iframe")
    shown.locator("h1").wait_for(state="attached")
    wait_for_editor(window)
    for title in ("Wat er nu staat", "Wat er later staat"):
        window.fill("[name=title]", title)
        shown.locator("h1", has_text=title).wait_for(state="attached")
        frame = window.locator("#w-preview-iframe").element_handle().content_frame()
        assert frame.url.startswith(f"{site.address}/contact/?preview=")
    assert window.context.cookies(site.address) == []
    with window.context.expect_page() as opened:
        # The pane is drawn smaller than it is, which a mouse would have to know.
        shown.locator("footer a[href^='/']").first.evaluate("link => link.click()")
    assert urlsplit(opened.value.url)[:2] == urlsplit(site.address)[:2]
    opened.value.locator("h1").wait_for()
    shown.locator("h1", has_text="Wat er later staat").wait_for(state="attached")

    # The desk's content checks read the page in the frame, by what came with the draft.
    window.click("[data-side-panel-toggle=checks]")
    words = window.locator("[data-content-word-count]")
    window.wait_for_function("node => Number(node.textContent) > 20", arg=words.element_handle())
