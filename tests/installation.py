"""The installation of compose.yaml without containers: the same commands, environment and secrets, in processes.

Each service of ours sees the machine's disk read-only but for what the compose file lets it write, in a mount
namespace of its own. PostgreSQL is the tests' own; nginx runs deploy/nginx/platform.conf with other ports.
"""

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import yaml

from tests.postgres import cluster
from tests.smoke import ROOT, free_port

BRANDS = ("iduet", "finhire", "gridmasters", "tomorrowsleaders")
STARTS_WITHIN = 180  # seconds; a shared machine may be slow
ENTRY = ["python", "-m", "cms.launch"]  # of the Dockerfile


@dataclass
class Answer:
    """What a server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def data(self):
        return json.loads(self.body)


def ask(
    port: int, host: str, path: str, method: str = "GET", body: bytes | None = None, timeout: float = 30, **headers
):
    """Ask a process of ours as the proxy in front does. Headers are written with underscores."""
    said = {"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    said |= {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)) as link:
        link.request(method, path, body=body, headers=said)
        got = link.getresponse()
        return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())


def ask_front(port: int, host: str, path: str, method: str = "GET", body: bytes | None = None, **headers) -> Answer:
    """Ask nginx over TLS, by the name of a host."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    link = http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=trusting)
    link.sock = trusting.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=30), server_hostname=host)
    with closing(link):
        link.request(method, path, body=body, headers={"Host": host, **headers})
        got = link.getresponse()
        return Answer(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())


