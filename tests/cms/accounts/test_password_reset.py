"""Asking for a new password tells nobody whose address is known."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.accounts import password_reset
from tests.factories.brands import make_user

RESET = "/admin/password_reset/"


@pytest.fixture(autouse=True)
def _no_letters_yet():
    cache.clear()


@pytest.fixture
def window(db):
    return Client(HTTP_HOST="desk.localhost:8000")


def test_known_and_unknown_addresses_get_the_same_answer_after_the_same_work(window, iduet, settings, monkeypatch):
    make_user("known@iduet.localhost")
    left = []
    monkeypatch.setattr(type(password_reset.send_reset_link), "enqueue", lambda task, *args: left.append(args))
    answers, work = [], []
    for email in ("known@iduet.localhost", "unknown@iduet.localhost"):
        with CaptureQueriesContext(connection) as queries:
            answer = window.post(RESET, {"email": email})
        answers.append((answer.status_code, answer["location"]))
        work.append([re.sub(r"_x\d+", "", query["sql"]) for query in queries.captured_queries])
    assert answers[0] == answers[1] == (302, "/admin/password_reset/done/")
    assert work[0] == work[1]
    assert [args[0] for args in left] == ["known@iduet.localhost", "unknown@iduet.localhost"]


def test_the_letter_leads_to_the_desk_whatever_host_was_asked(window, mailoutbox):
    make_user("known@iduet.localhost")
    window.post(RESET, {"email": "KNOWN@iduet.localhost"}, headers={"x-forwarded-host": "evil.example"})
    window.post(RESET, {"email": "unknown@iduet.localhost"})
    (letter,) = mailoutbox
    (address,) = re.findall(r"https?://\S+", letter.body)
    assert address.startswith("http://desk.localhost:8000/admin/password_reset/confirm/")
    assert window.get(address, follow=True).status_code == 200


def test_nobody_is_flooded_with_letters(window, mailoutbox):
    make_user("known@iduet.localhost")
    for _ in range(5):
        window.post(RESET, {"email": "known@iduet.localhost"})
    assert len(mailoutbox) == 1


def test_who_is_disabled_gets_none(window, mailoutbox):
    user = make_user("known@iduet.localhost")
    user.is_active = False
    user.save()
    window.post(RESET, {"email": user.email})
    assert mailoutbox == []
