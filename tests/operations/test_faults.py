"""Bad luck, each with its figure: restarts under load, no connections left, slow clients, and hours of mixed work."""

import os
import re
import shutil
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import psycopg
import pytest

from tests.installation import BRANDS, ask, ask_front, front, linked

pytestmark = [pytest.mark.crawl, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

HOSTS = [f"www.{key}.example" for key in BRANDS]
SLOW = 500
MIXED = ("/", "/pagina/", "/en/", "/sitemap.xml", "/nowhere/", "/pagina.md", "/en/search/?q=pagina", "/theme.css")


class Load:
    """Visitors who go on asking until told to stop; the statuses they got, and what failed."""

    def __init__(self, asking, visitors: int = 4):
        self.asking, self.ended = asking, threading.Event()
        self.statuses: list[int] = []
        self.failures: list[str] = []
        self.threads = [threading.Thread(target=self._visit, args=(number,)) for number in range(visitors)]

    def _visit(self, number: int) -> None:
        turn = number
        while not self.ended.is_set():
            turn += 1
            try:
                self.statuses.append(self.asking(HOSTS[turn % 4], MIXED[turn % len(MIXED)]).status)
            except OSError as fault:
                self.failures.append(f"{type(fault).__name__}: {fault}")

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *fault):
        self.ended.set()
        for thread in self.threads:
            thread.join(60)


@pytest.mark.proof
@pytest.mark.skipif(
    not shutil.which("nginx"), reason="nginx stands in front in the third ring: make test-all brings it"
)
def test_a_rolling_restart_under_load_loses_no_request(installation, tmp_path):
    """Two nodes behind nginx; each is restarted in turn, as docs/upgrading.md says."""
    ports = [node.port for node in installation.nodes]
    with (
        front(tmp_path, ports, installation.desks[0].port) as (secured, _plain),
        Load(lambda host, path: ask_front(secured, host, path)) as load,
    ):
        for place, node in enumerate(list(installation.nodes)):
            before = len(load.statuses)
            assert node.stop() == 0
            installation.nodes[place] = installation.start_again(node)
            while len(load.statuses) < before + 20:
                time.sleep(0.1)
    print(f"\nRolling restart: {len(load.statuses)} requests, {len(load.failures)} lost")
    assert load.failures == []
    assert {status for status in load.statuses if status >= 500} == set()


def test_out_of_connections(installation):
    """What is stored is served; what is not is asked to come again; and when there are connections, all is well."""
    node, desk = installation.nodes[0].port, installation.desks[0].port
    assert ask(node, HOSTS[0], "/pagina/").status == 200
    with linked(installation.owner_url) as link:
        link.execute("ALTER ROLE sites CONNECTION LIMIT 0")
        link.execute("ALTER ROLE platform CONNECTION LIMIT 0")
    try:
        end_all(installation)
        began = time.monotonic()
        stored = [ask(node, HOSTS[0], "/pagina/").status for _ in range(50)]
        first = time.monotonic() - began
        fresh = ask(node, HOSTS[0], f"/nowhere-{time.time_ns()}/", timeout=120)
        editor = ask(desk, "desk.iduet.example", "/admin/login/", timeout=120)
    finally:
        with linked(installation.owner_url) as link:
            link.execute("ALTER ROLE sites CONNECTION LIMIT -1")
            link.execute("ALTER ROLE platform CONNECTION LIMIT -1")
    print(f"\nOut of connections: {stored.count(200)} of 50 stored pages in {first:.2f} s; unstored {fresh.status}")
    assert stored == [200] * 50
    assert (fresh.status, fresh.headers["retry-after"]) == (503, "10")
    assert editor.status in (200, 503)
    deadline = time.monotonic() + 60
    while ask(node, HOSTS[0], f"/nowhere-{time.time_ns()}/", timeout=120).status != 404:
        assert time.monotonic() < deadline
        time.sleep(0.5)


def end_all(installation) -> None:
    with linked(installation.owner_url) as link, suppress(psycopg.OperationalError):
        link.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IN ('sites', 'platform')")


def test_five_hundred_slow_clients_hold_up_nobody(installation):
    """Each sends a header byte by byte and never ends; visitors are answered meanwhile."""
    port = installation.nodes[0].port
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30)) for _ in range(SLOW)]
        for link in slow:
            link.sendall(b"GET /pagina/ HTTP/1.1\r\nHost: www.iduet.example\r\nX-Slow: ")
        took = []
        for _ in range(30):
            for link in slow[:50]:
                with suppress(OSError):
                    link.send(b"a")
            began = time.monotonic()
            assert ask(port, HOSTS[1], "/pagina/").status == 200
            took.append(time.monotonic() - began)
    print(
        f"\n{SLOW} slow clients: others answered in {1000 * sorted(took)[15]:.0f} ms, at most {1000 * max(took):.0f} ms"
    )
    assert sorted(took)[15] < 1


def mixed_load(installation, seconds: float) -> None:
    """Visitors of all kinds and an editor who publishes: memory and open files stay where they were."""
    node = installation.nodes[0]
    for host in HOSTS:
        for path in MIXED * 3:
            ask(node.port, host, path)
    with Load(lambda host, path: ask(node.port, host, path)) as load:
        time.sleep(min(30.0, seconds / 4))
        before, until = footprint(node.process.pid), time.monotonic() + seconds
        while time.monotonic() < until:
            time.sleep(1)
        after = footprint(node.process.pid)
    grown = f"MB {before[0]} → {after[0]}, files {before[1]} → {after[1]}"
    print(f"\nMixed load of {seconds:.0f} s: {len(load.statuses)} answers, {grown}")
    assert load.failures == []
    assert max(load.statuses) < 500
    assert after[0] - before[0] < 64, "memory grows"
    assert after[1] - before[1] < 50, "open files grow"


def footprint(pid: int) -> tuple[int, int]:
    """Memory in MB that a process and its children hold alone, and their open files."""
    memory = files = 0
    for each in family(pid):
        with suppress(OSError):
            held = re.search(
                r"^Private_Dirty:\s+(\d+) kB", Path(f"/proc/{each}/smaps_rollup").read_text(), re.MULTILINE
            )
            memory += int(held[1]) if held else 0
            files += len(os.listdir(f"/proc/{each}/fd"))  # noqa: PTH208 - names alone
    return memory // 1024, files


def family(pid: int) -> list[int]:
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += family(int(child))
    return found


def test_a_minute_of_mixed_load_leaves_memory_and_files_flat(installation):
    mixed_load(installation, 60)


@pytest.mark.proof
def test_two_hours_of_mixed_load_leave_memory_and_files_flat(installation):
    mixed_load(installation, float(os.environ.get("HOURS_OF_LOAD", "2")) * 3600)


def test_many_at_once_all_get_their_own_brand(installation):
    def one(number: int) -> bool:
        key = BRANDS[number % 4]
        return (
            f"Pagina van {key.capitalize()}" in ask(installation.nodes[0].port, f"www.{key}.example", "/pagina/").text
        )

    with ThreadPoolExecutor(20) as pool:
        assert all(pool.map(one, range(200)))
