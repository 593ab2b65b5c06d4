"""Old addresses lead on: per brand, never with those of another or of “all sites”, and only to what is public."""

import pytest
from bs4 import BeautifulSoup
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from brands.directory import BrandDirectory
from brands.models import BrandHost
from cms.discovery.redirects import Lead, find_redirect
from cms.discovery.resolution import Found, Gone, Locked, Missing, resolve
from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def terms(iduet, finhire):
    return make_content(home_of(iduet), "Terms", slug="terms")


def meaning(brand, path, query=""):
    return resolve(BrandDirectory(), brand, path, query)


def add_redirect(brand, path, to, **fields):
    target = {"redirect_page": to} if hasattr(to, "url_path") else {"redirect_link": to}
    site = brand.site if brand else None
    return Redirect.objects.create(site=site, old_path=Redirect.normalise_path(path), **target, **fields)


class TestWhatAnAddressMeans:
    def test_a_page_at_its_exact_address(self, iduet, terms):
        found = meaning(iduet, "/terms/")
        assert isinstance(found, Found)
        assert (found.page.pk, found.root.language_code) == (terms.pk, "nl")

    def test_home_and_other_languages(self, iduet, finhire):
        assert meaning(iduet, "/").page.pk == home_of(iduet).pk
        assert meaning(iduet, "/en/").page.pk == home_of(iduet, "en").pk

    @pytest.mark.parametrize("path", ["/terms", "/Terms/", "/TERMS"])
    def test_slash_and_case_variants_lead_to_the_address(self, iduet, terms, path):
        assert meaning(iduet, path) == Lead("/terms/", 301, terms.pk, keeps_query=True)

    def test_variants_of_a_language_prefix(self, iduet, finhire):
        english = home_of(iduet, "en").pk
        for path in ("/en", "/EN/"):
            assert meaning(iduet, path) == Lead("/en/", 301, english, keeps_query=True)

    def test_another_brand_has_nothing_there(self, finhire, terms):
        assert meaning(finhire, "/terms/") == Missing()

    @pytest.mark.parametrize("path", ["/", "/en/", "//", "/terms//", "/enx/", "//[", "/%", "/a/../b/", "/te\u00adrms/"])
    def test_odd_paths_are_an_answer_and_no_fault(self, iduet, terms, path):
        assert isinstance(meaning(iduet, path), (Found, Missing))

    def test_a_page_behind_a_password_is_locked_behind_a_sign_in_missing(self, iduet, terms):
        restriction = PageViewRestriction.objects.create(page=terms, restriction_type="password", password="x")
        assert isinstance(meaning(iduet, "/terms/"), Locked)
        restriction.restriction_type = "login"
        restriction.save()
        assert meaning(iduet, "/terms/") == Missing()

    def test_a_draft_is_missing(self, iduet, finhire):
        make_content(home_of(iduet), slug="draft", publish=False)
        assert meaning(iduet, "/draft/") == Missing()


class TestGone:
    def test_what_was_unpublished_or_deleted_is_gone(self, iduet, terms):
        terms.unpublish()
        assert meaning(iduet, "/terms/") == Gone()
        terms.delete()
        assert meaning(iduet, "/terms/") == Gone()

    def test_published_again_it_is_back(self, iduet, terms):
        terms.unpublish()
        terms.save_revision().publish()
        assert isinstance(meaning(iduet, "/terms/"), Found)

    @pytest.mark.parametrize("end", ["unpublish", "delete"])
    def test_so_are_the_addresses_that_it_had_before(self, iduet, finhire, terms, end):
        below = make_content(terms, slug="below")
        for parent in (make_content(home_of(iduet), slug="legal"), make_content(home_of(iduet), slug="archive")):
            terms.refresh_from_db()
            terms.move(parent, pos="last-child")
        below.refresh_from_db()
        getattr(below, end)()
        for path in ("/terms/below/", "/legal/terms/below/", "/archive/terms/below/"):
            assert meaning(iduet, path) == Gone()
            assert meaning(finhire, path) == Missing()
        assert meaning(iduet, "/terms/").target == "/archive/terms/"

    def test_an_address_that_was_left_for_a_private_one_is_missing(self, iduet, terms):
        terms.move(make_content(home_of(iduet), slug="legal"), pos="last-child")
        terms.refresh_from_db()
        PageViewRestriction.objects.create(page=terms, restriction_type="login")
        assert meaning(iduet, "/terms/") == Missing()
        terms.unpublish()
        assert meaning(iduet, "/terms/") == Missing()

    def test_pages_that_change_places_are_no_endless_search(self, iduet, finhire):
        here, legal = (make_content(home_of(iduet), slug=slug) for slug in ("here", "legal"))
        for parent in (legal, home_of(iduet), legal):
            here.refresh_from_db()
            here.move(type(parent).objects.get(pk=parent.pk), pos="last-child")
        PageViewRestriction.objects.create(page=legal, restriction_type="login")
        assert meaning(iduet, "/here/") == Missing()

    def test_a_redirect_to_a_page_that_is_not_there_yet_or_any_more_is_missing(self, iduet, terms):
        draft = make_content(home_of(iduet), slug="draft", publish=False)
        add_redirect(iduet, "/soon", draft)
        add_redirect(iduet, "/old", terms)
        terms.unpublish()
        assert meaning(iduet, "/soon") == meaning(iduet, "/old") == Missing()

    def test_a_draft_that_was_deleted_never_was(self, iduet, finhire):
        make_content(home_of(iduet), slug="draft", publish=False).delete()
        assert meaning(iduet, "/draft/") == Missing()

    @pytest.mark.parametrize("end", ["unpublish", "delete"])
    def test_that_a_private_page_was_there_is_told_to_nobody(self, iduet, terms, end):
        PageViewRestriction.objects.create(page=terms, restriction_type="login")
        getattr(terms, end)()
        assert meaning(iduet, "/terms/") == Missing()


