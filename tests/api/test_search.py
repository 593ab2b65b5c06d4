"""GET /brands/{brand}/search"""

import pytest

from cms.discovery import search
from cms.library.models import Role
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content, make_role_page


@pytest.fixture
def publish(django_capture_on_commit_callbacks):
    """Makes a page and lets the search index hear of it."""

    def make(*args, factory=make_content, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return factory(*args, **fields)

    return make


def titles(answer) -> list[str]:
    return [item["card"]["title"] for item in answer["items"]]


def text(words: str) -> list[dict]:
    return [{"type": "text_section", "value": {"heading": "", "text": f"<p>{words}</p>"}}]


class TestSearch:
    def test_pages_that_show_all_words_those_in_the_title_first(self, read, publish, iduet, finhire):
        publish(home_of(iduet), "Other", body=text("About the quokka, a <b>small</b> kangaroo"))
        publish(home_of(iduet), "The quokka", body=text("A kangaroo"))
        publish(home_of(iduet), "Nothing of it", body=text("A kangaroo"))
        publish(home_of(finhire), "Their quokka", body=text("A kangaroo"))
        publish(home_of(iduet, "en"), "English quokka", body=text("A kangaroo"))
        answer = read("/brands/iduet/search", {"q": "Quokka kangaroo"})
        assert titles(answer) == ["The quokka", "Other"]
        assert answer["count"] == 2
        assert "small kangaroo" in answer["items"][1]["excerpt"]
        assert titles(read("/brands/iduet/search", {"q": "quokka", "locale": "en"})) == ["English quokka"]
        assert titles(read("/brands/finhire/search", {"q": "quokka"})) == ["Their quokka"]

    def test_of_too_many_those_that_are_named_so_are_looked_at_first(
        self, read, publish, iduet, finhire, monkeypatch
    ):  # fmt: skip
        monkeypatch.setattr(search, "MOST_LOOKED_AT", 2)
        for brand in (iduet, finhire):
            for number in range(3):
                publish(home_of(brand), f"Page {number}", body=text("About the quokka and the kangaroo"))
            publish(home_of(brand), f"The kangaroo of {brand.name}", body=text("and the quokka"))
        for brand in (iduet, finhire):
            found = titles(read(f"/brands/{brand.key}/search", {"q": "quokka kangaroo"}))
            assert found == [f"The kangaroo of {brand.name}", "Page 0"]

    def test_in_pieces(self, read, publish, iduet, finhire):
        for number in range(3):
            publish(home_of(iduet), f"Quokka {number}")
        first = read("/brands/iduet/search", {"q": "quokka", "limit": 2})
        second = read("/brands/iduet/search", {"q": "quokka", "limit": 2, "cursor": first["next"]})
        assert titles(first) + titles(second) == ["Quokka 0", "Quokka 1", "Quokka 2"]
        assert second["next"] is None

    def test_drafts_and_earlier_texts_are_not_found(self, read, publish, iduet, finhire):
        page = publish(home_of(iduet), "Page", body=text("quokka"))
        publish(home_of(iduet), "Draft quokka", publish=False)
        assert titles(read("/brands/iduet/search", {"q": "quokka"})) == ["Page"]
        page.unpublish()
        assert titles(read("/brands/iduet/search", {"q": "quokka"})) == []

    def test_words_of_what_a_page_does_not_show_find_nothing(self, read, publish, iduet, finhire):
        """The index knows the text of a link; readers do not see it while its target is a draft."""
        target = make_content(home_of(iduet))
        card = {"title": "Card", "text": "", "link": {"text": "quokka", "page": target.pk, "url": "", "contact": False}}
        publish(home_of(iduet), "Cards", body=[{"type": "link_cards", "value": {"cards": [card]}}])
        assert titles(read("/brands/iduet/search", {"q": "quokka"})) == ["Cards"]
        target.unpublish()
        for path in ("/brands/iduet/search", "/brands/iduet/pages"):
            answer = read(path, {"q": "quokka"})
            assert (answer["count"], answer["items"]) == (0, [])

    def test_accents_and_case_do_not_matter(self, read, publish, iduet, finhire):
        publish(home_of(iduet), "Financiële directeur")
        assert titles(read("/brands/iduet/search", {"q": "FINANCIËLE"})) == ["Financiële directeur"]

    @pytest.mark.parametrize(
        "q", ["'", '"', "*", "(", "NEAR(", "a OR", "-", "^x", "title:x", "é", "%", "\\", "💥", "a" * 100]
    )
    def test_signs_of_query_languages_are_only_signs(self, read, iduet, q):
        assert read("/brands/iduet/search", {"q": q})["count"] == 0


class TestInTheListOfPages:
    def test_q_narrows_the_list(self, read, publish, iduet, finhire):
        page = publish(home_of(iduet), "Quokka")
        publish(home_of(iduet), "Other")
        answer = read("/brands/iduet/pages", {"q": "quokka", "fields": "title"})
        assert [item["part"]["id"] for item in answer["items"]] == [page.pk]


class TestRefusals:
    def test_refusals(self, refusal, iduet):
        assert refusal("/brands/iduet/search") == (400, "invalid-parameter", ["q"])
        assert refusal("/brands/iduet/search", {"q": "x", "locale": "xx"}) == (400, "invalid-parameter", ["locale"])
        assert refusal("/brands/nobody/search", {"q": "x"}) == (404, "brand-not-found", [])


class TestQueries:
    def test_the_number_does_not_grow_with_the_hits(self, queries_of, publish, iduet, finhire):
        counts = []
        for _ in range(2):
            publish(home_of(iduet), "Quokka")
            publish(home_of(iduet), make_role(f"R{Role.objects.count()}"), "Quokka", factory=make_role_page)
            counts.append(queries_of("/brands/iduet/search", {"q": "quokka"}))
        # brands, hits, their types' fields, the registry of cookies, roles, links, last change
        assert counts == [7, 7]
