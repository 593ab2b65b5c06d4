"""Signatures as an independent library verifies them; secrets that the database alone does not hold."""

import pytest
from django.utils import timezone
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from cms.changes.models import Webhook
from cms.changes.webhooks.signing import NoSecret, end_earlier, has_secret, renew, signature
from tests.factories.webhooks import ELSEWHERE, make_webhook

BODY = '{"type":"page.published","data":{"title":"Café"}}'


def headers(webhook) -> dict[str, str]:
    now = timezone.now()
    signed = signature(Webhook.objects.get(pk=webhook.pk), "msg_1", now, BODY)
    return {"webhook-id": "msg_1", "webhook-timestamp": str(int(now.timestamp())), "webhook-signature": signed}


def verifies(secret: str, webhook) -> bool:
    try:
        return Verifier(secret).verify(BODY, headers(webhook)) is not None
    except WebhookVerificationError:
        return False


def test_the_library_verifies_and_only_with_the_hooks_own_secret(iduet, finhire):
    (webhook, secret), (other, foreign) = make_webhook(iduet), make_webhook(finhire)
    assert verifies(secret, webhook)
    assert verifies(foreign, other)
    assert not verifies(foreign, webhook)
    changed = headers(webhook) | {"webhook-id": "msg_2"}
    with pytest.raises(WebhookVerificationError):
        Verifier(secret).verify(BODY, changed)


def test_while_a_secret_is_changed_both_are_good_and_then_one(iduet):
    webhook, first = make_webhook(iduet)
    second = renew(webhook)
    assert len(headers(webhook)["webhook-signature"].split()) == 2
    assert verifies(first, webhook)
    assert verifies(second, webhook)
    third = renew(webhook)
    assert [verifies(each, webhook) for each in (first, second, third)] == [False, True, True]
    end_earlier(webhook)
    assert [verifies(each, webhook) for each in (first, second, third)] == [False, False, True]


def test_no_column_holds_a_secret_or_what_makes_it_alone(iduet, settings):
    webhook, secret = make_webhook(iduet)
    row = Webhook.objects.filter(pk=webhook.pk).values().get()
    assert secret not in str(row)
    settings.SECRET_KEY = "another platform's, with the same database"
    assert not has_secret(Webhook.objects.get(pk=webhook.pk))
    with pytest.raises(NoSecret):
        headers(webhook)


def test_without_a_secret_nothing_is_signed(iduet):
    webhook = Webhook.objects.create(brand=iduet, name="New", url=ELSEWHERE, events=["page.published"])
    assert not has_secret(webhook)
    with pytest.raises(NoSecret):
        headers(webhook)
