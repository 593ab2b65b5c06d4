"""GET /brands/{brand}/resolve"""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from tests.factories.brands import home_of
from tests.factories.pages import make_content


@pytest.fixture
def terms(iduet, finhire):
    return make_content(home_of(iduet), "Voorwaarden", slug="terms")


class TestPages:
    def test_a_page_with_its_language_prefix(self, read, iduet, finhire, terms):
        english = make_content(home_of(iduet, "en"), "Terms", slug="terms")
        for path, page, language in (("/terms/", terms, "nl"), ("/en/terms/", english, "en")):
            answer = read("/brands/iduet/resolve", {"path": path})
            assert (answer["kind"], answer["page"]["id"]) == ("page", page.pk)
            assert (answer["page"]["language"], answer["page"]["path"]) == (language, path)
            assert answer["layout"] is answer["children"] is None

    def test_the_layout_in_the_same_call(self, read, terms):
        answer = read("/brands/iduet/resolve", {"path": "/", "include": "layout,children"})
        assert answer["layout"]["languages"][1]["language"] == "en"
        assert [card["id"] for card in answer["children"]] == [terms.pk]

    def test_locale_is_for_paths_without_prefix(self, read, refusal, terms):
        home = home_of(terms.scope().brand, "en").pk
        for path in ("/", "/en/"):
            assert read("/brands/iduet/resolve", {"path": path, "locale": "en"})["page"]["id"] == home
        conflict = refusal("/brands/iduet/resolve", {"path": "/en/", "locale": "nl"})
        assert conflict == (400, "invalid-parameter", ["locale"])


class TestRedirects:
    def test_a_redirect_with_its_status(self, read, iduet, terms):
        Redirect.objects.create(site=iduet.site, old_path="/old", redirect_page=terms, is_permanent=False)
        answer = read("/brands/iduet/resolve", {"path": "/old/?from=mail"})
        assert answer == {"kind": "redirect", "target": "/terms/", "status": 302}

    def test_a_part_of_a_page(self, read, refusal, terms):
        answer = read("/brands/iduet/resolve", {"path": "/terms/", "fields": "title,refs", "include": "children"})
        assert (answer["kind"], answer["children"]) == ("part", [])
        nothing = {"call_to_action": {}, "example": {}, "question": {}, "role": {}}
        assert answer["part"] == {"id": terms.pk, "type": "content", "title": terms.title, "refs": nothing}
        refused = (400, "invalid-parameter", ["fields"])
        assert refusal("/brands/iduet/resolve", {"path": "/terms/", "fields": "seo.title.x"}) == refused

    def test_other_writings_of_a_path(self, read, terms):
        for path in ("/terms", "/Terms/"):
            answer = read("/brands/iduet/resolve", {"path": path})
            assert answer == {"kind": "redirect", "target": "/terms/", "status": 301}


class TestRefusals:
    def test_nothing_there_or_another_brands(self, refusal, terms):
        assert refusal("/brands/iduet/resolve", {"path": "/nothing/"}) == (404, "not-found", [])
        assert refusal("/brands/finhire/resolve", {"path": "/terms/"}) == (404, "not-found", [])
        assert refusal("/brands/nobody/resolve", {"path": "/"}) == (404, "brand-not-found", [])

    def test_gone(self, refusal, terms):
        terms.unpublish()
        assert refusal("/brands/iduet/resolve", {"path": "/terms/"}) == (410, "gone", [])

    def test_a_password_is_said_and_nothing_else(self, ask, refusal, terms):
        PageViewRestriction.objects.create(page=terms, restriction_type="password", password="geheim")
        assert refusal("/brands/iduet/resolve", {"path": "/terms/"}) == (401, "password-needed", [])
        response = ask("/brands/iduet/resolve", {"path": "/terms/"})
        assert response["Cache-Control"] == "no-store"
        assert "WWW-Authenticate" in response
        assert b"Voorwaarden" not in response.content

    def test_other_privacy_is_not_told(self, refusal, terms):
        PageViewRestriction.objects.create(page=terms, restriction_type="login")
        assert refusal("/brands/iduet/resolve", {"path": "/terms/"}) == (404, "not-found", [])

    @pytest.mark.parametrize("path", ["", "terms/", "https://iduet.localhost/", "/a#b", "/" + 2001 * "a"])
    def test_what_is_no_path(self, refusal, iduet, path):
        assert refusal("/brands/iduet/resolve", {"path": path}) == (400, "invalid-parameter", ["path"])

    def test_a_path_is_needed(self, refusal, iduet):
        assert refusal("/brands/iduet/resolve") == (400, "invalid-parameter", ["path"])


class TestQueries:
    def test_a_page(self, queries_of, terms):
        # last change; brands; the page, its type's fields; what its head tells; what stands around it
        assert queries_of("/brands/iduet/resolve", {"path": "/terms/"}) == 6

    def test_a_redirect(self, queries_of, iduet, terms):
        Redirect.objects.create(site=iduet.site, old_path="/old", redirect_page=terms)
        # brands; the redirect, its page; last change
        assert queries_of("/brands/iduet/resolve", {"path": "/old"}) == 4
