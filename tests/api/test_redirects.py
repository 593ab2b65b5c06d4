"""GET /brands/{brand}/redirects"""

from wagtail.contrib.redirects.models import Redirect

from tests.factories.brands import home_of
from tests.factories.pages import make_content


class TestRedirects:
    def test_those_of_the_brand_that_lead_somewhere(self, read, iduet, finhire):
        page, theirs = make_content(home_of(iduet), slug="new"), make_content(home_of(finhire), slug="rates")
        draft = make_content(home_of(iduet), publish=False)
        for old, fields in {
            "/old": {"site": iduet.site, "redirect_page": page},
            "/rates": {"site": iduet.site, "redirect_page": theirs, "is_permanent": False},
            "/away": {"site": iduet.site, "redirect_link": "https://example.com/"},
            "/secret-draft": {"site": iduet.site, "redirect_page": draft},
            "/everywhere": {"site": None, "redirect_link": "https://example.com/"},
            "/theirs": {"site": finhire.site, "redirect_link": "https://example.com/"},
        }.items():
            Redirect.objects.create(old_path=old, **fields)
        answer = read("/brands/iduet/redirects")
        assert [(item["path"], item["target"], item["status"]) for item in answer["items"]] == [
            ("/old", "/new/", 301),
            ("/rates", f"{finhire.root_url}/rates/", 302),
            ("/away", "https://example.com/", 301),
        ]
        assert answer["count"] == 3

    def test_in_pieces(self, read, iduet, finhire):
        for number in range(3):
            Redirect.objects.create(site=iduet.site, old_path=f"/{number}", redirect_link="https://example.com/")
        first = read("/brands/iduet/redirects", {"limit": 2})
        second = read("/brands/iduet/redirects", {"limit": 2, "cursor": first["next"]})
        assert [item["path"] for item in first["items"] + second["items"]] == ["/0", "/1", "/2"]

    def test_refusals(self, refusal, iduet):
        assert refusal("/brands/nobody/redirects") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet/redirects", {"locale": "nl"}) == (400, "unknown-parameter", ["locale"])
        assert refusal("/brands/iduet/redirects", {"limit": -1}) == (400, "invalid-parameter", ["limit"])

    def test_queries(self, queries_of, iduet, finhire):
        counts = []
        for number in range(2):
            page = make_content(home_of(iduet))
            Redirect.objects.create(site=iduet.site, old_path=f"/{number}", redirect_page=page)
            counts.append(queries_of("/brands/iduet/redirects"))
        assert counts == [4, 4]  # brands, redirects, their pages, last change
