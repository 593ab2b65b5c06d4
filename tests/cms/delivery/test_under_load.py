"""Two worker processes under load while somebody edits: they say what Django says, and never a wrong brand's."""

import os
import random
import signal
import threading
import time

import pytest
from django.conf import settings as django_settings
from django.db import connections, transaction
from django.test import Client
from pytest_socket import disable_socket, enable_socket, socket_allow_hosts

from brands.models import Brand
from cms.changes.models import Change
from cms.delivery import spreading
from cms.delivery.disk import disk
from cms.wsgi import in_utf_8
from tests.cms.delivery.conftest import Worker, forget_the_host
from tests.cms.delivery.processes import Workers, workers
from tests.cms.delivery.test_coherence import PATHS, PLACE, Editor
from tests.committing import _django_db_helper, copied_database  # noqa: F401 - fixtures
from tests.factories.brands import home_of
from tests.factories.pages import make_content

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

PRIVATE = "Nobody may read this"
SECONDS = 60
#: Each with what it tries: to be answered as somebody else, or to put something into everybody's answers.
HOSTILE: tuple[dict[str, str], ...] = (
    {"cookie": "unlocked=x; preview=y; __Host-desk=z"},
    {"authorization": "Bearer x"},
    {"x_forwarded_host": "finhire.localhost"},
    {"x_original_url": "/admin/"},
    {"x_rewrite_url": "/finhire/"},
    {"accept_language": "en"},
    {"accept": "text/markdown"},
    {"accept": "*/*;q=0.1, text/html;q=x"},
    {"accept_encoding": "br;q=x, ;;"},
    {"range": "bytes=0-0"},
    {"if_none_match": "*"},
    {"x_forwarded_proto": "https"},
    {"x_http_method_override": "DELETE"},
    {"content_type": "text/html; charset=utf-7"},
)
TRICKS = (
    "/a/?a=1&a=2", "//a/", "/a//", "/./a/", "/%61/", "/a/%00", "/a/..%2f..%2fetc/passwd", "/a;x/", "/a/?%",
    "/a/?" + "x" * 3000, "/" + "a" * 3000, "/A/?utm_source=<script>", "/a.md.md", "/en/en/",
    "/api/v1/brands/finhire/pages?limit=1&limit=2", "/api/v1/brands/iduet/pages?limit=-1",
    "/api/v1/brands/%69duet/layout",
)  # fmt: skip


@pytest.fixture
def data(copied_database, tmp_path, settings):  # noqa: F811
    """A host's folder, which this process shares with the workers: it is where the desk runs."""
    settings.DATA_DIRECTORY, settings.RESPONSE_STORE = tmp_path, True
    forget_the_host()
    spreading.spread()
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    yield tmp_path
    disable_socket(allow_unix_socket=True)
    forget_the_host()


class Crowd:
    """Asks whatever there is, hostile requests among it, and looks at each answer for what must never be there."""

    def __init__(self, serving: Workers, brands: list[Brand]):
        self.serving, self.brands = serving, brands
        self.faults: list[str] = []
        self.count = 0
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(seed,)) for seed in range(4)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        for thread in self._threads:
            thread.join(60)

    def _ask(self, seed: int) -> None:
        dice = random.Random(seed)  # noqa: S311 - the same again each time
        while not self._ended.is_set():
            brand = dice.choice(self.brands)
            path = dice.choice(PATHS).format(key=brand.key)
            headers = {}
            if dice.random() < 0.3:
                headers = dice.choice(HOSTILE)
            if dice.random() < 0.2:
                path = dice.choice(TRICKS)
            try:
                got = self.serving.get(brand.host, path, **headers)
            except OSError as fault:
                self.faults.append(f"{brand.key} {path}: {fault}")
                continue
            self.count += 1
            self._look(brand, path, headers, got)

    def _look(self, brand: Brand, path: str, headers: dict, got) -> None:
        where = f"{brand.key} {path[:80]} {headers}"
        if got.status >= 500:
            self.faults.append(f"{where}: {got.status}")
        text = got.body.decode("utf-8", "replace")
        if PRIVATE in text:
            self.faults.append(f"{where}: private words")
        for other in self.brands:
            if other.pk != brand.pk and f"only {other.key} says this" in text and f"/{other.key}/" not in path:
                self.faults.append(f"{where}: words of {other.key}")
        if "utm_source=" in text:
            self.faults.append(f"{where}: what was asked stands in the answer")


def brands_of_the_test() -> list[Brand]:
    return list(Brand.objects.filter(key__in=["iduet", "finhire"]).order_by("key"))


