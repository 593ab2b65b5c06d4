"""Messages reach their receiver once, in order and signed, and wait as long as it does not take them."""

import json

import pytest
from django.utils import timezone
from standardwebhooks import Webhook as Verifier

from cms.changes.models import Attempt, Message, Webhook
from cms.changes.webhooks import sending, tasks
from cms.changes.webhooks.collecting import replay
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content
from tests.factories.webhooks import make_webhook

from .conftest import states

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def hook(iduet, finhire, receiver):
    """A webhook with a receiver on this machine; its secret is `hook.secret`."""
    made, made.secret = make_webhook(iduet, url=receiver.url)
    return made


def refreshed(webhook) -> Webhook:
    return Webhook.objects.get(pk=webhook.pk)


def pages_in(requests) -> list[int | None]:
    return [json.loads(each.body)["data"]["page"] for each in requests]


def test_a_message_is_sent_once_and_verifies(hook, told, iduet):
    page = make_content(home_of(iduet))
    (request,) = told()
    data = Verifier(hook.secret).verify(request.body, request.headers)
    assert (data["type"], data["data"]["page"]) == ("page.published", page.pk)
    assert (request.method, request.path, request.headers["content-type"]) == ("POST", "/changes", "application/json")
    assert told() == []
    message = Message.objects.get()
    assert (message.state, request.headers["webhook-id"]) == ("delivered", message.key)
    attempt = Attempt.objects.get()
    assert (attempt.status, attempt.problem) == (204, "")


def test_what_a_receiver_answers_is_in_the_log_and_no_more_of_it_than_is_read(hook, told, receiver, iduet):
    receiver.answer = lambda request: (200, {}, b"thank you " * 1000)
    make_content(home_of(iduet))
    told()
    assert Attempt.objects.get().answer == ("thank you " * 1000)[: sending.READ]


@pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 401, 404, 410, 429, 500, 503])
def test_all_other_answers_are_failures_and_redirects_are_not_followed(hook, told, receiver, iduet, status):
    receiver.answer = lambda request: (status, {"Location": f"{receiver.url}/elsewhere"}, b"")
    make_content(home_of(iduet))
    (request,) = told()
    assert request.method == "POST"
    assert states(hook) == ["waiting"]
    assert Attempt.objects.get().status == status


def test_after_a_failure_it_waits_longer_each_time_and_never_quite_the_same(hook, told, receiver, later, iduet):
    receiver.answer = lambda request: (500, {}, b"")
    make_content(home_of(iduet))
    told()
    waited = []
    for _ in range(7):
        message = Message.objects.get()
        waited.append((message.due_at - Attempt.objects.last().at).total_seconds())
        assert told() == []
        later(seconds=waited[-1] + 1)
        assert len(told()) == 1
    for seconds, planned in zip(waited, (*sending.WAITS, sending.WAITS[-1]), strict=True):
        assert planned * 0.79 <= seconds <= planned * 1.21
    assert waited != [*sending.WAITS, sending.WAITS[-1]]
    assert len({request.headers["webhook-id"] for request in receiver.received}) == 1
    assert len({request.body for request in receiver.received}) == 1


def test_a_receiver_may_ask_for_more_time(hook, told, receiver, iduet):
    receiver.answer = lambda request: (503, {"Retry-After": "7200"}, b"")
    make_content(home_of(iduet))
    told()
    message = Message.objects.get()
    assert (message.due_at - Attempt.objects.get().at).total_seconds() >= 7199


@pytest.mark.parametrize("value", ["soon", "-5", "9" * 400, "٣", "Wed, 21 Oct 2015 07:28:00 GMT"])
def test_what_is_no_time_is_no_wish(value):
    assert sending._asked_for(value, timezone.now()) == 0.0


