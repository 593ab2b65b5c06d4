"""Image, rendition and document models. Wagtail's own, with what the house adds."""

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from .contents import check_contents
from .sizes import OF_THE_DESK, PURPOSES


class MediaImage(AbstractImage):
    """An uploaded picture. `description` is its alternative text unless the place where it stands says another."""

    class Purpose(models.TextChoices):
        PICTURE = "picture", _("picture")
        LOGO = "logo", _("logo")
        ICON = "icon", _("icon")
        SOCIAL = "social", _("social image")

    purpose = models.CharField(
        _("purpose"), max_length=10, choices=Purpose.choices, default=Purpose.PICTURE,
        help_text=_("Decides in which sizes the image is made."),
    )  # fmt: skip
    credit = models.CharField(
        _("credit"),
        max_length=120,
        blank=True,
        help_text=_("Who made it, as it must be named beside the picture."),
    )
    placeholder = models.CharField(max_length=7, blank=True, editable=False)

    admin_form_fields = (
        "title", "file", "description", "credit", "purpose", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_mediaimage", "Can choose image")]

    @property
    def fallback_format(self) -> str:
        """Format for browsers that know nothing newer: PNG where there may be transparency, else JPEG."""
        return "png" if self.file.name.lower().endswith((".png", ".gif")) or self.purpose != "picture" else "jpeg"

    def named_specs(self) -> list[str]:
        """Filter specs of all renditions that this image should have."""
        specs = [spec for size in PURPOSES[self.purpose].values() for spec in size.specs(self.fallback_format)]
        return list(dict.fromkeys(specs))

    def create_rendition(self, filter):  # noqa: A002 - Wagtail's own name
        """Only sizes that the house has: nobody makes others by asking for them."""
        if filter.spec not in OF_THE_DESK and filter.spec not in self.named_specs():
            raise SuspiciousOperation(f"There is no size “{filter.spec[:60]}”.")
        return super().create_rendition(filter)


class Rendition(AbstractRendition):
    """An image in a named size and format."""

    image = models.ForeignKey(MediaImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class MediaDocument(AbstractDocument):
    """A file to download."""

    admin_form_fields = ("title", "file", "collection", "tags")

    def clean(self):
        super().clean()
        if self.file and not self.file._committed:
            try:
                check_contents(self.file.file, self.file.name)
            except ValidationError as wrong:
                raise ValidationError({"file": wrong}) from wrong

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_mediadocument", "Can choose document")]
