"""Files, privacy of files, languages, redirects, order of pages and what happens by the clock write their rows too."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction, Locale, Page

from cms.media.models import Rendition
from home.provisioning.teams import brand_collection
from tests.cms.changes.reading import about, of
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content

HOUR = timezone.timedelta(hours=1)


def tags_of(rows) -> set[str]:
    return {tag for row in rows for tag in row.tags}


class TestFiles:
    @pytest.mark.parametrize(("make", "label"), [(make_image, "mediaimage"), (make_document, "mediadocument")])
    def test_a_file_that_comes_changes_and_goes(self, brands, rows, make, label):
        file = make()
        assert f"{label}:{file.pk}" in tags_of(of(rows(), file))
        file.title = "Another title"
        file.save()
        assert [(row.brand, row.tags) for row in of(rows(), file)] == [(None, [f"{label}:{file.pk}"])]
        key = file.pk
        file.delete()
        assert f"{label}:{key}" in tags_of(rows())

    def test_a_rendition_is_its_images(self, brands, rows):
        image = make_image()
        rows()
        rendition = Rendition.objects.create(
            image=image, filter_spec="width-20", file=image.file.name, width=20, height=20, focal_point_key="x"
        )
        assert tags_of(rows()) == {f"mediaimage:{image.pk}"}
        rendition.delete()
        assert tags_of(rows()) == {f"mediaimage:{image.pk}"}

    def test_files_that_become_private_and_public_again(self, brands, rows):
        restriction = CollectionViewRestriction(collection=brand_collection(brands[0]), restriction_type="login")
        for act in (restriction.save, restriction.delete):
            act()
            assert tags_of(rows()) == {"brand:iduet", "brand:finhire"}

    def test_a_collection_that_moves(self, brands, rows):
        collection = brand_collection(brands[0])
        rows()
        collection.name = "Renamed"
        collection.save()
        assert tags_of(rows()) == {"brand:iduet", "brand:finhire"}


def test_languages_of_the_installation(brands, rows):
    locale = Locale.objects.create(language_code="fr")
    assert tags_of(rows()) == {"brand:iduet", "brand:finhire"}
    locale.delete()
    assert tags_of(rows()) == {"brand:iduet", "brand:finhire"}


def test_redirects_are_their_brands(iduet, finhire, rows):
    redirect = Redirect.objects.create(old_path="/old", site=iduet.site, redirect_link="/new")
    assert [(row.brand, "redirects:iduet" in row.tags) for row in rows()] == [(iduet, True)]
    redirect.redirect_link = "/newer"
    redirect.save()
    assert "redirects:iduet" in tags_of(rows())
    redirect.delete()
    assert "redirects:iduet" in tags_of(rows())


def test_the_order_of_pages(iduet, rows):
    first, second = make_content(home_of(iduet)), make_content(home_of(iduet))
    rows()
    Page.objects.get(pk=second.pk).move(first, pos="left")
    found = about(rows(), second)
    assert found
    for row in found:
        assert f"children:{home_of(iduet).pk}" in row.tags
        assert row.addresses_before == row.addresses_after


def test_what_is_scheduled_and_what_expires_writes_its_row_at_that_moment(iduet, finhire, rows):
    role = make_role(publish=False)
    role.go_live_at = timezone.now() + HOUR
    role.save_revision().publish()
    assert not of(rows(), role)
    role.revisions.update(approved_go_live_at=timezone.now() - HOUR)
    revision = role.get_latest_revision()
    revision.content["go_live_at"] = None
    revision.save()
    call_command("publish_scheduled")
    assert [row.kind for row in of(rows(), role)] == ["published"]
    type(role).objects.filter(pk=role.pk).update(expire_at=timezone.now() - HOUR)
    call_command("publish_scheduled")
    assert [row.kind for row in of(rows(), role)] == ["unpublished"]
