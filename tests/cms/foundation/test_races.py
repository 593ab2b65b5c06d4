"""Many at once: of two who publish one is told, and a tree that sixteen write at once stays sound.

Threads with connections of their own write to a copy of the test database, since what they see must be committed. The
small numbers are part of every run; those behind the marker `proof` take minutes (`make proof`).
"""

import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from brands.models import Brand
from cms.pages.models import ContentPage
from tests.committing import _django_db_helper, copied_database  # noqa: F401 - fixtures
from tests.factories.brands import home_of, make_publisher, make_user
from tests.factories.forms import page_data
from tests.factories.pages import make_content

#: Many on PostgreSQL, which lets several write at once; fewer on SQLite, where one writes and the others wait.
FULL = connection.vendor == "postgresql"
RACES = [pytest.param(6, marks=pytest.mark.crawl), pytest.param(500 if FULL else 60, marks=pytest.mark.proof)]
CROWDS = [
    pytest.param(4, 6, marks=pytest.mark.crawl),
    pytest.param(*((16, 40) if FULL else (8, 12)), marks=pytest.mark.proof),
]


pytestmark = pytest.mark.django_db


class Desk:
    """Somebody's browser at the desk, in a thread of its own."""

    def __init__(self, user):
        self.client = Client(HTTP_HOST="desk.localhost:8000", raise_request_exception=False)
        self.client.force_login(user)

    def post(self, name: str, *args, data=None) -> int:
        return self.client.post(reverse(f"wagtailadmin_pages:{name}", args=args), data or {}).status_code


def opened(page) -> dict:
    """What the form of an editor that is opened now says about its version."""
    latest = Revision.objects.filter(object_id=str(page.pk)).order_by("-created_at").first()
    if latest is None:  # somebody else has deleted it
        return {}
    return {"loaded_revision_id": str(latest.pk), "loaded_revision_created_at": latest.created_at.isoformat()}


def in_thread(work):
    """`work` with a connection of its own, which is closed afterwards."""

    def run(*args):
        try:
            return work(*args)
        finally:
            connections.close_all()

    return run


@pytest.mark.parametrize("races", RACES)
def test_of_two_who_publish_at_once_one_is_told(copied_database, races):  # noqa: F811
    brand = Brand.objects.get(key="finhire")
    page = make_content(home_of(brand), "Raced for", slug="raced-for")
    desks = [Desk(make_publisher(brand)), Desk(make_user("second@finhire.localhost", "Finhire publishers"))]
    outcomes: Counter = Counter()
    start = threading.Barrier(2)

    @in_thread
    def publish(desk, data):
        start.wait()
        return desk.post("edit", page.pk, data=data)

    with ThreadPoolExecutor(2) as pool:
        for number in range(races):
            common = opened(page)
            titles = [f"{number} by {who}" for who in ("one", "two")]
            sent = [page_data(ContentPage, "publish", title=title, slug=page.slug) | common for title in titles]
            answers = list(pool.map(publish, desks, sent))
            outcomes[tuple(sorted(answers))] += 1
            page.refresh_from_db()
            assert page.title == titles[answers.index(302)]
            assert page.latest_revision_id == page.live_revision_id
    print(f"\n{connection.vendor}: {races} races: {dict(outcomes)}")  # noqa: T201 - the figures are the proof
    assert outcomes == {(302, 409): races}
    assert page.revisions.count() == races + 1  # the first, and one for each race: whoever was told wrote nothing


class Crowd:
    """Publishers of one brand who make, change, move, copy, unpublish and delete pages below the same parents."""

    def __init__(self, brand: Brand, clients: int):
        self.home = home_of(brand)
        self.parents = [make_content(self.home, f"Parent {number}", slug=f"parent-{number}") for number in range(4)]
        self.users = [
            make_user(f"client-{number}@finhire.localhost", "Finhire publishers") for number in range(clients)
        ]
        self.answers: Counter = Counter()  # (action, status) → how often
        self._lock = threading.Lock()

    def work(self, number: int, operations: int) -> None:
        """One client's operations, one after the other; which they are hangs on the number alone."""
        desk, dice = Desk(self.users[number]), random.Random(number)  # noqa: S311
        for step in range(operations):
            act = dice.choice(["make", "make", "edit", "move", "copy", "delete", "unpublish"])
            status = self._perform(desk, act, f"{number}-{step}", dice)
            with self._lock:
                self.answers[act, status] += 1

    def _perform(self, desk: Desk, act: str, name: str, dice: random.Random) -> int:
        parent = dice.choice(self.parents)
        if act == "make":
            data = page_data(ContentPage, "publish", title=name, slug=name)
            return desk.post("add", "pages", "contentpage", parent.pk, data=data)
        below = Page.objects.filter(depth__gt=self.home.depth + 1, path__startswith=self.home.path)
        page = below.order_by("?").first()
        if page is None:
            return 404
        if act == "edit":
            data = page_data(ContentPage, "publish", title=f"{name} again", slug=page.slug) | opened(page)
            return desk.post("edit", page.pk, data=data)
        if act == "move":
            return desk.post("move_confirm", page.pk, parent.pk)
        if act == "copy":
            data = {"new_title": name, "new_slug": f"copy-{name}", "new_parent_page": str(parent.pk),
                    "copy_subpages": "on", "publish_copies": "on"}  # fmt: skip
            return desk.post("copy", page.pk, data=data)
        return desk.post(act, page.pk)


@pytest.mark.parametrize(("clients", "operations"), CROWDS)
def test_a_tree_that_many_write_at_once_stays_sound(copied_database, clients, operations, capsys):  # noqa: F811
    crowd = Crowd(Brand.objects.get(key="finhire"), clients)
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(in_thread(crowd.work), range(clients), [operations] * clients))
    with capsys.disabled():
        print(f"\n{connection.vendor}: {clients} clients, {clients * operations} operations: {dict(crowd.answers)}")  # noqa: T201
    assert all(status < 500 for _, status in crowd.answers), crowd.answers
    assert any(act == "make" and status == 302 for act, status in crowd.answers)
    assert Page.find_problems() == ([], [], [], [], [])
    call_command("fixtree", interactive=False)
    assert "No problems found." in capsys.readouterr().out
    for page in Page.objects.filter(path__startswith=crowd.home.path):
        assert page.url_path == f"{page.get_parent().url_path}{page.slug}/"
