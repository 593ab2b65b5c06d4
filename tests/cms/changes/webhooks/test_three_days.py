"""Three days with receivers that are down, slow, redirecting or broken: nothing is lost, nothing comes out of order."""

import json
import random

import pytest
from standardwebhooks import Webhook as Verifier

from cms.changes.models import Message, Webhook
from cms.changes.webhooks.collecting import replay
from tests.factories.brands import home_of
from tests.factories.pages import make_content
from tests.factories.webhooks import make_webhook

from .conftest import states

pytestmark = pytest.mark.enable_socket

DAYS = 3


@pytest.fixture
def pages(iduet, finhire):
    return [make_content(home_of(brand)) for brand in (iduet, iduet, finhire)]


@pytest.fixture
def hooks(pages, iduet, finhire, receiver):
    """A webhook of each brand with the same receiver; their secrets by the brand's key."""
    made = {brand.key: make_webhook(brand, url=receiver.url) for brand in (iduet, finhire)}
    return {key: webhook for key, (webhook, _) in made.items()}, {key: secret for key, (_, secret) in made.items()}


def taken(requests) -> list:
    """Those requests that the receiver took, each verified when it came."""
    return [request for request in requests if getattr(request, "taken", False)]


def of_page(requests, page) -> list[str]:
    return [each.headers["webhook-id"] for each in requests if json.loads(each.body)["data"]["page"] == page.pk]


def answering(receiver, secrets, status_of):
    """Let the receiver verify what comes and answer as `status_of()` says; what it takes it remembers."""

    def answer(request):
        data = Verifier(secrets[json.loads(request.body)["data"]["brand"]]).verify(request.body, request.headers)
        assert data["type"] == "page.published"
        status, headers = status_of()
        request.taken = 200 <= status < 300
        return status, headers, b""

    receiver.answer = answer


def live_through(hours, later, told, pages, steps=1):
    """Hours in which editors publish now and then and the worker comes round."""
    for hour in range(hours):
        if hour % 12 == 0:
            for page in pages:
                page.title = f"As of hour {hour}"
                page.save_revision().publish()
        for _ in range(steps):
            told()
            later(minutes=60 / steps)


def assert_all_arrived_once_and_in_order(receiver, hooks, pages):
    arrived = taken(receiver.received)
    for webhook in hooks.values():
        assert set(states(webhook)) == {"delivered"}
    for page in pages:
        made = list(Message.objects.filter(about=f"page:{page.pk}").order_by("pk").values_list("key", flat=True))
        assert made
        assert of_page(arrived, page) == made


def test_a_receiver_that_fails_in_every_way_gets_everything_in_the_end(hooks, receiver, later, told, pages):
    """Answers of every kind by turns, mostly bad ones; whatever was made in the three days arrives once, in order."""
    webhooks, secrets = hooks
    chance = random.Random(8)  # noqa: S311 - the same each time
    bad = [(500, {}), (503, {"Retry-After": "120"}), (302, {"Location": "http://127.0.0.1/"}), (404, {}), (429, {})]
    answering(receiver, secrets, lambda: chance.choice([*bad, *bad, (204, {})]))
    live_through(24 * DAYS, later, told, pages)
    answering(receiver, secrets, lambda: (200, {}))
    for _ in range(3):
        later(hours=2)
        told()
    assert_all_arrived_once_and_in_order(receiver, webhooks, pages)


def test_a_receiver_that_is_down_for_nearly_three_days_gets_everything(hooks, receiver, later, told, pages):
    webhooks, secrets = hooks
    answering(receiver, secrets, lambda: (204, {}))
    up = receiver.url
    Webhook.objects.update(url="http://down.localhost:1/changes")
    live_through(24 * DAYS - 1, later, told, pages)
    assert receiver.received == []
    Webhook.objects.update(url=up)
    later(minutes=73)
    told()
    assert_all_arrived_once_and_in_order(receiver, webhooks, pages)


def test_after_three_days_messages_are_given_up_and_can_be_replayed(hooks, receiver, later, told, pages):
    webhooks, secrets = hooks
    answering(receiver, secrets, lambda: (500, {}))
    for page in pages:
        page.save_revision().publish()
    for _ in range(24 * DAYS - 1):
        told()
        later(hours=1)
    told()
    assert states(webhooks["iduet"]) == ["waiting", "waiting"], "they are tried until the end"
    for _ in range(3):
        later(hours=1)
        told()
    assert states(webhooks["iduet"]) == ["given up", "given up"]
    assert states(webhooks["finhire"]) == ["given up"]
    sent = len(receiver.received)
    assert 36 <= sent / 3 <= 90, "about once an hour"
    later(hours=30)
    assert told() == [], "what was given up is left alone"
    answering(receiver, secrets, lambda: (204, {}))
    assert replay(Message.objects.filter(webhook=webhooks["iduet"])) == 2
    told()
    assert states(webhooks["iduet"]) == ["delivered", "delivered"]
    assert states(webhooks["finhire"]) == ["given up"]


def test_a_slow_receiver_is_cut_and_tried_again(hooks, receiver, told, later, pages, monkeypatch):
    webhooks, secrets = hooks
    monkeypatch.setattr("cms.changes.webhooks.sending.SECONDS_TO_ANSWER", 0.2)
    answering(receiver, secrets, lambda: (204, {}))
    receiver.slow = 1.0
    pages[0].save_revision().publish()
    told()
    message = Message.objects.get()
    assert (message.state, message.attempts.get().problem) == ("waiting", "It took too long to answer.")
    receiver.slow = 0.0
    later(minutes=1)
    told()
    assert states(webhooks["iduet"]) == ["delivered"]