class TestOrder:
    def test_what_is_about_one_page_waits_for_what_came_before_and_others_go_on(
        self, hook, told, receiver, later, iduet
    ):
        page, other = make_content(home_of(iduet)), make_content(home_of(iduet))
        told()
        fails = {page.pk}
        receiver.answer = lambda request: (500 if pages_in([request])[0] in fails else 204, {}, b"")
        for title in ("One", "Two", "Three"):
            for each in (page, other):
                each.title = title
                each.save_revision().publish()
            told()
        assert pages_in(receiver.received).count(other.pk) == 4
        assert states(hook).count("waiting") == 3
        fails.clear()
        later(minutes=2)
        first = [message.key for message in Message.objects.filter(about=f"page:{page.pk}").order_by("pk")]
        assert [request.headers["webhook-id"] for request in told()] == first[1:]

    def test_changes_at_once_come_in_the_order_of_the_log(self, hook, told, iduet):
        page = make_content(home_of(iduet))
        for title in ("One", "Two", "Three"):
            page.title = title
            page.save_revision().publish()
        sent = [request.headers["webhook-id"] for request in told()]
        assert sent == list(Message.objects.order_by("pk").values_list("key", flat=True))
        assert len(sent) == 4


class TestRest:
    def test_who_takes_nothing_is_asked_seldom_however_much_waits(self, hook, told, receiver, later, iduet):
        receiver.answer = lambda request: (502, {}, b"")
        for _ in range(12):
            make_content(home_of(iduet))
        assert len(told()) == sending.FAILURES_UNTIL_REST
        assert told() == []
        for _ in range(6 * 6):
            later(minutes=10)
            told()
            assert Message.objects.order_by("due_at").first().due_at <= refreshed(hook).rests_until
        assert len(receiver.received) <= 2 * 40
        receiver.answer = lambda request: (204, {}, b"")
        later(minutes=13)
        told()
        assert states(hook) == ["delivered"] * 12
        assert refreshed(hook).failures == 0

    def test_a_receiver_that_asks_for_more_time_rests_as_long(self, hook, told, receiver, later, iduet):
        receiver.answer = lambda request: (429, {"Retry-After": "7200"}, b"")
        for _ in range(3):
            make_content(home_of(iduet))
        assert len(told()) == 2
        later(seconds=7000)
        assert told() == []
        receiver.answer = lambda request: (204, {}, b"")
        later(seconds=210)
        assert len(told()) == 3

    def test_the_rest_of_one_is_no_rest_of_another(self, hook, told, receiver, iduet, finhire, settings):
        dead, _ = make_webhook(iduet, url="http://dead.localhost:1/")
        theirs, _ = make_webhook(finhire, url=receiver.url)
        make_content(home_of(iduet))
        make_role()
        told()
        assert states(hook) == ["delivered", "delivered"]
        assert states(theirs) == ["delivered"]
        assert set(states(dead)) == {"waiting"}
        assert (refreshed(dead).rests_until is None, refreshed(hook).rests_until) == (False, None)

    def test_one_process_at_a_time_sends_and_who_died_is_followed(self, hook, told, later, iduet):
        make_content(home_of(iduet))
        claimed = sending._claim(hook.pk)
        assert claimed == hook
        assert sending._claim(hook.pk) is None
        assert told() == []
        later(seconds=sending.LEASE.total_seconds() + 1)
        assert len(told()) == 1


class TestPrivateTargets:
    """Each attempt looks the name up anew."""

    @pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1", "fe80::1", "fd00::7"])
    def test_are_refused(self, iduet, finhire, told, receiver, monkeypatch, address):
        hook, _ = make_webhook(iduet, url=f"https://inside.example:{receiver.port}/changes")
        monkeypatch.setattr("socket.getaddrinfo", lambda *a, **k: [(2, 1, 6, "", (address, receiver.port))])
        make_content(home_of(iduet))
        assert told() == []
        assert states(hook) == ["waiting"]
        assert (Attempt.objects.get().status, Attempt.objects.get().problem) == (
            None,
            "The address is not a public one.",
        )

    def test_that_were_public_yesterday_are_refused_today(self, iduet, finhire, told, later, monkeypatch):
        make_webhook(iduet)
        asked = []

        def resolve(host, port, **named):
            asked.append(host)
            return [(2, 1, 6, "", ("93.184.216.34" if len(asked) == 1 else "192.168.1.1", port))]

        def connect(address, timeout):
            assert address[0] == "93.184.216.34"
            raise OSError("no route")

        monkeypatch.setattr("socket.getaddrinfo", resolve)
        monkeypatch.setattr("socket.create_connection", connect)
        make_content(home_of(iduet))
        told()
        later(seconds=10)
        told()
        problems = list(Attempt.objects.order_by("pk").values_list("problem", flat=True))
        assert problems == ["no route", "The address is not a public one."]
        assert set(asked) == {"hooks.example"}

    def test_this_machine_is_told_only_where_that_is_allowed(self, hook, told, receiver, iduet, settings):
        settings.OWN_MACHINE_IS_ASKED = False
        make_content(home_of(iduet))
        assert told() == []
        assert Attempt.objects.get().status is None


