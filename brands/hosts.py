"""Who answers on which host.

The gate runs before everything else, so no other code meets a host that it does not know.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseNotFound, HttpResponsePermanentRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import translation
from django_otp.middleware import OTPMiddleware

from brands.directory import directory_for
from brands.models.brand import HOSTNAME

PORT = re.compile(r"[0-9]{1,5}\Z")
DESK, API, SITE, HEALTH = "desk", "api", "site", "health"
#: In the environment of a request that this process makes itself, to learn what a site answers. Who asks from outside
#: names headers only, which stand there as `HTTP_…`.
ASKED_WITHIN = "cms.asked_within"
#: Say for good what full address a request to a brand's alias ends at, where the brand's own host would lead on again.
#: Rooms above that know where addresses lead add to it at start: `ends_at(request, brand)`, empty where it does not.
ENDS_AT: list[Callable[[Any, Any], str]] = []


def split_host(raw: str) -> str | None:
    """Host name in lower case without port or closing dot; None when malformed."""
    host, _, port = raw.partition(":")
    if port and (not PORT.match(port) or int(port) > 65535):
        return None
    host = host.lower().removesuffix(".")
    return host if HOSTNAME.match(host) else None


def language_of_path(path: str) -> str:
    """Language of a public path: its prefix, or the default language, which has none."""
    first = path.lstrip("/").partition("/")[0]
    codes = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return first if first in codes else settings.LANGUAGE_CODE


class HostGate:
    """Sets `request.host_kind`, `request.brand`, Wagtail's site, the URLconf and the language; or answers itself.

    Canonical host of a brand → its site. Alias → 301 to the canonical host, or at once to where that would lead for
    good. Desk and API hosts → theirs. `/health/` on every host. Any other well-formed host 404, a malformed one 400.
    Without HTTPS only `*.localhost` is answered.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if getattr(request, "is_dummy", False):
            return self._preview(request)
        host = split_host(request.META.get("HTTP_HOST") or request.META.get("SERVER_NAME", ""))
        if host is None:
            return HttpResponseBadRequest("Malformed Host header.", content_type="text/plain")
        if request.path.startswith("/health/"):
            return self._answer(request, HEALTH, None, settings.API_URLCONF)
        if not settings.HTTPS and not (host == "localhost" or host.endswith(".localhost")):
            return self._unknown()
        if host == settings.DESK_HOST and settings.SERVE != "sites":
            return self._answer(request, DESK, None, settings.ROOT_URLCONF)
        if settings.SERVE == "desk" and not request.META.get(ASKED_WITHIN):
            return self._unknown()
        if host == settings.API_HOST:
            return self._answer(request, API, None, settings.API_URLCONF)
        brand, canonical = directory_for(request).by_host(host)
        if brand is None:
            return self._unknown()
        if not canonical:
            ends = next(filter(None, (ends_at(request, brand) for ends_at in ENDS_AT)), "")
            return HttpResponsePermanentRedirect(ends or brand.root_url + request.get_full_path())
        return self._answer(request, SITE, brand, settings.SITE_URLCONF)

    def _preview(self, request):
        """A preview made inside the desk: the object says whose it is, the host does not."""
        request.host_kind = SITE
        request.brand = None
        request._wagtail_site = None
        request.urlconf = settings.SITE_URLCONF
        return self.get_response(request)

    def _answer(self, request, kind, brand, urlconf) -> HttpResponse:
        request.host_kind = kind
        request.brand = brand
        request._wagtail_site = brand.site if brand else None
        request.urlconf = urlconf
        if kind == DESK:
            # Until somebody has signed in and says otherwise, the desk speaks the browser's language.
            with translation.override(translation.get_language_from_request(request)):
                return self.get_response(request)
        with translation.override(language_of_path(request.path_info)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        if brand is not None and brand.quiet:
            response["X-Robots-Tag"] = "noindex, nofollow"  # a restored copy is not to be found
        return response

    @staticmethod
    def _unknown() -> HttpResponse:
        return HttpResponseNotFound("No site answers on this host.", content_type="text/plain")


def _only_on_the_desk(middleware: Any):
    """The same middleware, passed over on hosts without sessions and sign-in."""

    class OnlyOnTheDesk(middleware):
        def __call__(self, request):
            if request.host_kind != DESK and not getattr(request, "is_dummy", False):
                return self.get_response(request)
            return super().__call__(request)

        def process_view(self, request, *args):
            if request.host_kind != DESK or not hasattr(super(), "process_view"):
                return None
            return super().process_view(request, *args)

    OnlyOnTheDesk.__name__ = f"Desk{middleware.__name__}"
    return OnlyOnTheDesk


DeskSessionMiddleware = _only_on_the_desk(SessionMiddleware)
DeskAuthenticationMiddleware = _only_on_the_desk(AuthenticationMiddleware)
DeskSecondFactorMiddleware = _only_on_the_desk(OTPMiddleware)
DeskMessageMiddleware = _only_on_the_desk(MessageMiddleware)
DeskCsrfMiddleware = _only_on_the_desk(CsrfViewMiddleware)
