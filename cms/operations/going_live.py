"""What must be so before a brand's site is shown to the world: asked one by one, each with what to do."""

import datetime
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from brands.directory import BrandDirectory
from brands.models import Brand
from cms.consent.models import Cookie
from cms.foundation.visibility import visible_pages, visible_roots

from .models import LastDone
from .sites_role import lacking, roles

PATIENCE = 5  # seconds for another machine to answer
CERTIFICATE_LASTS = datetime.timedelta(days=14)
BACKUP_IS_OLD = datetime.timedelta(hours=26)
NOT_REAL_MAIL = ("console", "locmem", "dummy", "filebased")


@dataclass(frozen=True)
class Finding:
    """What one look found. `ok` None: not as it should be, and no reason to stay away."""

    name: str
    ok: bool | None
    words: str


def look_at(brand: Brand) -> Iterator[Finding]:
    """Every finding about a brand, in the order of the checklist."""
    for name, look in CHECKS.items():
        try:
            ok, words = look(brand)
        except OSError as fault:  # another machine: no answer, no route, no name, a certificate that does not hold
            ok, words = False, f"{type(fault).__name__}: {fault}"
        yield Finding(name, ok, words)


def _host(brand: Brand) -> tuple[bool | None, str]:
    if brand.host.endswith(".localhost"):
        return False, f"{brand.host} is of this machine only. Give the brand its own host in the desk, under Brands."
    found = sorted({str(entry[4][0]) for entry in socket.getaddrinfo(brand.host, 443, type=socket.SOCK_STREAM)})
    return True, f"{brand.host} leads to {', '.join(found)}."


def _tls(brand: Brand) -> tuple[bool | None, str]:
    if not settings.HTTPS:
        return False, "HTTPS is off. Set HTTPS=1."
    context = ssl.create_default_context()
    with (
        socket.create_connection((brand.host, 443), timeout=PATIENCE) as link,
        context.wrap_socket(link, server_hostname=brand.host) as secured,
    ):
        until = str((secured.getpeercert() or {})["notAfter"])
    left = datetime.datetime.fromtimestamp(ssl.cert_time_to_seconds(until), datetime.UTC) - timezone.now()
    if left < CERTIFICATE_LASTS:
        return None, f"The certificate ends in {left.days} days."
    return True, f"The certificate is good for {left.days} days."


def _mail(brand: Brand) -> tuple[bool | None, str]:
    transport = settings.EMAIL_TRANSPORT
    if any(f".{name}." in transport for name in NOT_REAL_MAIL):
        return False, "Letters are printed and not sent. Set EMAIL_URL, such as smtp+tls://user:password@host:587."
    try:
        with get_connection(transport, timeout=PATIENCE):
            return True, f"{settings.EMAIL_HOST} takes letters."
    except smtplib.SMTPException as fault:
        return False, f"{settings.EMAIL_HOST} refuses: {fault}"


def _pages(brand: Brand) -> tuple[bool | None, str]:
    directory = BrandDirectory()
    own = directory.by_id(brand.pk) or brand
    dark = [root.language_code for root in directory.roots if root.brand.pk == brand.pk and not root.live]
    if dark or not visible_roots(directory, own):
        return False, f"The home page is not published: {', '.join(dark) or 'in no language'}."
    return True, f"{visible_pages(directory, own).count()} public pages."


def _redirects(brand: Brand) -> tuple[bool | None, str]:
    """Redirects of the brand that lead to themselves or to each other, and to pages that nobody may see."""
    own = Redirect.objects.filter(site=brand.site).select_related("redirect_page")
    leads = {
        redirect.old_path: _target(redirect.redirect_link, brand) for redirect in own if not redirect.redirect_page
    }
    loops = [start for start in leads if _returns(start, leads)]
    if loops:
        return False, f"Redirects lead in a circle: {', '.join(sorted(loops)[:5])}."
    dead = own.filter(redirect_page__isnull=False, redirect_page__in=Page.objects.filter(live=False)).count()
    if dead:
        return None, f"{dead} redirects lead to pages that are not public."
    return True, f"{own.count()} redirects, none in a circle."


def _target(link: str, brand: Brand) -> str:
    parts = urlsplit(link)
    return Redirect.normalise_path(parts.path) if parts.hostname in (None, brand.host) else ""


def _returns(start: str, leads: dict[str, str]) -> bool:
    seen, here = set(), start
    while here in leads and here not in seen:
        seen.add(here)
        here = leads[here]
    return here in seen


def _robots(brand: Brand) -> tuple[bool | None, str]:
    if brand.headless_only:
        return None, f"{brand.front_end_url} answers for itself: look there that crawlers are let in."
    return True, "Crawlers are let in when the brand goes live, and find the sitemap."


def _consent(brand: Brand) -> tuple[bool | None, str]:
    count = Cookie.objects.filter(brand=brand).count()
    if not count:
        return None, "The cookie registry is empty. Right as long as the site sets none."
    return True, f"{count} cookies are registered."


def _backup(brand: Brand) -> tuple[bool | None, str]:
    last = {row.name: row.at for row in LastDone.objects.filter(name__in=["backup", "drill"])}
    if "backup" not in last or timezone.now() - last["backup"] > BACKUP_IS_OLD:
        return False, "There is no backup of the last day. Run manage.py backup, and let it run every night."
    if "drill" not in last:
        return None, f"Backup of {last['backup']:%Y-%m-%d %H:%M}; restoring it was never tried (manage.py drill)."
    return True, f"Backup of {last['backup']:%Y-%m-%d %H:%M}, drill of {last['drill']:%Y-%m-%d}."


def _rights(brand: Brand) -> tuple[bool | None, str]:
    """Whether public sites, where they have a role of their own, may do in the database what visitors need."""
    if connection.vendor != "postgresql":
        return True, "The embedded database has no roles."
    known = roles()
    for role in known:
        if missing := lacking(role):
            return False, f"{role} lacks {', '.join(missing[:5])}. Run manage.py sites_role {role}."
    if not known:
        return (
            None,
            "No role of public sites has rights here. Right where they use the owner's; else manage.py sites_role.",
        )
    return True, f"{', '.join(known)}: all that visitors need."


CHECKS: dict[str, Callable[[Brand], tuple[bool | None, str]]] = {
    "host": _host, "TLS": _tls, "mail": _mail, "pages": _pages, "redirects": _redirects, "robots": _robots,
    "consent": _consent, "backup": _backup, "rights": _rights,
}  # fmt: skip
