"""Webhooks in the desk: publishers look after their own brand's, and read a secret once."""

import re

import pytest
from django.urls import reverse
from django.utils import translation
from standardwebhooks import Webhook as Verifier

from cms.changes.models import Attempt, Message, Webhook
from cms.changes.webhooks.signing import renew
from tests.factories.webhooks import ELSEWHERE, make_webhook, receiving
from tests.settling import settle_all

LIST = "/admin/webhooks/"
GIVEN = {"name": "Front end", "url": ELSEWHERE, "events": ["page.published", "page.moved"], "active": "on"}


@pytest.fixture(autouse=True)
def _nobody_else_writes(monkeypatch):
    settle_all(monkeypatch)
    with translation.override("en"):
        yield


@pytest.fixture
def hooks(iduet, finhire):
    """One webhook of each brand."""
    return {brand.key: make_webhook(brand)[0] for brand in (iduet, finhire)}


@pytest.fixture
def publisher(iduet, desk_client, publisher_of):
    return desk_client(publisher_of(iduet))


def log_of(webhook) -> str:
    return reverse("webhook_log", args=[webhook.pk])


def message_of(webhook, state=Message.State.DELIVERED, **values) -> Message:
    given = {"event": "page.published", "about": "page:1", "body": '{"type":"page.published"}', **values}
    return Message.objects.create(webhook=webhook, state=state, **given)


class TestWho:
    def test_publishers_see_and_change_their_brands_and_no_others(self, hooks, publisher, iduet):
        listed = publisher.get(LIST).text
        assert "Front end of Iduet" in listed
        assert "Finhire" not in listed
        assert publisher.get(log_of(hooks["iduet"])).status_code == 200
        for path in (log_of(hooks["finhire"]), reverse("webhooks:edit", args=[hooks["finhire"].pk])):
            assert publisher.get(path).status_code == 404
            assert publisher.post(path, {"do": "secret"}).status_code == 404
        message = message_of(hooks["finhire"])
        for pk in (hooks["finhire"].pk, hooks["iduet"].pk):
            assert publisher.get(reverse("webhook_message", args=[pk, message.pk])).status_code == 404

    def test_editors_and_librarians_know_nothing_of_them(self, hooks, iduet, desk_client, editor_of, librarian):
        for user in (editor_of(iduet), librarian):
            client = desk_client(user)
            assert LIST not in client.get("/admin/").text
            for path in (LIST, log_of(hooks["iduet"]), reverse("webhooks:edit", args=[hooks["iduet"].pk])):
                assert ELSEWHERE not in client.get(path, follow=True).text


class TestForm:
    def test_a_new_one_is_its_publishers_brands_and_leads_to_its_log(self, publisher, iduet, finhire):
        answer = publisher.post(f"{LIST}new/", GIVEN | {"brand": str(finhire.pk)})
        assert answer.status_code == 200
        assert not Webhook.objects.exists()
        answer = publisher.post(f"{LIST}new/", GIVEN | {"brand": str(iduet.pk)})
        made = Webhook.objects.get()
        assert (made.brand, made.events, made.active) == (iduet, ["page.published", "page.moved"], True)
        assert answer["location"] == log_of(made)
        assert "Without a secret nothing is sent" in publisher.get(log_of(made)).text

    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            ({"url": "http://hooks.example/"}, "Begin with https://"),
            ({"url": "http://hooks.localhost:8000/"}, "Begin with https://"),
            ({"url": "https://somebody:secret@hooks.example/"}, "no web address that can be called"),
            ({"url": "https://hooks.example:99999/"}, ""),
            ({"url": "javascript:alert(1)"}, ""),
            ({"events": []}, ""),
            ({"events": ["page.read"]}, ""),
            ({"name": ""}, ""),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, publisher, iduet, given, reason):
        answer = publisher.post(f"{LIST}new/", {**GIVEN, "brand": str(iduet.pk), **given})
        assert answer.status_code == 200
        errors = answer.context["form"].errors
        assert list(errors) == list(given)
        assert reason in str(errors)
        assert not Webhook.objects.exists()

    def test_a_brand_has_only_so_many(self, publisher, iduet, monkeypatch):
        monkeypatch.setattr("cms.changes.models.webhook.MOST_OF_A_BRAND", 1)
        make_webhook(iduet)
        answer = publisher.post(f"{LIST}new/", {**GIVEN, "brand": str(iduet.pk)})
        assert "at most 1 webhooks" in answer.text
        assert Webhook.objects.count() == 1

    def test_it_stays_with_its_brand(self, hooks, administrator, desk_client, finhire):
        hook = hooks["iduet"]
        edit = reverse("webhooks:edit", args=[hook.pk])
        desk_client(administrator).post(edit, GIVEN | {"brand": str(finhire.pk), "name": "Renamed"})
        hook.refresh_from_db()
        assert (hook.name, hook.brand.key) == ("Renamed", "iduet")

    def test_it_is_shown_and_deleted_with_all_that_waits(self, hooks, publisher):
        message_of(hooks["iduet"], Message.State.WAITING)
        for view in ("edit", "delete", "history"):
            path = reverse(f"webhooks:{view}", args=[hooks["iduet"].pk])
            assert publisher.get(path).status_code == 200, view
        publisher.post(reverse("webhooks:delete", args=[hooks["iduet"].pk]))
        assert list(Webhook.objects.all()) == [hooks["finhire"]]
        assert not Message.objects.exists()


