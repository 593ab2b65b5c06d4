"""The form that pictures are uploaded by."""

import struct

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

#: What decoders raise for what they cannot make out.
UNDECODABLE = (
    OSError, ValueError, SyntaxError, EOFError, MemoryError, RuntimeError, LookupError, TypeError, AttributeError,
    ArithmeticError, struct.error, Image.DecompressionBombError,
)  # fmt: skip


class PictureField(WagtailImageField):
    """A file that can be decoded, and not only one that begins like a picture.

    Wagtail looks at the first bytes and asks the decoder for the size; what the decoder then cannot make out is a fault
    of the file and not of the platform.
    """

    def to_python(self, data):
        try:
            file = super().to_python(data)
            if file is not None:
                data.seek(0)
                with Image.open(data) as picture:  # small enough by now: the pixels were counted above
                    picture.load()
                    ImageOps.exif_transpose(picture)  # as it will be turned before it is cut
                data.seek(0)
        except ValidationError:
            raise
        except UNDECODABLE as fault:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from fault
        return file


class PictureForm(BaseImageForm):
    """Wagtail's form with that field in the place of its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            given = self.fields["file"]
            self.fields["file"] = PictureField(label=given.label, required=given.required, widget=given.widget)
        if "description" in self.fields:
            self.fields["description"].help_text = _(
                "What one sees on it, in a sentence: for who cannot see it. A page may say it differently."
            )
