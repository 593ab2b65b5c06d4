"""Servers, each two workers of granian with production's options, from start to end."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.smoke import free_port

from .databases import DATA, ROOT, SMALL, manage
from .load import read

NGINX = """
{user} daemon off; pcre_jit on; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log {folder}/access.log; sendfile on; gzip_static on; types {{ text/html html; }}
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream sites {{ server 127.0.0.1:{behind}; keepalive 16; }}
  include {folder}/mirror-http.conf;
  server {{ listen 127.0.0.1:{port}; root {folder}/files; index index.html; }}
  server {{
    listen 127.0.0.1:{mirror}; proxy_set_header Host $http_host; include {folder}/mirror-site.conf;
    location / {{ proxy_pass http://sites; recursive_error_pages on; error_page 502 504 = @down; }}
  }}
}}
"""


@dataclass
class Server:
    """A running server."""

    name: str
    port: int
    process: subprocess.Popen

    def memory(self) -> float:
        """Megabytes that belong to its largest worker alone, shared ones in parts (PSS)."""
        sizes = []
        for child in _below(self.process.pid):
            try:
                lines = Path(f"/proc/{child}/smaps_rollup").read_text().splitlines()
            except OSError:
                continue
            sizes.extend(int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:"))
        return max(sizes, default=0.0)


@contextmanager
def served(name: str, target: str, environment: dict[str, str], path: str = "/") -> Iterator[Server]:
    """A WSGI application on granian, until the block ends."""
    from cms.launch import granian  # noqa: PLC0415 - reads the settings

    port = free_port()
    command = granian()
    command[-1] = target
    command[command.index("--port") + 1] = str(port)
    command[command.index("--workers") + 1] = "2"
    counts = ROOT / "var" / "bench" / f"metrics-{name}"
    shutil.rmtree(counts, ignore_errors=True)
    counts.mkdir(parents=True)
    log = (ROOT / "var" / "bench" / f"{name}.log").open("wb")
    process = subprocess.Popen(
        command, cwd=ROOT, env={**environment, "PROMETHEUS_MULTIPROC_DIR": str(counts)}, stdout=log, stderr=log,
        start_new_session=True,
    )  # fmt: skip
    try:
        _wait(name, process, port, path)
        yield Server(name, port, process)
    finally:
        _end(process)
        log.close()


@contextmanager
def files(folder: Path, answers: dict[str, bytes], ours: Server) -> Iterator[tuple[Server, Server]]:
    """One nginx with files and their compressed twins, and the mirror of ours beside them."""
    port, mirror = free_port(), free_port()
    for path, body in answers.items():
        place = folder / "files" / path.strip("/") / "index.html"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(body)
        subprocess.run(["gzip", "-k", "-f", str(place)], check=True)
    for part in ("http", "site"):
        told = manage(SMALL, "mirror", "nginx", "--part", part, "--folder", str(DATA / "responses"))
        (folder / f"mirror-{part}.conf").write_text(told)
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers cannot reach the folder
    (folder / "nginx.conf").write_text(
        NGINX.format(user=user, folder=folder, port=port, mirror=mirror, behind=ours.port)
    )
    process = subprocess.Popen(
        [shutil.which("nginx") or "nginx", "-c", str(folder / "nginx.conf")], start_new_session=True
    )
    try:
        for each in (port, mirror):
            _wait("nginx", process, each, next(iter(answers)))
        yield Server("nginx", port, process), Server("mirror", mirror, process)
    finally:
        _end(process)


def _wait(name: str, process: subprocess.Popen, port: int, path: str) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended by itself: var/bench/{name}.log")
        try:
            status = read(port, path)[0]
            if status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{name} does not answer 200 at {path}: var/bench/{name}.log")


def _end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(20)


def _below(pid: int) -> list[int]:
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(place.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
        if parent == pid:
            number = int(place.parent.name)
            found += [number, *_below(number)]
    return found
