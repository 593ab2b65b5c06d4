"""Sending what waits for one receiver: in order for each page, again and later where it fails, for three days.

One process at a time sends to a receiver; a lease that ends by itself says which. What fails waits for its next turn
while what is about other things goes on; a receiver that takes nothing at all rests as a whole, and what waits for it
is sent as soon as it takes something again.
"""

import logging
import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from cms.changes.models import Attempt, Message, Webhook
from cms.changes.models.webhook import TEST
from cms.foundation.outside import NotOurs, Unreachable, place_of, request

from .signing import NoSecret, signature

logger = logging.getLogger(__name__)

#: Seconds until the next try, after the first, second … failure; the last goes on. Each is up to a fifth off.
WAITS = (5, 30, 2 * 60, 10 * 60, 30 * 60, 60 * 60)
OFF = 0.2
#: A receiver that takes nothing is asked again at least this often.
LONGEST_REST = 10 * 60
#: After this a message is given up, and can be replayed.
TRIED_FOR = timedelta(days=3)
#: For one answer: from the first byte that is sent to the last that is read.
SECONDS_TO_ANSWER = 15
#: Who has sent for so long lets go, so that another may have a turn.
SECONDS_OF_A_TURN = 40
#: Longer than a turn and its last attempt; who died meanwhile is followed then.
LEASE = timedelta(seconds=120)
#: Failures in a row, about different things, after which a receiver rests.
FAILURES_UNTIL_REST = 2
READ = 500  # bytes of an answer, for the log
AGENT = "IduetGroupWebhooks/1.0"
State = Message.State


@dataclass(frozen=True)
class Outcome:
    """What came of an attempt. `wait`: seconds that the receiver asks for."""

    delivered: bool
    status: int | None = None
    answer: str = ""
    problem: str = ""
    nobody_there: bool = False
    wait: float = 0.0


def send_waiting(webhook_id: int) -> datetime | None:
    """Send what waits for a receiver. Returns when to come again; None: not before something changes."""
    webhook = _claim(webhook_id)
    if webhook is None:
        return None
    turn = _Turn(webhook)
    try:
        again = turn.take()
    finally:
        Webhook.objects.filter(pk=webhook_id).update(busy_until=None)
    # What came while the turn ended found the receiver busy, and nobody else comes for it.
    is_free = Webhook.objects.filter(_free(timezone.now()), pk=webhook_id).exists()
    return timezone.now() if is_free and turn._heads() else again


def send_test(message_id: int) -> bool:
    """Send a test, once. What it finds ends a rest too."""
    message = Message.objects.select_related("webhook__brand__site").get(pk=message_id)
    outcome = attempt(message)
    message.state = State.DELIVERED if outcome.delivered else State.GIVEN_UP
    message.ended_at = timezone.now()
    message.save()
    if outcome.delivered and message.webhook.failures:
        _recovered(message.webhook)
    return outcome.delivered


def due() -> list[int]:
    """Receivers that have something to be sent now and that nobody sends to."""
    now = timezone.now()
    waiting = Message.objects.filter(state=State.WAITING, due_at__lte=now).exclude(event=TEST)
    found = Webhook.objects.filter(_free(now), pk__in=waiting.values("webhook"))
    return list(found.values_list("pk", flat=True))


def _free(now: datetime) -> Q:
    idle = Q(busy_until=None) | Q(busy_until__lt=now)
    awake = Q(rests_until=None) | Q(rests_until__lte=now)
    return idle & awake & Q(active=True, brand__quiet=False)


def _claim(webhook_id: int) -> Webhook | None:
    now = timezone.now()
    free = Webhook.objects.filter(pk__in=Webhook.objects.filter(_free(now), pk=webhook_id).values("pk"))
    # The lease stands in both: of two that saw it free, the second finds it taken.
    idle = Q(busy_until=None) | Q(busy_until__lt=now)
    if not free.filter(idle).update(busy_until=now + LEASE):
        return None
    return Webhook.objects.select_related("brand__site").get(pk=webhook_id)


