"""The second factor in the desk: setting it up, showing it, and codes for when it is lost."""

import segno
from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django_otp import login as show
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin import messages

from .second_factor import (
    device_accepting,
    devices_of,
    has_second_factor,
    lets_in_without,
    needs_second_factor,
    new_recovery_codes,
)


class CodeForm(forms.Form):
    """A code from the app, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=24,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false", "autofocus": ""}),
    )  # fmt: skip

    def __init__(self, accept, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.accept = accept
        self.device = None

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        self.device = self.accept(code)
        if self.device is None:
            raise forms.ValidationError(_("This code is not right, or was used before. Wait for the next one."))
        return code


@sensitive_post_parameters("code")
def check(request: HttpRequest) -> HttpResponse:
    """Asks who has signed in with her password for her second factor."""
    onwards = _onwards(request)
    verified = request.user.is_verified()  # type: ignore[union-attr]
    if verified or not has_second_factor(request.user):
        return redirect(onwards)
    form = CodeForm(lambda code: device_accepting(request.user, code), request.POST or None)
    if request.method == "POST" and form.is_valid():
        _verified(request, form.device)
        return redirect(onwards)
    passkeys = any(not isinstance(device, TOTPDevice) for device in devices_of(request.user))
    return render(request, "accounts/check.html", {"form": form, "next": onwards, "passkeys": passkeys})


def overview(request: HttpRequest) -> HttpResponse:
    """The person's own factors, with the ways to add and remove them."""
    devices = list(devices_of(request.user))
    if request.method == "POST":
        return _removed(request, devices)
    context = {
        "devices": devices,
        "codes_left": StaticToken.objects.filter(device__user=request.user).count(),
        "required": needs_second_factor(request.user),
    }
    return render(request, "accounts/second_factor.html", context)


@sensitive_post_parameters("code")
def add_app(request: HttpRequest) -> HttpResponse:
    """Shows a key for an authenticator app once, and takes it into use when a first code proves that it arrived."""
    waiting = TOTPDevice.objects.filter(user=request.user, confirmed=False).order_by("-pk")
    device = waiting.first() if request.method == "POST" else None
    if device is None:
        waiting.delete()
        device = TOTPDevice.objects.create(user=request.user, name=_("Authenticator app"), confirmed=False)
    form = CodeForm(lambda code: device if device.verify_token(code.strip()) else None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = not has_second_factor(request.user)
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        _verified(request, device)
        messages.success(request, _("Your authenticator app is set up."))
        return redirect("recovery_codes" if first else "second_factor")
    context = {
        "form": form,
        "picture": segno.make(device.config_url, error="m").svg_inline(scale=5, border=2, dark="#111", light="#fff"),
        "key": _in_groups(device),
    }
    return render(request, "accounts/app.html", context)


def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Makes new recovery codes and shows them this once."""
    if not has_second_factor(request.user):
        return redirect("second_factor")
    codes = new_recovery_codes(request.user) if request.method == "POST" else []
    return render(request, "accounts/codes.html", {"codes": [f"{code[:8]} {code[8:]}" for code in codes]})


def _removed(request: HttpRequest, devices: list) -> HttpResponse:
    device = next((each for each in devices if each.persistent_id == request.POST.get("remove")), None)
    if device is None:
        raise PermissionDenied
    if len(devices) == 1 and needs_second_factor(request.user) and not lets_in_without(request):
        messages.error(request, _("You need a second factor. Add another one before you remove this."))
    else:
        device.delete()
        messages.success(request, _("Removed."))
    return redirect("second_factor")


def _verified(request: HttpRequest, device) -> None:
    request.session.cycle_key()
    show(request, device)


def _onwards(request: HttpRequest) -> str:
    """Where the person wanted to go, on this host."""
    wanted = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("wagtailadmin_home")


def _in_groups(device: TOTPDevice) -> str:
    """The key as people type it."""
    secret = device.config_url.partition("secret=")[2].partition("&")[0]
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
