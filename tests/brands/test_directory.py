"""All brands at once, with the same few queries however many there are."""

import threading

from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from brands.directory import BrandDirectory, directory_for
from brands.models import BrandHost, BrandLanguage
from tests.factories.brands import home_of, make_brand
from tests.factories.pages import make_content


def read_everything() -> int:
    """Number of queries for all that a request may ask of the directory."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        directory = BrandDirectory()
        for brand in directory.brands:
            directory.by_host(brand.host)
            directory.root_of(brand, "en")
            assert brand.language("nl").strapline == ""
            assert brand.root_url
        directory.by_host("nobody.localhost")
        for root in directory.roots:
            assert root.brand.name
            assert directory.root_for_tree_path(root.tree_path) == root
    return len(queries)


class TestHosts:
    def test_canonical_alias_and_nobody(self, iduet, finhire):
        BrandHost.objects.create(brand=finhire, hostname="www.finhire.localhost")
        directory = BrandDirectory()
        assert directory.by_host("iduet.localhost") == (iduet, True)
        assert directory.by_host("finhire.localhost") == (finhire, True)
        assert directory.by_host("www.finhire.localhost") == (finhire, False)
        assert directory.by_host("www.iduet.localhost") == (None, False)
        assert directory.by_host("") == (None, False)

    def test_a_canonical_host_wins_over_an_alias_of_a_brand_before_it(self, iduet, finhire):
        """Two rows that contradict each other must not send a brand's visitors away."""
        BrandHost.objects.create(brand=finhire, hostname="iduet.localhost")
        assert BrandDirectory().by_host("iduet.localhost") == (iduet, True)


class TestBrands:
    def test_by_key_and_id(self, iduet, finhire):
        directory = BrandDirectory()
        assert directory.by_key("finhire") == directory.by_id(finhire.pk) == finhire
        assert directory.by_key("nobody") is None
        assert directory.by_id(None) is None
        assert directory.by_id(0) is None

    def test_the_groups_order(self, iduet, finhire):
        iduet.group_order, finhire.group_order = 1, 2
        iduet.save()
        finhire.save()
        assert [brand.key for brand in BrandDirectory().brands] == ["iduet", "finhire"]

    def test_no_brands_is_no_mistake(self, no_brands):
        directory = BrandDirectory()
        assert directory.brands == []
        assert directory.roots == []
        assert directory.root_for_tree_path("00010001") is None

    def test_a_brand_without_languages_is_still_there(self, iduet, finhire):
        BrandLanguage.objects.filter(brand=iduet).delete()
        directory = BrandDirectory()
        assert directory.by_host("iduet.localhost") == (iduet, True)
        assert {root.brand.key for root in directory.roots} == {"finhire"}


class TestRoots:
    def test_one_per_brand_and_language(self, iduet, finhire):
        found = {(root.brand.key, root.language_code): root for root in BrandDirectory().roots}
        assert set(found) == {(key, code) for key in ("iduet", "finhire") for code in ("nl", "en")}
        for (key, code), root in found.items():
            page = home_of({"iduet": iduet, "finhire": finhire}[key], code)
            assert (root.page_id, root.tree_path, root.url_path, root.live) == (
                page.pk, page.path, page.url_path, True
            )  # fmt: skip
            assert root.locale_id == page.locale_id

    def test_a_root_that_is_not_live_says_so(self, iduet, finhire):
        home_of(iduet, "en").unpublish()
        directory = BrandDirectory()
        assert directory.root_of(iduet, "en").live is False
        assert directory.root_of(finhire, "en").live is True

    def test_a_language_that_the_brand_lacks_has_none(self, iduet):
        dutch_only = make_brand("gridmasters", languages=["nl"])
        assert BrandDirectory().root_of(dutch_only, "en") is None
        BrandLanguage.objects.get(brand=iduet, locale__language_code="en").delete()
        assert BrandDirectory().root_of(iduet, "en") is None

    def test_pages_find_their_brand(self, iduet, finhire):
        page = make_content(make_content(home_of(finhire, "en")))
        directory = BrandDirectory()
        assert directory.brand_of(page) == finhire
        assert directory.root_for_tree_path(page.path).language_code == "en"
        assert directory.brand_of(Page.get_first_root_node()) is None
        assert directory.root_for_tree_path("") is None


class TestQueries:
    def test_their_number_does_not_depend_on_the_number_of_brands(self, iduet, finhire):
        two = read_everything()
        for key in ("gridmasters", "tomorrowsleaders", "watervak"):
            BrandHost.objects.create(brand=make_brand(key), hostname=f"www.{key}.localhost")
        assert read_everything() == two
        assert two <= 4

    def test_a_request_holds_one_directory(self):
        request = RequestFactory().get("/")
        assert directory_for(request) is directory_for(request)
        assert directory_for(RequestFactory().get("/")) is not directory_for(request)

    def test_no_request_waits_for_another(self, monkeypatch):
        """One that holds the database's only writing place must not wait for one that waits for that place."""
        first_has_begun, first_may_end = threading.Event(), threading.Event()

        def rows():
            if threading.current_thread() is first:
                first_has_begun.set()
                first_may_end.wait(30)
            return []

        monkeypatch.setattr("brands.directory._rows", rows)
        first, second = (threading.Thread(target=lambda: BrandDirectory().brands) for _ in range(2))
        first.start()
        assert first_has_begun.wait(10)
        second.start()
        second.join(10)
        waits = second.is_alive()
        first_may_end.set()
        first.join(10)
        assert not waits
