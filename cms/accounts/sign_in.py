"""Signing in with e-mail address and password, and what happens to those who guess.

Wrong passwords count for an address together with the network that sends them (django-axes). Who guesses from elsewhere
locks out herself and never the person: docs/decisions/0008-sign-in.md.
"""

from axes.backends import AxesStandaloneBackend
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm

from brands.clients import network_of


class CountedGuesses(AxesStandaloneBackend):
    """Refuses before a password is looked at. Code that signs somebody in without a request is no guess."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if request is None:
            return None
        return super().authenticate(request, username=username, password=password, **kwargs)


def network(request: HttpRequest) -> str:
    """For whom guesses count: what one subscriber has, by the first address of it."""
    return network_of(request.META.get("REMOTE_ADDR", "")).partition("/")[0]


def address_typed(request: HttpRequest, credentials: dict | None) -> str:
    """The address that is tried, as it is compared: in lower case."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(typed).strip().lower()[:255]


def locked_out(request: HttpRequest, response: HttpResponse | None, credentials: dict | None) -> HttpResponse:
    """The sign-in form, which says so itself, with the status that programs understand."""
    response = response or HttpResponse()
    response.status_code = 429
    response["Retry-After"] = str(int(settings.AXES_COOLOFF_TIME.total_seconds()))
    return response


class SignInForm(LoginForm):
    """Wagtail's form with labels in the visitor's language, and the truth for who is locked out."""

    username = forms.CharField(
        label=_("E-mail address"), max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )

    error_messages = {
        **LoginForm.error_messages,
        "invalid_login": _("E-mail address and password do not belong together. Please try again."),
        "locked_out": _(
            "Too many wrong passwords. Please try again in %(minutes)s minutes, or ask for a new password."
        ),
    }

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].label = _("E-mail address")  # Django puts the model's own words here
        self.fields["username"].widget.attrs["placeholder"] = ""

    def get_invalid_login_error(self):
        if getattr(self.request, "axes_locked_out", False):
            return forms.ValidationError(
                self.error_messages["locked_out"],
                code="locked_out",
                params={"minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)},
            )
        return forms.ValidationError(self.error_messages["invalid_login"], code="invalid_login")
