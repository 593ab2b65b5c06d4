"""Pictures and documents that somebody or something has spoiled: taken whole, or refused at the field; never a fault.

By each way that there is to send one. Of what is refused no row and no file stays; what is taken can be cut, shown in
the desk and read by the public.
"""

import gc
import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse
from PIL import Image
from wagtail.models import APIToken

from cms.media.models import MediaDocument, MediaImage
from cms.media.tasks import make_renditions
from home.provisioning.teams import brand_collection
from tests.factories.media import make_document, make_image
from tests.spoiling import chance_of, damaged, spoiled

#: What Pillow thinks of what it reads is for its log.
pytestmark = [
    *(
        pytest.mark.filterwarnings(f"ignore::UserWarning:PIL.{module}")
        for module in ("TiffImagePlugin", "Image", "ImageFile", "GifImagePlugin", "PngImagePlugin")
    ),
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
]

SOME, MANY = 20, 1000
#: With these something went wrong once.
FOUND = (52, 320)
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml", "odt": "content.xml"}


def picture(kind: str) -> bytes:
    """A small picture of that kind, with what such files carry along: transparency, a place, frames."""
    file = io.BytesIO()
    drawn = Image.linear_gradient("L").resize((64, 40)).convert("P" if kind == "GIF" else "RGB")
    more: dict = {"comment": b"by hand"} if kind == "GIF" else {}
    if kind in ("JPEG", "WEBP"):
        exif = Image.Exif()
        exif[0x0112], exif[0x010E] = 6, "turned, and described"
        more["exif"] = exif
    if kind in ("GIF", "WEBP"):
        more |= {"save_all": True, "append_images": [drawn.rotate(90)], "duration": 100}
    if kind == "PNG":
        drawn = drawn.convert("RGBA")
    drawn.save(file, kind, **more)
    return file.getvalue()


