"""GET /problems and /problems/{name}"""

from cms.api.problems import KINDS


class TestProblems:
    def test_every_kind_stands_at_the_address_that_is_its_type(self, ask, read, db):
        listed = read("/problems")["items"]
        assert len(listed) == len(KINDS)
        for kind in listed:
            assert ask(kind["type"].removeprefix("/api/v1")).json() == kind

    def test_refusals(self, refusal, db):
        assert refusal("/problems/none") == (404, "not-found", [])
        assert refusal("/problems", {"a": 1}) == (400, "unknown-parameter", ["a"])

    def test_they_ask_the_database_nothing(self, queries_of, db):
        assert queries_of("/problems") == queries_of("/problems/gone") == 0
