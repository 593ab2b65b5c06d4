"""A picture as data. Rendering never makes a rendition; the nearest that exists stands in."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as PillowImage
from wagtail.images.models import AbstractImage, Filter
from wagtail.models import CollectionViewRestriction

from brands.models import Brand
from cms.media.models import MediaImage, Rendition
from cms.media.pictures import PictureTarget, fits_focal_point
from cms.media.sizes import SIZES
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of, scope_of
from tests.factories.media import make_image
from tests.factories.pages import make_content, make_specialism


def rendition(image, width, name="hero", file_format="avif", key="") -> Rendition:
    """A rendition as the database knows it; what its file shows is of no matter here."""
    spec = SIZES[name].spec(width, file_format)
    height = round(width / (SIZES[name].ratio or 1))
    file = io.BytesIO()
    PillowImage.new("RGB", (width, height)).save(file, "PNG")
    return Rendition.objects.create(
        image=image, filter_spec=spec, focal_point_key=key,
        file=ContentFile(file.getvalue(), name=f"{name}-{width}-{key}.{file_format}"),
    )  # fmt: skip


def picture(image, name="hero", **how):
    scope = scope_of(Brand.objects.get(key="iduet"))
    return scope.get(MediaImage, image.pk).picture(name, **how)


@pytest.fixture
def image(brands, monkeypatch):
    monkeypatch.setattr(AbstractImage, "create_renditions", lambda *args: pytest.fail("made while rendering"))
    monkeypatch.setattr(AbstractImage, "create_rendition", lambda *args: pytest.fail("made while rendering"))
    return make_image(size=(1600, 900), description="A bridge", credit="J. Doe")


class TestSources:
    def test_newest_format_first_each_width_once(self, image):
        for file_format in ("webp", "avif", "png"):
            for width in (640, 1280):
                rendition(image, width, file_format=file_format)
        found = picture(image)
        assert [source.type for source in found.sources] == ["image/avif", "image/webp"]
        first = found.sources[0]
        assert [entry.split()[1] for entry in first.srcset.split(", ")] == ["640w", "1280w"]
        assert first.sizes == SIZES["hero"].hint
        assert (found.width, found.height) == (1280, 720)
        assert found.src.endswith(".png")

    def test_what_is_not_made_yet_is_left_out(self, image):
        rendition(image, 640, file_format="webp")
        found = picture(image)
        assert [source.type for source in found.sources] == ["image/webp"]
        assert found.sources[0].srcset.endswith(" 640w")

    def test_without_a_fallback_the_nearest_rendition_stands_in(self, image):
        small = rendition(image, 400, "card", "webp")
        near = rendition(image, 960, "figure", "webp")
        assert picture(image).src == near.url
        near.delete()
        assert picture(image).src == small.url

    def test_without_any_the_original_does(self, image):
        found = picture(image)
        assert found.src == image.file.url
        assert (found.width, found.height, found.sources) == (1600, 900, [])

    def test_one_cut_around_an_older_focal_point_shows_only_until_its_successor_is_there(self, image):
        old = rendition(image, 1280, file_format="png", key="old")
        assert picture(image).src == old.url
        new = rendition(image, 1280, file_format="png", key=Filter(old.filter_spec).get_cache_key(image))
        assert fits_focal_point(new, image)
        assert not fits_focal_point(old, image)
        assert picture(image).src == new.url


class TestWords:
    def test_the_places_own_words_win_over_the_pictures(self, image):
        assert picture(image).alt == "A bridge"
        assert picture(image, alt="Our bridge").alt == "Our bridge"
        assert picture(image, alt="Our bridge", decorative=True).alt == ""

    def test_credit_placeholder_and_focal_point(self, image):
        found = picture(image)
        assert (found.credit, found.placeholder) == ("J. Doe", "#e5e7eb")
        assert (found.focal_point.x, found.focal_point.y) == (0.5, 0.5)
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 400, 90, 10, 10
        found = PictureTarget(image, []).picture("hero")
        assert (found.focal_point.x, found.focal_point.y) == (0.25, 0.1)


class TestAddressOfOneWidth:
    def test_is_the_file_of_that_width_in_the_fallback_format(self, image):
        image.purpose = MediaImage.Purpose.ICON
        made = {width: rendition(image, width, "icon", "png") for width in (32, 180)}
        target = PictureTarget(image, list(made.values()))
        assert {width: target.address("icon", width) for width in (32, 180)} == {
            width: file.url for width, file in made.items()
        }

    def test_or_the_nearest_that_exists_and_the_original_at_last(self, image):
        image.purpose = MediaImage.Purpose.ICON
        large = rendition(image, 512, "icon", "png")
        assert PictureTarget(image, [large]).address("icon", 32) == large.url
        assert PictureTarget(image, []).address("icon", 32) == image.file.url

    def test_a_page_names_the_icons_of_its_own_brand(self, image, brands, site_client):
        image.purpose = MediaImage.Purpose.ICON
        image.save()
        made = {width: rendition(image, width, "icon", "png") for width in (32, 180)}
        iduet, other = brands[0], brands[1]
        iduet.favicon = image
        iduet.save()
        page = site_client(iduet, "/").text
        assert f'<link rel="icon" type="image/png" sizes="32x32" href="{made[32].url}">' in page
        assert f'<link rel="apple-touch-icon" sizes="180x180" href="{made[180].url}">' in page
        assert 'rel="icon"' not in site_client(other, "/").text


class TestRendering:
    def test_a_page_makes_no_rendition(self, image, iduet, site_client):
        figure = {"image": {"image": image.pk, "alt_text": "a", "decorative": False}, "caption": ""}
        iduet.logo_light = iduet.favicon = iduet.social_image = image
        iduet.save()
        make_specialism(
            home_of(iduet), slug="field", hero_image=image, hero_image_alt="b",
            body=[{"type": "figure", "value": figure}],
        )  # fmt: skip
        response = site_client(iduet, "/field/")
        assert response.status_code == 200
        assert image.file.url in response.text
        assert Rendition.objects.count() == 0

    def test_several_pictures_are_loaded_together(self, image, iduet, django_assert_num_queries):
        images = [image, *(make_image() for _ in range(4))]
        scope = scope_of(iduet)
        scope.directory.roots  # noqa: B018 - loads the directory
        scope.prefetch((MediaImage, one.pk) for one in images)
        with django_assert_num_queries(0):
            assert all(scope.get(MediaImage, one.pk).picture("hero") for one in images)

    def test_a_picture_of_a_private_collection_is_not_shown(self, image, brands):
        private = make_image(collection=brand_collection(brands[1]))
        CollectionViewRestriction.objects.create(collection=private.collection, restriction_type="login")
        assert scope_of(brands[0]).get(MediaImage, private.pk) is None
        assert scope_of(brands[0]).get(MediaImage, image.pk)

    def test_a_deleted_picture_leaves_its_place_empty(self, image, iduet):
        figure = {"image": {"image": image.pk, "alt_text": "a", "decorative": False}, "caption": "It was here"}
        page = make_content(home_of(iduet), body=[{"type": "figure", "value": figure}])
        image.delete()
        shown = page.represent(scope_of(iduet, page=page)).body[0].value
        assert (shown.image, shown.caption) == (None, "It was here")
