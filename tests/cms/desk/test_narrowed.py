"""Lists, filters and suggestions that Wagtail makes of everything hold what a person may know of."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Site

from cms.desk.models import Refusal
from cms.desk.narrowed import NARROWED, known_to, popular_tags, tags_of
from cms.media.models import MediaDocument, MediaImage
from home.provisioning.teams import brand_collection, group_collection
from tests.factories.brands import home_of, make_administrator, make_editor, make_librarian, make_publisher, make_user
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content


@pytest.fixture
def people(brands):
    """Of each brand an editor and a publisher, two of the group, and one who is in no team."""
    return {
        **{f"{brand.key} editor": make_editor(brand) for brand in brands},
        **{f"{brand.key} publisher": make_publisher(brand) for brand in brands},
        "librarian": make_librarian(),
        "administrator": make_administrator(),
        "colleague": make_user("colleague@desk.localhost"),
    }


class TestPeople:
    def test_one_knows_whom_one_works_with(self, people, brands):
        group = {people["librarian"], people["administrator"]}
        everybody = get_user_model().objects.filter(pk__in=[user.pk for user in people.values()])
        for brand in brands:
            mine = {people[f"{brand.key} editor"], people[f"{brand.key} publisher"]}
            for user in mine:
                assert set(known_to(user, everybody)) == mine | group
        assert set(known_to(people["librarian"], everybody)) == group
        assert set(known_to(people["colleague"], everybody)) == group | {people["colleague"]}
        assert set(known_to(people["administrator"], everybody)) == set(people.values())

    def test_and_of_some_people_those_among_them(self, people):
        some = get_user_model().objects.filter(email__startswith="publisher")
        assert list(known_to(people["iduet editor"], some)) == [people["iduet publisher"]]


def test_sites_are_those_of_ones_brands(people, brands):
    for brand in brands:
        assert list(NARROWED[Site](people[f"{brand.key} editor"], Site.objects.all())) == [brand.site]
    assert not NARROWED[Site](people["librarian"], Site.objects.all())
    assert {brand.site for brand in brands} <= set(NARROWED[Site](people["administrator"], Site.objects.all()))


class TestTags:
    @pytest.fixture
    def _tagged(self, brands):
        """Of each brand and of the group a picture and a document with tags of their own, and one that all have."""
        folders = {"group": group_collection(), **{brand.key: brand_collection(brand) for brand in brands}}
        for key, collection in folders.items():
            make_image(collection=collection).tags.add(f"tag picture {key}", "shared")
            make_document(collection=collection).tags.add(f"tag document {key}", "shared")

    def names(self, tags) -> set[str]:
        return {tag.name for tag in tags}

    @pytest.mark.usefixtures("_tagged")
    def test_they_are_those_of_files_that_one_may_see(self, people, brands):
        for brand in brands:
            editor, keys = people[f"{brand.key} editor"], (brand.key, "group")
            pictures = {"shared", *(f"tag picture {key}" for key in keys)}
            documents = {"shared", *(f"tag document {key}" for key in keys)}
            assert self.names(tags_of(editor, MediaImage)) == self.names(popular_tags(editor, MediaImage)) == pictures
            assert self.names(tags_of(editor, MediaDocument)) == documents
            assert self.names(tags_of(editor, MediaImage, MediaDocument)) == pictures | documents
        assert self.names(tags_of(people["librarian"], MediaImage)) == {"shared", "tag picture group"}
        assert not tags_of(people["colleague"], MediaImage, MediaDocument)

    @pytest.mark.usefixtures("_tagged")
    def test_suggested_are_those_that_begin_as_typed(self, people, brands, desk_client):
        address = reverse("wagtailadmin_tag_autocomplete")
        for brand in brands:
            client = desk_client(people[f"{brand.key} editor"])
            assert client.get(address, {"term": "tag pic"}).json() == sorted(
                ["tag picture group", f"tag picture {brand.key}"]
            )
            assert client.get(address, {"term": "sha"}).json() == ["shared"]
            assert client.get(address, {"term": ""}).json() == []


class TestReports:
    """Asked for another brand, they hold nothing, and not everything of one's own."""

    @pytest.fixture(params=["wagtailadmin_reports:site_history", "refusals"])
    def report(self, request, brands, people):
        for brand in brands:
            log(make_content(home_of(brand)), "wagtail.edit")
            Refusal.objects.create(kind=Refusal.Kind.NOT_THERE, brand=brand, user=people[f"{brand.key} editor"])
        return reverse(request.param)

    def test_what_is_no_choice_finds_nothing(self, report, people, brands, desk_client):
        for brand, other in (brands, brands[::-1]):
            client = desk_client(people[f"{brand.key} publisher"])
            numbers = {
                asked: len(client.get(report, {"brand": asked}).context["object_list"])
                for asked in ("", brand.pk, other.pk, "x")
            }
            assert numbers[""] == numbers[brand.pk] > 0
            assert numbers[other.pk] == numbers["x"] == 0