def office(member: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("[Content_Types].xml", member, "docProps/core.xml"):
            packed.writestr(name, "<?xml version='1.0'?><a>text</a>" * 20)
    return file.getvalue()


PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"
GOOD = {
    "images": {
        f"a.{name}": picture(kind)
        for name, kind in {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}.items()
    },
    "documents": {
        "a.pdf": PDF, "a.txt": "één regel\n".encode() * 20, "a.csv": b"\xef\xbb\xbfa;b\n1;2\n" * 20,
        **{f"a.{name}": office(member) for name, member in OFFICE.items()},
    },
}  # fmt: skip
MODELS = {"images": MediaImage, "documents": MediaDocument}
FOLDERS = {"images": "original_images", "documents": "documents"}


@pytest.fixture(autouse=True)
def _closed_afterwards():
    """Wagtail leaves files of uploads open."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def senders(brands, publisher_of, desk_client):
    """A client at the desk and one of the write API, of a publisher."""
    user = publisher_of(brands[0])
    _, token = APIToken.create_token(user=user, name="tests")
    with override_settings(WAGTAIL_API_V3_REQUESTS_PER_MINUTE=0):
        yield (
            desk_client(user),
            Client(HTTP_HOST="desk.localhost:8000", headers={"authorization": f"Bearer {token}"}),
        )


class Sending:
    """Sends spoiled files of a kind, by one way after the other."""

    def __init__(self, kind: str, brand, senders):
        self.kind, self.brand, self.model = kind, brand, MODELS[kind]
        self.desk, self.api = senders
        self.collection = brand_collection(brand).pk
        make = {"images": make_image, "documents": make_document}[kind]
        self.standing = make("Stands", collection=brand_collection(brand))
        self.outcomes: Counter[tuple[str, bool]] = Counter()

    def state(self) -> tuple:
        try:
            files = sorted(default_storage.listdir(FOLDERS[self.kind])[1])
        except FileNotFoundError:
            files = []
        return files, sorted(self.model.objects.values_list("pk", "file", "title"))

    def edit(self, row) -> str:
        return reverse(f"wagtail{'docs' if self.kind == 'documents' else 'images'}:edit", args=[row.pk])

    def send(self, way: str, name: str, content: bytes):
        """The row that came of it, or none."""
        file = SimpleUploadedFile(name, content)
        data = {"title": "Sent", "purpose": "icon", "collection": self.collection}
        if way == "form":
            answer = self.desk.post(f"/admin/{self.kind}/add/", {**data, "file": file})
            taken = answer.status_code == 302
        elif way == "several":
            answer = self.desk.post(f"/admin/{self.kind}/multiple/add/", {**data, "files[]": file})
            told = answer.json()
            taken = told["success"]
            assert taken or told["error_message"]
            if "uploaded_file_id" in told:  # an image has more to say before it is one
                key = told["uploaded_file_id"]
                said = {f"uploaded-image-{key}-{field}": value for field, value in data.items()}
                address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[key])
                answer = self.desk.post(address, said)
                assert answer.json()["success"], answer.content[:500]
        elif way == "instead":
            answer = self.desk.post(self.edit(self.standing), {**data, "title": "Stands", "file": file})
            taken = answer.status_code == 302
        else:
            answer = self.api.post(f"/api/v3-preview/{self.kind}/", {"title": "Sent", "file": file,
                                                                   "collection_id": self.collection})  # fmt: skip
            taken = answer.status_code == 201
            assert taken or answer.status_code == 422, answer.content
        assert answer.status_code < 400 or way == "api", answer.content[:500]
        self.outcomes[way, taken] += 1
        if not taken:
            return None
        row = self.model.objects.latest("pk")
        assert (row == self.standing) == (way == "instead"), (answer.headers, answer.content[:500])
        return row

    def survive(self, seeds: Iterable[int]) -> None:
        ways, names = ("form", "several", "instead", "api"), sorted(GOOD[self.kind])
        for seed in seeds:
            chance = chance_of(seed)
            name, way = names[seed % len(names)], chance.choice(ways)
            spoil = damaged if chance.random() < 0.8 else spoiled
            content = spoil(GOOD[self.kind][name], chance)
            before = self.state()
            try:
                row = self.send(way, name, content)
            except Exception as fault:
                raise AssertionError(f"Seed {seed}, {name} by {way}: {fault!r}") from fault
            if row is None:
                assert self.state() == before, (seed, name, way)
            else:
                self.look(row, (seed, name, way))
                if way != "instead":
                    row.delete()

    def look(self, row, where) -> None:
        """What was taken is there for everybody whose it is."""
        if self.kind == "images":
            row.purpose = "icon"
            row.save(update_fields=["purpose"])
            assert make_renditions.func(row.pk), where
        assert self.desk.get(self.edit(row)).status_code == 200, where
        at_home = Client(HTTP_HOST=f"{self.brand.host}:8000")
        shown = at_home.get(row.url if self.kind == "documents" else row.file.url)
        assert (shown.status_code, bool(shown.getvalue())) == (200, True), where  # read to its end, a file is closed


@pytest.mark.parametrize("kind", GOOD)
def test_some(kind, iduet, senders):
    sending = Sending(kind, iduet, senders)
    sending.survive((*range(SOME), *FOUND))
    assert {taken for _way, taken in sending.outcomes} == {True, False}


def test_a_picture_whose_turn_cannot_be_read_is_refused(iduet, senders):
    """It decodes, and could never be cut."""
    file = io.BytesIO()
    Image.new("RGB", (64, 40)).save(file, "WEBP", exif=b"Exif\0\0no tiff header")
    sending = Sending("images", iduet, senders)
    assert sending.send("form", "a.webp", file.getvalue()) is None


@pytest.mark.proof
@pytest.mark.parametrize("kind", GOOD)
def test_a_thousand(kind, iduet, senders):
    sending = Sending(kind, iduet, senders)
    sending.survive(range(MANY))
    assert min(sending.outcomes.values()) > 10, sending.outcomes
