"""An enquiry is stored first; its mail follows, again where it fails, and is shown where it does not leave."""

import smtplib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from cms.enquiries import tasks
from cms.enquiries.models import Enquiry, Mailbox
from cms.enquiries.tasks import WAITS, queue_due, send_enquiry, try_again
from tests.factories.enquiries import ANSWERS, make_enquiry, make_form


@pytest.fixture
def addresses(brands):
    """Each brand has a mailbox of its own."""
    for brand in brands:
        Mailbox.objects.create(
            brand=brand, sender_name=f"Desk of {brand.name}", sender=f"desk@{brand.key}.example",
            recipients=f"inbox@{brand.key}.example\nsecond@{brand.key}.example", signature=f"Bye from {brand.name}",
        )  # fmt: skip


class NoServer:
    """A mail server that is away; it counts who asks."""

    def __init__(self, monkeypatch, error=None):
        self.asked = 0
        self.error = error or ConnectionRefusedError("no mail server")
        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", self.send_messages)

    def send_messages(self, messages):
        self.asked += 1
        raise self.error


def due(enquiry) -> Enquiry:
    """The enquiry, its next try due."""
    Enquiry.objects.filter(pk=enquiry.pk).update(mail_due_at=timezone.now() - timedelta(seconds=1))
    enquiry.refresh_from_db()
    return enquiry


class TestTheMail:
    def test_goes_from_the_brand_to_the_brand_and_its_answer_to_the_visitor(self, iduet, finhire, addresses):
        enquiry = make_enquiry(make_form(iduet), "We look for a CIO.")
        send_enquiry.call(enquiry.pk, 0)
        (sent,) = mail.outbox
        assert sent.from_email == "Desk of Iduet <desk@iduet.example>"
        assert sent.to == ["inbox@iduet.example", "second@iduet.example"]
        assert sent.reply_to == ["jan@example.com"]
        assert "We look for a CIO." in sent.body
        assert sent.body.rstrip().endswith("Bye from Iduet")
        assert f"/admin/enquiries/inspect/{enquiry.pk}/" in sent.body
        enquiry.refresh_from_db()
        assert (enquiry.mail, enquiry.mail_tries, enquiry.mail_due_at) == ("sent", 1, None)

    def test_a_form_may_name_its_own_readers_and_a_mailbox_who_gets_answers(self, iduet, addresses):
        Mailbox.objects.filter(brand=iduet).update(reply_to="team@iduet.example")
        send_enquiry.call(make_enquiry(make_form(iduet, recipients="jobs@iduet.example")).pk, 0)
        assert (mail.outbox[0].to, mail.outbox[0].reply_to) == (["jobs@iduet.example"], ["team@iduet.example"])

    def test_nothing_a_visitor_types_becomes_a_header(
        self, client, iduet, addresses, django_capture_on_commit_callbacks
    ):
        make_form(iduet)
        headers = {"host": f"{iduet.host}:8000", "Sec-Fetch-Site": "same-origin"}
        attack = "Jan\r\nBcc: all@evil.example"
        with django_capture_on_commit_callbacks(execute=True):
            client.post("/_form/contact/", {**ANSWERS, "name": attack, "message": attack}, headers=headers)
        (sent,) = mail.outbox
        head, _, _body = sent.message().as_string().partition("\n\n")
        assert "evil" not in head
        assert sent.recipients() == ["inbox@iduet.example", "second@iduet.example"]


class TestStoredFirst:
    def test_an_enquiry_is_there_when_no_mail_server_is(
        self, client, iduet, addresses, monkeypatch, django_capture_on_commit_callbacks
    ):
        away = NoServer(monkeypatch)
        make_form(iduet)
        headers = {"host": f"{iduet.host}:8000", "Sec-Fetch-Site": "same-origin"}
        with django_capture_on_commit_callbacks() as after:
            response = client.post("/_form/contact/", ANSWERS, headers=headers)
            assert Enquiry.objects.count() == 1
            assert away.asked == 0
        assert response.status_code == 303
        for callback in after:
            callback()
        assert away.asked == 1
        enquiry = Enquiry.objects.get()
        assert (enquiry.mail, enquiry.mail_tries) == ("waiting", 1)
        assert "no mail server" in enquiry.mail_problem


