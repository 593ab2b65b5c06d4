"""Hostile uploads through the desk: refused at once, at the field, in bounded memory, and harmless if taken."""

import errno
import io
import time
import tracemalloc
import zipfile
import zlib

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from PIL import Image

from cms.media.contents import MOST_UNPACKED
from cms.media.models import MediaDocument, MediaImage
from home.provisioning.teams import brand_collection
from tests.factories.media import make_document, make_image

SECOND, MEMORY = 1.0, 60 * 1024 * 1024
HTML = b"<!doctype html><script>alert(document.domain)</script>"


@pytest.fixture
def upload(desk_client, editor_of, iduet):
    """`upload("images" or "documents", name, content)` as an editor; the answer, its time and memory looked at."""
    client = desk_client(editor_of(iduet))

    def send(kind: str, name: str, content: bytes):
        data = {"title": "Sent", "purpose": "picture", "collection": brand_collection(iduet).pk}
        data["file"] = SimpleUploadedFile(name, content)
        tracemalloc.start()
        began = time.process_time()
        answer = client.post(f"/admin/{kind}/add/", data)
        taken, (_now, peak) = time.process_time() - began, tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < MEMORY
        assert taken < 3 * SECOND  # watching memory makes three of one
        return answer

    return send


def png(width: int, height: int) -> bytes:
    """A picture of one colour whose pixels are never held: rows compress to nothing."""
    row = b"\0" + bytes((width + 7) // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([1, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def office(member: str, size: int = 100) -> bytes:
    file = io.BytesIO()
    deflated = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
    with deflated as packed, packed.open(member, "w", force_zip64=True) as written:
        for _ in range(max(1, size // 1_000_000)):
            written.write(bytes(min(size, 1_000_000)))
    return file.getvalue()


class TestImages:
    @pytest.mark.parametrize("size", [(11_260, 11_260), (60_000, 60_000), (1, 2_000_000)])
    def test_a_bomb_is_refused_before_it_is_unpacked(self, upload, size):
        answer = upload("images", "bomb.png", png(*size))
        if size[0] * size[1] > 40_000_000:
            assert answer.status_code == 200
            assert list(answer.context_data["form"].errors) == ["file"]
            assert "pixel" in str(answer.context_data["form"].errors["file"])
            assert not MediaImage.objects.filter(title="Sent").exists()

    @pytest.mark.parametrize(("name", "content"), [
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.png", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.png", HTML), ("a.html", HTML), ("a.jpg", b"\xff\xd8\xff" + HTML), ("a.gif", b"GIF89a" + HTML),
        ("a.png", b""),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBPVP8 " + HTML), ("a.png", png(10, 10)[:40]), ("a.php", png(10, 10)),
    ])  # fmt: skip
    def test_what_is_no_picture_of_a_known_kind_is_refused_at_the_field(self, upload, name, content):
        answer = upload("images", name, content)
        assert answer.status_code == 200
        assert list(answer.context_data["form"].errors) == ["file"]
        assert not MediaImage.objects.filter(title="Sent").exists()

    def test_a_picture_that_is_a_page_too_runs_nothing(self, upload, iduet, site_client):
        file = io.BytesIO()
        Image.new("RGB", (400, 300)).save(file, "GIF", comment=HTML)
        assert upload("images", "both.gif", file.getvalue()).status_code == 302
        answer = site_client(iduet, MediaImage.objects.get(title="Sent").file.url)
        assert answer["Content-Type"] == "image/gif"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        answer.close()

    @pytest.mark.parametrize("spec", ["width-50000", "fill-9999x9999", "max-166x166", "width-640|format-png"])
    def test_a_size_that_the_house_has_not_is_never_made(self, db, spec):
        with pytest.raises(SuspiciousOperation):
            make_image().get_rendition(spec)

    def test_sizes_of_the_house_and_of_the_desk_are(self, db):
        image = make_image()
        for spec in (*image.named_specs()[:1], "max-165x165"):
            assert image.get_rendition(spec).width > 0

    def test_an_editor_makes_none_by_an_address(self, desk_client, editor_of, iduet):
        image = make_image(collection=brand_collection(iduet))
        client = desk_client(editor_of(iduet))
        assert client.get(f"/admin/images/{image.pk}/preview/width-50000/").status_code == 404


class TestDocuments:
    @pytest.mark.parametrize(("name", "content"), [
        ("a.pdf", HTML), ("a.pdf", b"PK\x03\x04"), ("a.docx", HTML), ("a.docx", office("xl/workbook.xml")),
        ("a.xlsx", office("word/document.xml")), ("a.odt", b"%PDF-1.7"), ("a.txt", HTML),
        ("a.csv", b"\n <SVG onload=a>"),
        ("a.txt", b"MZ\0\0"), ("a.html", HTML), ("a.svg", b"<svg/>"), ("a.pdf.exe", b"%PDF-"),
        ("a.docx", office("word/document.xml", MOST_UNPACKED + 2_000_000)),
    ])  # fmt: skip
    def test_what_is_not_what_its_name_says_is_refused_at_the_field(self, upload, name, content):
        answer = upload("documents", name, content)
        assert answer.status_code == 200
        assert list(answer.context_data["form"].errors) == ["file"]
        assert not MediaDocument.objects.filter(title="Sent").exists()

    @pytest.mark.parametrize(("name", "content"), [
        ("a.pdf", b"%PDF-1.7\n"), ("a.docx", office("word/document.xml")), ("a.xlsx", office("xl/workbook.xml")),
        ("a.pptx", office("ppt/presentation.xml")), ("a.odt", office("content.xml")), ("a.txt", "één".encode()),
        ("a.csv", b"\xef\xbb\xbfa;b\n1;2\n"),
    ])  # fmt: skip
    def test_what_is_what_it_says_is_taken(self, upload, name, content):
        assert upload("documents", name, content).status_code == 302

    def test_it_is_handed_over_and_runs_nothing(self, iduet, site_client):
        document = make_document()
        answer = site_client(iduet, document.url)
        assert answer["Content-Security-Policy"] == "default-src 'none'"
        assert answer["X-Content-Type-Options"] == "nosniff"
        answer.close()


class TestBodies:
    """What is announced is refused before it is read; what is read slowly is the web server's business."""

    @pytest.mark.parametrize(("host", "size", "status"), [
        ("iduet.localhost:8000", 3 * 1024 * 1024, 413), ("api.localhost:8000", 10**12, 413),
        ("desk.localhost:8000", 26 * 1024 * 1024, 413), ("iduet.localhost:8000", "a lot", 400),
    ])  # fmt: skip
    def test_too_much_is_refused_by_its_announcement(self, client, iduet, host, size, status):
        class Unread:
            def read(self, *args):
                raise AssertionError("nothing may be read")

            readline = read

        sent = {"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
        answer = client.generic("POST", "/", headers={"host": host}, **sent)
        assert answer.status_code == status
        assert answer["Connection"] == "close"

    def test_what_is_not_measured_is_refused(self, client, iduet):
        headers = {"host": "iduet.localhost:8000", "transfer-encoding": "chunked"}
        assert client.generic("POST", "/", b"", headers=headers, CONTENT_LENGTH="").status_code == 411


class TestNoRoom:
    """The disk is full, in the folder of uploads or where bodies rest: said to who sent it, and nothing is saved."""

    @pytest.fixture
    def full(self, monkeypatch):
        def refuse(*args, **kwargs):
            raise OSError(errno.ENOSPC, "No space left on device")

        return lambda place, name: monkeypatch.setattr(place, name, refuse)

    @pytest.fixture
    def send(self, desk_client, editor_of, iduet):
        """Upload as an editor, in a language that the desk answers in."""
        client = desk_client(editor_of(iduet))

        def upload(kind, name, content, **headers):
            data = {"title": "Sent", "purpose": "picture", "collection": brand_collection(iduet).pk}
            return client.post(f"/admin/{kind}/add/", {**data, "file": SimpleUploadedFile(name, content)}, **headers)

        return upload

    @pytest.mark.parametrize(("kind", "name", "content"), [
        ("images", "a.png", png(10, 10)), ("documents", "a.txt", b"text"),
    ])  # fmt: skip
    def test_in_the_folder_of_uploads(self, send, full, kind, name, content, caplog):
        full(FileSystemStorage, "_save")
        answer = send(kind, name, content)
        assert answer.status_code == 507
        assert "geen ruimte" in answer.text
        assert "could not be kept" in caplog.text
        assert not MediaImage.objects.exists()
        assert not MediaDocument.objects.exists()

    def test_where_bodies_rest(self, send, full, caplog):
        full(TemporaryFileUploadHandler, "receive_data_chunk")
        answer = send("documents", "a.txt", b"a" * 3_000_000)
        assert answer.status_code == 507
        assert "geen ruimte" in answer.text
        assert not MediaDocument.objects.exists()

    def test_scripts_are_told_as_data(self, send, full, caplog):
        full(FileSystemStorage, "_save")
        answer = send("documents", "a.txt", b"a", HTTP_ACCEPT="application/json")
        assert (answer.status_code, answer.json()["success"]) == (507, False)

    def test_another_fault_of_the_disk_stays_a_fault(self, send, monkeypatch):
        def broken(*args, **kwargs):
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(FileSystemStorage, "_save", broken)
        with pytest.raises(PermissionError):
            send("documents", "a.txt", b"text")
