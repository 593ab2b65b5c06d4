"""Uploaded files over HTTP: images only, and nothing outside their folders."""

import pytest
from django.conf import settings
from wagtail.models import CollectionViewRestriction

from home.provisioning.teams import brand_collection
from tests.factories.media import make_document, make_image

OUT_OF_BOUNDS = [
    "documents/secret.txt", "images/../documents/secret.txt", "images/../../secret.txt", "./documents/secret.txt",
    "images/x/../../documents/secret.txt", "images/..%2fdocuments/secret.txt", "images%2f..%2fdocuments/secret.txt",
    "images/%2e%2e/documents/secret.txt", "..\\secret.txt", "images\\..\\documents\\secret.txt", "/etc/passwd",
    "images//../documents/secret.txt", "images/./../documents/secret.txt", "IMAGES/../documents/secret.txt",
    "images/%00", "images", "images/", "", "original_images/..", "secret.txt",
]  # fmt: skip


def read(response) -> bytes:
    """What was sent; a response that is read to its end is closed."""
    return b"".join(response.streaming_content)


@pytest.fixture(autouse=True)
def secret(db):
    """Files beside the public folders."""
    for path in (settings.MEDIA_ROOT / "secret.txt", settings.MEDIA_ROOT / "documents" / "secret.txt"):
        path.parent.mkdir(exist_ok=True)
        path.write_text("a secret")
    (settings.MEDIA_ROOT / "images").mkdir(exist_ok=True)


class TestImages:
    def test_each_host_gives_them_and_lets_them_be_kept(self, brands, site_client):
        image = make_image()
        for brand in brands:
            response = site_client(brand, image.file.url)
            assert response.status_code == 200
            assert read(response)[:4] == b"\x89PNG"
            assert "immutable" in response["Cache-Control"]
            assert response["Access-Control-Allow-Origin"] == "*"
            assert not response.cookies

    def test_they_are_only_read(self, brands, site_client):
        assert site_client(brands[0], make_image().file.url, "post").status_code == 405

    def test_one_that_is_not_there_is_404(self, brands, site_client):
        assert site_client(brands[0], "/media/images/nothing.png").status_code == 404


class TestElsewhere:
    @pytest.mark.parametrize("path", OUT_OF_BOUNDS)
    def test_nothing_outside_the_public_folders(self, brands, site_client, path):
        response = site_client(brands[0], f"/media/{path}")
        assert response.status_code in (400, 404)
        assert "a secret" not in response.text

    def test_a_document_goes_through_the_view_that_asks_about_privacy(self, brands, site_client):
        document = make_document()
        assert site_client(brands[0], document.file.url).status_code == 404
        given = site_client(brands[0], document.url)
        assert (given.status_code, read(given)) == (200, b"text")

    @pytest.mark.parametrize("kind", ["login", "groups", "password"])
    def test_a_private_document_is_on_no_brands_host(self, brands, site_client, kind):
        for brand in brands:
            document = make_document(collection=brand_collection(brand))
            assert read(site_client(brand, document.url)) == b"text"
            CollectionViewRestriction.objects.create(
                collection=document.collection, restriction_type=kind, password="a password"
            )
            for each in brands:
                assert site_client(each, document.url).status_code == 404

    def test_the_desk_gives_it_to_whom_the_restriction_lets(self, brands, desk_client, publisher_of):
        document = make_document(collection=brand_collection(brands[0]))
        CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
        assert read(desk_client(publisher_of(brands[0])).get(document.url)) == b"text"
