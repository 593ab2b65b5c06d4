"""A letter leaves once, however often its task is done: by the next worker, or by two at a time."""

import logging
from datetime import timedelta
from smtplib import SMTPServerDisconnected
from types import SimpleNamespace

import pytest
from django.core import mail
from django.utils import timezone
from django_tasks import TaskContext

from cms.accounts import letters
from cms.accounts.inviting import send_invitation
from cms.accounts.letters import begin, send_once
from cms.accounts.models import Letter, User
from cms.accounts.password_reset import send_reset_link
from tests.factories.brands import make_user

pytestmark = pytest.mark.django_db
EMAIL = "known@iduet.localhost"


class Gone(BaseException):
    """What a worker that is killed leaves of a letter: no word whether the mail server took it."""


def of_try(number: int, task: str = "one task") -> TaskContext:
    return TaskContext(task_result=SimpleNamespace(id=task, attempts=number))


@pytest.fixture
def invited(iduet) -> User:
    user = make_user(EMAIL)
    user.set_unusable_password()
    user.save()
    return user


class TestALetter:
    def test_leaves_once_for_each_purpose(self, caplog):
        sent = []
        assert [send_once(purpose, lambda: sent.append(1)) for purpose in ("a", "a", "b", "a")] == [
            True, False, True, False,
        ]  # fmt: skip
        assert len(sent) == 2
        assert "may have left" not in caplog.text

    def test_whose_worker_went_amid_it_is_not_sent_again_and_the_log_says_so(self, caplog):
        def killed():
            raise Gone

        with pytest.raises(Gone):
            send_once("a", killed)
        sent: list[int] = []
        with caplog.at_level(logging.WARNING):
            assert not send_once("a", lambda: sent.append(1))
        assert sent == []
        assert "may have left" in caplog.text

    def test_that_the_mail_server_refused_may_be_tried_again(self):
        def refused():
            raise SMTPServerDisconnected("gone")

        with pytest.raises(SMTPServerDisconnected):
            send_once("a", refused)
        assert send_once("a", lambda: None)

    def test_may_follow_another_one_after_a_while(self):
        apart = timedelta(minutes=5)
        assert [begin("a", apart), begin("a", apart), begin("b", apart)] == [True, False, True]
        Letter.objects.update(at=timezone.now() - apart - timedelta(seconds=1))
        assert [begin("a", apart), begin("a", apart)] == [True, False]

    def test_is_noted_without_words_and_forgotten_after_days(self):
        begin(f"new password of {EMAIL}")
        assert EMAIL not in str(Letter.objects.values().get())
        Letter.objects.update(at=timezone.now() - letters.KEPT - timedelta(minutes=1))
        begin("b")
        assert Letter.objects.count() == 1


class TestATaskThatIsDoneTwice:
    def test_invites_once(self, invited):
        for number in (1, 2):
            send_invitation.call(of_try(number), invited.pk)
        assert len(mail.outbox) == 1
        send_invitation.call(of_try(1, "another task"), invited.pk)
        assert len(mail.outbox) == 2

    def test_sends_one_way_back_in(self, iduet):
        make_user(EMAIL)
        for number in (1, 2, 3):
            send_reset_link.call(of_try(number), EMAIL, "nl")
        assert len(mail.outbox) == 1

    def test_sends_the_way_back_in_that_its_first_worker_did_not(self, iduet, monkeypatch):
        make_user(EMAIL)
        begin(f"new password of {EMAIL}", again_after=timedelta(minutes=5))  # as far as the first one came
        send_reset_link.call(of_try(2), EMAIL, "nl")
        assert len(mail.outbox) == 1

    def test_invites_who_forgot_it_once(self, invited):
        for number in (1, 2):
            send_reset_link.call(of_try(number), EMAIL, "nl")
        assert len(mail.outbox) == 1
