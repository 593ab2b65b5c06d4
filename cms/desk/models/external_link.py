"""Addresses on other sites that pages link to, and what those sites answered."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _


def digest_of(url: str) -> str:
    """Under what an address is found: some databases index no text as long as an address may be."""
    return hashlib.sha256(url.encode()).hexdigest()


class ExternalLink(models.Model):
    """An address elsewhere, asked by a background task. Which pages link to it is read from the pages."""

    class State(models.TextChoices):
        UNKNOWN = "unknown", _("not asked yet")
        WORKS = "works", _("works")
        MOVED = "moved", _("has moved for good")
        BROKEN = "broken", _("broken")
        REFUSED = "refused", _("not asked: an address inside our own network")

    digest = models.CharField(max_length=64, unique=True)
    url = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.UNKNOWN, db_index=True)
    status = models.PositiveSmallIntegerField(null=True)
    leads_to = models.TextField(blank=True)
    reason = models.CharField(max_length=200, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        ordering = ["url"]

    def __str__(self):
        return self.url

    def save(self, *args, **kwargs):
        self.digest = digest_of(self.url)
        super().save(*args, **kwargs)
