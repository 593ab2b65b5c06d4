"""How far each host has followed the change log."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Host(models.Model):
    """A machine that keeps responses, by the mark in the folder that its processes share; `name` is for people.

    Everything up to `settled` is taken in there, and the rows in `ahead` besides (`cms.changes.reading.Place`).
    `seen_at` is when it last said so.
    """

    wagtail_reference_index_ignore = True

    mark = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=120)
    settled = models.BigIntegerField()
    ahead = models.JSONField(default=list)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "mark"]
        verbose_name = _("host that keeps responses")
        verbose_name_plural = _("hosts that keep responses")

    def __str__(self):
        return self.name
