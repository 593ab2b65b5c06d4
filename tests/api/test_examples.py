"""GET /brands/{brand}/examples and /examples/{id}"""

from tests.factories.library import make_example, make_role, make_version


def about(*roles) -> list[dict]:
    return [{"type": "role", "value": role.pk} for role in roles]


class TestExamples:
    def test_an_example_names_its_roles_as_the_brand_says_them(self, read, iduet, finhire):
        role = make_role("CIO")
        make_version(role, finhire, short_name="CIO bank")
        example = make_example("Enterprise", roles=about(role))
        make_example("Theirs", brand=finhire)
        ours, theirs = read("/brands/iduet/examples"), read("/brands/finhire/examples")
        assert [item["title"] for item in ours["items"]] == ["Enterprise"]
        assert [item["title"] for item in theirs["items"]] == ["Enterprise", "Theirs"]
        assert [role["short_name"] for role in ours["items"][0]["roles"]] == ["CIO"]
        assert [role["short_name"] for role in theirs["items"][0]["roles"]] == ["CIO bank"]
        assert read(f"/brands/iduet/examples/{example.pk}") == ours["items"][0]

    def test_a_role_that_is_not_public_is_not_named(self, read, iduet, finhire):
        role = make_role("CIO")
        example = make_example(roles=about(role))
        role.unpublish()
        assert read(f"/brands/iduet/examples/{example.pk}")["roles"] == []

    def test_refusals(self, refusal, iduet, finhire):
        theirs, draft = make_example(brand=finhire), make_example(publish=False)
        for key in (theirs.pk, draft.pk):
            assert refusal(f"/brands/iduet/examples/{key}") == (404, "not-found", [])
        assert refusal("/brands/nobody/examples") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet/examples", {"q": ""}) == (400, "invalid-parameter", ["q"])
        assert refusal("/brands/iduet/examples/x") == (400, "invalid-parameter", ["id"])

    def test_queries(self, queries_of, brands):
        counts = []
        for _ in range(2):
            example = make_example(roles=about(make_role()))
            counts.append(queries_of("/brands/iduet/examples"))
        assert counts == [6, 6]  # brands, keys, examples, roles, their pages, last change
        assert queries_of(f"/brands/iduet/examples/{example.pk}") == 6
