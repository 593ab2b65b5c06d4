"""What somebody asked of the desk and was refused."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from brands.models import Brand


class Refusal(models.Model):
    """One refusal. `brand` is whose the thing is that was asked for; empty where it is nobody's or the group's.

    Rows live at most `KEPT` days (`manage.py trim_refusals`).
    """

    wagtail_reference_index_ignore = True
    KEPT = 400

    class Kind(models.TextChoices):
        NOT_THERE = "not_there", _("another brand’s, so not there")
        NOT_ALLOWED = "not_allowed", _("not allowed")
        NOT_FIT = "not_fit", _("not fit to be published")

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("why"), max_length=12, choices=Kind.choices)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    brand = models.ForeignKey(Brand, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("brand"))
    method = models.CharField(max_length=8)
    address = models.CharField(_("asked for"), max_length=200)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("what"), max_length=255, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}: {self.title or self.address}"
