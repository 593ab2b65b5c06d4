"""A publisher sets up an authenticator app, keeps her recovery codes, and signs in with password and code."""

import base64
import re
import time

import pytest
from django_otp.oath import TOTP

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
PUBLISHER = "publisher@gridmasters.localhost"

FORGET = """
from django_otp import device_classes
for kind in device_classes():
    kind.objects.all().delete()
"""


@pytest.fixture(scope="module", autouse=True)
def _forget_afterwards(desk):
    """Others sign in with a password alone."""
    yield
    desk.tell(FORGET)


class App:
    """An authenticator app, which knows nothing but the key that the page showed."""

    def __init__(self, key: str):
        self.key = base64.b32decode(key.replace(" ", ""))
        self.last = 0

    def code(self) -> str:
        """The next code that was not shown before: waits for the clock where it must."""
        while (step := int(time.time()) // 30) <= self.last:
            time.sleep(0.5)
        self.last = step
        totp = TOTP(self.key)
        totp.time = step * 30
        return f"{totp.token():06d}"


def sign_in(window, desk) -> None:
    window.goto(f"{desk.address}/admin/login/")
    window.get_by_label("E-mail address").fill(PUBLISHER)
    window.get_by_label("Password").fill(desk.password)
    window.get_by_role("button", name="Sign in").click()


def test_enrol_and_use(desk, signed_in):
    window = signed_in(PUBLISHER)
    window.get_by_role("link", name="Set up a second factor").click()
    window.get_by_role("link", name="Set up an app").click()
    window.get_by_text("No camera?").click()
    app = App(window.locator("#second-factor-key").inner_text())
    window.get_by_role("textbox", name="Code").fill(app.code())
    window.get_by_role("button", name="Take into use").click()
    window.get_by_role("button", name="Make recovery codes").click()
    window.locator(".second-factor-codes code").first.wait_for()
    codes = window.locator(".second-factor-codes code").all_inner_texts()
    assert len(set(codes)) == 10
    window.get_by_role("link", name="I have kept them").click()
    window.wait_for_url(f"{desk.address}/admin/")
    assert window.get_by_role("link", name="Set up a second factor").count() == 0

    window.context.clear_cookies()
    sign_in(window, desk)
    window.wait_for_url(re.compile(r"/admin/second-factor/"))
    window.goto(f"{desk.address}/admin/pages/")
    assert "/admin/second-factor/?next=/admin/pages/" in window.url
    window.get_by_role("textbox", name="Code").fill("123")
    window.get_by_role("button", name="Continue").click()
    window.get_by_text("This code is not right").wait_for()
    time.sleep(2)  # a wrong code makes wait
    window.get_by_role("textbox", name="Code").fill(app.code())
    window.get_by_role("button", name="Continue").click()
    window.wait_for_url(f"{desk.address}/admin/pages/")

    window.context.clear_cookies()
    sign_in(window, desk)
    window.get_by_role("textbox", name="Code").fill(codes[3])
    window.get_by_role("button", name="Continue").click()
    window.wait_for_url(f"{desk.address}/admin/")


def test_a_passkey_is_added_and_used(desk, signed_in):
    window = signed_in("publisher@finhire.localhost")
    authenticator = window.context.new_cdp_session(window)
    authenticator.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    window.goto(f"{desk.address}/admin/account/second-factor/")
    window.get_by_role("button", name="Add a passkey").click()
    window.get_by_role("button", name="Remove").wait_for()

    window.context.clear_cookies()
    window.goto(f"{desk.address}/admin/login/")
    window.get_by_label("E-mail address").fill("publisher@finhire.localhost")
    window.get_by_label("Password").fill(desk.password)
    window.get_by_role("button", name="Sign in").click()
    window.get_by_role("button", name="Use a passkey").click()
    window.wait_for_url(f"{desk.address}/admin/")
