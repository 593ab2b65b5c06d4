"""The Chromium of the system, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

#: Marks the document once Wagtail's editor watches its form: two seconds after its controller was ready, which it says
#: anew when the form was moved while the page was built. What is written earlier counts as having been there, so
#: neither pane nor autosave hears of it.
_MARK = """(() => {
  let awaited = 0;
  document.addEventListener("w-unsaved:ready", () => { awaited += 1; });
  document.addEventListener("w-unsaved:watch-edits", () => {
    awaited -= 1;
    if (awaited <= 0) document.documentElement.dataset.editsAreWatched = "";
  });
})();"""
PATIENCE = 60_000  # milliseconds; the machine may do other things beside


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with an empty profile.

    While it is open an event loop runs in this thread: Django refuses the database there, and no second one opens. So
    a fixture closes it before tests of another module run.

    :raises FileNotFoundError: where no Chromium is installed.
    """
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        raise FileNotFoundError("Chromium is needed: apt-get install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


def patient(window: Page) -> Page:
    """A window that waits for slow machines, and knows when an editor is ready: `wait_for_editor`."""
    window.set_default_timeout(PATIENCE)
    window.set_default_navigation_timeout(PATIENCE)
    window.add_init_script(_MARK)
    return window


def wait_for_editor(window: Page) -> None:
    """Until what is written in the editor is noticed."""
    window.wait_for_selector("html[data-edits-are-watched]", state="attached")
