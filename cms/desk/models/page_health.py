"""The score of each page, kept so that lists need not measure."""

from django.db import models
from wagtail.models import Page


class PageHealth(models.Model):
    """How a page scored when it was last measured: after each save, and once a day for what grows old.

    `parts` is part → points kept of 100. The table is the desk's own: visitors see nothing of it.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="health")
    score = models.PositiveSmallIntegerField(db_index=True)
    parts = models.JSONField(default=dict)
    findings = models.PositiveSmallIntegerField(default=0)
    measured_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["score"]
        constraints = [models.CheckConstraint(condition=models.Q(score__lte=100), name="health_of_at_most_100")]

    def __str__(self):
        return f"{self.page_id}: {self.score}"
