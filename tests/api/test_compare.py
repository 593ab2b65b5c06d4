"""GET /brands/{brand}/compare"""

from tests.factories.library import make_role, make_version, translate


class TestCompare:
    def test_side_by_side_in_the_asked_order_as_the_brand_says_them(self, read, iduet, finhire):
        make_role("CIO")
        director = make_role("Finance Director")
        make_version(director, finhire, tagline="Ours")
        for brand, tagline in (("iduet", "What a Finance Director does"), ("finhire", "Ours")):
            answer = read(f"/brands/{brand}/compare", {"roles": "finance-director,CIO"})
            assert [role["short_name"] for role in answer["roles"]] == ["Finance Director", "CIO"]
            assert answer["roles"][0]["tagline"] == tagline

    def test_a_brands_own_role_comes_before_an_original_of_that_name(self, read, iduet, finhire):
        make_role("CIO", tagline="Group")
        make_role("CIO", tagline="Own", brand=iduet)
        make_role("CTO")
        for brand, tagline in (("iduet", "Own"), ("finhire", "Group")):
            assert read(f"/brands/{brand}/compare", {"roles": "cio,cto"})["roles"][0]["tagline"] == tagline

    def test_in_another_language(self, read, iduet, finhire):
        for name in ("CIO", "CTO"):
            translate(make_role(name), "en", tagline=f"{name} in English")
        answer = read("/brands/iduet/compare", {"roles": "cio,cto", "locale": "en"})
        assert (answer["language"], answer["roles"][1]["tagline"]) == ("en", "CTO in English")

    def test_refusals(self, ask, refusal, iduet, finhire):
        make_role("CIO")
        make_role("CTO")
        make_role("CFO", brand=finhire)
        make_role("Draft", publish=False)
        for wrong in ("cio", "cio,cio", "cio,cfo", "cio,draft", "cio,nobody", "a,b,c,d,e", ","):
            assert refusal("/brands/iduet/compare", {"roles": wrong})[:2] == (400, "invalid-parameter")
        assert refusal("/brands/iduet/compare") == (400, "invalid-parameter", ["roles"])
        assert refusal("/brands/nobody/compare", {"roles": "cio,cto"}) == (404, "brand-not-found", [])
        valid = ask("/brands/iduet/compare", {"roles": "cio,cfo"}).json()["errors"][0]["valid"]
        assert valid == ["cio", "cto"]

    def test_queries(self, queries_of, iduet, finhire):
        make_role("CIO")
        make_role("CTO")
        # brands, keys, roles, their pages, last change
        assert queries_of("/brands/iduet/compare", {"roles": "cio,cto"}) == 5
