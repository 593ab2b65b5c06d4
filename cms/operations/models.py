"""When what happens behind the scenes happened last."""

import socket

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class LastDone(models.Model):
    """A sign of life of a process, or the last time that a duty was done; one row each.

    `seconds` is how long it took, where that matters.
    """

    wagtail_reference_index_ignore = True

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    host = models.CharField(max_length=120, blank=True)
    seconds = models.FloatField(null=True)

    class Meta:
        verbose_name = _("last done")
        verbose_name_plural = _("last done")

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"

    @classmethod
    def note(cls, name: str, seconds: float | None = None) -> None:
        """Say that it was done just now, on this host."""
        values = {"at": timezone.now(), "host": socket.gethostname()[:120], "seconds": seconds}
        cls.objects.update_or_create(name=name, defaults=values)