class TestSecret:
    def test_it_is_shown_once_and_signs(self, hooks, publisher):
        answer = publisher.post(log_of(hooks["iduet"]), {"do": "secret"})
        (secret,) = re.findall(r'value="(whsec_[^"]+)"', answer.text)
        assert "no-store" in answer["cache-control"]
        assert secret not in publisher.get(log_of(hooks["iduet"])).text
        assert Verifier(secret)

    def test_the_earlier_one_can_be_ended(self, hooks, publisher):
        hook = hooks["iduet"]
        renew(hook)
        assert "End the earlier secret" in publisher.get(log_of(hook)).text
        publisher.post(log_of(hook), {"do": "end"})
        hook.refresh_from_db()
        assert (hook.earlier_seed, bool(hook.seed)) == ("", True)
        assert "End the earlier secret" not in publisher.get(log_of(hook)).text


class TestLog:
    def test_it_says_what_came_back_and_how_long_it_took(self, hooks, publisher):
        message = message_of(hooks["iduet"], Message.State.WAITING, tries=2)
        for status, problem in ((None, "It took too long to answer."), (503, "")):
            Attempt.objects.create(
                message=message, at=message.made_at, milliseconds=1234, status=status, problem=problem, answer="busy"
            )
        listed = publisher.get(log_of(hooks["iduet"])).text
        assert "1234 ms" in listed
        assert "503" in listed
        assert "2 attempts" in listed
        shown = publisher.get(reverse("webhook_message", args=[hooks["iduet"].pk, message.pk])).text
        assert "It took too long to answer." in shown
        assert message.key in shown
        assert "busy" in shown

    @pytest.mark.parametrize("query", ["p=0", "p=x", "p=99999999999999999999", "state=nothing", "state=%00"])
    def test_odd_questions_are_answered(self, hooks, publisher, query):
        message_of(hooks["iduet"])
        assert "page.published" in publisher.get(f"{log_of(hooks['iduet'])}?{query}").text

    def test_it_is_listed_by_state_and_page(self, hooks, publisher, monkeypatch):
        monkeypatch.setattr("cms.desk.webhooks.log.SHOWN", 1)
        for state, about in (("delivered", "page:11"), ("given up", "page:22"), ("given up", "page:33")):
            message_of(hooks["iduet"], state, about=about)
        listed = publisher.get(f"{log_of(hooks['iduet'])}?state=given up").text
        assert [about in listed for about in ("page:11", "page:22", "page:33")] == [False, False, True]
        assert "page:22" in publisher.get(f"{log_of(hooks['iduet'])}?state=given up&p=2").text


class TestSendingAgain:
    def test_one_and_all_that_were_given_up_and_no_other_brands(self, hooks, publisher):
        mine = [message_of(hooks["iduet"], state) for state in ("delivered", "given up", "given up")]
        theirs = message_of(hooks["finhire"], "given up")
        publisher.post(reverse("webhook_message", args=[hooks["iduet"].pk, mine[0].pk]))
        assert Message.objects.get(pk=mine[0].pk).state == "waiting"
        publisher.post(log_of(hooks["iduet"]), {"do": "replay"})
        assert {each.state for each in Message.objects.filter(pk__in=[one.pk for one in mine])} == {"waiting"}
        publisher.post(reverse("webhook_message", args=[hooks["iduet"].pk, theirs.pk]))
        assert Message.objects.get(pk=theirs.pk).state == "given up"

    def test_what_was_given_up_is_told_on_the_first_page_to_its_publishers(
        self, hooks, publisher, desk_client, editor_of, iduet
    ):
        message_of(hooks["finhire"], "given up")
        heading = "Messages that a receiver did not take"
        assert heading not in publisher.get("/admin/").text
        message_of(hooks["iduet"], "given up")
        assert heading in publisher.get("/admin/").text
        assert heading not in desk_client(editor_of(iduet)).get("/admin/").text


@pytest.mark.enable_socket
def test_the_button_sends_a_test(hooks, publisher, settings, django_capture_on_commit_callbacks):
    settings.OWN_MACHINE_IS_ASKED = True
    hook = hooks["iduet"]
    with receiving() as receiver:
        Webhook.objects.filter(pk=hook.pk).update(url=receiver.url)
        with django_capture_on_commit_callbacks(execute=True):
            answer = publisher.post(log_of(hook), {"do": "test"})
    assert ["webhook.test" in request.body for request in receiver.received] == [True]
    assert "204" in publisher.get(answer["location"]).text
