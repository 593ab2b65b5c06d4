"""Renditions are made when an image is uploaded or its focal point moves, and really are what they say."""

import pytest
from PIL import Image as PillowImage

from cms.changes.models import Change
from cms.media.models import Rendition
from cms.media.sizes import PURPOSES
from cms.media.tasks import dominant_colour, make_renditions, renditions_are_missing
from tests.factories.media import make_image

MAGIC = {"avif": "AVIF", "webp": "WEBP", "jpeg": "JPEG", "png": "PNG"}


def move_focal_point(image, x, y):
    image.focal_point_x, image.focal_point_y = x, y
    image.focal_point_width = image.focal_point_height = 10
    image.save()


@pytest.fixture
def upload(brands, django_capture_on_commit_callbacks):
    """`upload(…)` stores an image as the desk does, with what happens after the commit."""

    def store(**fields):
        with django_capture_on_commit_callbacks(execute=True):
            image = make_image(**{"size": (1600, 900), **fields})
        image.refresh_from_db()
        return image

    return store


class TestUpload:
    @pytest.mark.parametrize("purpose", PURPOSES)
    def test_every_named_rendition_is_made(self, upload, purpose):
        image = upload(purpose=purpose)
        made = {rendition.filter_spec for rendition in image.renditions.all()}
        assert made == set(image.named_specs())
        assert not renditions_are_missing(image)

    def test_each_file_is_of_the_format_and_size_that_it_says(self, upload):
        image = upload()
        assert {spec.rpartition("-")[2] for spec in image.named_specs()} == {"avif", "webp", "png"}
        for rendition in image.renditions.all():
            file_format = rendition.filter_spec.rpartition("format-")[2]
            with rendition.file.open("rb") as file, PillowImage.open(file) as picture:
                assert picture.format == MAGIC[file_format], rendition.filter_spec
                assert picture.size == (rendition.width, rendition.height)
            assert rendition.file.name.endswith(f".{file_format}"), rendition.file.name

    def test_the_placeholder_is_the_pictures_colour(self, upload):
        image = upload()
        assert image.placeholder == dominant_colour(image) == "#336699"

    def test_its_row_in_the_change_log_is_written_with_them(self, upload, django_capture_on_commit_callbacks):
        image = upload()
        Change.objects.all().delete()
        Rendition.objects.all().delete()
        Change.objects.all().delete()
        make_renditions.call(image.pk)
        tags = [row.tags for row in Change.objects.all()]
        assert tags == [[f"mediaimage:{image.pk}"]]

    def test_saving_a_title_makes_nothing(self, upload, django_capture_on_commit_callbacks):
        image = upload()
        with django_capture_on_commit_callbacks() as callbacks:
            image.title = "Another title"
            image.save()
        assert not [one for one in callbacks if "rendition" in getattr(one, "__qualname__", "")]

    def test_an_image_deleted_meanwhile_is_no_mistake(self, db):
        assert make_renditions.call(0) == 0


class TestFocalPoint:
    def test_moving_it_makes_them_again_and_removes_the_old(self, upload, django_capture_on_commit_callbacks):
        image = upload()
        before = set(image.renditions.values_list("file", flat=True))
        storage = image.file.storage
        with django_capture_on_commit_callbacks(execute=True):
            move_focal_point(image, 100, 100)
        image.refresh_from_db()
        after = {rendition.filter_spec: rendition for rendition in image.renditions.all()}
        assert set(after) == set(image.named_specs())
        assert image.renditions.count() == len(after)
        cut = {rendition.file.name for spec, rendition in after.items() if spec.startswith("fill-")}
        assert not cut & before
        gone = before - {rendition.file.name for rendition in after.values()}
        assert gone
        assert not [name for name in gone if storage.exists(name)]

    def test_a_second_run_makes_nothing(self, upload, monkeypatch):
        image = upload()
        monkeypatch.setattr(type(image), "generate_rendition_instance", lambda *args: pytest.fail("made again"))
        assert make_renditions.call(image.pk) == len(image.named_specs())
