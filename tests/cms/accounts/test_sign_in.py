"""Signing in: guesses lock out the guesser and nobody else, and the screens speak the visitor's language."""

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken

from cms.previews.grants import Revoked, read_token, share, token_of
from tests.factories.brands import PASSWORD, home_of

LOGIN = "/admin/login/"


def browser(address: str = "192.0.2.1", language: str = "") -> Client:
    headers = {"host": "desk.localhost:8000", **({"accept-language": language} if language else {})}
    return Client(REMOTE_ADDR=address, headers=headers)


def sign_in(window: Client, email: str, password: str = PASSWORD):
    return window.post(LOGIN, {"username": email, "password": password})


class TestLockout:
    def test_the_fifth_wrong_password_locks_this_network_out_of_this_account(self, editor_of, iduet):
        email, guesser = editor_of(iduet).email, browser()
        statuses = [sign_in(guesser, email, f"wrong {number}").status_code for number in range(6)]
        assert statuses == [200] * 4 + [429] * 2
        answer = sign_in(guesser, email)
        assert answer.status_code == 429
        assert answer["Retry-After"] == "900"
        assert "Te veel verkeerde wachtwoorden" in answer.content.decode()
        assert "_auth_user_id" not in guesser.session

    def test_the_person_herself_signs_in_from_her_own_network_meanwhile(self, editor_of, iduet):
        email = editor_of(iduet).email
        for number in range(30):
            sign_in(browser("192.0.2.1"), email, f"wrong {number}")
        assert sign_in(browser("198.51.100.7"), email).status_code == 302

    def test_colleagues_behind_the_same_address_are_not_locked_out(self, editor_of, publisher_of, iduet):
        email, other = editor_of(iduet).email, publisher_of(iduet).email
        for number in range(6):
            sign_in(browser(), email, f"wrong {number}")
        assert sign_in(browser(), other).status_code == 302

    def test_addresses_of_one_ipv6_network_count_together_and_case_changes_nothing(self, editor_of, iduet):
        email = editor_of(iduet).email
        for number in range(5):
            sign_in(browser(f"2001:db8::{number}"), email.upper() if number % 2 else email, "wrong")
        assert sign_in(browser("2001:db8::ffff"), email).status_code == 429

    def test_trying_on_does_not_prolong_the_lock(self, editor_of, iduet):
        email = editor_of(iduet).email
        for _ in range(5):
            sign_in(browser(), email, "wrong")
        locked_at = AccessAttempt.objects.get().attempt_time
        sign_in(browser(), email, "wrong")
        attempt = AccessAttempt.objects.get()
        assert attempt.attempt_time == locked_at
        AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=16))
        assert sign_in(browser(), email).status_code == 302

    def test_no_password_is_kept_of_who_guesses(self, editor_of, iduet):
        sign_in(browser(), editor_of(iduet).email, "a password that is right elsewhere")
        assert "right elsewhere" not in str(AccessAttempt.objects.values().get())

    def test_unknown_and_known_addresses_are_answered_alike(self, editor_of, iduet):
        known, unknown = editor_of(iduet).email, "nobody@iduet.localhost"
        answers = [sign_in(browser(), email, "wrong").content.decode() for email in (known, unknown)]
        texts = {_without_tokens(answer).replace(known, "…").replace(unknown, "…") for answer in answers}
        assert len(texts) == 1


def _without_tokens(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf" not in line.lower())


@pytest.mark.parametrize(("language", "words"), [
    ("nl", ["E-mailadres", "Wachtwoord", "Aanmelden bij de redactieomgeving"]),
    ("en-GB,en;q=0.8", ["E-mail address", "Password", "Sign in to the desk"]),
    ("xx", ["Wachtwoord"]),
])  # fmt: skip
def test_the_sign_in_screen_speaks_the_language_of_the_browser(db, language, words):
    page = browser(language=language).get(LOGIN).content.decode()
    assert [word for word in words if word not in page] == []


class TestWhoIsDisabled:
    @pytest.fixture
    def gone(self, editor_of, iduet):
        """An editor with a session, a token for the write API and a preview token; `gone()` disables her."""
        user = editor_of(iduet)
        window = browser()
        assert sign_in(window, user.email).status_code == 302
        assert window.get("/admin/account/").status_code == 200
        grant, _code = share(user, iduet, home_of(iduet), timezone.timedelta(days=1))
        _row, self.token = APIToken.create_token(user=user, name="script")
        self.preview, self.window = token_of(grant).text, window
        assert read_token(self.preview)[0].pk == grant.pk
        assert self._asks_with_token() == 200
        return user

    def _asks_with_token(self) -> int:
        return browser().get("/api/v3-preview/pages/", headers={"authorization": f"Bearer {self.token}"}).status_code

    def test_sessions_and_tokens_end_at_once(self, gone):
        gone.is_active = False
        gone.save()
        assert self.window.get("/admin/account/").status_code == 302
        assert self._asks_with_token() == 401
        with pytest.raises(Revoked):
            read_token(self.preview)
        assert sign_in(browser(), gone.email).status_code == 200

    def test_who_comes_back_signs_in_anew(self, gone):
        gone.is_active = False
        gone.save()
        gone.is_active = True
        gone.save()
        assert self.window.get("/admin/account/").status_code == 302
        assert self._asks_with_token() == 401

    def test_nobody_else_is_signed_out(self, gone, editor_of, finhire):
        other, window = editor_of(finhire), browser()
        sign_in(window, other.email)
        gone.is_active = False
        gone.save()
        assert window.get("/admin/account/").status_code == 200
        assert Session.objects.count() == 1

    def test_by_an_update_past_the_model_she_is_out_too(self, gone):
        get_user_model().objects.filter(pk=gone.pk).update(is_active=False)
        assert self.window.get("/admin/account/").status_code == 302
        assert self._asks_with_token() == 401
