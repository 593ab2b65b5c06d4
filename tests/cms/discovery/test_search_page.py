"""The search page of a brand's site: what the API's search says, for people."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.discovery.words import Wanted
from tests.factories.brands import home_of
from tests.factories.library import make_question, make_version
from tests.factories.pages import make_content, make_faq


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Makes something and lets the search index hear of it."""

    def make(factory, *args, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return factory(*args, **fields)

    return make


@pytest.fixture
def find(site_client):
    """`find(brand, words)` gives the page and the titles found."""

    def ask(brand, words, path="/zoeken/", **more):
        response = site_client(brand, path, data={"q": words, **more})
        assert response.status_code == 200
        html = BeautifulSoup(response.content, "html.parser")
        return html, [one.get_text() for one in html.select(".search-results__title a")]

    return ask


def text(words: str) -> list[dict]:
    return [{"type": "text_section", "value": {"heading": "", "text": f"<p>{words}</p>"}}]


class TestWords:
    def test_forms_of_a_word(self):
        dutch, english = Wanted("directeuren", "nl"), Wanted("leaders", "en")
        assert dutch.are_in("Een financieel directeur")
        assert not dutch.are_in("Een directie")
        assert english.are_in("a leader")
        assert not Wanted("erp", "nl").are_in("scherp")

    def test_marks_are_the_only_html(self):
        marked = Wanted("cio", "nl").marked("<b>CIO</b> & cios <script>")
        assert marked == "&lt;b&gt;<mark>CIO</mark>&lt;/b&gt; &amp; <mark>cios</mark> &lt;script&gt;"

    def test_what_was_meant(self):
        assert Wanted("governence rol").corrected({"governance", "rol"}) == "governance rol"
        assert Wanted("governance").corrected({"governance"}) is None
        assert Wanted("xyzzy").corrected({"governance"}) is None


class TestSearchPage:
    def test_pages_of_the_brand_and_language_with_marks(self, publish, find, iduet, finhire):
        publish(make_content, home_of(iduet), "The quokka", body=text("A small <b>quokka</b> & co"))
        publish(make_content, home_of(finhire), "Their quokka")
        publish(make_content, home_of(iduet, "en"), "English quokka")
        html, titles = find(iduet, "Quokka")
        assert titles == ["The quokka"]
        assert html.select_one(".search-results__title mark").get_text() == "quokka"
        assert "quokka & co" in html.select_one(".search-results__excerpt").get_text()
        assert html.find("meta", attrs={"name": "robots"})["content"] == "noindex, follow"
        assert find(iduet, "quokka", "/en/search/")[1] == ["English quokka"]
        assert find(finhire, "quokka")[1] == ["Their quokka"]

    def test_what_pages_show_of_the_library_as_the_brand_says_it(self, publish, find, iduet, finhire):
        question = publish(make_question, "Wat is een wombat?", answer="<p>Een dier</p>")
        for brand in (iduet, finhire):
            publish(make_faq, home_of(brand), [question], f"Vragen van {brand}")
        publish(make_version, question, finhire, answer="<p>Een numbat</p>")
        assert find(iduet, "wombat")[1] == ["Vragen van Iduet"]
        assert find(iduet, "dier")[1] == ["Vragen van Iduet"]
        assert find(finhire, "numbat")[1] == ["Vragen van Finhire"]
        assert find(finhire, "dier")[1] == []
        assert find(iduet, "numbat")[1] == []

    def test_other_forms_are_found_where_the_database_knows_them(self, publish, find, iduet, finhire):
        publish(make_content, home_of(iduet), "Vergelijking", body=text("Een vergelijking"))
        publish(make_content, home_of(iduet), "Directeur")
        publish(make_content, home_of(iduet, "en"), "Comparison")
        known = connection.vendor == "postgresql"
        assert find(iduet, "vergelijkingen")[1] == (["Vergelijking"] if known else [])
        # Where what the forms have in common is a word, SQLite finds it too.
        assert find(iduet, "directeuren")[1] == ["Directeur"]
        assert find(iduet, "comparisons", "/en/search/")[1] == ["Comparison"]

    def test_a_suggestion_from_the_brands_own_titles(self, publish, find, iduet, finhire):
        publish(make_content, home_of(iduet), "Governance")
        publish(make_content, home_of(finhire), "Treasury")
        html, titles = find(iduet, "governence")
        assert titles == []
        assert html.select_one(".search-results__suggestion a")["href"] == "?q=governance"
        assert find(iduet, "treasurry")[0].select_one(".search-results__suggestion") is None

    def test_where_no_page_shows_all_words_those_that_show_most_come_close(self, publish, find, iduet, finhire):
        publish(make_content, home_of(iduet), "Quokka", body=text("alone"))
        publish(make_content, home_of(iduet), "Animals", body=text("a quokka beside a wombat"))
        publish(make_content, home_of(iduet), "Quiet", body=text("a quokka in a draft"), publish=False)
        publish(make_content, home_of(finhire), "Theirs", body=text("a quokka, a wombat and a numbat"))
        html, titles = find(iduet, "quokka wombat numbat")
        assert titles == ["Animals", "Quokka"]
        assert html.select_one(".search-results__note") is not None
        assert find(finhire, "quokka platypus")[1] == ["Theirs"]
        assert find(iduet, "platypus echidna")[1] == []

    def test_one_word_or_a_whole_match_brings_nothing_that_only_comes_close(self, publish, find, iduet, finhire):
        publish(make_content, home_of(iduet), "Animals", body=text("a quokka beside a wombat"))
        publish(make_content, home_of(iduet), "Quokka", body=text("alone"))
        assert find(iduet, "quokka wombat")[1] == ["Animals"]
        assert find(iduet, "xyzzy")[1] == []

    def test_it_leads_to_the_search_in_the_brands_other_languages(self, find, site_client, iduet, finhire):
        for path, code, other in (("/zoeken/", "en", "/en/search/"), ("/en/search/", "nl", "/zoeken/")):
            html = find(iduet, "quokka", path)[0]
            links = {link["hreflang"]: link["href"] for link in html.select("header a[hreflang]")}
            assert links == {code: other}
            assert site_client(iduet, other).status_code == 200

    def test_in_pieces(self, publish, find, iduet, finhire):
        for number in range(21):
            publish(make_content, home_of(iduet), f"Quokka {number}")
        assert len(find(iduet, "quokka")[1]) == 20
        assert find(iduet, "quokka", page="2")[1] == ["Quokka 20"]
        for hostile in ("0", "-1", "x", "9" * 50, ""):
            assert find(iduet, "quokka", page=hostile)[1]

    @pytest.mark.parametrize(
        "words", ["'", '"', "*", "(", "NEAR(", "a OR", "^x", "title:x", "%", "\\", "💥", "\0", "x" * 101]
    )
    def test_hostile_words_are_no_fault_of_ours(self, words, find, iduet, finhire):
        assert find(iduet, words)[1] == []
        assert find(iduet, "", **{"q": words, "x[]": "1"})[1] == []

    def test_before_a_search_and_without_letters(self, find, iduet, finhire):
        assert find(iduet, "")[0].select_one("[role=alert]") is None
        html = find(iduet, "?!")[0]
        field = html.select_one("main input[name=q]")
        assert field["aria-describedby"] == html.select_one("main [role=alert]")["id"]
        assert field["value"] == "?!"

    def test_what_was_looked_for_is_kept_by_nobody(self, site_client, iduet, finhire):
        response = site_client(iduet, "/zoeken/?q=x")
        assert response["Cache-Control"] == "no-store"
        assert site_client(iduet, "/en/zoeken/").status_code == 404
        assert site_client(iduet, "/zoeken/", "post").status_code == 405

    def test_every_page_has_the_form(self, site_client, iduet, finhire):
        for path, action in (("/", "/zoeken/"), ("/en/", "/en/search/")):
            html = BeautifulSoup(site_client(iduet, path).content, "html.parser")
            assert html.select_one("footer form[role=search]")["action"] == action

    def test_queries_do_not_grow(self, publish, site_client, iduet, finhire):
        counts = []
        for number in range(2):
            publish(make_content, home_of(iduet), f"Quokka {number}")
            site_client(iduet, "/zoeken/?q=quokka")
            with CaptureQueriesContext(connection) as queries:
                site_client(iduet, "/zoeken/?q=quokka")
            counts.append(len(queries))
        assert counts[0] == counts[1]
