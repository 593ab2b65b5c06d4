"""Each request is told: an id that goes through all logs, one line when it is over, and counts for the metrics.

Addresses may hold tokens, so a line names the address's pattern; the path itself only of pages, which hold none. Who
asked is shortened to a network.
"""

import ipaddress
import logging
import re
import secrets
import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .logs import brand_of_request, id_of_request
from .metrics import ANSWERS, SECONDS

logger = logging.getLogger("cms.requests")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
PAGES = "wagtail_serve"


class Told:
    """Middleware around everything but the client's address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        named = id_of_request.set(request_id(request))
        branded = brand_of_request.set("-")
        try:
            response = self.get_response(request)
            brand = getattr(getattr(request, "brand", None), "key", "-")
            brand_of_request.set(brand)
            response["X-Request-ID"] = id_of_request.get()
            self._tell(request, response, time.perf_counter() - began, brand)
            return response
        finally:
            id_of_request.reset(named)
            brand_of_request.reset(branded)

    @staticmethod
    def _tell(request: HttpRequest, response: HttpResponse, seconds: float, brand: str) -> None:
        kind = getattr(request, "host_kind", "none")
        method = request.method if request.method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE") else "other"
        ANSWERS.labels(kind, brand, method, str(response.status_code)).inc()
        SECONDS.labels(kind).observe(seconds)
        told = {
            "method": method, "status": response.status_code, "ms": round(seconds * 1000, 1), "host_kind": kind,
            "address": address_of(request), "client": shortened(request.META.get("REMOTE_ADDR", "")),
        }  # fmt: skip
        logger.info("%(method)s %(address)s %(status)s in %(ms)s ms", told, extra={"told": told})


def request_id(request: HttpRequest) -> str:
    """The id that a proxy of ours gave, else one of our own."""
    given = request.headers.get("X-Request-ID", "")
    return given if settings.TRUSTED_PROXIES and GIVEN_ID.fullmatch(given) else secrets.token_hex(8)


def address_of(request: HttpRequest) -> str:
    """The path of a page; of all else the pattern, in which keys and tokens are names."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        return "-"
    return request.path if match.url_name == PAGES else f"/{match.route}"


def shortened(address: str) -> str:
    """The network that somebody asks from: /24 of IPv4, /48 of IPv6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "-"
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))
