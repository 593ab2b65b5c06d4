"""What an import did: a run, and a line per thing of the other system."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from brands.models import Brand


class ImportRun(models.Model):
    """One import into a brand. `origin` is the other system's address, `published` whether drafts went live."""

    brand = models.ForeignKey(Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(_("comes from"), max_length=255)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    published = models.BooleanField(_("published at once"), default=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, blank=True, on_delete=models.SET_NULL,
        related_name="+",
    )  # fmt: skip
    started_at = models.DateTimeField(_("imported at"))

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-started_at", "-pk"]
        verbose_name = _("import")
        verbose_name_plural = _("imports")

    def __str__(self):
        return f"{self.source} → {self.brand}"

    @property
    def source(self) -> str:
        """Where it comes from, as people read it."""
        return self.origin or self.file_name or gettext("Pasted")


class ImportLine(models.Model):
    """What became of one thing of the other system.

    `remarks` is what a person should look at: `{"about": name of `cms.moving.converting.remarks`, "words": str}`.
    """

    class Outcome(models.TextChoices):
        MADE = "made", _("new")
        CHANGED = "changed", _("brought up to date")
        SAME = "same", _("as it was")
        KEPT = "kept", _("left alone: somebody worked on it here")
        LEFT = "left", _("not taken over")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(_("kind there"), max_length=60)
    source_id = models.CharField(_("name there"), max_length=190)
    source_url = models.TextField(_("address there"), blank=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    content_type = models.ForeignKey(ContentType, null=True, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField(null=True)
    target = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    remarks = models.JSONField(_("to look at"), default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["pk"]
        verbose_name = _("imported line")
        verbose_name_plural = _("imported lines")

    def __str__(self):
        return self.title or self.source_id
