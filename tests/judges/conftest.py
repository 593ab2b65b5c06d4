"""The served sites, a browser, and one visit to each page in each window."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright
from pytest_socket import enable_socket, socket_allow_hosts

from tests.chromium import FLAGS

from .serving import SitePage, Sites, served
from .visits import WINDOWS, Visit, visit

TOOLS = Path(__file__).parent / "node_modules"


@pytest.fixture(scope="session")
def _sockets():
    """The suite closes the network; a browser and a crawl need loopback."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "127.0.0.2", "::1"])


@pytest.fixture(scope="session")
def tools() -> Path:
    """Folder of the judges' Node packages."""
    assert TOOLS.is_dir(), "The judges are not installed: make judges."
    return TOOLS


@pytest.fixture(scope="session")
def sites(tmp_path_factory, _sockets):
    with served(tmp_path_factory.mktemp("sites")) as running:
        yield running


@pytest.fixture(scope="session")
def pages(sites: Sites, request) -> list[SitePage]:
    """One page of each type of each brand, or with `--every-page` all of them."""
    return sites.pages(every=request.config.getoption("--every-page"))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert executable, "These tests need Chromium: apt-get install chromium."
    return executable


@pytest.fixture(scope="session")
def browser(_sockets, chromium_path):
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def visits(browser, pages, tools) -> list[Visit]:
    """A visit to every judged page on a phone and on a desk. The first one warms what is made on demand."""
    for page in pages:
        visit(browser, page, 1440) if page.kind in ("home", "comparison") else None
    return [visit(browser, page, width) for page in pages for width in WINDOWS]


@pytest.fixture
def window(browser):
    """`window(width, height, **options)` opens a window of its own."""
    contexts = []

    def open_window(width: int = 360, height: int = 740, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
