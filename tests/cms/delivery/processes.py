"""Real worker processes on a copy of the test database, and an editor who is another process of the same host."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.cms.delivery.conftest import Got
from tests.smoke import ROOT, free_port


def database_url() -> str:
    """Of the copy on which this process works."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(told['NAME']).resolve()}"
    person, host = f"{told['USER']}:{told['PASSWORD']}", str(told["HOST"])
    if host.startswith("/"):  # the folder of a socket
        return f"postgres://{person}@/{host}/{told['NAME']}"
    return f"postgres://{person}@{host}:{told['PORT'] or 5432}/{told['NAME']}"


def environment(data: Path) -> dict[str, str]:
    return {
        **os.environ, "DATABASE_URL": database_url(), "DATA_DIR": str(data), "DEMO": "0",
        "HTTPS": "0", "PORT": "8000",
        "DJANGO_SETTINGS_MODULE": "tests.cms.delivery.worker_settings", "API_REQUESTS_PER_MINUTE": "0", "SERVE": "both",
        "SECRET_KEY": settings.SECRET_KEY, "API_HOST": settings.API_HOST, "DESK_HOST": settings.DESK_HOST,
    }  # fmt: skip


class Workers:
    """granian with two workers."""

    def __init__(self, port: int):
        self.port = port

    def get(self, host: str, path: str, method: str = "GET", **headers: str) -> Got:
        """Each question over a connection of its own, so that any worker may answer."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as link:
            link.request(method, path, headers={"Host": f"{host}:8000", "Connection": "close", **told})
            answer = link.getresponse()
            return Got(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())


@contextmanager
def workers(data: Path, **more: str) -> Iterator[Workers]:
    """Two workers on a data directory, until the block ends. `more` is laid over their environment."""
    port = free_port()
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--http", "1", "--no-ws", "--log-level", "warning",
        "--workers-kill-timeout", "4", "cms.wsgi:application",
    ]  # fmt: skip
    with (data / "workers.log").open("wb") as log:
        # Addresses name port 8000, wherever it listens: answers are compared with those of this process.
        process = subprocess.Popen(command, cwd=ROOT, env={**environment(data), **more}, stdout=log, stderr=log)
        try:
            serving = Workers(port)
            deadline = time.monotonic() + 240
            while not answers(serving):
                assert process.poll() is None, (data / "workers.log").read_text()[-3000:]
                assert time.monotonic() < deadline
                time.sleep(0.2)
            yield serving
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def answers(serving: Workers) -> bool:
    try:
        return serving.get("localhost", "/health/live").status == 200
    except OSError:
        return False
