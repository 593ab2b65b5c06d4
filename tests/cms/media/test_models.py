"""What may be uploaded: through the desk's own form, with a cap on pixels."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as PillowImage

from cms.media.models import MediaImage
from home.provisioning.teams import brand_collection


def png(width: int, height: int) -> bytes:
    """A PNG of any size in a few kilobytes, written without a picture of that size in memory."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, row = zlib.compressobj(9), bytes(1 + (width + 7) // 8)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


@pytest.fixture
def upload(brands, publisher_of, desk_client):
    client, collection = desk_client(publisher_of(brands[0])), brand_collection(brands[0])

    def post(content: bytes, name="picture.png", kind="image/png"):
        data = {
            "title": "A picture", "file": SimpleUploadedFile(name, content, kind), "collection": collection.pk,
            "purpose": "picture", "description": "", "credit": "", "tags": "", "focal_point_x": "",
            "focal_point_y": "", "focal_point_width": "", "focal_point_height": "",
        }  # fmt: skip
        return client.post(reverse("wagtailimages:add"), data)

    return post


class TestUpload:
    def test_a_picture_is_stored_in_the_brands_collection(self, upload, brands):
        assert upload(png(64, 64)).status_code == 302
        image = MediaImage.objects.get()
        assert (image.width, image.height, image.collection) == (64, 64, brand_collection(brands[0]))

    @pytest.mark.parametrize(("width", "height"), [(8000, 5001), (40_000_001, 1), (6325, 6325)])
    def test_more_than_40_megapixels_are_refused(self, upload, width, height):
        response = upload(png(width, height))
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not MediaImage.objects.exists()

    @pytest.mark.parametrize("file_format", ["AVIF", "WEBP", "JPEG", "GIF"])
    def test_every_format_that_is_offered(self, upload, file_format):
        content = io.BytesIO()
        PillowImage.new("RGB", (32, 32)).save(content, file_format)
        response = upload(content.getvalue(), f"picture.{file_format.lower()}", f"image/{file_format.lower()}")
        assert response.status_code == 302
        assert MediaImage.objects.get().width == 32

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("picture.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
            ("picture.png", b"not a picture"),
            ("picture.png", b""),
            ("picture.exe", png(8, 8)),
            ("picture.jpg", png(8, 8)),
        ],
    )
    def test_what_is_no_picture_is_refused(self, upload, name, content):
        response = upload(content, name)
        assert response.status_code == 200
        assert response.context["form"].errors["file"]
        assert not MediaImage.objects.exists()
