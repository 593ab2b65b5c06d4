"""What browsers may do with a brand's pages, told in headers.

The bytes of a public page are stored and the same for everyone, so no nonce can stand in them: nothing on a page is
inline that runs or styles, and the policy allows none of it. The desk is Wagtail's: its pages have inline scripts and
styles, and nothing of a stranger's.
"""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

from brands.directory import directory_for
from brands.hosts import DESK, SITE
from brands.models import Brand

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
#: The same of the desk, as strict as Wagtail's own pages allow.
DESK_DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "media-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
}
#: What a preview in the desk loads from its brand's host, and where the editor's pane leads.
OF_BRANDS = ("script-src", "style-src", "img-src", "font-src", "frame-src", "form-action")
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


def desk_policy(brands: Sequence[Brand]) -> str:
    """The policy of the desk's pages: itself, the brands' own hosts and front ends, and nobody else."""
    origins = {brand.root_url for brand in brands}
    front_ends = (urlsplit(brand.front_end_url) for brand in brands if brand.front_end_url)
    origins |= {f"{url.scheme}://{url.netloc}" for url in front_ends}
    added = f" {' '.join(sorted(origins))}" if origins else ""
    return "; ".join(f"{name} {own}{added if name in OF_BRANDS else ''}" for name, own in DESK_DIRECTIVES.items())


class SitePolicies:
    """Says on a brand's pages what they may load and who may show them; an answer's own policy stands.

    Style sheets, fonts and pictures stay open to the desk's previews and to separate front ends.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        response = self.get_response(request)
        if request.host_kind == DESK and response.get("Content-Type", "").startswith("text/html"):
            # What failed may have failed for want of the database, which is not asked again.
            brands = () if response.status_code >= 500 else directory_for(request).brands
            response.setdefault("Content-Security-Policy", desk_policy(brands))
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
