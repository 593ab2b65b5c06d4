"""Images and renditions on our tables."""

from django.db import models
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class MediaImage(AbstractImage):
    admin_form_fields = ("title", "file", "description")


class Rendition(AbstractRendition):
    image = models.ForeignKey(MediaImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class MediaDocument(AbstractDocument):
    admin_form_fields = ("title", "file")
