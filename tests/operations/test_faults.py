"""Bad luck, each with its figure: restarts under load, no connections left, slow clients, and hours of mixed work."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import product
from pathlib import Path

import psycopg
import pytest

from tests import postgres
from tests.installation import BRANDS, ask, ask_front, front, linked
from tests.smoke import ROOT

pytestmark = [pytest.mark.crawl, pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

HOSTS = [f"www.{key}.example" for key in BRANDS]
SLOW = 500
#: What is kept once it was asked for.
STORED = ("/", "/pagina/", "/en/", "/sitemap.xml", "/pagina.md", "/theme.css")
NOT_KEPT = re.compile("Nothing that you sent was kept|Wat je verstuurde is niet bewaard")
MIXED = ("/", "/pagina/", "/en/", "/sitemap.xml", "/nowhere/", "/pagina.md", "/en/search/?q=pagina", "/theme.css")


class Load:
    """Visitors who go on asking until told to stop; the statuses they got, and what failed."""

    def __init__(self, asking, visitors: int = 4, paths: tuple[str, ...] = MIXED, rest: float = 0.0):
        """:param rest: seconds that each visitor reads before asking again."""
        self.asking, self.paths, self.rest, self.ended = asking, paths, rest, threading.Event()
        self.statuses: list[int] = []
        self.failures: list[str] = []
        self.threads = [threading.Thread(target=self._visit, args=(number,)) for number in range(visitors)]

    def _visit(self, number: int) -> None:
        turn = number
        while not self.ended.wait(self.rest):
            turn += 1
            try:
                self.statuses.append(self.asking(HOSTS[turn % 4], self.paths[turn % len(self.paths)]).status)
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


@pytest.mark.skipif(
    not shutil.which("nginx"), reason="nginx stands in front in the third ring: make test-all brings it"
)
def test_a_rolling_restart_under_load_loses_no_request(installation, tmp_path):
    """Two nodes behind nginx; each is restarted in turn, as docs/upgrading.md says, after the database was."""
    end_all(installation)
    ports = [node.port for node in installation.nodes]
    with (
        front(tmp_path, ports, installation.desks[0].port) as (secured, _plain),
        Load(lambda host, path: ask_front(secured, host, path)) as load,
    ):
        for place, node in enumerate(list(installation.nodes)):
            before = len(load.statuses)
            assert node.stop() == 0
            installation.nodes[place] = installation.start_again(node)
            time.sleep(2)
            while len(load.statuses) < before + 20:
                time.sleep(0.1)
    print(f"\nRolling restart: {len(load.statuses)} requests, {len(load.failures)} lost")
    assert load.failures == []
    assert {status for status in load.statuses if status >= 500} == set()


@contextmanager
def away(url: str, how: str):
    """The database is not there while the block runs."""
    if how == "frozen":
        postgres.freeze(url)
    else:
        postgres.end(url, {"stopped": signal.SIGINT, "killed": signal.SIGKILL}[how])
    try:
        yield
    finally:
        (postgres.thaw if how == "frozen" else postgres.start_again)(url)


@pytest.mark.parametrize("how", ["stopped", "killed", "frozen"])
def test_a_database_that_is_away_under_load_is_seen_by_no_visitor(installation, how):
    """Editors are told plainly and asked to come again; when it is back, all goes on by itself."""
    node, desk = installation.nodes[0].port, installation.desks[0].port
    for host, path in product(HOSTS, STORED):
        assert ask(node, host, path).status == 200
    wait_until_published(installation, node)
    with Load(lambda host, path: ask(node, host, path), paths=STORED) as load:
        with away(installation.owner_url, how):
            began = time.monotonic()
            with ThreadPoolExecutor(12) as strangers:  # more than there are threads
                unstored = list(strangers.map(lambda number: ask_unstored(node, number), range(12)))
            editor = ask(desk, "desk.iduet.example", "/admin/login/", timeout=60)
            told = time.monotonic() - began
            before = len(load.statuses)
            while len(load.statuses) < before + 200:
                time.sleep(0.05)
        began = time.monotonic()
        wait_until_published(installation, node)
        back = time.monotonic() - began
    statuses = {status: load.statuses.count(status) for status in set(load.statuses)}
    lost = len(load.failures)
    print(f"\nDatabase {how}: {statuses}, {lost} lost; others told in {told:.1f} s, well after {back:.1f} s")
    assert load.failures == []
    assert set(statuses) == {200}
    for answer in (*unstored, editor):
        assert (answer.status, answer.headers["retry-after"]) == (503, "10")
    assert "Traceback" not in editor.text
    assert NOT_KEPT.search(editor.text)
    assert [
        each.name for each in (installation.worker, installation.scheduler) if each.process.poll() is not None
    ] == []


def ask_unstored(node: int, number: int):
    return ask(node, HOSTS[number % 4], f"/nowhere-{number}-{time.time_ns()}/", timeout=60)


def wait_until_published(installation, node: int) -> None:
    """Until what is not stored is answered again, and the desk signs people in."""
    deadline = time.monotonic() + 60
    while (
        ask(node, HOSTS[0], f"/nowhere-{time.time_ns()}/", timeout=60).status != 404
        or ask(installation.desks[0].port, "desk.iduet.example", "/admin/login/", timeout=60).status != 200
    ):
        assert time.monotonic() < deadline
        time.sleep(0.2)


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


PUBLISHES = """
import time
from wagtail.models import Page
pages = list(Page.objects.filter(slug="pagina").order_by("path").values_list("pk", flat=True))
count = 0
while True:
    page = Page.objects.get(pk=pages[count % len(pages)]).specific
    count += 1
    page.search_description = f"Published {count} times"
    page.save_revision().publish()
    print(count, flush=True)
    time.sleep(PAUSE)
