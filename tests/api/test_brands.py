"""GET /brands"""

from brands.models import BrandHost
from tests.factories.brands import home_of
from tests.factories.media import make_image


class TestBrands:
    def test_the_group_in_its_order(self, read, iduet, finhire):
        BrandHost.objects.create(brand=iduet, hostname="www.iduet.localhost")
        iduet.logo_light = make_image(purpose="logo")
        iduet.group_order = 1
        iduet.save()
        first, second = read("/brands")["items"]
        assert (first["key"], second["key"]) == ("iduet", "finhire")
        assert first["hosts"] == ["iduet.localhost", "www.iduet.localhost"]
        assert second["hosts"] == ["finhire.localhost"]
        assert first["logo_light"]["alt"] == "Iduet"
        assert second["logo_light"] is None
        assert [(row["language"], row["name"], row["url"]) for row in first["languages"]] == [
            ("nl", "Nederlands", "http://iduet.localhost:8000/"),
            ("en", "English", "http://iduet.localhost:8000/en/"),
        ]

    def test_a_language_whose_home_is_not_live_is_not_named(self, read, iduet, finhire):
        home_of(iduet, "en").unpublish()
        by_key = {row["key"]: [one["language"] for one in row["languages"]] for row in read("/brands")["items"]}
        assert by_key == {"iduet": ["nl"], "finhire": ["nl", "en"]}

    def test_without_brands_the_list_is_empty(self, read, no_brands):
        assert read("/brands") == {"items": []}

    def test_a_parameter_is_refused(self, refusal, iduet):
        assert refusal("/brands", {"x": 1}) == (400, "unknown-parameter", ["x"])

    def test_queries(self, queries_of, brands):
        assert queries_of("/brands") == 3  # brands, host aliases, last change
