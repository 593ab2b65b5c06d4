"""GET /brands/{brand}"""

from brands.models import BrandAddress, BrandSocialLink
from cms.consent.models import Cookie, CookiePurpose
from home.provisioning.brands import locale_of


class TestBrand:
    def test_all_that_a_brand_says_of_itself(self, read, iduet, finhire):
        for brand, city in ((iduet, "Utrecht"), (finhire, "Amsterdam")):
            BrandAddress.objects.create(brand=brand, label="Office", street="Street 1", postal_code="1", city=city)
            BrandSocialLink.objects.create(brand=brand, network="LinkedIn", url=f"https://example.com/{brand.key}")
            cookie = Cookie.objects.create(
                brand=brand, name=f"{brand.key}-c", provider="us", category="necessary", duration_unit="session"
            )
            CookiePurpose.objects.create(cookie=cookie, locale=locale_of("nl"), purpose="Formulieren")
        answer = read("/brands/iduet")
        assert (answer["key"], answer["language"]) == ("iduet", "nl")
        assert [row["city"] for row in answer["contact"]["addresses"]] == ["Utrecht"]
        assert [row["url"] for row in answer["contact"]["social_links"]] == ["https://example.com/iduet"]
        assert [(one["name"], one["purpose"]) for one in answer["cookies"][0]["cookies"]] == [
            ("iduet-c", "Formulieren")
        ]
        assert answer["theme"]["colours"]["primary"] == iduet.colour_primary
        assert [(one["key"], one["is_current"]) for one in answer["group"]] == [("finhire", False), ("iduet", True)]

    def test_another_language(self, read, iduet, finhire):
        row = iduet.languages.get(locale__language_code="en")
        row.strapline = "People"
        row.save()
        assert read("/brands/iduet", {"locale": "en"})["strapline"] == "People"
        assert read("/brands/finhire", {"locale": "en"})["strapline"] == ""

    def test_refusals(self, refusal, iduet, finhire):
        assert refusal("/brands/nobody") == (404, "brand-not-found", [])
        assert refusal("/brands/iduet", {"locale": "de"}) == (400, "invalid-parameter", ["locale"])
        assert refusal("/brands/iduet", {"language": "en"}) == (400, "unknown-parameter", ["language"])

    def test_what_would_be_valid_is_said(self, ask, iduet):
        assert ask("/brands/iduet", {"locale": "de"}).json()["errors"][0]["valid"] == ["nl", "en"]

    def test_queries(self, queries_of, brands):
        # brands, host aliases; pictures, addresses, profiles and cookies; last change
        assert queries_of("/brands/iduet") == 4
