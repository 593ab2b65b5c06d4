"""Making, exchanging, reading and revoking grants.

An editor's pane and a share link both begin with a single-use code. A front end exchanges a code for a token, which it
sends as bearer; on a brand's own site a code opens a visit, which a cookie carries.
"""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, Revision

from brands.models import Brand

from .clients import client_of
from .models import Code, Grant, Use, forget_old_grants

logger = logging.getLogger(__name__)

TOKEN_LASTS = timedelta(minutes=15)
PANE_CODE_LASTS = timedelta(minutes=1)
TOKEN, VISIT = "cms.previews.token", "cms.previews.visit"  # salts: one is never taken for the other


class Refusal(Exception):
    """A code or token that opens nothing. The subclass says why."""


class Unknown(Refusal):
    """We never gave it, or not for this."""


class Expired(Refusal):
    """Its time is over."""


class Revoked(Refusal):
    """Somebody took it back."""


class Used(Refusal):
    """It opened something before, and does so only once."""


@dataclass(frozen=True)
class Token:
    """What a front end sends as bearer, and until when it is good."""

    text: str
    expires_at: datetime


def pane_grant(user, brand: Brand, page: Page) -> Grant:
    """The grant of an editor's own pane: what she has in her form now, for the next quarter of an hour.

    Each editor has one per page; a token of it goes on working while she writes and shows what she writes.
    """
    values = {
        "content": page.serializable_data(),
        "brand": brand,
        "expires_at": timezone.now() + TOKEN_LASTS,
        "revoked_at": None,
    }
    forget_old_grants()
    if page.pk is None:
        return Grant.objects.create(kind=Grant.Kind.PANE, made_by=user, page=None, **values)
    grant, _ = Grant.objects.update_or_create(kind=Grant.Kind.PANE, made_by=user, page_id=page.pk, defaults=values)
    return grant


def share(
    user, brand: Brand, page: Page, lasts: timedelta, made_for: str = "", revision: Revision | None = None
) -> tuple[Grant, str]:
    """A grant for somebody without sign-in, and its code. The code is told this once."""
    forget_old_grants()
    grant = Grant.objects.create(
        kind=Grant.Kind.SHARE, made_by=user, brand=brand, page_id=page.pk, revision=revision, made_for=made_for,
        expires_at=timezone.now() + lasts,
    )  # fmt: skip
    return grant, new_code(grant, lasts)


def new_code(grant: Grant, lasts: timedelta = PANE_CODE_LASTS) -> str:
    """A further single-use code of a grant."""
    code = secrets.token_urlsafe(24)
    grant.codes.filter(expires_at__lt=timezone.now()).delete()
    grant.codes.create(digest=_digest(code), expires_at=min(timezone.now() + lasts, grant.expires_at))
    return code


def redeem(code: str, brand: Brand | None = None, kind: str | None = None) -> Grant:
    """Use up a code and return its grant.

    :param brand: the brand on whose host it is used; a code of another brand is unknown there, and stays good.
    :raises Refusal: when it opens nothing.
    """
    with transaction.atomic():
        found = Code.objects.select_for_update().filter(digest=_digest(code)).first()
        grant = _grants().filter(pk=found.grant_id).first() if found is not None else None
        if found is None or grant is None:
            raise Unknown
        if (brand is not None and grant.brand_id != brand.pk) or (kind is not None and grant.kind != kind):
            raise Unknown
        _check(grant)
        if found.used_at is not None:
            raise Used
        if found.expires_at <= timezone.now():
            raise Expired
        found.used_at = timezone.now()
        found.save(update_fields=["used_at"])
        return grant


def grant_of_code(code: str) -> Grant | None:
    """Whose a code is, without using it up."""
    return _grants().filter(codes__digest=_digest(code)).first()


def token_of(grant: Grant) -> Token:
    """A token for a front end, good for a quarter of an hour at most."""
    expires_at = min(timezone.now() + TOKEN_LASTS, grant.expires_at)
    return Token(signing.dumps([grant.key, int(expires_at.timestamp())], salt=TOKEN), expires_at)


def read_token(text: str) -> tuple[Grant, datetime]:
    """The grant that a token names, and when the token ends.

    :raises Refusal: when it opens nothing.
    """
    key, until = _signed(text, TOKEN)
    grant = _named(key)
    _check(grant)
    expires_at = datetime.fromtimestamp(until, tz=UTC)
    if expires_at <= timezone.now():
        raise Expired
    return grant, expires_at


def visit_of(grant: Grant) -> str:
    """What a visitor's cookie holds after a link was opened."""
    return signing.dumps([grant.key, int(grant.expires_at.timestamp())], salt=VISIT)


def read_visit(text: str, key: str, brand: Brand) -> Grant:
    """The grant that a visitor's cookie names, at the address of that grant on its brand's host.

    :raises Refusal: when it opens nothing.
    """
    named, _ = _signed(text, VISIT)
    grant = _named(named)
    if grant.key != key or grant.brand_id != brand.pk:
        raise Unknown
    _check(grant)
    return grant


def find_share(key: str, brand: Brand) -> Grant:
    """The share link at an address of a brand.

    :raises Refusal: when there is none, or none that opens anything.
    """
    grant = _grants().filter(key=key, brand=brand, kind=Grant.Kind.SHARE).first()
    if grant is None:
        raise Unknown
    _check(grant)
    return grant


def language_of(key: str, brand: Brand) -> str | None:
    """The language of a share link's page, also when it opens nothing any more."""
    grants = Grant.objects.filter(key=key, brand=brand, kind=Grant.Kind.SHARE)
    return grants.values_list("page__locale__language_code", flat=True).first()


def revoke(grant: Grant) -> None:
    """Take a grant back: its codes, tokens and visits open nothing from now on."""
    Grant.objects.filter(pk=grant.pk, revoked_at=None).update(revoked_at=timezone.now())


def note_use(grant: Grant, way: Use.Way, request: HttpRequest) -> None:
    """Remember that a grant was used, and write it to the log: its name, and neither code nor token."""
    client = client_of(request)
    grant.uses.create(way=way, client=client)
    logger.info("Preview %s of page %s (%s): %s by %s", grant.key, grant.page_id, grant.brand.key, way.value, client)


def _grants():
    # Of who made it no more than is asked for: public sites run on a role that may read no passwords.
    unread = ("password", "last_login", "date_joined", "is_staff")
    return Grant.objects.select_related("brand__site", "made_by").defer(*(f"made_by__{name}" for name in unread))


def _named(key: str) -> Grant:
    grant = _grants().filter(key=key).first()
    if grant is None:
        raise Unknown
    return grant


def _check(grant: Grant) -> None:
    if grant.revoked_at is not None or not grant.made_by.is_active:
        raise Revoked
    if grant.expires_at <= timezone.now():
        raise Expired


def _signed(text: str, salt: str) -> tuple[str, int]:
    try:
        key, until = signing.loads(text, salt=salt)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Unknown from error
    return key, until


def _digest(code: str) -> str:
    # A code is 24 random bytes: nobody finds it by trying, so a plain hash keeps it as well as a slow one.
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