@dataclass
class Service:
    """A started service: its process, and the port where it serves one."""

    name: str
    process: subprocess.Popen
    log: Path
    port: int = 0
    more: dict[str, str] = field(default_factory=dict)

    def ready(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            return ask(self.port, "localhost", "/health/ready", timeout=5).status == 200
        return False

    def wait(self) -> None:
        """Until it can do its work; its own words when it ends before."""
        deadline = time.monotonic() + STARTS_WITHIN
        while not self.ready():
            assert self.process.poll() is None, self.log.read_text()[-4000:]
            assert time.monotonic() < deadline, f"{self.name} is not ready:\n{self.log.read_text()[-4000:]}"
            time.sleep(0.2)

    def stop(self, number: int = signal.SIGTERM, within: float = 20) -> int:
        """End it and all that it started; its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        try:
            return self.process.wait(within)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@dataclass
class Installation:
    """Where it lies, and how its services are started."""

    folder: Path
    database_url: str
    sites_url: str
    owner_url: str  # of the server's own superuser
    compose: dict = field(default_factory=lambda: yaml.safe_load((ROOT / "compose.yaml").read_text()))
    services: list[Service] = field(default_factory=list)
    desks: list[Service] = field(default_factory=list)
    nodes: list[Service] = field(default_factory=list)
    worker: Service | None = None
    scheduler: Service | None = None

    def __post_init__(self):
        (self.folder / "secrets").mkdir()
        for name in ("data", "data/responses"):
            (self.folder / name).mkdir()
        for name, value in (
            ("secret_key", "signs nothing but the tests, and is long enough for that"),
            ("database_url", self.database_url), ("sites_database_url", self.sites_url),
        ):  # fmt: skip
            (self.folder / "secrets" / name).write_text(value)

    def environment(self, name: str, port: int = 0) -> dict[str, str]:
        """What the service's process finds: platform.env.example, the compose file's own lines, and the ports."""
        common = re.findall(r"^([A-Z0-9_]+)=(.*)", (ROOT / "deploy" / "platform.env.example").read_text(), re.MULTILINE)
        own = self.compose["services"][name]["environment"]
        moved = {key: self._here(str(value)) for key, value in {**dict(common), **own}.items()}
        moved |= {"EMAIL_URL": "consolemail://", "DATA_DIR": str(self.folder / "data"), "WEB_WORKERS": "2"}
        moved |= {"BIND": "127.0.0.1", "PORT": str(port), "PYTHONUNBUFFERED": "1", "LOG_FORMAT": "line"}
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), "TMPDIR": str(self._temporary(name)), **moved}

    def _here(self, value: str) -> str:
        return value.replace("/run/secrets/", f"{self.folder}/secrets/")

    def _temporary(self, name: str) -> Path:
        path = self.folder / f"tmp-{name}"
        path.mkdir(exist_ok=True)
        return path

    def command(self, name: str) -> list[str]:
        entry = self.compose["services"][name].get("entrypoint", ENTRY)
        return [sys.executable, *entry[1:]]

    def start(self, name: str, wait: bool = True, **more: str) -> Service:
        """Start a service as the compose file says; `more` is laid over its environment."""
        port = int(more.get("PORT", 0)) or (free_port() if name in ("sites", "desk") else 0)
        number = sum(each.name == name for each in self.services)
        log = self.folder / f"{name}-{number}.log"
        with log.open("wb") as words:
            process = subprocess.Popen(
                self._confined(name), cwd=ROOT, env={**self.environment(name, port), **more}, stdin=subprocess.DEVNULL,
                stdout=words, stderr=words, start_new_session=True,
            )  # fmt: skip
        service = Service(name, process, log, port, more)
        self.services.append(service)
        if wait and port:
            service.wait()
        return service

    def start_elsewhere(self, name: str, wait: bool = True) -> Service:
        """The same on another host: nothing is shared but the database, and files where they are read only."""
        folder = self._temporary(name) / "host"
        folder.mkdir(exist_ok=True)
        data = {} if name == "sites" else {"DATA_DIR": str(folder)}
        return self.start(name, wait, SHARED_DIR=str(folder), **data)

    def start_again(self, service: Service) -> Service:
        """A stopped service on the same port and with the same folders."""
        return self.start(service.name, True, **{**service.more, "PORT": str(service.port)})

    def _confined(self, name: str) -> list[str]:
        """The command in a mount namespace where all is read-only but what the service may write."""
        mounts = [str(self._temporary(name))]
        for volume in self.compose["services"][name].get("volumes", []):
            _, target, *access = volume.split(":")
            if access != ["ro"]:
                mounts.append(str(self.folder) + target)
        lines = [f"mount --bind {shlex.quote(path)} {shlex.quote(path)}" for path in mounts]
        script = " && ".join([*lines, "mount -o remount,ro,bind /", f"exec {shlex.join(self.command(name))}"])
        root = [] if os.geteuid() == 0 else ["--map-root-user"]
        return ["unshare", *root, "--mount", "sh", "-c", script]

    def manage(self, *command: str, **more: str) -> str:
        """Run a management command as the desk would; its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env={**self.environment("desk"), **more},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert not done.returncode, done.stderr[-4000:]
        return done.stdout

    def tell(self, code: str) -> str:
        """What a piece of Python prints inside the platform."""
        return self.manage("shell", "--no-imports", "-c", code).strip()

    def sql(self, statement: str) -> list[tuple]:
        with linked(self.database_url) as link:
            done = link.execute(statement)
            return done.fetchall() if done.description else []

    def make_brands(self) -> None:
        """Four brands on the hosts that the example for nginx names, with a public page each."""
        self.tell(
            "from django.core.management import call_command\n"
            f"for key in {BRANDS}:\n"
            "    call_command('brand', 'create', key, name=key.capitalize(), host=f'www.{key}.example',"
            " languages=['nl', 'en'])\n"
            "from brands.models import Brand\n"
            "from tests.factories.brands import home_of\n"
            "from tests.factories.pages import make_content\n"
            "for brand in Brand.objects.all(): make_content(home_of(brand), f'Pagina van {brand.name}', slug='pagina')"
        )

    def stop(self) -> None:
        for service in reversed(self.services):
            service.stop()


def linked(url: str) -> psycopg.Connection:
    """A connection to a database by the address that the tests' server gives: `postgres://ROLE@/FOLDER/NAME`."""
    role, _, place = url.removeprefix("postgres://").partition("@/")
    folder, _, name = place.rpartition("/")
    return psycopg.connect(host=folder, user=role, dbname=name, autocommit=True)


@contextmanager
def installed(folder: Path) -> Iterator[Installation]:
    """A database with both roles and an empty place for data; services are ended when the block ends."""
    with ExitStack() as stack:
        url = stack.enter_context(cluster())
        with linked(url) as link:
            link.execute("CREATE ROLE platform LOGIN CREATEDB")
            link.execute("CREATE ROLE sites LOGIN")
            link.execute("CREATE DATABASE platform OWNER platform")
        own = url.replace("//postgres@", "//platform@").removesuffix("/postgres") + "/platform"
        installation = Installation(folder, own, own.replace("//platform@", "//sites@"), url)
        stack.callback(installation.stop)
        installation.tell(  # as the image has them
            "from cms.launch import static_files_are_old\n"
            "from django.core.management import call_command\n"
            "if static_files_are_old(): call_command('collectstatic', interactive=False, verbosity=0)"
        )
        yield installation


def grant_sites(installation: Installation) -> None:
    """What docs/operations.md runs after each upgrade."""
    installation.sql(installation.manage("sites_role", "sites"))


@contextmanager
def front(folder: Path, sites: list[int], desk: int, responses: Path | None = None) -> Iterator[tuple[int, int]]:
    """nginx with deploy/nginx/platform.conf before these ports; gives its ports for TLS and for plain http.

    :param responses: the folder with the mirror that it hands out; without one every answer is a node's.
    """
    nginx = shutil.which("nginx")
    assert nginx, "These tests need nginx: apt-get install nginx-light."
    secured, plain = free_port(), free_port()
    certificates = folder / "certificates"
    certificates.mkdir(exist_ok=True)
    for key in BRANDS:
        name = f"{key}.example"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
             "-addext", f"subjectAltName=DNS:{name},DNS:*.{name}",
             "-keyout", certificates / f"{name}.key", "-out", certificates / f"{name}.pem"],
            check=True, capture_output=True,
        )  # fmt: skip
    text = (ROOT / "deploy" / "nginx" / "platform.conf").read_text()
    for name, ports in (("sites", sites), ("desk", [desk])):
        text = re.sub(rf"server {name}:8000([^;]*;)", "".join(rf" server 127.0.0.1:{port}\1" for port in ports), text)
    text = re.sub(r" *listen \[::\]:[^;]*;\n", "", text)
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{secured} ssl")
    text = text.replace("listen 80", f"listen 127.0.0.1:{plain}")
    text = text.replace("/etc/nginx/certificates", str(certificates))
    text = text.replace("/var/cache/nginx", str(folder))
    for path in (ROOT / "deploy" / "nginx").glob("mirror-*.conf"):
        moved = path.read_text().replace("/data/responses", str(responses or folder / "nothing"))
        (folder / path.name).write_text(moved)
    text = text.replace("/etc/nginx/platform", str(folder))
    if _version(nginx) < (1, 25, 1):  # Debian's: it has another word for the same
        text = re.sub(r"listen (127\.0\.0\.1:\d+) ssl;", r"listen \1 ssl http2;", text).replace("http2 on;", "")
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""  # the test's folders are its own
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi"))
    configuration.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; {user}\n"
        "events { worker_connections 4096; }\n"
        f"http {{ access_log off; client_body_temp_path {folder}/body; {temporary}\n{text}\n}}\n"
    )
    server = subprocess.Popen([nginx, "-c", str(configuration)], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for_port(secured, server)
        yield secured, plain
    finally:
        server.terminate()
        server.communicate(timeout=30)


def _version(nginx: str) -> tuple[int, ...]:
    said = subprocess.run([nginx, "-v"], capture_output=True, text=True, check=True).stderr
    return tuple(int(part) for part in re.search(r"(\d+)\.(\d+)\.(\d+)", said).groups())


def _wait_for_port(port: int, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        assert server.poll() is None, server.stderr.read()
        time.sleep(0.05)
    raise AssertionError("nginx does not answer")