class _Turn:
    """One turn at a receiver."""

    def __init__(self, webhook: Webhook):
        self.webhook = webhook
        self.ends = time.monotonic() + SECONDS_OF_A_TURN
        self.failed: set[str] = set()
        self.in_a_row = 0
        self.asked_for = 0.0  # seconds

    def take(self) -> datetime | None:
        """Send until nothing is due, the receiver has to rest, or the turn is over."""
        while heads := self._heads():
            for message in heads:
                if time.monotonic() > self.ends:
                    return timezone.now()
                if not self._sent(message) and self.in_a_row >= FAILURES_UNTIL_REST:
                    return self._rest()
        waiting = Message.objects.filter(webhook=self.webhook, state=State.WAITING).exclude(event=TEST)
        return waiting.order_by("due_at").values_list("due_at", flat=True).first()

    def _heads(self) -> list[Message]:
        """The first message about each thing, if it is due and did not fail in this turn; fresh ones first."""
        waiting = Message.objects.filter(webhook=self.webhook, state=State.WAITING).exclude(event=TEST)
        now = timezone.now()
        first: dict[str, tuple[int, int, datetime]] = {}
        for pk, about, due_at, tries in waiting.order_by("pk").values_list("pk", "about", "due_at", "tries"):
            first.setdefault(about, (tries, pk, due_at))
        keys = [
            (tries, pk) for about, (tries, pk, due_at) in first.items() if due_at <= now and about not in self.failed
        ]
        found = Message.objects.in_bulk([pk for _, pk in keys[:1000]])
        for message in found.values():
            message.webhook = self.webhook
        return [found[pk] for _, pk in sorted(keys) if pk in found]

    def _sent(self, message: Message) -> bool:
        outcome = attempt(message)
        now = timezone.now()
        message.tries += 1
        if outcome.delivered:
            message.state, message.ended_at = State.DELIVERED, now
            self.in_a_row = 0
        else:
            self.failed.add(message.about)
            self.in_a_row += FAILURES_UNTIL_REST if outcome.nobody_there else 1
            self.asked_for = max(self.asked_for, outcome.wait)
            ends = message.since + TRIED_FOR
            if now >= ends:
                message.state, message.ended_at = State.GIVEN_UP, now
            else:
                message.due_at = min(now + timedelta(seconds=_wait(message.tries, outcome.wait)), ends)
        message.save(update_fields=["state", "tries", "due_at", "ended_at"])
        if outcome.delivered and self.webhook.failures:
            _recovered(self.webhook)
        return outcome.delivered

    def _rest(self) -> datetime:
        """Nobody is there. What has waited for three days is given up with what was just tried in vain."""
        now = timezone.now()
        hook = self.webhook
        hook.failures += 1
        hook.rests_until = now + timedelta(seconds=max(min(_wait(hook.failures), LONGEST_REST), self.asked_for))
        hook.save(update_fields=["failures", "rests_until"])
        # What was tried asks again when the rest is over, however often it failed: something must.
        tried = Message.objects.filter(webhook=hook, state=State.WAITING, about__in=self.failed)
        tried.filter(due_at__gt=hook.rests_until).update(due_at=hook.rests_until)
        late = Message.objects.filter(webhook=hook, state=State.WAITING, since__lte=now - TRIED_FOR)
        given_up = late.update(state=State.GIVEN_UP, ended_at=now)
        if hook.failures == 1:
            logger.warning("%s of %s takes nothing; it is asked again until it does.", hook.name, hook.brand.key)
        if given_up:
            logger.error("%d messages to %s of %s are given up.", given_up, hook.name, hook.brand.key)
        return hook.rests_until


def _recovered(webhook: Webhook) -> None:
    """It takes messages again: what waited for that need not wait longer."""
    now = timezone.now()
    webhook.failures, webhook.rests_until = 0, None
    with transaction.atomic():
        Webhook.objects.filter(pk=webhook.pk).update(failures=0, rests_until=None)
        Message.objects.filter(webhook=webhook, state=State.WAITING, due_at__gt=now).update(due_at=now)


def _wait(failures: int, asked: float = 0.0) -> float:
    """Seconds until the next try. Receivers that went away together do not all come back in the same second."""
    planned = WAITS[min(failures, len(WAITS)) - 1] * random.uniform(1 - OFF, 1 + OFF)  # noqa: S311 - no secret
    return max(planned, asked)


def attempt(message: Message) -> Outcome:
    """Send a message once and write down what came of it. No connection to the database is held meanwhile."""
    began, now = time.monotonic(), timezone.now()
    if not connection.in_atomic_block:
        connection.close()
    outcome = _post(message, now)
    taken = int((time.monotonic() - began) * 1000)
    Attempt.objects.create(
        message=message, at=now, milliseconds=taken, status=outcome.status, answer=outcome.answer,
        problem=outcome.problem[:200],
    )  # fmt: skip
    return outcome


def _post(message: Message, now: datetime) -> Outcome:
    webhook = message.webhook
    if webhook.brand.quiet:
        return Outcome(False, problem=gettext_noop("The brand is quiet: nothing is sent."), nobody_there=True)
    try:
        headers = {
            "Content-Type": "application/json", "User-Agent": AGENT, "webhook-id": message.key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signature(webhook, message.key, now, message.body),
        }  # fmt: skip
        place = place_of(webhook.url, any_port=True, own_machine=settings.OWN_MACHINE_IS_ASKED)
        reply = request(
            place, "POST", headers, message.body.encode(), read=READ, longest=SECONDS_TO_ANSWER
        )  # fmt: skip
    except NoSecret:
        problem = gettext_noop("It has no secret, or the platform’s key has changed since: make a new secret.")
        return Outcome(False, problem=problem, nobody_there=True)
    except NotOurs as refusal:
        return Outcome(False, problem=str(refusal), nobody_there=True)
    except Unreachable as silence:
        return Outcome(False, problem=str(silence), nobody_there=True)
    answer = reply.body.decode("utf-8", "replace").replace("\0", "")[:READ]
    if 200 <= reply.status < 300:
        return Outcome(True, reply.status, answer)
    redirects = 300 <= reply.status < 400
    return Outcome(
        False, reply.status, answer, gettext_noop("It redirects, which is not followed.") if redirects else "",
        wait=_asked_for(reply.headers.get("retry-after", ""), now),
    )  # fmt: skip


def _asked_for(value: str, now: datetime) -> float:
    """Seconds of a `Retry-After`, a day at most; 0 where it says nothing that is understood."""
    if value.isascii() and value.isdigit() and len(value) < 9:
        seconds = float(value)
    else:
        try:
            seconds = (parsedate_to_datetime(value) - now).total_seconds()
        except (TypeError, ValueError):
            return 0.0
    return min(max(seconds, 0.0), 24 * 60 * 60.0)
