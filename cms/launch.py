"""The one entry of every environment: `python -m cms.launch` makes ready what is missing, then serves.

It has two halves in one process id. The first has Django, to migrate, collect static files and provision. It replaces
itself by the second: a small supervisor of web server, task worker and scheduler, which ends them together.
"""

import fcntl
import gc
import http.client
import io
import json
import multiprocessing
import os
import secrets
import shlex
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from honcho.manager import SIGNALS, Manager
from honcho.printer import Printer
from honcho.process import Popen, Process

ROOT = Path(__file__).resolve().parents[1]
ADVISORY_LOCK = 4_811_001  # A number that nothing else in the database locks.
SECONDS_UNTIL_SERVING = 120
CANNOT_START = 2


class CannotStartError(Exception):
    """Tells a person why nothing was started."""


def main(arguments: list[str]) -> int:
    """Run the half that is asked for; the exit code says how it ended."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    try:
        match arguments:
            case []:
                settle_secret()
                refuse_taken_address(settings.BIND, settings.PORT)
                continue_as_supervisor(time.time(), prepare())
            case ["serve", started, welcome]:
                return serve(float(started), os.fdopen(int(welcome)).read())
            case _:
                raise CannotStartError("cms.launch takes no arguments; its settings come from the environment.")
    except (CannotStartError, CommandError, DatabaseError, ImproperlyConfigured, OSError) as reason:
        print(f"\nCannot start: {reason}", file=sys.stderr)
        return CANNOT_START
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def settle_secret() -> None:
    """Load the settings. A demo without a secret key gets one of its own, made once and kept beside its database."""
    try:
        settings.DEMO  # noqa: B018 - the first look loads the settings
    except ImproperlyConfigured:
        os.environ["SECRET_KEY"] = "not chosen yet"  # noqa: S105 - lets the settings say whether this is a demo
        if not settings.DEMO:
            raise
        kept = keep_secret(settings.DATA_DIRECTORY / "secret_key")
        settings.SECRET_KEY = kept.read_text()
        os.environ["SECRET_KEY_FILE"] = str(kept)
        del os.environ["SECRET_KEY"]


def keep_secret(path: Path) -> Path:
    """Make a file with a secret that only its owner reads, unless it is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(48))
        draft.replace(path)
    return path


def refuse_taken_address(host: str, port: int) -> None:
    """Say so before any work when the server could not listen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
            probe.listen(1)
    except OSError as refusal:
        advice = f"Stop what listens there or choose another port, such as PORT={port + 1}."
        raise CannotStartError(f"{host}:{port} is not free ({refusal.strerror}). {advice}") from refusal


# First half: make ready


def prepare() -> str:
    """Do what is not done yet, each step with its seconds. The answer is what provisioning wants a person to know."""
    welcome = io.StringIO()
    with step("Load the application"):
        django.setup()
    # Migrating makes and drops models by the thousand; looking for garbage every 700 objects is a fifth of its time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    if settings.SERVE == "sites":
        wait_for_migrations()
        return ""
    with alone_on_this_host(), static_files_collected_meanwhile(), alone_in_this_database():
        if migrations_are_missing():
            with step("Migrate the database"):
                call_command("migrate", interactive=False, verbosity=0)
        if settings.DEMO:
            with step("Provision the demo brands"):
                call_command("provision_demo", stdout=welcome)
    connections.close_all()
    return welcome.getvalue()


def wait_for_migrations() -> None:
    """Public sites change no tables: their role in the database may not. The desk's start does it."""
    deadline = time.monotonic() + SECONDS_UNTIL_SERVING
    with step("Wait for the database to be migrated"):
        while migrations_are_missing():
            if time.monotonic() > deadline:
                raise CannotStartError("The database is not migrated. Start the desk (SERVE=desk), which does it.")
            connections.close_all()
            time.sleep(1)
    connections.close_all()


@contextmanager
def step(name: str) -> Iterator[None]:
    """Name the work while it runs and its seconds when it is done."""
    began = time.monotonic()
    print(f"{name} … ", end="", flush=True)
    yield
    print(f"{time.monotonic() - began:.1f} s", flush=True)


