"""What caches in front of the platform have still to forget."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Purge(models.Model):
    """Something that one cache, by its name in the settings, is to forget: by tags where it can, else by address.

    A row goes when that is done. `problem` says why it was not, the last time.
    """

    cache = models.CharField(max_length=60)
    tags = models.JSONField(default=list)
    addresses = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_at"], name="purges_by_due_at")]
        verbose_name = _("purge")
        verbose_name_plural = _("purges")

    def __str__(self):
        return f"{self.cache} {self.pk}"


class Reader(models.Model):
    """How far a reader of the whole log has read."""

    name = models.CharField(max_length=40, unique=True)
    read_transaction = models.BigIntegerField()
    read_row = models.BigIntegerField()

    class Meta:
        verbose_name = _("reader of the change log")
        verbose_name_plural = _("readers of the change log")

    def __str__(self):
        return self.name
