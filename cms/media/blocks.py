"""Blocks that show pictures."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.foundation.references import ImageReferenceBlock
from cms.foundation.representation import Represented, Section

from .models import MediaImage
from .pictures import Picture


class ContextualImageBlock(Represented, blocks.StructBlock):
    """An image and what it says in this place."""

    schema = Picture
    size = "figure"

    image = ImageReferenceBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Described"), required=False, max_length=200,
        help_text=_("What one needs to know of the picture here, for those who do not see it."),
    )  # fmt: skip
    decorative = blocks.BooleanBlock(
        label=_("Only decoration"), required=False, help_text=_("It says nothing that the text does not say.")
    )

    def represent(self, value, scope):
        image = value and value.get("image")
        target = scope.get(MediaImage, image.pk) if image else None
        if target is None:
            return None
        return target.picture(self.size, alt=value["alt_text"] or "", decorative=value["decorative"])

    def references(self, value):
        if value and value.get("image"):
            yield MediaImage, value["image"].pk

    def publish_error(self, value, scope):
        if not value or not value.get("image") or value["decorative"] or value["alt_text"]:
            return None
        return StructBlockValidationError(
            block_errors={"alt_text": ValidationError(_("Describe the picture, or say that it is only decoration."))}
        )

    class Meta:
        icon = "image"
        label = _("Image")


class CardPictureBlock(ImageReferenceBlock):
    """A picture at the head of a card: decoration, since the card says in words where it leads."""

    schema = Picture
    size = "card"

    def represent(self, value, scope):
        target = scope.get(MediaImage, value.pk) if value else None
        return target.picture(self.size, decorative=True) if target else None

    class Meta:
        icon = "image"
        label = _("Picture")


class FigureBlock(Section):
    """A picture with a caption."""

    image = ContextualImageBlock()
    caption = blocks.CharBlock(label=_("Picture caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a caption, as wide as the text.")
        template = "blocks/figure.html"
        # Drawn: an uploaded picture would be one brand's.
        preview_template = "previews/figure.html"
        preview_value = {"caption": "Wat er op de foto te zien is, en wie haar maakte."}