class OwnEditor(Editor):
    """The random editor, each of whose changes is a transaction; every page says whose it is."""

    def change(self) -> str:
        with transaction.atomic():
            return super().change()

    def home_for_alias_of(self, page):
        """Of its own brand: what one brand offers another may be read there, and here nothing of another may."""
        return next(home for home in map(home_of, self.brands) if page.path.startswith(home.path))

    def do_private_words(self):
        """A draft of a public page, with words that nobody may read."""
        page = self.page
        title, page.title = page.title, PRIVATE
        page.save_revision()
        page.title = title


def prepared(seed: int, brands: list[Brand]) -> OwnEditor:
    with transaction.atomic():
        editor = OwnEditor(seed, brands)
        for brand in brands:
            make_content(home_of(brand), f"only {brand.key} says this", slug="own")
            make_content(home_of(brand), PRIVATE, slug="draft", publish=False)
    return editor


def uncached(brand: Brand, path: str):
    bare = Worker(in_utf_8, most=0)
    return bare.get(brand, path)


def said(got) -> tuple:
    return got.status, PLACE.sub(b"", got.body), got.headers.get("location"), got.headers.get("cache-control")


def compare(serving: Workers, brands: list[Brand], where) -> int:
    """Every address of every brand, asked of the workers more than once, with an answer that was made now."""
    compared = 0
    for brand in brands:
        for path in (each.format(key=brand.key) for each in (*PATHS, "/own/", "/draft/")):
            told = said(uncached(brand, path))
            for _ in range(2):
                assert said(serving.get(brand.host, path)) == told, (*where, brand.key, path)
                compared += 1
    return compared


def run(data, seed: int, seconds: float, least_changes: int, least_requests: int = 0) -> tuple[int, int, int]:
    """Changes, comparisons and requests of a crowd; on a slow machine it takes longer, and never less of them."""
    brands = brands_of_the_test()
    editor = prepared(seed, brands)
    changes = compared = 0
    with workers(data) as serving, Crowd(serving, brands) as crowd:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline or changes < least_changes or crowd.count < least_requests:
            done = editor.change()
            changes += 1
            compared += compare(serving, brands, (seed, changes, done))
            assert not crowd.faults, crowd.faults[:5]
    assert not crowd.faults, crowd.faults[:5]
    return changes, compared, crowd.count


def test_a_minute_of_edits_under_load(data):
    changes, compared, asked = run(data, 1, SECONDS, 5)
    assert changes >= 5
    assert compared > 100
    assert asked > 100


@pytest.mark.proof
def test_ten_minutes_and_a_hundred_thousand_requests(data):
    changes, compared, asked = run(data, 2, 600, 30, 100_000)
    assert (changes >= 30, compared > 1000, asked >= 100_000) == (True, True, True)


def killed_while_publishing(data, times: int) -> None:
    """Somebody who publishes is killed at any moment: never half, the row always with it, nothing old is shown."""
    brand = brands_of_the_test()[0]
    with transaction.atomic():
        page = make_content(home_of(brand), "Title 0", slug="killed")
    dice = random.Random(7)  # noqa: S311 - the same again each time
    with workers(data) as serving:
        for number in range(times):
            serving.get(brand.host, "/killed/")
            connections.close_all()
            child = os.fork()
            if child == 0:
                publish_until_killed(page.pk, number)
            time.sleep(dice.uniform(0.0, 0.4))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            page.refresh_from_db()
            rows = Change.objects.filter(object_id=str(page.pk), kind="published").count()
            assert rows == int(page.title.partition(" ")[2]) + 1, (number, page.title, rows)
            deadline = time.monotonic() + 10
            while page.title not in serving.get(brand.host, "/killed/").text:
                assert time.monotonic() < deadline, (number, page.title)
                time.sleep(0.05)
            disk().catch_up()
            place = disk().path / "mirror" / "any" / brand.host / "killed" / "index.html"
            assert not place.exists() or page.title in place.read_text()


def publish_until_killed(pk: int, number: int) -> None:
    from cms.pages.models import ContentPage  # noqa: PLC0415 - in the child

    try:
        while True:
            with transaction.atomic():
                page = ContentPage.objects.get(pk=pk)
                page.title = f"Title {int(page.title.partition(' ')[2]) + 1}"
                page.save_revision().publish()
    finally:
        os._exit(0)


def test_twenty_are_killed_while_publishing(data):
    killed_while_publishing(data, 20)


@pytest.mark.proof
def test_two_hundred_are_killed_while_publishing(data):
    killed_while_publishing(data, 200)


def test_what_the_workers_and_this_process_call_a_host_is_one(data):
    """Else the comparison above would compare something with itself."""
    with workers(data) as serving:
        brand = brands_of_the_test()[0]
        assert serving.get(brand.host, "/").status == 200
        assert disk().held(), "the workers write where this process looks"
        shown = Client(HTTP_HOST=f"{brand.host}:8000").get("/").content
        assert serving.get(brand.host, "/").body == shown
        assert django_settings.PORT == 8000
