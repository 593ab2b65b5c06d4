"""The served sites, a browser, and one visit to each page in each window."""

import os
import shutil
from pathlib import Path

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from tests.chromium import chromium, executable

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
def sites(tmp_path_factory, demo_data, _sockets):
    """The demo's sites. A running demo at JUDGED_PORT is taken as it is."""
    if port := os.environ.get("JUDGED_PORT"):
        yield Sites(int(port))
        return
    folder = tmp_path_factory.mktemp("sites")
    demo_data(folder / "data")
    with served(folder) as running:
        yield running


@pytest.fixture(scope="session")
def pages(sites: Sites, request) -> list[SitePage]:
    """One page of each type of each brand, or with `--every-page` all of them."""
    return sites.pages(every=request.config.getoption("--every-page"))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    path = shutil.which("chromium") or executable()  # not tried: speed without windows
    assert path, "These tests need Chromium: apt-get install chromium-headless-shell."
    return path


@pytest.fixture(scope="module")
def browser(_sockets):
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def _made_visits() -> list[Visit]:
    return []


@pytest.fixture
def visits(browser, pages, tools, _made_visits) -> list[Visit]:
    """A visit to every judged page on a phone and on a desk, made once. The first one warms what is made on demand."""
    if not _made_visits:
        for page in pages:
            visit(browser, page, 1440) if page.kind in ("home", "comparison") else None
        _made_visits.extend(visit(browser, page, width) for page in pages for width in WINDOWS)
    return _made_visits


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
