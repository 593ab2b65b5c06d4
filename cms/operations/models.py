"""When what happens behind the scenes happened last, and content that moves."""

import socket
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.models import Brand


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


def name_of_archive(run: "ParcelRun", name: str) -> str:
    """Where an archive is kept: below no folder that is served, under a name that nobody guesses."""
    return f"parcels/{uuid4().hex}.parcel"


class ParcelRun(models.Model):
    """Content that somebody takes out of a brand, or brings into it, and what came of it. Gone after a day.

    `asked` is what was chosen; `told` what a try or the deed itself found (`cms.operations.parcels.running`).
    """

    class Kind(models.TextChoices):
        OUT = "out", _("taken out")
        IN = "in", _("brought in")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits its turn")
        WORKING = "working", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", _("not done")

    wagtail_reference_index_ignore = True

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=3, choices=Kind.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    language = models.CharField(max_length=12)
    asked = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    is_written = models.BooleanField(default=False)
    archive = models.FileField(upload_to=name_of_archive, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("content that moves")
        verbose_name_plural = _("content that moves")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.brand}"
