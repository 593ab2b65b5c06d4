"""Public addresses of pages, and links as a reader sees them."""

import pytest
from wagtail.models import Page

from brands.directory import BrandDirectory
from cms.blocks.link import LinkBlock
from cms.foundation.links import page_path, page_url
from cms.foundation.representation import represent
from tests.factories.brands import home_of, scope_of
from tests.factories.pages import make_contact, make_content

BLOCK = LinkBlock()


def link(scope, **value):
    given = BLOCK.to_python({"text": "", "page": None, "url": "", "contact": False, **value})
    return represent(BLOCK, given, scope)


def translate_page(page, brand, **fields):
    return make_content(home_of(brand, "en"), translation_key=page.translation_key, **fields)


class TestAddresses:
    @pytest.mark.parametrize(("language", "home", "page"), [("nl", "/", "/a/b/"), ("en", "/en/", "/en/a/b/")])
    def test_path_and_url_in_both_languages_on_both_brands(self, brands, language, home, page):
        directory = BrandDirectory()
        for brand in brands:
            root = home_of(brand, language)
            inner = make_content(make_content(root, slug="a"), slug="b")
            assert page_path(directory, root) == home
            assert page_path(directory, inner) == page
            assert page_url(directory, inner) == f"http://{brand.key}.localhost:8000{page}"

    def test_a_page_outside_the_brands_has_none(self, iduet):
        directory, root = BrandDirectory(), Page.get_first_root_node()
        assert page_path(directory, root) is None
        assert page_url(directory, root) is None

    def test_wagtail_and_the_house_give_the_same_address(self, iduet, finhire):
        page = make_content(home_of(finhire, "en"), slug="terms")
        assert page.full_url == "http://finhire.localhost:8000/en/terms/"
        assert page.get_url() == page.full_url


class TestPageLinks:
    def test_a_page_of_the_same_brand(self, iduet, finhire):
        page = make_content(home_of(iduet), "Terms", slug="terms", search_description="What holds")
        found = link(scope_of(iduet), page=page.pk)
        assert (found.text, found.url, found.kind, found.leaves_brand) == ("Terms", "/terms/", "page", False)
        assert (found.page.id, found.page.type, found.page.language) == (page.pk, "content", "nl")
        assert (found.page.title, found.page.summary) == ("Terms", "What holds")

    def test_its_own_words_win(self, iduet, finhire):
        page = make_content(home_of(iduet), "Terms")
        assert link(scope_of(iduet), page=page.pk, text="What holds").text == "What holds"

    def test_a_page_of_another_brand_leaves_the_brand(self, iduet, finhire):
        page = make_content(home_of(finhire), slug="terms")
        found = link(scope_of(iduet), page=page.pk)
        assert (found.url, found.leaves_brand) == ("http://finhire.localhost:8000/terms/", True)
        assert found.page.url == found.url

    def test_a_draft_is_dropped_and_noted(self, iduet, finhire):
        draft, scope = make_content(home_of(iduet), publish=False), scope_of(iduet)
        assert link(scope, page=draft.pk, text="Terms") is None
        (note,) = scope.missing
        assert "“Terms”" in note

    def test_a_deleted_page_is_dropped(self, iduet, finhire):
        page = make_content(home_of(iduet))
        pk = page.pk
        page.delete()
        assert link(scope_of(iduet), page=pk) is None

    def test_the_translation_in_the_readers_language_is_preferred(self, iduet, finhire):
        dutch = make_content(home_of(iduet), slug="voorwaarden")
        translate_page(dutch, iduet, slug="terms")
        assert link(scope_of(iduet, "en"), page=dutch.pk).url == "/en/terms/"
        assert link(scope_of(iduet, "nl"), page=dutch.pk).url == "/voorwaarden/"

    def test_without_a_public_translation_the_page_itself_is_shown_in_its_language(self, iduet, finhire):
        dutch = make_content(home_of(iduet), slug="voorwaarden")
        translate_page(dutch, iduet, publish=False)
        found = link(scope_of(iduet, "en"), page=dutch.pk)
        assert (found.url, found.page.language) == ("/voorwaarden/", "nl")

    def test_a_public_translation_stands_in_for_a_draft(self, iduet, finhire):
        dutch = make_content(home_of(iduet), publish=False)
        translate_page(dutch, iduet, slug="terms")
        assert link(scope_of(iduet, "en"), page=dutch.pk).url == "/en/terms/"

    def test_a_page_in_another_language_than_its_tree_is_dropped(self, iduet, finhire):
        page = make_content(home_of(iduet))
        Page.objects.filter(pk=page.pk).update(locale=home_of(iduet, "en").locale)
        assert link(scope_of(iduet), page=page.pk) is None

    def test_a_language_root_that_is_not_live_takes_its_pages_along(self, iduet, finhire):
        page = make_content(home_of(iduet, "en"))
        home_of(iduet, "en").unpublish()
        assert link(scope_of(iduet), page=page.pk) is None


class TestOtherLinks:
    @pytest.mark.parametrize(
        ("url", "kind", "text"),
        [
            ("https://example.com/a?b=c", "web", "example.com/a?b=c"),
            ("mailto:info@example.com", "email", "info@example.com"),
            ("tel:+31 20 123 45 67", "telephone", "+31 20 123 45 67"),
        ],
    )
    def test_addresses(self, iduet, url, kind, text):
        found = link(scope_of(iduet), url=url)
        assert (found.url, found.kind, found.text, found.leaves_brand) == (url, kind, text, True)

    def test_the_contact_page_is_each_brands_own(self, iduet, finhire):
        make_contact(home_of(iduet), slug="contact")
        make_contact(home_of(finhire), slug="bereikbaar")
        assert link(scope_of(iduet), contact=True, text="Contact").url == "/contact/"
        assert link(scope_of(finhire), contact=True, text="Contact").url == "/bereikbaar/"
        assert link(scope_of(iduet, "en"), contact=True, text="Contact") is None

    def test_no_target_is_no_link(self, iduet):
        assert link(scope_of(iduet), text="Nowhere") is None
        assert represent(BLOCK, None, scope_of(iduet)) is None
