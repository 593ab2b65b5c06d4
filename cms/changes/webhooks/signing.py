"""Secrets of webhooks and signatures made with them, as Standard Webhooks has it (v1: HMAC with SHA-256).

A secret is made of the platform's own key and a seed, and only the seed is kept: who reads the database signs nothing.
A mark beside the seed tells whether the platform still has the key with which the secret was given out.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from django.utils.crypto import salted_hmac

from cms.changes.models import Webhook

PREFIX = "whsec_"


class NoSecret(LookupError):
    """There is none, or the platform's key is no more the one with which it was made."""


def renew(webhook: Webhook) -> str:
    """Give a webhook a new secret, answered once and kept nowhere. The one before goes on signing beside it."""
    webhook.earlier_seed, webhook.earlier_mark = webhook.seed, webhook.mark
    webhook.seed = secrets.token_urlsafe(32)
    key = _key(webhook.seed)
    webhook.mark = _mark(key)
    webhook.save(update_fields=["seed", "mark", "earlier_seed", "earlier_mark"])
    return PREFIX + base64.b64encode(key).decode()


def end_earlier(webhook: Webhook) -> None:
    """From now on only the present secret signs."""
    webhook.earlier_seed = webhook.earlier_mark = ""
    webhook.save(update_fields=["earlier_seed", "earlier_mark"])


def signature(webhook: Webhook, key: str, moment: datetime, body: str) -> str:
    """Value of `webhook-signature`: one by each secret, the present one first.

    :raises NoSecret: where the present one cannot sign.
    """
    keys = [_kept(webhook.seed, webhook.mark), _kept(webhook.earlier_seed, webhook.earlier_mark)]
    if keys[0] is None:
        raise NoSecret
    signed = f"{key}.{int(moment.timestamp())}.{body}".encode()
    made = (hmac.new(each, signed, hashlib.sha256).digest() for each in keys if each is not None)
    return " ".join(f"v1,{base64.b64encode(each).decode()}" for each in made)


def has_secret(webhook: Webhook) -> bool:
    """Whether it can sign."""
    return _kept(webhook.seed, webhook.mark) is not None


def _kept(seed: str, mark: str) -> bytes | None:
    key = _key(seed) if seed else b""
    return key if key and hmac.compare_digest(_mark(key), mark) else None


def _key(seed: str) -> bytes:
    return salted_hmac("cms.changes.webhooks", seed, algorithm="sha256").digest()


def _mark(key: bytes) -> str:
    return hashlib.sha256(b"mark:" + key).hexdigest()[:16]
