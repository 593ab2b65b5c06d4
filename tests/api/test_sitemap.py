"""GET /brands/{brand}/sitemap"""

from tests.factories.brands import home_of
from tests.factories.pages import make_content, make_mirror


class TestSitemap:
    def test_every_page_in_every_language_with_its_translations(self, read, iduet, finhire):
        dutch = make_content(home_of(iduet), slug="voorwaarden")
        english = dutch.copy_for_translation(home_of(iduet, "en").locale)
        english.slug = "terms"
        english.save_revision().publish()
        make_content(home_of(iduet), publish=False)
        make_content(home_of(finhire))
        answer = read("/brands/iduet/sitemap")
        assert [item["path"] for item in answer["items"]] == ["/", "/voorwaarden/", "/en/", "/en/terms/"]
        assert answer["count"] == 4
        both = [
            {"language": "en", "url": "http://iduet.localhost:8000/en/terms/"},
            {"language": "nl", "url": "http://iduet.localhost:8000/voorwaarden/"},
        ]
        assert answer["items"][1]["alternates"] == answer["items"][3]["alternates"] == both

    def test_an_alias_is_not_in_it(self, read, iduet, finhire):
        make_mirror(make_content(home_of(iduet)), home_of(finhire), "mirror")
        assert [item["path"] for item in read("/brands/finhire/sitemap")["items"]] == ["/", "/en/"]

    def test_in_pieces(self, read, iduet, finhire):
        make_content(home_of(iduet), slug="a")
        paths, query = [], {"limit": 1}
        while True:
            answer = read("/brands/iduet/sitemap", query)
            paths += [item["path"] for item in answer["items"]]
            if not answer["next"]:
                break
            query["cursor"] = answer["next"]
        assert paths == ["/", "/a/", "/en/"]

    def test_refusals(self, refusal, iduet):
        assert refusal("/brands/nobody/sitemap") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet/sitemap", {"type": "home"}) == (400, "unknown-parameter", ["type"])
        assert refusal("/brands/iduet/sitemap", {"limit": "x"}) == (400, "invalid-parameter", ["limit"])

    def test_queries(self, queries_of, iduet, finhire):
        counts = []
        for _ in range(2):
            make_content(home_of(iduet))
            counts.append(queries_of("/brands/iduet/sitemap"))
        assert counts == [5, 5]  # brands, count, pages, translations, last change
