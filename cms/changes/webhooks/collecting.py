"""From the change log to messages: each webhook reads on from its place, and its place moves with what it was given."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms.changes.models import Change, Message, Webhook
from cms.changes.models.webhook import TEST, Event, new_key
from cms.changes.position import of_brand
from cms.changes.reading import KEPT, settled, settled_after
from cms.changes.telling import told

from .payload import about, body_of, event_of, everything_body, test_body

#: Rows that are read at once.
MOST = 200
#: A place at which nothing happened is noted again after so long.
NOTED_EVERY = timedelta(hours=1)
#: Days for which the log of what was delivered, and of what was given up, is kept.
DELIVERED_KEPT = timedelta(days=30)
GIVEN_UP_KEPT = timedelta(days=90)


def before_saved(sender, instance: Webhook, raw: bool = False, **kwargs) -> None:
    """Receiver: a webhook that is new, or active again, begins at the end of the log."""
    if raw:
        return
    stored = Webhook.objects.filter(pk=instance.pk).values_list("active", "brand_id").first()
    if stored == (instance.active, instance.brand_id) or (stored and not instance.active):
        return
    last = settled(of_brand(instance.brand)).order_by("-transaction", "-pk").first()
    instance.read_transaction, instance.read_row = (last.transaction, last.pk) if last else (0, 0)
    instance.read_at = timezone.now()
    place = {name: getattr(instance, name) for name in ("read_transaction", "read_row", "read_at")}
    Webhook.objects.filter(pk=instance.pk).update(**place)


def listening():
    """Webhooks that are told what changes. A quiet brand's hear nothing: it is a copy, or not public yet."""
    return Webhook.objects.filter(active=True, brand__quiet=False).select_related("brand__site")


def collect(webhook: Webhook) -> int:
    """Make the messages of everything that is settled since. Returns how many; of two at once, one makes them."""
    made = 0
    while True:
        now = timezone.now()
        place = (webhook.read_transaction, webhook.read_row)
        rows = settled_after(*place, MOST, of_brand(webhook.brand))
        missed = now - webhook.read_at > KEPT
        if not rows and now - webhook.read_at < NOTED_EVERY:
            return made
        messages = [_everything(webhook, now)] if missed else _messages(webhook, rows)
        if rows:
            webhook.read_transaction, webhook.read_row = rows[-1].transaction, rows[-1].pk
        with transaction.atomic():
            here = Webhook.objects.filter(pk=webhook.pk, read_transaction=place[0], read_row=place[1])
            moved = {"read_transaction": webhook.read_transaction, "read_row": webhook.read_row, "read_at": now}
            if not here.update(**moved):
                return made
            Message.objects.bulk_create(messages)
        webhook.read_at = now
        made += len(messages)
        if len(rows) < MOST:
            return made


def test(webhook: Webhook) -> Message:
    """A message that shows whether messages arrive, whatever events are chosen. It is sent once."""
    now = timezone.now()
    return Message.objects.create(webhook=webhook, event=TEST, about=TEST, body=test_body(webhook.brand, now))


def replay(messages) -> int:
    """Begin anew with messages that were delivered or given up: now, and for three days. Returns how many."""
    now = timezone.now()
    ended = messages.exclude(state=Message.State.WAITING).exclude(event=TEST)
    webhooks = list(ended.values_list("webhook", flat=True).distinct())
    with transaction.atomic():
        begun = ended.update(state=Message.State.WAITING, tries=0, since=now, due_at=now, ended_at=None)
        Webhook.objects.filter(pk__in=webhooks).update(failures=0, rests_until=None)
    return begun


def trim() -> int:
    """Forget what ended long ago. Returns how many messages."""
    now = timezone.now()
    given_up = Q(state=Message.State.GIVEN_UP, ended_at__lt=now - GIVEN_UP_KEPT)
    delivered = Q(state=Message.State.DELIVERED, ended_at__lt=now - DELIVERED_KEPT)
    return Message.objects.filter(given_up | delivered).delete()[1].get("changes.Message", 0)


def _messages(webhook: Webhook, rows: list[Change]) -> list[Message]:
    chosen = frozenset(webhook.events)
    return [
        Message(
            webhook=webhook, key=new_key(), event=event_of(each), about=about(each), body=body_of(webhook.brand, each)
        )
        for each in told(webhook.brand, rows)
        if event_of(each) in chosen
    ]  # fmt: skip


def _everything(webhook: Webhook, now) -> Message:
    """For who has read nothing for longer than the log is kept."""
    event = Event.BRAND_CHANGED.value
    return Message(
        webhook=webhook, key=new_key(), event=event, about=f"brand:{webhook.brand.key}",
        body=everything_body(webhook.brand, now),
    )  # fmt: skip
