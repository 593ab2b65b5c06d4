"""GET /brands/{brand}/roles and /roles/{id}"""

from tests.factories.brands import home_of
from tests.factories.library import make_role, make_version, translate
from tests.factories.pages import make_role_page


def names(answer) -> list[str]:
    return [item["short_name"] for item in answer["items"]]


class TestRoles:
    def test_originals_as_the_brand_says_them_and_its_own(self, read, iduet, finhire):
        cio, own = make_role("CIO", tagline="Verbindt"), make_role("CFO", brand=finhire)
        make_version(cio, finhire, tagline="Bouwt de bank")
        make_role("Draft", publish=False)
        make_role_page(home_of(finhire), own, slug="cfo")
        ours, theirs = read("/brands/iduet/roles"), read("/brands/finhire/roles")
        assert (names(ours), ours["count"]) == (["CIO"], 1)
        assert (names(theirs), theirs["count"]) == (["CIO", "CFO"], 2)
        assert [(item["tagline"], item["origin"]) for item in ours["items"]] == [("Verbindt", "original")]
        assert (theirs["items"][0]["tagline"], theirs["items"][0]["origin"]) == ("Bouwt de bank", "brand version")
        assert (theirs["items"][1]["origin"], theirs["items"][1]["url"]) == ("brand's own", "/cfo/")

    def test_in_a_language_that_items_have(self, read, iduet, finhire):
        translate(make_role("CIO"), "en", short_name="CIO in English")
        make_role("Only Dutch")
        assert names(read("/brands/iduet/roles", {"locale": "en"})) == ["CIO in English"]

    def test_in_pieces_each_once(self, read, iduet, finhire):
        for number in range(5):
            make_role(f"R{number}")
        seen, cursor = [], None
        while True:
            piece = read("/brands/iduet/roles", {"limit": 2, **({"cursor": cursor} if cursor else {})})
            seen += names(piece)
            if not (cursor := piece["next"]):
                break
        assert seen == [f"R{number}" for number in range(5)]

    def test_words_are_looked_for_in_what_this_brand_shows(self, read, iduet, finhire):
        role = make_role("CIO", tagline="Kompas")
        make_version(role, finhire, tagline="Anker")
        assert names(read("/brands/iduet/roles", {"q": "kompas cio"})) == ["CIO"]
        assert names(read("/brands/finhire/roles", {"q": "kompas"})) == []
        assert names(read("/brands/finhire/roles", {"q": "ANKER"})) == ["CIO"]
        assert names(read("/brands/iduet/roles", {"q": "html"})) == []

    def test_refusals(self, refusal, iduet):
        assert refusal("/brands/nobody/roles") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet/roles", {"locale": "xx"}) == (400, "invalid-parameter", ["locale"])
        assert refusal("/brands/iduet/roles", {"limit": 1000}) == (400, "invalid-parameter", ["limit"])
        assert refusal("/brands/iduet/roles", {"fields": "id"}) == (400, "unknown-parameter", ["fields"])

    def test_queries_do_not_grow(self, queries_of, iduet, finhire):
        counts = []
        for _ in range(2):
            make_version(make_role(), iduet, tagline="Ours")
            counts.append(queries_of("/brands/iduet/roles"))
        assert counts == [5, 5]  # brands, keys, roles, their pages, last change


class TestRole:
    def test_its_key_stands_for_a_language(self, read, iduet, finhire):
        dutch = make_role("CIO", tagline="Verbindt")
        english = translate(dutch, "en", tagline="Connects")
        assert read(f"/brands/iduet/roles/{dutch.pk}")["tagline"] == "Verbindt"
        assert read(f"/brands/iduet/roles/{english.pk}")["tagline"] == "Connects"

    def test_keys_of_versions_drafts_and_others_mean_nothing(self, refusal, iduet, finhire):
        role = make_role()
        keys = [
            make_version(role, iduet, tagline="Ours").pk,
            make_version(role, finhire, tagline="Theirs").pk,
            make_role(brand=finhire).pk,
            make_role(publish=False).pk,
            999999,
        ]
        for key in keys:
            assert refusal(f"/brands/iduet/roles/{key}") == (404, "not-found", [])

    def test_a_language_that_the_brand_does_not_show(self, refusal, iduet, finhire):
        english = translate(make_role(), "en")
        home_of(iduet, "en").unpublish()
        assert refusal(f"/brands/iduet/roles/{english.pk}") == (404, "not-found", [])

    def test_other_refusals(self, refusal, iduet):
        role = make_role()
        assert refusal(f"/brands/nobody/roles/{role.pk}") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet/roles/cio") == (400, "invalid-parameter", ["id"])

    def test_queries(self, queries_of, brands):
        assert queries_of(f"/brands/iduet/roles/{make_role().pk}") == 5  # brands, language, role, pages, last change
