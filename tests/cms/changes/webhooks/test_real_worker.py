"""A process that publishes and a worker process, both started for real: the receiver hears of it within seconds."""

import json
import subprocess
import sys
import time

import pytest
from django.db import transaction
from standardwebhooks import Webhook as Verifier

from brands.models import Brand
from cms.changes.models import Message
from cms.changes.waking import more_is_coming
from tests.cms.delivery.processes import environment
from tests.committing import _django_db_helper, copied_database
from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.factories.webhooks import make_webhook, receiving
from tests.smoke import ROOT

__all__ = ["_django_db_helper", "copied_database"]

pytestmark = [pytest.mark.django_db, pytest.mark.crawl, pytest.mark.enable_socket]

PUBLISHES = """
import sys, time, django
django.setup()
from django.db import transaction
from wagtail.models import Page
for key in sys.argv[1:]:
    began = time.time()  # read after the commit, it may be later than what the receiver has heard by then
    with transaction.atomic():
        page = Page.objects.get(pk=key).specific
        page.title += ", told"
        page.save_revision().publish()
    print(key, began, flush=True)
"""
WITHIN = 10.0  # seconds, on a busy machine
STARTS_WITHIN = 120


@pytest.fixture
def _nobody_else_writes():
    """Here others do, and are waited for: what is written is committed, and settled as in production."""


@pytest.fixture
def started(tmp_path):
    """`started(command…)` starts a process of ours on the copied database; all are ended with the test."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.cms.changes.webhooks.worker_settings"}
    running = []

    def start(*command: str) -> subprocess.Popen:
        made = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env={**environment(tmp_path), **settings}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        running.append(made)
        return made

    yield start
    for each in running:
        each.terminate()
        sys.stderr.write(each.communicate(timeout=60)[0] or "")  # shown where the test fails


def until(holds, seconds: float) -> float:
    """Wait for something. Returns when somebody's open transaction last held it up, in seconds since 1970.

    What is settled is known by the oldest open transaction of the whole PostgreSQL server: that of a test in another
    database of it, for one. Meanwhile nobody is told, and no time counts.
    """
    deadline, held_up = time.monotonic() + seconds, 0.0
    while not holds():
        if more_is_coming():
            deadline, held_up = time.monotonic() + seconds, time.time()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return held_up


def test_what_is_published_is_with_the_receiver_within_seconds(copied_database, started):
    brands = list(Brand.objects.filter(key__in=("iduet", "finhire")))
    with receiving() as receiver:
        arrived: dict[str, float] = {}
        with transaction.atomic():
            pages = {brand.key: make_content(home_of(brand), f"Page of {brand.key}") for brand in brands}
        with transaction.atomic():
            secrets = {brand.key: make_webhook(brand, url=receiver.url)[1] for brand in brands}

        def answer(request):
            brand = json.loads(request.body)["data"]["brand"]
            told = Verifier(secrets[brand]).verify(request.body, request.headers)  # raises where it is not ours
            arrived[str(told["data"]["page"])] = time.time()
            return 204, {}, b""

        receiver.answer = answer
        started("manage.py", "run_worker")
        first, *others = (str(page.pk) for page in pages.values())
        started("-c", PUBLISHES, first)
        until(lambda: first in arrived, STARTS_WITHIN)  # by now the worker runs
        published = {}
        for line in started("-c", PUBLISHES, *others, first).stdout:
            key, moment = line.split()
            published[key] = float(moment)
        held_up = until(lambda: all(arrived.get(key, 0) > moment for key, moment in published.items()), WITHIN)
        # What else their cards and search texts have to tell, while there is somebody to tell it to.
        until(lambda: not Message.objects.exclude(state=Message.State.DELIVERED).exists(), WITHIN)
    took = [arrived[key] - max(moment, held_up) for key, moment in published.items()]
    sys.stderr.write(f"\nPublished to received: at most {max(took):.1f} s\n")
    assert max(took) < WITHIN
    assert Message.objects.count() >= 3