class TestRedirects:
    def test_a_redirect_to_a_page_follows_the_page(self, iduet, terms):
        add_redirect(iduet, "/old", terms)
        assert meaning(iduet, "/old/") == meaning(iduet, "/old") == Lead("/terms/", 301, terms.pk)

    def test_a_temporary_redirect_to_an_address(self, iduet, finhire):
        add_redirect(iduet, "/sale", "https://example.com/", is_permanent=False)
        assert meaning(iduet, "/SALE") == Lead("https://example.com/", 302)

    def test_one_with_the_query_is_preferred(self, iduet, terms):
        add_redirect(iduet, "/old", "https://example.com/")
        add_redirect(iduet, "/old?id=7", terms)
        assert meaning(iduet, "/old", "id=7").target == "/terms/"
        assert meaning(iduet, "/old", "id=8").target == "https://example.com/"

    def test_those_of_another_brand_or_of_all_sites_lead_nowhere(self, iduet, finhire, terms):
        add_redirect(finhire, "/old", "https://example.com/")
        add_redirect(None, "/older", "https://example.com/")
        assert meaning(iduet, "/old") == meaning(iduet, "/older") == Missing()

    def test_one_to_a_page_that_is_not_public_leads_nowhere(self, iduet, terms):
        add_redirect(iduet, "/old", terms)
        PageViewRestriction.objects.create(page=terms, restriction_type="login")
        assert meaning(iduet, "/old") == Missing()

    def test_one_to_another_brands_page_names_its_host(self, iduet, finhire):
        theirs = make_content(home_of(finhire, "en"), slug="rates")
        add_redirect(iduet, "/rates", theirs)
        assert meaning(iduet, "/rates").target == f"{finhire.root_url}/en/rates/"

    def test_a_page_comes_before_a_redirect(self, iduet, terms):
        add_redirect(iduet, "/terms", "https://example.com/")
        assert isinstance(meaning(iduet, "/terms/"), Found)

    def test_moving_a_page_makes_one_for_it_and_those_below(self, iduet, terms):
        below = make_content(terms, slug="below")
        target = make_content(home_of(iduet), slug="legal")
        terms.move(target, pos="last-child")
        assert meaning(iduet, "/terms/") == Lead("/legal/terms/", 301, terms.pk)
        assert meaning(iduet, "/terms/below/") == Lead("/legal/terms/below/", 301, below.pk)

    def test_a_new_slug_makes_one_in_every_language(self, iduet, finhire, django_capture_on_commit_callbacks):
        english = make_content(home_of(iduet, "en"), slug="terms")
        english.slug = "conditions"
        with django_capture_on_commit_callbacks(execute=True):
            english.save_revision().publish()
        assert meaning(iduet, "/en/terms/") == Lead("/en/conditions/", 301, english.pk)

    def test_moving_a_page_to_another_brand_makes_none(self, iduet, finhire, terms):
        terms.move(home_of(finhire), pos="last-child")
        assert find_redirect(BrandDirectory(), iduet, "/terms/") is None


