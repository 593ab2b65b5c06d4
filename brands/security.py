"""What browsers may do with a brand's pages, told in headers.

The bytes of a public page are stored and the same for everyone, so no nonce can stand in them: nothing on a page is
inline that runs or styles, and the policy allows none of it. The desk has its own needs and keeps its own headers.
"""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse

from brands.hosts import SITE

#: Directive → sources of a public page. All that it is made of comes from its own host.
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
PERMISSIONS = ("accelerometer", "camera", "geolocation", "gyroscope", "magnetometer", "microphone", "payment", "usb")


def content_security_policy(**more: str) -> str:
    """The policy of a public page; `form_action="https://…"` adds a source to that directive.

    Raises KeyError for a directive that the policy does not have.
    """
    sources = dict(DIRECTIVES)
    for name, source in more.items():
        directive = name.replace("_", "-")
        sources[directive] = f"{sources[directive]} {source}"
    policy = [f"{directive} {source}" for directive, source in sources.items()]
    return "; ".join([*policy, *(["upgrade-insecure-requests"] if settings.HTTPS else [])])


def may_load_from(request, origins: Iterable[str]) -> None:
    """The page that answers this request may run scripts of origins such as `https://count.example`."""
    request.loads_from = {*getattr(request, "loads_from", ()), *origins}


class SitePolicies:
    """Says on a brand's pages what they may load and who may show them; an answer's own policy stands.

    Style sheets, fonts and pictures stay open to the desk's previews and to separate front ends.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if request.host_kind != SITE or getattr(request, "is_dummy", False):
            return response
        if response.get("Content-Type", "").startswith("text/html"):
            own = response.has_header("Content-Security-Policy")
            others = " ".join(sorted(getattr(request, "loads_from", ())))
            more = dict.fromkeys(("script_src", "connect_src", "img_src"), others) if others else {}
            response.setdefault("Content-Security-Policy", content_security_policy(**more))
            response.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in PERMISSIONS))
            response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
            if not own:
                response["X-Frame-Options"] = "DENY"
        return response
