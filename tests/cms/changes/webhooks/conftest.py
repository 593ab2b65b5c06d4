"""Webhooks at a place in the log, a receiver, and days that pass in a moment."""

import datetime

import pytest
import standardwebhooks.webhooks
from django.utils import timezone

from cms.changes import waking
from cms.changes.models import Message
from tests.factories.webhooks import make_webhook, receiving
from tests.settling import settle_all


@pytest.fixture(autouse=True)
def _nobody_else_writes(monkeypatch):
    """PostgreSQL settles nothing of the transaction that a test runs in."""
    settle_all(monkeypatch)


@pytest.fixture
def webhook(iduet, finhire):
    return make_webhook(iduet)[0]


@pytest.fixture
def receiver(settings):
    """A receiver on this machine, which only tests and demos may tell."""
    settings.OWN_MACHINE_IS_ASKED = True
    with receiving() as made:
        yield made


@pytest.fixture
def told(receiver):
    """`told()` lets the worker do what is due now; what the receiver got since, by `webhook-id`."""

    def now():
        before = len(receiver.received)
        waking.tell_changes.call()
        return receiver.received[before:]

    return now


@pytest.fixture
def later(monkeypatch):
    """`later(seconds=…)` is that much later, for the platform and for those who verify its signatures."""
    passed = datetime.timedelta()
    real = timezone.now

    def now():
        return real() + passed

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.datetime.now(tz) + passed

    monkeypatch.setattr(timezone, "now", now)
    monkeypatch.setattr(standardwebhooks.webhooks, "datetime", Clock)

    def move(**how):
        nonlocal passed
        passed += datetime.timedelta(**how)

    return move


def states(webhook) -> list[str]:
    """States of a webhook's messages, oldest first."""
    return list(Message.objects.filter(webhook=webhook).order_by("pk").values_list("state", flat=True))
