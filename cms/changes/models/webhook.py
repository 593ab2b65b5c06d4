"""Who wants to be told what changed of a brand, what there was to tell, and each attempt to tell it."""

import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.models import Brand
from cms.foundation.outside import NotOurs, is_own_machine, parts_of

MOST_OF_A_BRAND = 20


class Event(models.TextChoices):
    """What may be chosen; also the `type` of a message."""

    PAGE_PUBLISHED = "page.published", _("a page is published")
    PAGE_CHANGED = "page.changed", _("a page changes without being published, such as its privacy")
    PAGE_MOVED = "page.moved", _("a page has another address")
    PAGE_UNPUBLISHED = "page.unpublished", _("a page is unpublished")
    PAGE_DELETED = "page.deleted", _("a page is deleted")
    CONTENT_CHANGED = "content.changed", _("something that pages share changes: library, menus, pictures, redirects")
    BRAND_CHANGED = "brand.changed", _("anything of the brand may look different: name, hosts, theme, cookies")


TEST = "webhook.test"
SAID_BY_PEOPLE = ("brand", "name", "url", "events", "active")


def validate_events(value) -> None:
    if not isinstance(value, list) or not value or set(value) - set(Event.values):
        raise ValidationError(_("Choose at least one event."))


class Webhook(models.Model):
    """A receiver of a brand's changes.

    Of its secrets only a seed is kept: with the platform's own key it gives the secret, by itself nothing
    (`cms.changes.webhooks.signing`). `read_transaction` and `read_row` are its place in the change log.
    """

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="webhooks", verbose_name=_("brand"))
    name = models.CharField(_("name"), max_length=80, help_text=_("Who receives it, such as “Front end in Next.js”."))
    url = models.URLField(
        _("address"), max_length=500,
        help_text=_("Where messages are posted to. https:// and a public host; redirects are not followed."),
    )  # fmt: skip
    events = models.JSONField(_("events"), default=list, validators=[validate_events])
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Of what changes while a webhook is not active it is not told later.")
    )
    seed = models.CharField(max_length=64, blank=True, editable=False)
    mark = models.CharField(max_length=16, blank=True, editable=False)
    earlier_seed = models.CharField(max_length=64, blank=True, editable=False)
    earlier_mark = models.CharField(max_length=16, blank=True, editable=False)
    read_transaction = models.BigIntegerField(default=0, editable=False)
    read_row = models.BigIntegerField(default=0, editable=False)
    read_at = models.DateTimeField(default=timezone.now, editable=False)
    failures = models.PositiveIntegerField(default=0, editable=False)
    rests_until = models.DateTimeField(null=True, editable=False)
    busy_until = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["brand__group_order", "name", "pk"]
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        """Who edits it writes what people say of it alone: its place in the log moves meanwhile."""
        if self.pk is not None and not kwargs.get("force_insert"):
            kwargs.setdefault("update_fields", SAID_BY_PEOPLE)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        others = Webhook.objects.filter(brand_id=self.brand_id).exclude(pk=self.pk)
        if self.brand_id and others.count() >= MOST_OF_A_BRAND:
            raise ValidationError(_("A brand has at most %(number)s webhooks."), params={"number": MOST_OF_A_BRAND})
        if self.url:
            self._check_url()

    def _check_url(self) -> None:
        """What can be said without asking; what the name leads to is looked at in each attempt."""
        try:
            parts = parts_of(self.url)
        except NotOurs:
            raise ValidationError({"url": _("This is no web address that can be called.")}) from None
        if settings.OWN_MACHINE_IS_ASKED and is_own_machine(parts.hostname or ""):
            return
        if parts.scheme != "https":
            raise ValidationError({"url": _("Begin with https://: what is sent over http can be changed on its way.")})


class Message(models.Model):
    """What one receiver is told of one change: the very text, so that each attempt sends the same.

    `about` is what the change is about, within which order is kept. `since` begins the days in which it is tried.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DELIVERED = "delivered", _("delivered")
        GIVEN_UP = "given up", _("given up")

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(max_length=40, unique=True)
    event = models.CharField(max_length=30)
    about = models.CharField(max_length=130)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["webhook", "state", "id"], name="messages_of_webhook")]
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self):
        return self.key

    def save(self, *args, **kwargs):
        self.key = self.key or new_key()
        super().save(*args, **kwargs)

    @property
    def brand_id(self) -> int:
        """Whose it is."""
        return self.webhook.brand_id


def new_key() -> str:
    """A `webhook-id` that nobody guesses and that is never given twice."""
    return f"msg_{secrets.token_hex(16)}"


class Attempt(models.Model):
    """One attempt: when, how long it took, and what came back or why nothing did."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    at = models.DateTimeField()
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")

    def __str__(self):
        return f"{self.status or self.problem}"