@contextmanager
def alone_on_this_host() -> Iterator[None]:
    """One at a time among those that share a data directory."""
    settings.DATA_DIRECTORY.mkdir(parents=True, exist_ok=True)
    with (settings.DATA_DIRECTORY / "launch.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def alone_in_this_database() -> Iterator[None]:
    """One at a time among hosts that share a database; SQLite is never shared by hosts."""
    if connection.vendor != "postgresql":
        yield
        return
    with closing(connections.create_connection("default")) as keeper, keeper.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [ADVISORY_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


@contextmanager
def static_files_collected_meanwhile() -> Iterator[None]:
    """Collect on another core while the database is made ready. Forks, so it comes before any connection."""
    with alone_with_static_files():
        are_old = static_files_are_old()
    if not are_old:
        yield
        return
    collection = multiprocessing.get_context("fork").Process(target=collect_static_files)
    collection.start()
    yield
    with step("Collect static files, begun meanwhile"):
        collection.join()
    if collection.exitcode:
        raise CannotStartError("The static files could not be collected; the reason stands above.")


@contextmanager
def alone_with_static_files() -> Iterator[None]:
    """One at a time among platforms with data of their own that run from one folder of code, and so share the files."""
    if settings.DEBUG:
        yield
        return
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    folder = os.open(root, os.O_RDONLY)  # Locked itself: in an image nobody may write beside it.
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(folder, fcntl.LOCK_UN)  # Closing is not enough where a fork has it open too.
        os.close(folder)


def collect_static_files() -> None:
    """Collect, unless another platform has done so since somebody looked."""
    with alone_with_static_files():
        if static_files_are_old():
            call_command("collectstatic", interactive=False, verbosity=0)


def migrations_are_missing() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def static_files_are_old() -> bool:
    """No manifest yet, or a source that is younger. Development serves the sources themselves."""
    if settings.DEBUG:
        return False
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    made = manifest.stat().st_mtime
    sources = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    return any(Path(source).stat().st_mtime > made for source in sources)


def continue_as_supervisor(started: float, welcome: str) -> NoReturn:
    """Let go of Django: this process becomes its second half and hands the welcome on in an open, nameless file."""
    with tempfile.TemporaryFile("w+") as file:
        file.write(welcome)
        file.seek(0)
        os.set_inheritable(file.fileno(), True)
        second_half = [sys.executable, "-m", "cms.launch", "serve", str(started), str(file.fileno())]
        os.execv(sys.executable, second_half)  # noqa: S606 - our own interpreter, no shell


# Second half: serve


class OwnOutput(Popen):
    """A process that writes into our own output: for honcho, which reads what it prints, it prints nothing."""

    def __init__(self, cmd: str, **options: Any) -> None:
        super().__init__(cmd, stdout=None, **options)
        self.stdout = io.BytesIO()


class Unread(Process):
    """A process whose lines are programs' to read: they go out as they are, and cost us nothing."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._child_ctor = OwnOutput


class JsonPrinter(Printer):
    """What honcho itself has to say, as the others say theirs."""

    def write(self, message: Any) -> None:
        at = datetime.fromtimestamp(message.time.timestamp(), UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": "INFO", "logger": "cms.launch", "message": message.data.strip()}
        self.output.write(json.dumps(told) + "\n")  # In one piece: others write to the same place.
        self.output.flush()


class Supervisor(Manager):
    """Honcho's manager, which tells the person once the web server answers."""

    def __init__(self, started: float, welcome: str) -> None:
        super().__init__(JsonPrinter(sys.stdout) if settings.LOG_FORMAT == "json" else None)
        if settings.LOG_FORMAT == "json":
            self._process_ctor = Unread
        self.announcement = threading.Thread(target=announce, args=(started, welcome), daemon=True)

    def _start(self) -> None:
        super()._start()
        self.announcement.start()  # After the forks, which want a single thread.


def serve(started: float, welcome: str) -> int:
    """Run until told to stop (exit code 0) or until one process ends (never 0)."""
    supervisor = Supervisor(started, welcome)
    with tempfile.TemporaryDirectory(prefix="metrics-") as counts:  # which the workers of this start share
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PROMETHEUS_MULTIPROC_DIR": counts}
        for name, command in processes().items():
            supervisor.add_process(name, f"exec {shlex.join(command)}", env=environment, cwd=str(ROOT))
        supervisor.loop()
    return exit_code(supervisor.returncode)


def exit_code(returncode: int | None) -> int:
    """A stop that was asked for is a success; a process that ended by itself is not, whatever it says."""
    if returncode in {told["rc"] for told in SIGNALS.values()}:
        return 0
    return abs(returncode or 1)


def processes() -> dict[str, list[str]]:
    """What runs, by name. What nobody waits for gives way to the web server, from the first second on."""
    manage = [sys.executable, "manage.py"]
    web = [*manage, "runserver", f"{settings.BIND}:{settings.PORT}"] if settings.DEBUG else granian()
    behind = ["nice", "-n", "5", *manage]
    known = {
        "web": web,
        "worker": [*behind, "run_worker"],
        "scheduler": [*behind, "run_scheduler"],
        "mirror": [*behind, "mirror", "keep"],
    }
    # Whoever serves the sites only may not write what worker and scheduler do.
    return {name: command for name, command in known.items() if name in settings.RUN and may_run(name)}


def may_run(name: str) -> bool:
    return name in ("web", "mirror") or settings.SERVE != "sites"


def granian() -> list[str]:
    """Threads are few, since Python runs one at a time; slow clients are granian's own business and hold none."""
    options = {
        "interface": "wsgi",
        "host": settings.BIND,
        "port": settings.PORT,
        "workers": settings.WEB_WORKERS,
        "blocking-threads": 4,  # As many as the pool has connections.
        "backlog": 2048,
        "http": 1,
        "respawn-interval": 1,
        "workers-kill-timeout": 4,  # Honcho kills after five seconds.
        "log-level": "warning",
    }
    values = [part for name, value in options.items() for part in (f"--{name}", str(value))]
    switches = ["--no-ws", "--no-access-log", "--respawn-failed-workers"]
    return [sys.executable, "-m", "granian", *values, *switches, "cms.wsgi:application"]


def announce(started: float, welcome: str) -> None:
    """Wait for the first answer, of whatever kind, and say so with the addresses and sign-ins."""
    deadline = time.monotonic() + SECONDS_UNTIL_SERVING
    while time.monotonic() < deadline:
        if answers(settings.BIND, settings.PORT):
            print(f"Serving on port {settings.PORT} after {time.time() - started:.1f} s.\n{welcome}", flush=True)
            return
        time.sleep(0.1)
    print(f"No answer on port {settings.PORT} within {SECONDS_UNTIL_SERVING} s.", file=sys.stderr, flush=True)


def answers(bind: str, port: int) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bind, bind)  # noqa: S104 - every interface includes loopback
    try:
        with closing(http.client.HTTPConnection(host, port, timeout=5)) as link:
            link.request("GET", "/health/live", headers={"Host": "localhost"})
            return bool(link.getresponse().status)
    except (OSError, http.client.HTTPException):
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
