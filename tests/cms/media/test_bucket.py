"""Uploads in an S3-compatible bucket: a real one on this machine, asked over HTTP as the platform asks any."""

import io
import urllib.error
import urllib.request

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import CollectionViewRestriction

from cms.foundation.storing import StorageAway
from cms.media.models import MediaDocument, MediaImage
from home.provisioning.teams import brand_collection
from tests.buckets import NAME, empty_bucket, speaks_s3, stored_at

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def server():
    """The address of a server that speaks S3."""
    with speaks_s3() as address:
        yield address


@pytest.fixture
def bucket(server, db):
    """An empty, private bucket in place of the media folder."""
    with empty_bucket(server) as opened:
        yield opened


def names(bucket) -> set[str]:
    return {each.key for each in bucket.objects.all()}


def upload(client, kind: str, name: str, content: bytes, brand) -> None:
    data = {"title": "Sent", "purpose": "picture", "collection": brand_collection(brand).pk}
    data["file"] = SimpleUploadedFile(name, content)
    assert client.post(f"/admin/{kind}/add/", data).status_code == 302


def picture(kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (900, 500), "#336699").save(file, kind)
    return file.getvalue()


def test_a_picture_is_uploaded_cut_and_served_and_its_files_go_with_it(
    bucket, iduet, finhire, desk_client, editor_of, site_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        upload(desk_client(editor_of(iduet)), "images", "a picture é.png", picture(), iduet)
    image = MediaImage.objects.get(title="Sent")
    cut = set(image.renditions.values_list("filter_spec", flat=True))
    assert set(image.named_specs()) <= cut
    assert names(bucket) == {image.file.name, *image.renditions.values_list("file", flat=True)}
    for address in (image.file.url, image.renditions.first().url):
        assert address.startswith("/media/")  # never the bucket's own
        for brand in (iduet, finhire):
            given = site_client(brand, address)
            assert (given.status_code, given["X-Content-Type-Options"]) == (200, "nosniff")
            assert "sandbox" in given["Content-Security-Policy"]
            assert "immutable" in given["Cache-Control"]
            assert b"".join(given.streaming_content)
            again = site_client(brand, address, HTTP_IF_MODIFIED_SINCE=given["Last-Modified"])
            assert again.status_code == 304
    assert site_client(iduet, "/media/images/none.png").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        image.delete()
    assert names(bucket) == set()


def test_a_private_document_has_no_public_address(
    bucket, server, iduet, finhire, desk_client, publisher_of, site_client
):
    publisher = desk_client(publisher_of(iduet))
    upload(publisher, "documents", "a.txt", b"for colleagues", iduet)
    document = MediaDocument.objects.get(title="Sent")
    given = site_client(iduet, document.url)
    assert b"".join(given.streaming_content) == b"for colleagues"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Security-Policy"] == "default-src 'none'"
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    for brand in (iduet, finhire):
        assert site_client(brand, document.url).status_code == 404
        assert site_client(brand, document.file.url).status_code == 404
    assert b"".join(publisher.get(document.url).streaming_content) == b"for colleagues"
    # Nothing was said of the object that would let anybody but the bucket's owner read it.
    grants = bucket.Object(document.file.name).Acl().grants
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server}/{NAME}/{document.file.name}", timeout=10)  # noqa: S310
    assert refused.value.code == 403
    refused.value.close()


def test_names_are_never_written_over(bucket):
    first = default_storage.save("images/a.png", ContentFile(b"first"))
    second = default_storage.save("images/a.png", ContentFile(b"second"))
    assert first != second
    assert names(bucket) == {first, second}


def test_a_large_file_rests_on_the_disk_while_it_is_handed_out(bucket):
    default_storage.save("images/large.png", ContentFile(bytes(12 * 1024 * 1024)))
    with default_storage.open("images/large.png") as file:
        assert file.read(4) == bytes(4)
        assert file.file._rolled


class TestAway:
    @pytest.fixture
    def gone(self, bucket):
        """The settings name a place where nothing listens."""
        with stored_at("http://127.0.0.1:9"):
            yield

    def test_a_picture_is_not_gone_for_good(self, gone, iduet, site_client):
        answer = site_client(iduet, "/media/images/a.png")
        assert answer.status_code == 503
        assert answer["Cache-Control"] == "no-store"
        assert "Retry-After" in answer

    def test_it_is_told_as_a_disk_would(self, gone):
        for ask in (default_storage.exists, default_storage.size, default_storage.listdir, default_storage.open):
            with pytest.raises(StorageAway, match="does not answer"):
                ask("images/a.png")
        with pytest.raises(StorageAway):
            default_storage.save("images/a.png", ContentFile(b"a"))

    def test_what_is_missing_is_missing(self, bucket):
        for ask in (default_storage.get_modified_time, default_storage.size, default_storage.open):
            with pytest.raises(FileNotFoundError):
                ask("images/none.png")
        assert not default_storage.exists("images/none.png")
