"""Images and documents."""

import io
import itertools

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection

from cms.media.models import MediaDocument, MediaImage

_number = itertools.count(1001)  # no name is part of another


def picture_bytes(size=(32, 18)) -> bytes:
    """A plain picture as a file."""
    file = io.BytesIO()
    Image.new("RGB", size, "#336699").save(file, "PNG")
    return file.getvalue()


def make_image(
    title: str | None = None, *, collection: Collection | None = None, size=(32, 18), **fields
) -> MediaImage:
    """A plain picture, without renditions."""
    number = next(_number)
    return MediaImage.objects.create(
        title=title or f"Picture {number}",
        file=ContentFile(picture_bytes(size), name=f"picture-{number}.png"),
        collection=collection or Collection.get_first_root_node(),
        **{"description": f"What picture {number} shows", **fields},
    )


def make_document(title: str | None = None, *, collection: Collection | None = None) -> MediaDocument:
    """A text to download."""
    number = next(_number)
    return MediaDocument.objects.create(
        title=title or f"Document {number}",
        file=ContentFile(b"text", name=f"document-{number}.txt"),
        collection=collection or Collection.get_first_root_node(),
    )
