"""The databases that are measured: the demo filled up to 200 pages, and a copy of it with 10,000."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "var" / "bench" / "data"
SMALL, LARGE = "bench_200", "bench_10000"


def url_of(name: str) -> str:
    """Address of a database on the server that `DATABASE_URL` names."""
    return os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"


def environment(database: str, **more: str) -> dict[str, str]:
    """What a process of ours is started with: as in production, on plain http."""
    own = {
        "SECRET_KEY": "for-measuring-only-never-to-sign-anything-that-matters", "DATABASE_URL": url_of(database),
        "DATA_DIR": str(DATA), "DEMO": "1", "HTTPS": "0", "DESK_HOST": "desk.localhost", "API_HOST": "api.localhost",
        "EMAIL_URL": "consolemail://", "API_REQUESTS_PER_MINUTE": "0", "LOG_FORMAT": "json", "WEB_WORKERS": "2",
        "DJANGO_SETTINGS_MODULE": "cms.settings.production", "MEDIA_ROOT": str(DATA / "media"),
    }  # fmt: skip
    return {**os.environ, **own, "PYTHONPATH": str(ROOT), **more}


def prepare(pages: int, large: bool) -> dict[str, float]:
    """Make what is not there yet, the large one where it is wanted.

    Returns seconds that the large load and its index took, where they were made now.
    """
    took: dict[str, float] = {}
    if not _exists(SMALL):
        _create(SMALL)
        manage(SMALL, "migrate", "-v0")
        manage(SMALL, "collectstatic", "--noinput", "-v0")
        manage(SMALL, "provision_demo")
        manage(SMALL, "run_worker", "--batch")
        inside(SMALL, "fill", 200)
        manage(SMALL, "run_worker", "--batch")
        _analyse(SMALL)
    if large and not _exists(LARGE):
        _create(LARGE, template=SMALL)
        took["load"] = inside(LARGE, "fill", pages)["seconds"]
        began = time.monotonic()
        with _server(LARGE) as server:  # drawing 10,000 cards is no part of the index
            server.execute("DELETE FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%make_cards_of'")
        manage(LARGE, "run_worker", "--batch")
        took["index"] = time.monotonic() - began
        _analyse(LARGE)
    return took


def manage(database: str, *arguments: str) -> str:
    """Run a command of ours; what it printed."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment(database), check=True,
        stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip


def inside(database: str, job: str, *arguments: Any, module: str = "tests.bench.inside", **more: str) -> dict[str, Any]:
    """Run a job inside a process of ours or of stock; what it measured."""
    said = subprocess.run(
        [sys.executable, "-m", module, job, *map(str, arguments)], cwd=ROOT, env=environment(database, **more),
        check=True, stdout=subprocess.PIPE, text=True,
    ).stdout  # fmt: skip
    return json.loads(said.splitlines()[-1])


def _server(name: str = "postgres"):
    # libpq has no address whose host is an empty name and whose database follows a folder, which Django's has.
    folder = os.environ["DATABASE_URL"].partition("@/")[2].rpartition("/")[0]
    return psycopg.connect(host=folder, user="postgres", dbname=name, autocommit=True)


def _exists(name: str) -> bool:
    with _server() as server:
        return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _create(name: str, template: str = "template1") -> None:
    with _server() as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[arg-type]


def _analyse(name: str) -> None:
    with _server(name) as server:
        server.execute("VACUUM ANALYZE")
