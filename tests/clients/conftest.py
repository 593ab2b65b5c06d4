"""The platform with its demo, a front end beside it, and Node for both."""

import base64
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

import pytest

from tests.smoke import free_port

from .compatibility import ROOT

CLIENTS = ROOT / "clients"
#: Signs the platform's calls of the site's webhook.
SECRET = "whsec_" + base64.b64encode(b"opens nothing but the tests").decode()
STARTS_WITHIN = 180  # seconds; a shared machine may be slow

#: Gridmasters leaves its pages to the separate site; one of its pictures is there in all widths.
PREPARE = """
from brands.models import Brand
from cms.media.tasks import make_renditions
from home.models import HomePage
from wagtail.contrib.redirects.models import Redirect
brand = Brand.objects.get(key="gridmasters")
brand.front_end_url, brand.headless_only = "{front_end}", True
brand.full_clean()
brand.save()
Redirect.objects.create(site=brand.site, old_path="/oud", redirect_link="/contact/", is_permanent=True)
home = HomePage.objects.filter(path__startswith=brand.site.root_page.path, hero_image__isnull=False).first()
make_renditions.func(home.hero_image_id)
"""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> str:
    """Run a command in a folder; its output, or a failure that shows it."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, check=False, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-6000:]}"
    return done.stdout


def node(*command: str, folder: Path = CLIENTS, **environment: str) -> str:
    """Run a command of Node's."""
    return run(command, folder, {"NEXT_TELEMETRY_DISABLED": "1", **environment})


@pytest.fixture(scope="session")
def packages() -> None:
    """What the lock names is installed, and the client is built."""
    lock, installed = CLIENTS / "package-lock.json", CLIENTS / "node_modules" / ".package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        node("npm", "ci", "--ignore-scripts")
    node("npm", "run", "build", "--workspace", "typescript")


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def cookies(self) -> SimpleCookie:
        return SimpleCookie("; ".join(self.headers.get_all("Set-Cookie", [])))


@dataclass
class Server:
    """A server of this test on loopback."""

    port: int
    #: Name in the Host header, where it answers by names.
    host: str = "localhost"

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=120)) as link:
            stated = {
                "Host": f"{self.host}:{self.port}",
                **{name.replace("_", "-"): text for name, text in headers.items()},
            }
            link.request(method, path, body=body, headers=stated)
            answer = link.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))


@contextmanager
def serving(server: Server, command: list[str], path: str, log: Path, **options) -> Iterator[Server]:
    """Start a server, wait until an address of it answers, and end it again."""
    with log.open("w") as lines, subprocess.Popen(command, stdout=lines, stderr=lines, **options) as process:
        try:
            deadline = time.monotonic() + STARTS_WITHIN
            while not _answers(server, path):
                assert process.poll() is None, log.read_text()[-4000:]
                assert time.monotonic() < deadline, log.read_text()[-4000:]
                time.sleep(0.3)
            yield server
        finally:
            process.terminate()


def _answers(server: Server, path: str) -> bool:
    try:
        return server.ask(path).status == 200
    except (OSError, http.client.HTTPException):
        return False


@dataclass
class Platform:
    """The running platform. Node finds no names below `localhost`, so that its API answers on `localhost` itself."""

    api: Server
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "DJANGO_SETTINGS_MODULE": "cms.settings.development",
            "SECRET_KEY": "signs nothing but the tests",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": "",
            "HTTPS": "0",
            "DEMO": "1",
            "API_HOST": "localhost",
            "DESK_HOST": "desk.localhost",
            "PORT": str(self.api.port),
        }

    @property
    def desk(self) -> str:
        return f"http://desk.localhost:{self.api.port}"

    def manage(self, *command: str) -> str:
        """Run a management command; its output."""
        return run([sys.executable, "manage.py", *command], ROOT, self.environment)

    def run(self, code: str) -> str:
        """Run Python inside the platform; what it prints."""
        return self.manage("shell", "--no-imports", "--command", code).strip()


@pytest.fixture(scope="session")
def platform(tmp_path_factory, demo_data) -> Iterator[Platform]:
    """The platform with the demo's brands and pages."""
    found = Platform(Server(free_port()), tmp_path_factory.mktemp("platform"))
    demo_data(found.folder)
    found.manage("provision_demo")  # at this port
    command = [sys.executable, "manage.py", "runserver", "--noreload", f"localhost:{found.api.port}"]
    log = found.folder / "server.log"
    with serving(found.api, command, "/api/v1/brands", log, cwd=ROOT, env={**os.environ, **found.environment}):
        yield found


@pytest.fixture(scope="session")
def site(platform: Platform, packages, tmp_path_factory) -> Iterator[Server]:
    """The site, built from what the API tells and served at the address that the brand names as its front end."""
    server = Server(free_port(), "site.localhost")
    platform.run(PREPARE.format(front_end=server.address))
    told = {
        "API": platform.api.address, "BRAND": "gridmasters", "SITE": server.address, "LANGUAGES": "nl,en",
        "DESK": platform.desk, "WEBHOOK_SECRET": SECRET,
    }  # fmt: skip
    node("npm", "run", "build", folder=CLIENTS / "nextjs", **told)
    log = tmp_path_factory.mktemp("site") / "server.log"
    # Not by npm, which would not pass on the signal that ends it.
    command = [
        "node",
        str(CLIENTS / "node_modules/next/dist/bin/next"),
        "start",
        "-H",
        "localhost",
        "-p",
        str(server.port),
    ]
    with serving(server, command, "/robots.txt", log, cwd=CLIENTS / "nextjs", env={**os.environ, **told}):
        yield server