class TestTrying:
    def test_each_try_comes_later_until_it_is_given_up(self, iduet, addresses, monkeypatch):
        away = NoServer(monkeypatch)
        enquiry = make_enquiry(make_form(iduet))
        waits = []
        for number in range(len(WAITS) + 1):
            due(enquiry)
            assert queue_due() == 1
            enquiry.refresh_from_db()
            assert (away.asked, enquiry.mail_tries) == (number + 1, number + 1)
            if enquiry.mail_due_at:
                waits.append(enquiry.mail_due_at - timezone.now())
        assert waits == sorted(waits)
        assert enquiry.mail == "failed"
        assert list(Enquiry.objects.unsent()) == [enquiry]
        assert queue_due() == 0

    def test_before_its_time_nothing_is_tried(self, iduet, addresses, monkeypatch):
        away = NoServer(monkeypatch)
        enquiry = make_enquiry(make_form(iduet), mail_due_at=timezone.now())
        send_enquiry.call(enquiry.pk, 0)
        assert (queue_due(), away.asked) == (0, 1)

    def test_of_two_workers_one_sends(self, iduet, addresses):
        enquiry = make_enquiry(make_form(iduet))
        assert [send_enquiry.call(enquiry.pk, 0) for _ in range(2)] == ["sent", ""]
        assert len(mail.outbox) == 1

    def test_a_try_that_comes_back_late_does_not_undo_what_a_later_one_did(self, iduet, addresses, monkeypatch):
        """Its worker was cut off for so long that another sent the mail meanwhile."""
        enquiry = make_enquiry(make_form(iduet))
        sending = tasks._sent

        def late(each, letter):
            monkeypatch.setattr(tasks, "_sent", sending)
            due(enquiry)
            assert queue_due() == 1
            return "ConnectionResetError: too late"

        monkeypatch.setattr(tasks, "_sent", late)
        send_enquiry.call(enquiry.pk, 0)
        enquiry.refresh_from_db()
        assert (enquiry.mail, enquiry.mail_problem, enquiry.mail_due_at, len(mail.outbox)) == ("sent", "", None, 1)

    def test_a_try_that_took_long_and_sent_it_leaves_none_to_a_later_one(self, iduet, addresses, monkeypatch):
        enquiry = make_enquiry(make_form(iduet))
        Enquiry.objects.filter(pk=enquiry.pk).update(mail_tries=1)

        def long(each, letter):
            Enquiry.objects.filter(pk=enquiry.pk).update(mail_tries=3)  # two were tried, and failed
            return ""

        monkeypatch.setattr(tasks, "_sent", long)
        send_enquiry.call(enquiry.pk, 1)
        due(enquiry)
        assert (enquiry.mail, queue_due()) == ("sent", 0)

    def test_a_database_that_is_away_when_it_has_left_sends_none_again(self, iduet, addresses, monkeypatch):
        enquiry, waited, note = make_enquiry(make_form(iduet)), [], tasks._note

        def away(pk):
            if len(waited) < 3:
                raise OperationalError("the connection is lost")
            note(pk)

        monkeypatch.setattr(tasks, "_note", away)
        monkeypatch.setattr(tasks.time, "sleep", waited.append)
        monkeypatch.setattr(tasks, "connection", SimpleNamespace(in_atomic_block=False, close=lambda: None))
        assert send_enquiry.call(enquiry.pk, 0) == "sent"
        due(enquiry)
        assert (waited, enquiry.mail, queue_due(), len(mail.outbox)) == ([1, 2, 4], "sent", 0, 1)

    def test_a_try_that_never_came_back_is_not_lost(self, iduet, addresses):
        enquiry = make_enquiry(make_form(iduet), mail_tries=len(WAITS) + 1)
        due(enquiry)
        assert queue_due() == 0
        enquiry.refresh_from_db()
        assert enquiry.mail == "failed"
        assert try_again(Enquiry.objects.unsent()) == 1
        call_command("send_waiting_mail")
        enquiry.refresh_from_db()
        assert enquiry.mail == "sent"

    @pytest.mark.parametrize("error", [smtplib.SMTPRecipientsRefused({}), smtplib.SMTPServerDisconnected("gone")])
    def test_what_went_wrong_is_kept(self, iduet, addresses, monkeypatch, error):
        NoServer(monkeypatch, error)
        enquiry = make_enquiry(make_form(iduet))
        send_enquiry.call(enquiry.pk, 0)
        enquiry.refresh_from_db()
        assert type(error).__name__ in enquiry.mail_problem

    def test_a_brand_without_an_address_says_so(self, iduet):
        enquiry = make_enquiry(make_form(iduet))
        send_enquiry.call(enquiry.pk, 0)
        enquiry.refresh_from_db()
        assert "Iduet" in enquiry.mail_problem
        assert not mail.outbox

    def test_what_was_erased_meanwhile_is_not_sent(self, iduet, addresses):
        enquiry = make_enquiry(make_form(iduet))
        pk = enquiry.pk
        enquiry.delete()
        assert send_enquiry.call(pk, 0) == ""
        assert tasks.queue_due() == 0


class TestCheck:
    def test_sends_as_the_brand_sends(self, brands, addresses, capsys):
        call_command("mail", "check", "--brand", "finhire")
        (sent,) = mail.outbox
        assert sent.to == ["inbox@finhire.example", "second@finhire.example"]
        assert "Bye from Finhire" in sent.body
        assert "inbox@finhire.example" in capsys.readouterr().out

    def test_says_what_to_do(self, brands, addresses, monkeypatch):
        with pytest.raises(CommandError, match=r"Known: .*finhire"):
            call_command("mail", "check", "--brand", "nobody")
        Mailbox.objects.all().delete()
        with pytest.raises(CommandError):
            call_command("mail", "check", "--brand", "iduet")
        Mailbox.objects.create(brand=brands[0], recipients="a@example.com")
        NoServer(monkeypatch)
        with pytest.raises(CommandError, match="EMAIL_URL"):
            call_command("mail", "check", "--brand", "iduet")
