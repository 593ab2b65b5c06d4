"""The second factor: who needs one, what counts as one, and the gate that asks for it.

Devices, codes and throttling are django-otp's, passkeys are django-otp-webauthn's. Who has a factor is always asked for
it; publishers and above must have one.
"""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential

from brands.directory import directory_for
from brands.hosts import DESK
from brands.models import Team
from brands.permissions import teams_of

RECOVERY_CODES = 10
#: What is open to who has signed in and has not shown her second factor yet.
OPEN = frozenset(
    {
        *("second_factor_check", "wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite"),
        *(f"wagtailadmin_password_reset{step}" for step in ("", "_done", "_confirm", "_complete")),
        *("wagtailadmin_javascript_catalog", "otp_webauthn:js-i18n-catalog", "robots"),
        *(f"otp_webauthn:credential-authentication-{step}" for step in ("begin", "complete")),
    }
)
#: And to who must have one first.
ENROLMENT = OPEN | {
    *("second_factor", "second_factor_app", "recovery_codes"),
    *(f"otp_webauthn:credential-registration-{step}" for step in ("begin", "complete")),
}


def needs_second_factor(user) -> bool:
    """Publishers, librarians and administrators: who can change what visitors read."""
    return user.is_superuser or any(team.kind != Team.Kind.EDITORS for team in teams_of(user))


def lets_in_without(request: HttpRequest) -> bool:
    """Whether who lacks a factor is let in with a notice: in a demo, and only where every host is `*.localhost`."""
    if settings.SECOND_FACTOR_REQUIRED or settings.HTTPS:
        return False
    brands = directory_for(request).brands
    hosts = [settings.DESK_HOST, settings.API_HOST, *(brand.host for brand in brands)]
    return all(host.endswith(".localhost") for host in hosts)


def devices_of(user) -> Iterator[Device]:
    """Authenticator apps and passkeys. Recovery codes stand beside them and are none."""
    for kind in (TOTPDevice, WebAuthnCredential):
        yield from kind.objects.filter(user=user, confirmed=True)


def has_second_factor(user) -> bool:
    return any(kind.objects.filter(user=user, confirmed=True).exists() for kind in (TOTPDevice, WebAuthnCredential))


def device_accepting(user, code: str) -> Device | None:
    """The device that a code belongs to, which is used up; None for a wrong code, which is counted."""
    code = "".join(code.split()).lower()
    kind = TOTPDevice if code.isascii() and code.isdigit() else StaticDevice
    with transaction.atomic():
        for device in kind.objects.select_for_update().filter(user=user, confirmed=True):
            if device.verify_token(code):
                return device
    return None


def new_recovery_codes(user) -> list[str]:
    """Ten codes for when the device is lost, each good once. Older ones open nothing any more."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery codes", confirmed=True)
    codes = [StaticToken.random_token() + StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


class SecondFactorGate:
    """Middleware of the desk after authentication: nothing but the way in for who has not shown her factor."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        user = getattr(request, "user", None)
        if getattr(request, "host_kind", None) != DESK or user is None or not user.is_authenticated:
            return None
        if user.is_verified():
            return None
        name = request.resolver_match.view_name
        if has_second_factor(user):
            return None if name in OPEN else _ask(request, reverse("second_factor_check"))
        if name in ENROLMENT or not needs_second_factor(user) or lets_in_without(request):
            return None
        return _ask(request, reverse("second_factor"))


def _ask(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest" or not request.accepts("text/html"):
        return JsonResponse({"detail": "The second factor is missing."}, status=403)
    if address == reverse("second_factor"):
        return redirect(address)
    return redirect_to_login(request.get_full_path(), login_url=address)
