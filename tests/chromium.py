"""The Chromium of the system, driven by Playwright: the one without windows where it is there, at half the work."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

#: Debian's chromium-headless-shell is the same browser without windows that nobody sees, at less than half the work.
COMMANDS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")

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


def executable() -> str | None:
    """Path of the browser; None where none is installed."""
    return next(filter(None, map(shutil.which, COMMANDS)), None)


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """A browser with an empty profile; `more` are switches of Chromium's.

    While it is open an event loop runs in this thread: Django refuses the database there, and no second one opens. So
    a fixture closes it before tests of another module run.

    :raises FileNotFoundError: where no Chromium is installed.
    """
    path = executable()
    if path is None:
        raise FileNotFoundError("Chromium is needed: apt-get install chromium-headless-shell.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *more])
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


def wait_until(window: Page, expression: str) -> None:
    """Until an expression holds in the desk, whose policy lets Playwright's own script look once and not again."""
    for _ in range(PATIENCE // 100):
        if window.evaluate(expression):
            return
        window.wait_for_timeout(100)
    raise AssertionError(f"It never came to that: {expression}")


def wait_until_kept(inside: Page | Locator, words: str) -> None:
    """Until an editor of rich text has handed what is typed to its form, which it does a quarter of a second later.

    Its field tells; the desk's policy lets no script wait for that.
    """
    window = inside if isinstance(inside, Page) else inside.page
    for _ in range(PATIENCE // 100):
        if any(words in field.input_value() for field in inside.locator("input[type=hidden]").all()):
            return
        window.wait_for_timeout(100)
    raise AssertionError(f"No field was given “{words}”.")
