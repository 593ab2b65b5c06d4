"""A translation knows what it was translated from, and which fields of that changed since."""

import pytest
from django.utils import translation
from wagtail.models import Revision

from cms.foundation.translation import current_revision
from cms.library.models import Role
from cms.pages.models import ContentPage
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def publish(thing, **fields):
    """Publish a change through the publishing code, from a fresh copy as the desk does."""
    fresh = type(thing).objects.get(pk=thing.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save_revision().publish()
    return type(thing).objects.get(pk=thing.pk)


@pytest.fixture
def pair(iduet, finhire):
    """A Dutch page and its English translation, both published."""
    dutch = make_content(home_of(iduet), "Voorwaarden", slug="voorwaarden", introduction="<p>Tekst</p>")
    english = dutch.copy_for_translation(home_of(iduet, "en").locale)
    return dutch, publish(ContentPage.objects.get(pk=english.pk), title="Terms")


@pytest.fixture
def roles(brands):
    dutch = make_role("CIO", tagline="Verbindt")
    english = dutch.copy_for_translation(home_of(brands[0], "en").locale)
    english.save()
    english = Role.objects.get(pk=english.pk)
    english.source_revision = current_revision(Role.objects.get(pk=dutch.pk))
    english.save()
    return dutch, publish(english, tagline="Connects")


def labels(thing) -> list[str]:
    """What the next request says of it."""
    return [field.label for field in type(thing).objects.get(pk=thing.pk).outdated_fields()]


class TestPages:
    def test_a_new_translation_is_right(self, pair):
        dutch, english = pair
        assert english.is_translation
        assert english.translation_source() == dutch
        assert not english.is_outdated()
        assert not dutch.is_translation
        assert dutch.outdated_fields() == []

    def test_a_changed_source_dates_it_and_names_the_field_with_its_difference(self, pair):
        dutch, english = pair
        publish(dutch, introduction="<p>Nieuwe tekst</p>")
        (changed,) = english.outdated_fields()
        assert changed.label == "Introduction"
        assert "Nieuwe" in changed.difference

    def test_a_draft_of_the_source_dates_nothing(self, pair):
        dutch, english = pair
        dutch.title = "Nog niet"
        dutch.save_revision()
        assert not english.is_outdated()

    def test_a_change_that_was_taken_back_dates_nothing(self, pair):
        dutch, english = pair
        publish(dutch, title="Anders")
        assert labels(english) == ["Title"]
        publish(dutch, title="Voorwaarden")
        assert labels(english) == []

    def test_addresses_and_dates_are_its_own(self, pair):
        dutch, english = pair
        publish(dutch, slug="andere-plek", show_in_menus=True)
        assert not english.is_outdated()

    def test_sections_are_compared_too(self, pair):
        dutch, english = pair
        publish(dutch, body=[("text_section", {"heading": "Nieuw", "text": "<p>Tekst</p>"})])
        assert labels(english) == ["Sections"]

    def test_confirming_ends_it_without_a_new_revision(self, pair):
        dutch, english = pair
        publish(dutch, title="Anders")
        revisions = english.revisions.count()
        english.confirm_translation()
        english = ContentPage.objects.get(pk=english.pk)
        assert not english.is_outdated()
        assert english.revisions.count() == revisions
        publish(dutch, title="Weer anders")
        assert labels(english) == ["Title"]

    def test_publishing_an_older_draft_does_not_forget_what_was_confirmed(self, pair):
        dutch, english = pair
        draft = english.save_revision()
        publish(dutch, title="Anders")
        ContentPage.objects.get(pk=english.pk).confirm_translation()
        Revision.objects.get(pk=draft.pk).publish()  # as the schedule finds it
        assert labels(english) == []

    def test_a_source_that_is_gone_dates_nothing(self, pair):
        dutch, english = pair
        type(dutch).objects.get(pk=dutch.pk).delete()
        english = ContentPage.objects.get(pk=english.pk)
        assert english.translation_source() is None
        assert english.outdated_fields() == []
        english.confirm_translation()

    def test_a_source_that_was_never_published_is_compared_by_its_last_draft(self, iduet, finhire):
        dutch = make_content(home_of(iduet), "Voorwaarden", publish=False)
        english = dutch.copy_for_translation(home_of(iduet, "en").locale)
        dutch = ContentPage.objects.get(pk=dutch.pk)
        dutch.title = "Anders"
        dutch.save_revision()
        assert labels(english) == ["Title"]


class TestLibrary:
    def test_items_are_tracked_alike(self, roles):
        dutch, english = roles
        assert not english.is_outdated()
        publish(dutch, tagline="Verbindt alles", salary_minimum=None)
        assert labels(english) == ["In one line"]
        Role.objects.get(pk=english.pk).confirm_translation()
        assert labels(english) == []
