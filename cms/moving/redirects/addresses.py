"""Addresses as people write them in lists: whose they are, and under what the platform finds them."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect

from brands.directory import BrandDirectory
from brands.models import Brand

LONGEST = 255  # characters, as the table has them
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


class NoAddress(ValueError):
    """What was written is no address that can be used here. Its message says why."""


def own_hosts(brand: Brand, directory: BrandDirectory) -> set[str]:
    """Host names under which a brand is or was read."""
    shown = urlsplit(brand.public_url).hostname
    return {brand.host, *directory.host_aliases.get(brand.pk, []), *([shown] if shown else [])}


def hosts_of_group(directory: BrandDirectory) -> set[str]:
    """Canonical host names of all brands."""
    return {brand.host for brand in directory.brands}


def key_of(address: str) -> str:
    """Under what an address is found: slash and case aside, the parts of a query in order."""
    return Redirect.normalise_path(address).lower()


def own_address(written: str, hosts: set[str]) -> str:
    """Path and query of an address of one of these hosts; a path alone is of them.

    :raises NoAddress: for anything else.
    """
    host, rest = split(written)
    if host and host not in hosts:
        raise NoAddress(_("%(host)s is no host of this brand.") % {"host": host})
    if "#" in rest:
        raise NoAddress(_("No browser sends what follows “#”: leave it out."))
    if rest.lower().startswith("/api/"):
        raise NoAddress(_("Addresses below /api/ are the API’s own."))
    return rest


def split(written: str) -> tuple[str, str]:
    """Host name (empty for a path alone) and the rest, which begins with a slash.

    :raises NoAddress: for what is neither a path nor an http address.
    """
    if CONTROLS.search(written) or "\\" in written:
        raise NoAddress(_("It has characters that no address has."))
    if written.startswith("/"):
        host, rest = "", written
    else:
        host, rest = _of_http(written)
    if rest.startswith("//"):
        raise NoAddress(_("It begins with two slashes."))
    try:
        stored = Redirect.normalise_path(rest)
    except ValueError as error:
        raise NoAddress(_("It is no address.")) from error
    if max(len(written), len(stored)) > LONGEST:
        raise NoAddress(_("It is longer than %(most)s characters.") % {"most": LONGEST})
    return host, rest


def _of_http(written: str) -> tuple[str, str]:
    try:
        parts = urlsplit(written)
        host, user = parts.hostname, parts.username
        parts.port  # noqa: B018 - reading it is the check
    except ValueError as error:
        raise NoAddress(_("It is no address.")) from error
    if parts.scheme not in ("http", "https") or not host:
        raise NoAddress(_("Write a path that begins with a slash, or a whole address with https://."))
    if user is not None:
        raise NoAddress(_("It has a user name in it."))
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return host.removesuffix("."), f"{parts.path or '/'}{query}{fragment}"
