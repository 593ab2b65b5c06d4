"""What signing in adds to the desk."""

from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from . import views
from .inviting import invite
from .second_factor import has_second_factor, needs_second_factor


@hooks.register("register_admin_urls")
def register_second_factor():
    return [
        path("second-factor/", views.check, name="second_factor_check"),
        path("account/second-factor/", views.overview, name="second_factor"),
        path("account/second-factor/app/", views.add_app, name="second_factor_app"),
        path("account/second-factor/codes/", views.recovery_codes, name="recovery_codes"),
        path("account/passkeys/", include("django_otp_webauthn.urls", namespace="otp_webauthn")),
    ]


@hooks.register("after_create_user")
def invite_new_colleague(request: HttpRequest, user) -> None:
    invite(user)


@hooks.register("register_account_menu_item")
def lead_to_second_factor(request: HttpRequest) -> dict:
    return {
        "url": reverse("second_factor"),
        "label": _("Second factor"),
        "help_text": _("Authenticator app, passkeys and recovery codes."),
    }


class SecondFactorNotice(Component):
    """Tells who should have a second factor, and was let in without, where to set it up."""

    order = 10
    template_name = "accounts/notice.html"


@hooks.register("construct_homepage_panels")
def ask_for_second_factor(request: HttpRequest, panels: list) -> None:
    if needs_second_factor(request.user) and not has_second_factor(request.user):
        panels.insert(0, SecondFactorNotice())


@hooks.register("insert_global_admin_css")
def dress_the_entrance() -> str:
    # With the desk's host: the user bar in previews on other hosts holds it too.
    address = urljoin(settings.WAGTAILADMIN_BASE_URL, static("css/desk/entrance.css"))
    return format_html('<link rel="stylesheet" href="{}">', address)
