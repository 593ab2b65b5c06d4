"""The cookie registry tells the truth, in both languages, in all five categories."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import translation

from cms.consent.blocks.cookie_table import CookieTableBlock, cookie_categories
from cms.consent.models import Cookie, CookiePurpose
from cms.foundation.tags import collect_tags
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of, scope_of
from tests.factories.pages import make_content

CATEGORIES = ["necessary", "functional", "performance", "analytics", "other"]


def make_cookie(brand, name="_visits", category="analytics", duration=None, unit="session", **purposes) -> Cookie:
    cookie = Cookie(
        brand=brand, name=name, provider="Example", category=category, duration=duration, duration_unit=unit
    )
    cookie.full_clean()
    cookie.save()
    for code, purpose in purposes.items():
        CookiePurpose.objects.create(cookie=cookie, locale=locale_of(code), purpose=purpose)
    return cookie


def page_text(site_client, brand, language) -> BeautifulSoup:
    table = [{"type": "cookie_table", "value": {"heading": "Cookies"}}]
    make_content(home_of(brand, language), slug="cookies", body=table)
    path = "/cookies/" if language == "nl" else "/en/cookies/"
    response = site_client(brand, path)
    assert response.status_code == 200
    assert not response.cookies
    return BeautifulSoup(response.text, "html.parser").find(class_="cookies")


class TestCategories:
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_all_five_always_stand_there_with_their_meaning(self, brands, language):
        for brand in brands:
            found = cookie_categories(scope_of(brand, language))
            assert [category.key for category in found] == CATEGORIES
            assert all(category.meaning for category in found)
            assert all(category.cookies == [] for category in found)

    def test_each_language_says_it_in_its_own_words(self, brands):
        dutch, english = (cookie_categories(scope_of(brands[0], code)) for code in ("nl", "en"))
        assert [category.name for category in english] == [
            "Necessary",
            "Functional",
            "Performance",
            "Analytics",
            "Other",
        ]
        for ours, theirs in zip(dutch, english, strict=True):
            assert ours.meaning != theirs.meaning
            assert ours.name != theirs.name or ours.key == "analytics"
        assert dutch[0].name == "Noodzakelijk"

    def test_the_language_of_the_reader_and_not_of_the_process(self, brands):
        with translation.override("en"):
            assert cookie_categories(scope_of(brands[0], "nl"))[0].name == "Noodzakelijk"
            assert translation.get_language() == "en"

    def test_a_brands_cookies_are_its_own(self, brands):
        iduet, finhire = brands
        make_cookie(finhire, nl="Telt bezoeken", en="Counts visits")
        assert [cookie.name for cookie in cookie_categories(scope_of(finhire))[3].cookies] == ["_visits"]
        assert all(category.cookies == [] for category in cookie_categories(scope_of(iduet)))

    def test_the_purpose_is_in_the_readers_language_or_empty(self, brands):
        make_cookie(brands[0], nl="Telt bezoeken")
        assert cookie_categories(scope_of(brands[0], "nl"))[3].cookies[0].purpose == "Telt bezoeken"
        assert cookie_categories(scope_of(brands[0], "en"))[3].cookies[0].purpose == ""

    def test_within_a_category_by_name(self, brands):
        for name in ("b", "c", "a"):
            make_cookie(brands[0], name)
        assert [cookie.name for cookie in cookie_categories(scope_of(brands[0]))[3].cookies] == ["a", "b", "c"]

    def test_reading_it_is_tagged(self, brands):
        with collect_tags() as tags:
            cookie_categories(scope_of(brands[1]))
        assert "cookies:finhire" in tags

    def test_it_costs_one_query_whatever_it_holds(self, brands, django_assert_num_queries):
        for number in range(5):
            make_cookie(brands[0], f"c{number}", CATEGORIES[number], nl="a", en="b")
        scope = scope_of(brands[0])
        scope.directory.roots  # noqa: B018 - loads the directory
        with django_assert_num_queries(1):  # cookies and purposes at once, and the second time none
            cookie_categories(scope)
            cookie_categories(scope)


class TestThePage:
    @pytest.mark.parametrize(
        ("language", "none"), [("nl", "Deze site plaatst er geen."), ("en", "This site sets none.")]
    )
    def test_a_site_that_sets_none_says_so_in_every_category(self, brands, site_client, language, none):
        soup = page_text(site_client, brands[0], language)
        assert len(soup.find_all("h3")) == 5
        assert [one.get_text(strip=True) for one in soup.find_all(class_="cookies__none")] == [none] * 5
        assert not soup.find_all("table")

    @pytest.mark.parametrize(("language", "kept"), [("nl", "13 maanden"), ("en", "13 months")])
    def test_a_cookie_stands_in_a_table_of_its_category(self, brands, site_client, language, kept):
        make_cookie(brands[0], duration=13, unit="months", nl="Telt bezoeken", en="Counts visits")
        soup = page_text(site_client, brands[0], language)
        assert len(soup.find_all(class_="cookies__none")) == 3
        own, table = soup.find_all("table")
        assert "consent" in own.get_text()  # whoever chooses gets one of ours
        text = table.get_text(" ", strip=True)
        for part in ("_visits", "Example", kept, {"nl": "Telt bezoeken", "en": "Counts visits"}[language]):
            assert part in text

    def test_our_own_sites_set_none_and_say_so(self, brands, site_client, client):
        """What the registry says of a new brand is what its pages do."""
        for brand in brands:
            assert not site_client(brand, "/").cookies
            assert not Cookie.objects.filter(brand=brand).exists()
        assert not client.cookies

    def test_the_block_is_made_from_the_registry(self, brands):
        block = CookieTableBlock()
        shown = block.represent(block.to_python({"heading": "Cookies"}), scope_of(brands[0]))
        assert (shown.heading, shown.categories) == ("Cookies", cookie_categories(scope_of(brands[0])))


DURATIONS = [
    (None, "session", "tot de browser sluit", "until the browser closes"),
    (1, "minutes", "1 minuut", "1 minute"),
    (30, "minutes", "30 minuten", "30 minutes"),
    (1, "hours", "1 uur", "1 hour"),
    (2, "hours", "2 uur", "2 hours"),
    (1, "days", "1 dag", "1 day"),
    (90, "days", "90 dagen", "90 days"),
    (1, "months", "1 maand", "1 month"),
    (13, "months", "13 maanden", "13 months"),
    (1, "years", "1 jaar", "1 year"),
    (2, "years", "2 jaar", "2 years"),
]


class TestDurations:
    @pytest.mark.parametrize(("number", "unit", "dutch", "english"), DURATIONS)
    def test_in_both_languages(self, number, unit, dutch, english):
        cookie = Cookie(duration=number, duration_unit=unit)
        for code, words in (("nl", dutch), ("en", english)):
            with translation.override(code):
                assert cookie.duration_text == words

    @pytest.mark.parametrize(("number", "unit"), [(5, "session"), (None, "days"), (None, "years")])
    def test_a_number_without_its_unit_is_refused(self, brands, number, unit):
        with pytest.raises(ValidationError) as refused:
            make_cookie(brands[0], duration=number, unit=unit)
        assert list(refused.value.message_dict) == ["duration"]

    def test_zero_is_refused(self, brands):
        with pytest.raises(ValidationError) as refused:
            make_cookie(brands[0], duration=0, unit="days")
        assert list(refused.value.message_dict) == ["duration"]
