"""Passwords and private collections: what the public visibility says of them."""

import pytest
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from brands.directory import BrandDirectory
from cms.foundation.visibility import locked_pages, visible_media
from cms.media.models import MediaDocument, MediaImage
from tests.factories.brands import home_of
from tests.factories.media import make_document, make_image
from tests.factories.pages import make_content, make_mirror


def locked(brand) -> set[int]:
    return set(locked_pages(BrandDirectory(), brand).values_list("pk", flat=True))


def restrict(page, kind):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="open sesame")


class TestLockedPages:
    def test_a_page_with_a_password_and_what_stands_below_it(self, iduet, finhire):
        page = make_content(home_of(iduet))
        below, sister = make_content(page), make_content(home_of(iduet))
        restrict(page, "password")
        assert locked(iduet) == {page.pk, below.pk}
        assert sister.pk not in locked(iduet)
        assert not locked(finhire)

    @pytest.mark.parametrize("kind", ["login", "groups"])
    def test_a_further_setting_hides_it_altogether(self, iduet, finhire, kind):
        page = make_content(home_of(iduet))
        restrict(page, "password")
        restrict(home_of(iduet), kind)
        assert not locked(iduet)

    def test_a_draft_behind_a_password_is_not_told(self, iduet, finhire):
        page = make_content(home_of(iduet), publish=False)
        restrict(page, "password")
        assert not locked(iduet)

    def test_an_alias_of_a_locked_page_is_locked(self, iduet, finhire):
        page = make_content(home_of(iduet))
        alias = make_mirror(page, home_of(finhire))
        restrict(page, "password")
        assert locked(finhire) == {alias.pk}


class TestCollections:
    @pytest.fixture
    def private(self, db):
        collection = Collection.get_first_root_node().add_child(name="Private")
        CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
        return collection

    @pytest.mark.parametrize(("model", "make"), [(MediaImage, make_image), (MediaDocument, make_document)])
    def test_a_private_collection_hides_its_files_and_those_of_collections_below_it(self, private, model, make):
        make(collection=private)
        make(collection=private.add_child(name="Below"))
        public = make(collection=Collection.get_first_root_node().add_child(name="Public"))
        assert list(visible_media(model.objects.all())) == [public]
