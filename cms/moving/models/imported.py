"""What came from elsewhere, and what it became here: so that a second import finds it again."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from brands.models import Brand


class Imported(models.Model):
    """A thing of another system and the page, file or item of a brand that it became.

    `origin` is the other system's address, `source_id` its own name of the thing, `digest` what it said when it was
    last read, and `revision` what the import last wrote: a later one is a person's work, which no import overwrites.
    """

    brand = models.ForeignKey(Brand, verbose_name=_("brand"), on_delete=models.CASCADE, related_name="+")
    origin = models.CharField(_("comes from"), max_length=255)
    source_id = models.CharField(_("name there"), max_length=190)
    source_url = models.TextField(_("address there"), blank=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id", for_concrete_model=False)
    digest = models.CharField(max_length=64, blank=True)
    revision = models.ForeignKey(Revision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(_("imported at"), auto_now=True)

    #: That a page came from elsewhere is no use of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("imported thing")
        verbose_name_plural = _("imported things")
        constraints = [models.UniqueConstraint(fields=["brand", "origin", "source_id"], name="imported_once")]
        indexes = [models.Index(fields=["content_type", "object_id"], name="imported_what")]

    def __str__(self):
        return f"{self.origin} {self.source_id}"
