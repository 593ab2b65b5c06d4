"""What was due by the clock and could not be done."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.models import Brand

#: Seconds until it is tried again, after the first failure and the following; the last goes for all later ones.
PATIENCE = (10, 60, 300, 900)


class Overdue(models.Model):
    """A change that failed when it was due: told in the desk until it is done, or is due no more.

    `what` names the change (`revision:12`, `expiry:library.role:7`); without a brand it is the group's.
    """

    wagtail_reference_index_ignore = True

    what = models.CharField(max_length=120, primary_key=True)
    brand = models.ForeignKey(Brand, null=True, on_delete=models.CASCADE, related_name="+")
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60)
    title = models.CharField(max_length=255)
    due_at = models.DateTimeField()
    reason = models.TextField()
    failures = models.PositiveIntegerField(default=0)
    tried_again_at = models.DateTimeField()

    class Meta:
        ordering = ["due_at"]
        verbose_name = _("overdue change")
        verbose_name_plural = _("overdue changes")

    def __str__(self):
        return f"{self.title}: {self.reason}"

    def put_off(self, reason: str) -> None:
        """Remember why it failed, and when it is tried again: later each time."""
        wait = PATIENCE[min(self.failures, len(PATIENCE) - 1)]
        self.failures += 1
        self.reason = reason
        self.tried_again_at = timezone.now() + datetime.timedelta(seconds=wait)
        self.save()
