"""GET /brands/{brand}/questions and /questions/{id}"""

from tests.factories.brands import home_of
from tests.factories.library import make_question, make_version
from tests.factories.pages import make_content


class TestQuestions:
    def test_originals_versions_and_own(self, read, iduet, finhire):
        shared = make_question(
            "Wat kost het?", answer="<p>Een deel.</p>", topics=[{"type": "topic", "value": "kosten"}]
        )
        make_version(shared, finhire, answer="<p>Een vijfde.</p>")
        make_question("Waar?", brand=finhire)
        ours, theirs = read("/brands/iduet/questions"), read("/brands/finhire/questions")
        assert [(item["question"], item["answer"]["markdown"]) for item in ours["items"]] == [
            ("Wat kost het?", "Een deel.")
        ]
        assert [item["answer"]["markdown"] for item in theirs["items"]] == ["Een vijfde.", "This is the answer."]
        assert ours["items"][0]["topics"] == ["kosten"]

    def test_a_link_to_a_page_that_is_not_public_leaves_its_words(self, read, iduet, finhire):
        page = make_content(home_of(iduet), slug="more")
        question = make_question(brand=iduet, answer=f'<p>See <a linktype="page" id="{page.pk}">more</a></p>')
        assert (
            read(f"/brands/iduet/questions/{question.pk}")["answer"]["html"] == '<p>See <a href="/more/">more</a></p>'
        )
        page.unpublish()
        assert read(f"/brands/iduet/questions/{question.pk}")["answer"]["html"] == "<p>See more</p>"

    def test_refusals(self, refusal, iduet, finhire):
        theirs = make_question(brand=finhire)
        assert refusal(f"/brands/iduet/questions/{theirs.pk}") == (404, "not-found", [])
        assert refusal("/brands/nobody/questions") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet/questions", {"cursor": "x"}) == (400, "invalid-parameter", ["cursor"])
        assert refusal("/brands/iduet/questions/x") == (400, "invalid-parameter", ["id"])

    def test_queries(self, queries_of, brands):
        counts = []
        for _ in range(2):
            question = make_question()
            counts.append(queries_of("/brands/iduet/questions"))
        assert counts == [4, 4]  # brands, keys, questions, last change
        assert queries_of(f"/brands/iduet/questions/{question.pk}") == 4
