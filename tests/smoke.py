"""`python -m tests.smoke [COMMAND …]` starts the platform as a newcomer would (`make run`) and looks at it over HTTP.

It waits until the four brands answer, checks what must answer and what must not, stops the platform by its own process
group, and checks that nothing of it is left. The database is in a temporary folder: the checkout's own is not touched.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

BRANDS = ("iduet", "finhire", "gridmasters", "tomorrowsleaders")
ROOT = Path(__file__).resolve().parents[1]
SECONDS_TO_START = 900  # A shared machine may be slow; what it took is printed.
SECONDS_TO_STOP = 30
MARK = "STARTED_BY_SMOKE_TEST"


class SmokeError(Exception):
    """What was not as it must be."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Visitor:
    """Reads from 127.0.0.1 with the host name in the header, so that no name needs resolving."""

    def __init__(self, port: int) -> None:
        self.port = port

    def read(self, host: str, path: str) -> tuple[int, http.client.HTTPMessage, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as link:
            link.request("GET", path, headers={"Host": f"{host}:{self.port}"})
            answer = link.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def expect(self, status: int, host: str, path: str) -> str:
        found, _, body = self.read(host, path)
        if found != status:
            raise SmokeError(f"http://{host}:{self.port}{path} answers {found}, not {status}.")
        print(f"  {found}  {host}{path}")
        return body

    def answers(self) -> bool:
        try:
            return self.read("iduet.localhost", "/")[0] == 200
        except (OSError, http.client.HTTPException):
            return False


def look(visitor: Visitor) -> None:
    """Everything that a first look at the four brands and the desk sees."""
    for brand in BRANDS:
        host = f"{brand}.localhost"
        dutch = visitor.expect(200, host, "/")
        english = visitor.expect(200, host, "/en/")
        for language, page in (("nl", dutch), ("en", english)):
            if not re.search(rf'<html[^>]*\blang="{language}', page):
                raise SmokeError(f"The page of {brand} in {language} does not say its language.")
        visitor.expect(200, host, "/theme.css")
        sheets = re.findall(r'href="(/static/[^"]+\.css)"', dutch)
        if not sheets:
            raise SmokeError(f"The page of {brand} has no style sheet from /static/.")
        visitor.expect(200, host, sheets[0])
        visitor.expect(404, host, "/there-is-no-such-page/")
        visitor.expect(404, host, "/admin/")
    for sheet in re.findall(r'href="(/static/[^"]+\.css)"', visitor.expect(200, "desk.localhost", "/admin/login/"))[:1]:
        visitor.expect(200, "desk.localhost", sheet)
    visitor.expect(404, "unknown.localhost", "/")
    visitor.expect(404, "www.example.com", "/")
    visitor.expect(200, "anything.localhost", "/health/live")


def running(mark: str) -> list[str]:
    """Commands of the processes that this start brought about: they have its mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def wait_until_serving(platform: subprocess.Popen[bytes], visitor: Visitor) -> float:
    began = time.monotonic()
    while time.monotonic() - began < SECONDS_TO_START:
        if platform.poll() is not None:
            raise SmokeError(f"The platform ended by itself with exit code {platform.returncode}.")
        if visitor.answers():
            return time.monotonic() - began
        time.sleep(0.5)
    raise SmokeError(f"No answer within {SECONDS_TO_START} seconds.")


def stop(platform: subprocess.Popen[bytes], mark: str) -> None:
    """End the group that was started here and wait until nothing of it runs."""
    if platform.poll() is None:
        os.killpg(platform.pid, signal.SIGTERM)
    try:
        platform.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired as late:
        os.killpg(platform.pid, signal.SIGKILL)
        raise SmokeError(f"The platform did not end within {SECONDS_TO_STOP} seconds.") from late
    deadline = time.monotonic() + SECONDS_TO_STOP
    while running(mark):
        if time.monotonic() > deadline:
            raise SmokeError("Still running after the end:\n  " + "\n  ".join(running(mark)))
        time.sleep(0.2)
    print("  ended, and nothing of it is left")


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="smoke-") as folder:
        for start in ("first", "second"):
            try:
                once(command, Path(folder), start)
            except SmokeError as fault:
                print(f"\nSmoke test failed on the {start} start: {fault}\n", file=sys.stderr)
                print((Path(folder) / f"{start}.log").read_text()[-6000:], file=sys.stderr)
                return 1
    print("Smoke test passed.")
    return 0


def once(command: list[str], folder: Path, start: str) -> None:
    port, mark = free_port(), f"{os.getpid()}-{start}"
    apart = {"DATA_DIR": str(folder / "data"), "DATABASE_URL": "", "SECRET_KEY": "", "BIND": "127.0.0.1"}
    environment = {**os.environ, **apart, "PORT": str(port), MARK: mark}
    with (folder / f"{start}.log").open("wb") as log:
        platform = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            seconds = wait_until_serving(platform, Visitor(port))
            print(f"The {start} start answers after {seconds:.1f} s.", flush=True)
            look(Visitor(port))
        finally:
            stop(platform, mark)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["make", "run"]))