class TestQuiet:
    def test_a_restored_copy_sends_nothing(self, hook, told, receiver, later, iduet):
        receiver.answer = lambda request: (500, {}, b"")
        make_content(home_of(iduet))
        assert len(told()) == 1
        iduet.quiet = True
        iduet.save()
        make_content(home_of(iduet))
        for _ in range(5):
            later(hours=8)
            assert told() == []
        tasks.test(hook)
        tasks.try_webhook.call(Message.objects.get(event="webhook.test").pk)
        assert len(receiver.received) == 1


class TestTests:
    def test_a_test_is_sent_once_whatever_was_chosen(self, hook, receiver, later, django_capture_on_commit_callbacks):
        Webhook.objects.filter(pk=hook.pk).update(active=False, events=["page.moved"])
        with django_capture_on_commit_callbacks(execute=True):
            message = tasks.test(refreshed(hook))
        (request,) = receiver.received
        assert Verifier(hook.secret).verify(request.body, request.headers)["type"] == "webhook.test"
        message.refresh_from_db()
        assert message.state == "delivered"

    def test_one_that_fails_is_not_tried_again(self, hook, told, receiver, later, django_capture_on_commit_callbacks):
        receiver.answer = lambda request: (401, {}, b"The signature does not fit.")
        with django_capture_on_commit_callbacks(execute=True):
            message = tasks.test(hook)
        later(hours=1)
        assert told() == []
        message.refresh_from_db()
        assert (message.state, message.attempts.get().answer) == ("given up", "The signature does not fit.")

    def test_one_that_arrives_ends_a_rest(self, hook, told, receiver, iduet, django_capture_on_commit_callbacks):
        receiver.answer = lambda request: (500, {}, b"")
        for _ in range(3):
            make_content(home_of(iduet))
        told()
        assert refreshed(hook).failures == 1
        receiver.answer = lambda request: (204, {}, b"")
        with django_capture_on_commit_callbacks(execute=True):
            tasks.test(hook)
        told()
        assert states(hook)[:3] == ["delivered"] * 3


def test_without_a_secret_nothing_is_sent(hook, told, receiver, iduet):
    Webhook.objects.filter(pk=hook.pk).update(seed="", mark="")
    make_content(home_of(iduet))
    assert told() == []
    assert "make a new secret" in Attempt.objects.get().problem


def test_what_was_delivered_can_be_sent_again_as_it_was(hook, told, iduet, finhire):
    make_content(home_of(iduet))
    (first,) = told()
    assert replay(Message.objects.filter(webhook=hook)) == 1
    (again,) = told()
    assert (again.body, again.headers["webhook-id"]) == (first.body, first.headers["webhook-id"])
    assert Verifier(hook.secret).verify(again.body, again.headers)


def test_what_comes_while_a_turn_ends_is_not_left_lying(hook, receiver, iduet, finhire, monkeypatch):
    """Whoever collects it finds the receiver busy and hands it to nobody; who lets go of it comes again."""
    take = sending._Turn.take

    def take_and_be_overtaken(turn):
        again = take(turn)
        make_content(home_of(iduet), "Late")
        tasks.collect(turn.webhook)
        assert tasks.due() == []
        return again

    make_webhook(finhire, url=receiver.url)
    with monkeypatch.context() as overtaken:
        overtaken.setattr(sending._Turn, "take", take_and_be_overtaken)
        assert sending.send_waiting(hook.pk) <= timezone.now()
    assert tasks.due() == [hook.pk]
    assert sending.send_waiting(hook.pk) is None
    assert set(states(hook)) == {"delivered"}
