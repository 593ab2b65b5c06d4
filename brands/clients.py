"""Who asks, where proxies stand in between."""

import ipaddress
import re

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as Warned

_WITH_PORT = re.compile(r"\[(?P<six>[0-9A-Fa-f:.]+)\](?::\d+)?|(?P<four>[0-9.]+):\d+")


class ClientAddress:
    """Sets `REMOTE_ADDR` to the client that the nearest trusted proxies saw.

    Each proxy appends the address that asked it to X-Forwarded-For. Of those only as many as there are proxies of ours
    are to be believed, counted from the end: what stands before was written by whoever asked.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        hops = [hop for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if settings.TRUSTED_PROXIES and hops:
            address = parsed(hops[-min(settings.TRUSTED_PROXIES, len(hops))])
            if address is not None:
                request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


def check_proxies(app_configs, **kwargs) -> list[CheckMessage]:
    """A proxy that is believed about the scheme but not about the client: all visitors would count as one."""
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.TRUSTED_PROXIES:
        return []
    return [
        Warned(
            "A proxy stands in front (TRUST_FORWARDED_PROTO), and all its visitors count as one client of the API.",
            hint="Set TRUSTED_PROXIES to the number of proxies that append to X-Forwarded-For.",
            id="brands.W001",
        )
    ]


def parsed(text: str) -> str | None:
    """An address as X-Forwarded-For writes it, without port; None for what is none."""
    text = text.strip()
    if (found := _WITH_PORT.fullmatch(text)) is not None:
        text = found["six"] or found["four"]
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


def network_of(address: str) -> str:
    """What one subscriber has: an IPv4 address, or the /64 network of an IPv6 address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:  # a socket's peer has none
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
