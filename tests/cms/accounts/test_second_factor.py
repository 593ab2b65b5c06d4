"""The second factor: who needs one, what it keeps closed, and how it is set up, shown and lost."""

import time

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from cms.accounts.second_factor import new_recovery_codes
from tests.factories.brands import PASSWORD

CHECK, OVERVIEW, APP = "/admin/second-factor/", "/admin/account/second-factor/", "/admin/account/second-factor/app/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """What the app shows now, or some half minutes later."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def give_app(user) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="app", confirmed=True)


def signed_in(user) -> Client:
    window = Client(HTTP_HOST="desk.localhost:8000")
    window.post("/admin/login/", {"username": user.email, "password": PASSWORD})
    return window


class TestWhoNeedsOne:
    @pytest.fixture(params=["publisher", "librarian", "administrator"])
    def important(self, request, publisher_of, iduet):
        return publisher_of(iduet) if request.param == "publisher" else request.getfixturevalue(request.param)

    def test_publishers_and_above_get_nowhere_without(self, required, important):
        window = signed_in(important)
        for path in ("/admin/", "/admin/pages/", "/admin/account/", "/documents/1/a.pdf"):
            answer = window.get(path)
            assert (answer.status_code, answer["location"]) == (302, OVERVIEW), path
        assert window.get("/admin/", headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403
        assert window.get(OVERVIEW).status_code == 200

    def test_editors_may_go_without(self, required, editor_of, iduet):
        assert signed_in(editor_of(iduet)).get("/admin/").status_code == 200

    def test_a_demo_on_localhost_lets_in_with_a_notice(self, important):
        page = signed_in(important).get("/admin/").content.decode()
        assert OVERVIEW in page
        assert "second-factor-notice" in page

    def test_a_demo_with_another_host_does_not(self, important, finhire):
        finhire.site.hostname = "www.finhire.example"
        finhire.site.save()
        assert signed_in(important).get("/admin/")["location"] == OVERVIEW


class TestShowingIt:
    @pytest.fixture
    def editor(self, editor_of, iduet):
        return editor_of(iduet)

    def test_who_has_one_is_always_asked_and_led_on(self, editor):
        device, window = give_app(editor), signed_in(editor)
        answer = window.get("/admin/pages/?q=a")
        assert answer["location"] == f"{CHECK}?next=/admin/pages/%3Fq%3Da"
        before = window.session.session_key
        answer = window.post(CHECK, {"code": code_of(device), "next": "/admin/pages/"})
        assert answer["location"] == "/admin/pages/"
        assert window.session.session_key != before
        assert window.get("/admin/pages/").status_code == 200

    def test_a_password_alone_adds_no_factor_where_there_is_one(self, editor):
        give_app(editor)
        window = signed_in(editor)
        for path in (OVERVIEW, APP, "/admin/account/passkeys/registration/begin/"):
            assert window.get(path)["location"].startswith(CHECK)
        assert TOTPDevice.objects.filter(user=editor).count() == 1

    def test_a_code_is_good_once(self, editor):
        device = give_app(editor)
        code = code_of(device)
        assert signed_in(editor).post(CHECK, {"code": code}).status_code == 302
        assert signed_in(editor).post(CHECK, {"code": code}).status_code == 200

    def test_guessing_is_slowed_down_and_said_at_the_field(self, editor):
        device, window = give_app(editor), signed_in(editor)
        answer = window.post(CHECK, {"code": "000000" if code_of(device) != "000000" else "111111"})
        assert "Deze code klopt niet" in answer.content.decode()
        assert window.post(CHECK, {"code": code_of(device)}).status_code == 200  # too soon after a wrong one

    def test_a_device_of_somebody_else_opens_nothing(self, editor, editor_of, finhire):
        give_app(editor)
        other = give_app(editor_of(finhire))
        assert signed_in(editor).post(CHECK, {"code": code_of(other)}).status_code == 200

    def test_a_recovery_code_opens_once(self, editor):
        give_app(editor)
        code = new_recovery_codes(editor)[0]
        assert signed_in(editor).post(CHECK, {"code": f"{code[:8].upper()} {code[8:]}"}).status_code == 302
        assert signed_in(editor).post(CHECK, {"code": code}).status_code == 200
        assert StaticToken.objects.filter(device__user=editor).count() == 9

    @pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:a"])
    def test_nobody_is_led_away(self, editor, wanted):
        device, window = give_app(editor), signed_in(editor)
        assert window.post(CHECK, {"code": code_of(device), "next": wanted})["location"] == "/admin/"

    def test_a_passkey_is_offered_with_a_challenge_of_its_own(self, editor):
        window = signed_in(editor)
        options = window.post("/admin/account/passkeys/registration/begin/", content_type="application/json").json()
        assert options["rp"]["id"] == "desk.localhost"
        again = window.post("/admin/account/passkeys/registration/begin/", content_type="application/json").json()
        assert options["challenge"] != again["challenge"]


class TestSettingItUp:
    def test_from_the_first_page_to_recovery_codes(self, required, publisher_of, iduet):
        window = signed_in(publisher_of(iduet))
        page = window.get(APP).content.decode()
        device = TOTPDevice.objects.get()
        assert not device.confirmed
        assert "<svg" in page
        assert window.post(APP, {"code": "nonsense"}).status_code == 200
        TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
        answer = window.post(APP, {"code": code_of(device)})
        assert answer["location"] == "/admin/account/second-factor/codes/"
        codes = window.post(answer["location"]).content.decode()
        assert codes.count("<li><code>") == 10
        assert "<li><code>" not in window.get(answer["location"]).content.decode()
        assert window.get("/admin/").status_code == 200

    def test_the_last_one_cannot_be_removed_by_who_needs_it(self, required, publisher_of, iduet):
        user = publisher_of(iduet)
        device, window = give_app(user), signed_in(user)
        window.post(CHECK, {"code": code_of(device)})
        window.post(OVERVIEW, {"remove": device.persistent_id})
        assert TOTPDevice.objects.filter(user=user).exists()

    def test_an_editor_removes_hers_and_nobody_elses(self, editor_of, iduet, finhire):
        user, foreign = editor_of(iduet), give_app(editor_of(finhire))
        device, window = give_app(user), signed_in(user)
        window.post(CHECK, {"code": code_of(device)})
        window.post(OVERVIEW, {"remove": foreign.persistent_id})
        window.post(OVERVIEW, {"remove": device.persistent_id})
        assert list(TOTPDevice.objects.all()) == [foreign]
