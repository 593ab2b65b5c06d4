"""Pages as Markdown: at their address with `.md` and by `Accept`, with the same visibility as their HTML."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from cms.discovery.markdown import markdown_of
from cms.foundation.negotiation import markdown_path
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_role
from tests.factories.pages import make_comparison, make_content, make_faq, make_specialism

ROOT = "http://iduet.localhost:8000"
WANTS = {"HTTP_ACCEPT": "text/markdown, text/html;q=0.9"}


def text(words: str) -> list[dict]:
    return [{"type": "text_section", "value": {"heading": "Heading", "text": words}}]


@pytest.fixture
def page(brands):
    home = home_of(brands[0])
    return make_content(
        home,
        'Terms & "more"',
        slug="terms",
        search_description="What holds",
        body=text(f'<p>A <b>bold</b> word and <a linktype="page" id="{home.pk}">a link</a></p><ul><li>one</li></ul>'),
    )


class TestText:
    def test_what_the_page_shows_headed_by_what_its_head_says(self, page, iduet, site_client):
        response = site_client(iduet, "/terms.md")
        assert (response.status_code, response["Content-Type"]) == (200, "text/markdown; charset=utf-8")
        head, _, body = response.content.decode().removeprefix("---\n").partition("---\n\n")
        assert head.splitlines() == [
            r'title: "Terms & \"more\""',
            'description: "What holds"',
            f'url: "{ROOT}/terms/"',
            'language: "nl"',
            'site: "Iduet"',
        ]
        assert body.startswith('# Terms & "more"\n')
        assert f"## Heading\n\nA **bold** word and [a link]({ROOT}/)\n\n- one\n" in body
        assert "<" not in body

    def test_tables_questions_and_roles(self, iduet, finhire, site_client):
        roles = [make_role("CIO"), make_role("CTO")]
        rows = [{"criterion": "Focus", "cells": {str(role.translation_key): f"of {role}" for role in roles}}]
        body = [
            {"type": "criteria_table", "value": {"heading": "Table", "caption": "Two roles", "rows": rows}},
            {"type": "questions", "value": {"questions": [make_question("Why?", answer="<p>Because</p>").pk]}},
        ]
        make_comparison(home_of(iduet), roles, body=body, slug="cio-cto")
        said = site_client(iduet, "/cio-cto.md").content.decode()
        for line in ("| Focus | of CIO | of CTO |", "### Why?", "Because"):
            assert line in said

    def test_what_stands_for_the_layout_is_left_out(self):
        html = (
            '<html lang="nl"><main><nav>menu</nav><h1>Title</h1><p data-markdown="omit">twice</p>'
            "<script>x()</script><p hidden>no</p><details><summary><h2>Q</h2></summary><p>A</p></details>"
            '<img src="a.png" alt=""><img src="/b.png" alt="B"></main></html>'
        )
        written = markdown_of(html, "https://example.com/page/").text
        assert written == '---\nlanguage: "nl"\n---\n\n# Title\n\n## Q\n\nA\n\n![B](https://example.com/b.png)\n'


class TestAddresses:
    def test_by_accept_the_same_text_at_the_same_address(self, page, iduet, site_client):
        by_path, by_accept = site_client(iduet, "/terms.md"), site_client(iduet, "/terms/", **WANTS)
        assert by_accept.content == by_path.content
        assert (by_accept["Vary"], by_accept["Content-Location"]) == ("Accept", "/terms.md")
        assert by_accept["Content-Type"] == by_path["Content-Type"]
        assert by_path["Link"] == by_accept["Link"] == f'<{ROOT}/terms/>; rel="canonical"'
        assert "Vary" not in by_path

    def test_html_varies_by_accept_and_by_nothing_else(self, page, iduet, site_client):
        response = site_client(iduet, "/terms/", HTTP_ACCEPT_LANGUAGE="en")
        assert response["Content-Type"].startswith("text/html")
        assert response["Vary"] == "Accept"
        assert response.content == site_client(iduet, "/terms/", HTTP_ACCEPT_LANGUAGE="nl").content

    def test_html_names_it(self, page, iduet, site_client):
        assert b'<link rel="alternate" type="text/markdown" href="/terms.md">' in site_client(iduet, "/terms/").content
        assert b'href="/en/index.md"' in site_client(iduet, "/en/").content

    @pytest.mark.parametrize("path", ["/index.md", "/en/index.md"])
    def test_home_pages(self, path, iduet, finhire, site_client):
        for brand in (iduet, finhire):
            said = site_client(brand, path).content.decode()
            assert f'site: "{brand.name}"' in said
            assert f'language: "{"en" if "en" in path else "nl"}"' in said

    @pytest.mark.parametrize("path", ["/terms/.md", "/terms/index.md"])
    def test_other_writings_lead_to_the_one_address(self, path, page, iduet, site_client):
        response = site_client(iduet, f"{path}?a=b")
        assert (response.status_code, response["Location"]) == (301, "/terms.md?a=b")


class TestVisibility:
    """Whatever holds for a page holds for its Markdown."""

    def both(self, site_client, brand, path):
        html, markdown = site_client(brand, path), site_client(brand, markdown_path(path))
        by_accept = site_client(brand, path, **WANTS)
        assert html.status_code == markdown.status_code == by_accept.status_code
        return html, markdown

    def test_another_brands_page_is_not_there(self, page, iduet, finhire, site_client):
        _html, markdown = self.both(site_client, finhire, "/terms/")
        assert markdown.status_code == 404
        assert markdown["Content-Type"] == "text/markdown; charset=utf-8"
        assert "Terms" not in markdown.content.decode()

    def test_drafts_and_private_pages(self, page, iduet, finhire, site_client):
        make_content(home_of(iduet), slug="draft", publish=False)
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        for path in ("/draft/", "/terms/"):
            assert self.both(site_client, iduet, path)[1].status_code == 404

    def test_a_page_behind_a_password_asks_for_it(self, page, iduet, site_client):
        PageViewRestriction.objects.create(page=page, restriction_type="password", password="x")
        html, markdown = self.both(site_client, iduet, "/terms/")
        assert markdown.status_code == 401
        assert markdown["Cache-Control"] == html["Cache-Control"]
        assert "Terms" not in markdown.content.decode()

    def test_gone(self, page, iduet, site_client):
        page.unpublish()
        assert self.both(site_client, iduet, "/terms/")[1].status_code == 410

    def test_moved(self, page, iduet, site_client):
        Redirect.objects.create(site=iduet.site, old_path="/old", redirect_page=page)
        Redirect.objects.create(site=iduet.site, old_path="/away", redirect_link="https://example.com/x/")
        assert self.both(site_client, iduet, "/old/")[1]["Location"] == "/terms.md"
        assert site_client(iduet, "/TERMS.md")["Location"] == "/terms.md"
        assert site_client(iduet, "/away.md")["Location"] == "https://example.com/x/"
        assert site_client(iduet, "/old/", **WANTS)["Location"] == "/terms/"

    def test_only_pages_and_only_reading(self, page, iduet, site_client, client):
        assert site_client(iduet, "/terms.md", "post").status_code in (404, 405)
        assert site_client(iduet, "/sitemap.xml", **WANTS)["Content-Type"].startswith("application/xml")
        assert client.get("/terms.md", headers={"host": "api.localhost:8000"}).status_code == 404

    @pytest.mark.parametrize(
        "path", ["/.md", "//.md", "/a//b.md", "/%00.md", "/..md", "/é.md", "/" + "a" * 3000 + ".md"]
    )
    def test_hostile_addresses_are_no_fault_of_ours(self, path, iduet, site_client):
        assert site_client(iduet, path).status_code in (200, 301, 404)


class TestQueries:
    def test_as_many_as_the_html_asks(self, page, iduet, finhire, site_client):
        make_faq(home_of(iduet), [make_question()], slug="faq")
        for path in ("/terms/", "/faq/"):
            counts = []
            for address in (path, path, markdown_path(path)):
                with CaptureQueriesContext(connection) as queries:
                    assert site_client(iduet, address).status_code == 200
                counts.append(len(queries))
            assert counts[1] == counts[2]


class TestLlms:
    def test_the_brand_and_its_pages_by_language_and_kind(self, page, iduet, finhire, site_client):
        row = iduet.languages.get(locale__language_code="nl")
        row.statement = "Recruits [well]"
        row.save()
        make_specialism(home_of(iduet, "en"), "IT", slug="it")
        make_content(home_of(iduet), "Draft", publish=False)
        make_content(home_of(finhire), "Rates", slug="rates")
        response = site_client(iduet, "/llms.txt")
        assert (response.status_code, response["Content-Type"]) == (200, "text/markdown; charset=utf-8")
        said = response.content.decode()
        assert said.startswith("# Iduet\n\n> Recruits \\[well\\]\n")
        assert f'## Tekstpagina’s (Nederlands)\n\n- [Terms & "more"]({ROOT}/terms.md): What holds\n' in said
        assert f"## Specialisms (English)\n\n- [IT]({ROOT}/en/it.md)\n" in said
        assert "Draft" not in said
        assert "rates" not in said

    def test_queries_do_not_grow(self, iduet, finhire, site_client, django_assert_num_queries):
        for _ in range(2):
            make_content(home_of(iduet))
            with django_assert_num_queries(2):  # brands, pages
                site_client(iduet, "/llms.txt")