class TestAddressesThatAreAQuery:
    """`/?p=7` of the site before this one is not the home page."""

    @pytest.mark.parametrize(
        "query", ["p=7", "P=7", "utm_source=x&p=7", "p=7&fbclid=a&gclid=b", "a&b&c&d&e&p=7", "&p=7&"]
    )
    def test_a_redirect_that_names_the_query_comes_before_the_page(self, iduet, terms, query):
        add_redirect(iduet, "/?p=7", terms)
        assert meaning(iduet, "/", query) == Lead("/terms/", 301, terms.pk)

    @pytest.mark.parametrize("query", ["", "p=8", "p=77", "q=7", "utm_source=p", "p"])
    def test_others_are_the_pages(self, iduet, terms, query):
        add_redirect(iduet, "/?p=7", terms)
        assert isinstance(meaning(iduet, "/", query), Found)

    def test_the_one_that_names_most_is_preferred(self, iduet, terms):
        add_redirect(iduet, "/?p=7", "https://example.com/")
        add_redirect(iduet, "/?p=7&lang=en", terms)
        assert meaning(iduet, "/", "lang=en&p=7").target == "/terms/"
        assert meaning(iduet, "/", "p=7").target == "https://example.com/"

    def test_it_may_lead_to_the_page_of_its_path(self, iduet, terms):
        add_redirect(iduet, "/?p=7", home_of(iduet))
        assert meaning(iduet, "/", "p=7").target == "/"

    def test_another_brands_do_nothing(self, site_client, brands, terms):
        iduet, finhire = brands
        add_redirect(finhire, "/?p=7", "https://example.com/")
        assert site_client(iduet, "/?p=7").status_code == 200
        assert site_client(finhire, "/?p=7").status_code == 301

    def test_on_the_site(self, site_client, iduet, terms):
        add_redirect(iduet, "/?p=7", terms)
        add_redirect(iduet, "/terms/?print=1", "")
        response = site_client(iduet, "/?p=7&utm_source=letter")
        assert (response.status_code, response["Location"]) == (301, "/terms/")
        assert site_client(iduet, "/terms/?print=1").status_code == 410
        assert site_client(iduet, "/terms/").status_code == 200


class TestGoneByIntention:
    def test_a_redirect_that_leads_nowhere_says_gone(self, site_client, iduet, finhire):
        add_redirect(iduet, "/author/admin", "")
        assert meaning(iduet, "/Author/admin/") == Gone()
        assert meaning(finhire, "/author/admin/") == Missing()
        assert site_client(iduet, "/author/admin/").status_code == 410

    def test_a_page_comes_before_it(self, iduet, terms):
        add_redirect(iduet, "/terms", "")
        assert isinstance(meaning(iduet, "/terms/"), Found)


class TestOnTheSites:
    def test_an_old_address_answers_301(self, site_client, iduet, terms):
        add_redirect(iduet, "/old", terms)
        for path in ("/old", "/old/", "/Old/"):
            response = site_client(iduet, path)
            assert (response.status_code, response["Location"]) == (301, "/terms/")

    def test_a_variant_keeps_its_query(self, site_client, iduet, terms):
        response = site_client(iduet, "/Terms?page=2")
        assert (response.status_code, response["Location"]) == (301, "/terms/?page=2")

    def test_another_brand_says_not_found(self, site_client, iduet, finhire, terms):
        add_redirect(iduet, "/old", terms)
        assert site_client(finhire, "/old/").status_code == 404

    def test_gone_is_said(self, site_client, iduet, terms):
        terms.unpublish()
        english = make_content(home_of(iduet, "en"), "Conditions", slug="conditions")
        english.unpublish()
        for path, words in (("/terms/", "Deze pagina is er niet meer"), ("/en/conditions/", "This page is gone")):
            response = site_client(iduet, path)
            html = BeautifulSoup(response.content, "html.parser")
            assert response.status_code == 410
            assert words in html.h1.get_text()
            assert html.title.get_text().strip() == f"{words} | Iduet"
            assert html.select("main a[href]")
            assert "Terms" not in html.main.get_text()
            assert "Conditions" not in html.main.get_text()

    @pytest.mark.parametrize("old", ["/old/?x=1", "/OLD", "/old"])
    def test_an_old_address_on_another_host_of_the_brand_leads_to_its_end_at_once(self, client, iduet, terms, old):
        BrandHost.objects.create(brand=iduet, hostname="www.iduet.localhost")
        add_redirect(iduet, "/old", terms)
        response = client.get(old, headers={"host": "www.iduet.localhost:8000"})
        assert (response.status_code, response["Location"]) == (301, "http://iduet.localhost:8000/terms/")

    def test_so_does_one_with_another_slash_which_keeps_its_query(self, client, iduet, finhire, terms):
        for brand in (iduet, finhire):
            BrandHost.objects.create(brand=brand, hostname=f"www.{brand.key}.localhost")
        for brand, end in ((iduet, "/terms/?page=2"), (finhire, "/Terms?page=2")):
            response = client.get("/Terms?page=2", headers={"host": f"www.{brand.key}.localhost:8000"})
            assert (response.status_code, response["Location"]) == (301, f"http://{brand.key}.localhost:8000{end}")

    def test_what_leads_on_for_now_or_elsewhere_or_is_sent_there(self, client, iduet, terms):
        BrandHost.objects.create(brand=iduet, hostname="www.iduet.localhost")
        add_redirect(iduet, "/for-now", terms, is_permanent=False)
        add_redirect(iduet, "/out", "https://example.com/there")
        here = {"headers": {"host": "www.iduet.localhost:8000"}}
        assert client.get("/for-now/", **here)["Location"] == "http://iduet.localhost:8000/for-now/"
        assert client.get("/out/", **here)["Location"] == "https://example.com/there"
        assert client.post("/out/", **here)["Location"] == "http://iduet.localhost:8000/out/"

    def test_only_reading_leads_on(self, site_client, iduet, terms):
        add_redirect(iduet, "/old", terms)
        assert site_client(iduet, "/old/", "post").status_code in (404, 405)