"""


@contextmanager
def publishing(installation, pause: float):
    """Somebody publishes a page of each brand in turn while the block runs; the file's last line says how often."""
    told = installation.folder / "published.txt"
    code = PUBLISHES.replace("PAUSE", str(pause))
    with told.open("w") as out:
        editor = subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "-c", code], cwd=ROOT,
            env=installation.environment("desk"), stdout=out, stderr=out,
        )  # fmt: skip
        try:
            yield told
        finally:
            ended = editor.poll()
            editor.terminate()
            editor.wait(30)
    assert ended is None, told.read_text()[-2000:]


def mixed_load(installation, seconds: float, rest: float = 0.0) -> None:
    """Visitors of all kinds and an editor who publishes: memory and open files of all services stay where they were."""
    node = installation.nodes[0]
    watched = [node, installation.desks[0], installation.worker, installation.scheduler]
    for host in HOSTS:
        for path in MIXED * 3:
            ask(node.port, host, path)
    sizes: list[list[tuple[int, int]]] = []
    with (
        publishing(installation, max(0.5, 10 * rest)) as told,
        Load(lambda host, path: ask(node.port, host, path), rest=rest) as load,
    ):
        time.sleep(min(600.0, seconds / 4))
        until, look = time.monotonic() + seconds, max(5.0, seconds / 24)
        while time.monotonic() < until:
            sizes.append([footprint(each.process.pid) for each in watched])
            time.sleep(look)
        published = int(told.read_text().split()[-1])
    for number, service in enumerate(watched):
        grown = " ".join(f"{size[number][0]}/{size[number][1]}" for size in sizes)
        print(f"\n{service.name}, MB and files over {seconds:.0f} s: {grown}", end="")
    print(f"\nMixed load: {len(load.statuses)} answers, {published} publications")
    assert load.failures == []
    assert max(load.statuses) < 500
    assert published > seconds / 20
    for number, service in enumerate(watched):
        grown = [after - before for before, after in zip(sizes[0][number], sizes[-1][number], strict=True)]
        assert grown[0] < 64, f"memory of {service.name} grows"
        assert grown[1] < 50, f"open files of {service.name} grow"


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
    mixed_load(installation, float(os.environ.get("HOURS_OF_LOAD", "2")) * 3600, rest=0.1)


def test_many_at_once_all_get_their_own_brand(installation):
    def one(number: int) -> bool:
        key = BRANDS[number % 4]
        return (
            f"Pagina van {key.capitalize()}" in ask(installation.nodes[0].port, f"www.{key}.example", "/pagina/").text
        )

    with ThreadPoolExecutor(20) as pool:
        assert all(pool.map(one, range(200)))
