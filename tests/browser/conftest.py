"""The real desk with the demo's brands, in a server and a database of its own, and a browser that uses it."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings

from tests.chromium import chromium, patient

STARTS_WITHIN = 120  # seconds; a shared machine may be slow
COMPARISONS = {"iduet": "cio-vs-cto", "finhire": "cfo-vs-finance-director"}


class Desk:
    """The running desk: its address, and the demo's password."""

    def __init__(self, folder: Path, port: int):
        self.folder = folder
        self.port = port
        self.found: dict[str, str] = {}
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
            "SECRET_KEY": "signs nothing but the tests",
            "DATA_DIR": str(folder),
            "DATABASE_URL": "",
            "HTTPS": "0",
            "DEMO": "1",
            "PORT": str(port),
        }

    @property
    def address(self) -> str:
        return f"http://desk.localhost:{self.port}"

    @property
    def password(self) -> str:
        return (self.folder / "demo-password").read_text().strip()

    def manage(self, *command: str) -> str:
        """Run a management command; its output."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def tell(self, code: str) -> str:
        """What a line of Python prints inside the platform."""
        return self.manage("shell", "--no-imports", "-c", code).strip()

    def find(self, code: str) -> str:
        """The same of what no test changes, such as a key: asked once, as a process takes seconds."""
        if code not in self.found:
            self.found[code] = self.tell(code)
        return self.found[code]

    def editor_of(self, brand: str) -> str:
        """The address of the editor of a brand's English comparison in the demo."""
        return f"{self.address}/admin/pages/{self.comparison(brand)}/edit/"

    def comparison(self, brand: str) -> int:
        """The primary key of a brand's English comparison in the demo."""
        page = f"C.objects.get(slug='{COMPARISONS[brand]}', locale__language_code='en')"
        return int(self.find(f"from cms.comparisons.models import ComparisonPage as C; print({page}.pk)"))

    def draft_as_published(self, brand: str) -> None:
        """Make the comparison's draft what its visitors see: another test may leave one that nobody can publish."""
        find = f"from wagtail.models import Page; page = Page.objects.get(pk={self.comparison(brand)}).specific"
        self.tell(f"{find}; page.save_revision()")


@pytest.fixture(scope="session")
def desk(tmp_path_factory, demo_data):
    """The desk with the demo's brands, people and pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = Desk(tmp_path_factory.mktemp("desk"), port)
    demo_data(running.folder)
    running.manage("provision_demo")  # at this port
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with (
        (running.folder / "server.log").open("w") as log,
        subprocess.Popen(command, cwd=settings.BASE_DIR, env=running.environment, stdout=log, stderr=log) as server,
    ):
        try:
            _wait_for(port)
            yield running
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@pytest.fixture(scope="module")
def browser():
    """Chromium from the system."""
    with chromium() as found:
        yield found


@pytest.fixture
def signed_in(browser, desk):
    """`signed_in(email)` → a window in which somebody is signed in at the desk. Errors of scripts fail the test."""
    contexts = []
    faults: list[str] = []

    def sign_in(email: str):
        context = browser.new_context(locale="en", viewport={"width": 1440, "height": 1000})
        contexts.append(context)
        window = patient(context.new_page())
        window.on("pageerror", lambda error: faults.append(str(error)))
        window.goto(f"{desk.address}/admin/login/")
        window.fill("input[name=username]", email)
        window.fill("input[name=password]", desk.password)
        window.click("button[type=submit]")
        window.wait_for_url(f"{desk.address}/admin/")
        return window

    yield sign_in
    for context in contexts:
        context.close()
    assert faults == []
