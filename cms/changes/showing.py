"""Addresses that show something, in full: for webhooks and content delivery networks, who are told of a change."""

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, quote, urlsplit

from django.conf import settings

from brands.models import Brand

from .addresses import Address, addresses_of

logger = logging.getLogger(__name__)

_API = "/api/v1/brands/"


def addresses_showing(tags: Iterable[str]) -> set[str] | None:
    """Full addresses, of all brands and of the API, that were made of any of these tags.

    None where nobody can name them: responses are not kept, are kept by machines that do not know of each other, or
    the record cannot be read.
    """
    if not settings.RESPONSE_STORE or settings.SEVERAL_HOSTS:
        return None
    try:
        return {full(address) for address in addresses_of(tags)}
    except (OSError, sqlite3.Error) as fault:
        logger.warning("The record of addresses cannot be read: %s", fault)
        return None


def full(address: Address) -> str:
    """An address as it was asked for."""
    port = "" if settings.HTTPS or settings.PORT in (80, 443) else f":{settings.PORT}"
    path = quote(address.path, safe="/%:=&?~+!$,;'@()*[]")
    return f"{address.scheme}://{address.host}{port}{path}" + (f"?{address.query}" if address.query else "")


def of_brand(brand: Brand, addresses: Iterable[str]) -> Iterator[str]:
    """Of these addresses, those of a brand's site and those below its name in the API.

    Where it has a front end that asks the API what stands at a path, the front end's address of that path comes along.
    """
    own = tuple(f"{address}/" for address in {brand.root_url, brand.public_url})
    for address in addresses:
        parts = urlsplit(address)
        if parts.path.startswith(_API):
            if not parts.path.startswith(f"{_API}{brand.key}/"):
                continue
            yield address
            asked = parse_qs(parts.query).get("path", [""])[0]
            if brand.front_end_url and parts.path.endswith("/resolve") and asked.startswith("/"):
                yield brand.front_end_url.rstrip("/") + quote(asked, safe="/%:=&?~+!$,;'@()*[]")
        elif address.startswith(own):
            yield address
