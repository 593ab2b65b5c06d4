"""The desk's preview pane shows the Next.js site, in a real browser."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CONTACT = """
from brands.models import Brand
from cms.pages.models import ContactPage
print(ContactPage.objects.descendant_of(Brand.objects.get(key="gridmasters").site.root_page).get().pk)
"""


@pytest.fixture
def window():
    """A window of Chromium. What its console complains of fails the test."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert executable, "These tests need Chromium: apt-get install chromium."
    faults = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        found = browser.new_page(locale="en", viewport={"width": 1440, "height": 1000})
        found.on("pageerror", lambda error: faults.append(str(error)))
        found.set_default_timeout(60_000)
        yield found
        browser.close()
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
    for title in ("Wat er nu staat", "Wat er later staat"):
        window.fill("[name=title]", title)
        shown.locator("h1", has_text=title).wait_for(state="attached")
        frame = window.locator("#w-preview-iframe").element_handle().content_frame()
        assert frame.url.startswith(f"{site.address}/contact/?preview=")
    assert window.context.cookies(site.address) == []

    # The desk's content checks read the page in the frame, by what came with the draft.
    window.click("[data-side-panel-toggle=checks]")
    words = window.locator("[data-content-word-count]")
    window.wait_for_function("node => Number(node.textContent) > 20", arg=words.element_handle())
