"""`manage.py brand`: makes, lists and checks brands; on bad input a clear error and nothing half made."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import translation
from wagtail.models import Collection, Locale, Page, Site

from brands.models import Brand, BrandHost, BrandLanguage, Team
from tests.factories.brands import home_of, make_brand

COUNTED = (Brand, BrandLanguage, Site, Page, Locale, Collection, Group, Team)


def brand(*arguments) -> str:
    out = io.StringIO()
    call_command("brand", *arguments, stdout=out)
    return out.getvalue()


def create(key="finhire", name="Finhire", host="finhire.localhost", *more) -> str:
    return brand("create", key, "--name", name, "--host", host, *more)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def iduet(no_brands):
    return make_brand("iduet")


class TestCreate:
    def test_a_first_brand_answers_at_once(self, no_brands, site_client):
        out = create(
            "finhire", "Finhire", "finhire.localhost", "--language", "nl", "--language", "en", "--port", "8000"
        )
        assert out == "Made: Finhire at http://finhire.localhost:8000/\n"
        made = Brand.objects.get()
        assert [row.locale.language_code for row in made.languages.all()] == ["nl", "en"]
        assert {home_of(made, code).live for code in ("nl", "en")} == {True}
        assert Collection.objects.filter(name="Finhire").exists()
        assert set(made.teams.values_list("kind", flat=True)) == {"editors", "publishers"}
        assert site_client(made, "/").status_code == 200
        assert site_client(made, "/en/").status_code == 200

    def test_wagtails_welcome_page_is_gone_and_no_site_is_the_default(self, no_brands):
        page = Page.get_first_root_node().add_child(instance=Page(title="Welcome to Wagtail", slug="home"))
        Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
        create()
        assert list(Site.objects.values_list("hostname", "is_default_site")) == [("finhire.localhost", False)]
        assert not Page.objects.filter(title__startswith="Welcome").exists()

    def test_dutch_alone_and_the_usual_port_are_what_nobody_said(self, iduet, settings):
        settings.HTTPS = True
        create("finhire", "Finhire", "www.finhire.nl")
        made = Brand.objects.get(key="finhire")
        assert made.site.port == 443
        assert [row.locale.language_code for row in made.languages.all()] == ["nl"]

    def test_a_second_time_changes_nothing(self, iduet):
        create()
        before = counts()
        assert create().startswith("Already there, complete: Finhire")
        assert counts() == before

    def test_it_completes_what_is_missing(self, iduet):
        create()
        made = Brand.objects.get(key="finhire")
        Team.objects.filter(brand=made, kind="editors").delete()
        create("finhire", "Finhire", "finhire.localhost", "--language", "nl", "--language", "en")
        assert {row.locale.language_code for row in made.languages.all()} == {"nl", "en"}
        assert home_of(made, "en").live
        assert made.teams.count() == 2

    def test_after_a_brand_was_renamed_it_still_runs(self, iduet):
        create()
        Brand.objects.filter(key="finhire").update(name="Finhire NL")
        create("finhire", "Finhire NL", "finhire.localhost")
        assert Team.objects.filter(brand__key="finhire").count() == 2


BAD = [
    (("Finhire", "Finhire", "finhire.localhost"), "lower-case"),
    (("1finhire", "Finhire", "finhire.localhost"), "lower-case"),
    (("fin hire", "Finhire", "finhire.localhost"), "“slug”"),
    (("f" * 41, "Finhire", "finhire.localhost"), "40"),
    (("", "Finhire", "finhire.localhost"), "blank"),
    (("finhire", "", "finhire.localhost"), "blank"),
    (("finhire", "F" * 61, "finhire.localhost"), "60"),
    (("finhire", "Iduet", "finhire.localhost"), "Another brand has this name"),
    (("finhire", "iduet", "finhire.localhost"), "Another brand has this name"),
    (("finhire", "Iduet Group", "finhire.localhost"), "the group itself"),
    (("finhire", "Finhire", "https://finhire.nl"), "“https://finhire.nl” is not a host name"),
    (("finhire", "Finhire", "Finhire.nl"), "“Finhire.nl” is not a host name"),
    (("finhire", "Finhire", ""), "is not a host name"),
    (("finhire", "Finhire", "desk.localhost"), "the host of the desk or of the API"),
    (("finhire", "Finhire", "api.localhost"), "the host of the desk or of the API"),
    (("finhire", "Finhire", "iduet.localhost"), "iduet.localhost already belongs to another brand"),
    (("finhire", "Finhire", "www.iduet.nl"), "www.iduet.nl already belongs to another brand"),
    (("iduet", "Iduet", "other.localhost"), "iduet already exists, on iduet.localhost"),
    (("finhire", "Finhire", "finhire.localhost", "--language", "en"), "The first language is nl"),
    (("finhire", "Finhire", "finhire.localhost", "--language", "nl", "--language", "fr"), "no language “fr”"),
    (("finhire", "Finhire", "finhire.localhost", "--port", "0"), "0 is not a port"),
    (("finhire", "Finhire", "finhire.localhost", "--port", "65536"), "65536 is not a port"),
    (("finhire", "Finhire", "finhire.localhost", "--port", "-1"), "-1 is not a port"),
]


@pytest.mark.crawl
class TestBadInput:
    @pytest.mark.parametrize(("arguments", "reason"), BAD)
    def test_is_told_and_leaves_nothing_half_made(self, iduet, arguments, reason):
        BrandHost.objects.create(brand=iduet, hostname="www.iduet.nl")
        before = counts()
        with pytest.raises(CommandError) as refused:
            create(*arguments)
        assert reason in str(refused.value)
        assert refused.value.returncode == 1
        assert counts() == before

    @pytest.mark.parametrize("missing", [["--name", "Finhire"], ["--host", "finhire.localhost"], []])
    def test_what_is_required_is_asked_for(self, no_brands, missing):
        with pytest.raises(CommandError, match="required"):
            brand("create", "finhire", *missing)

    def test_an_action_is_needed(self, no_brands):
        with pytest.raises(CommandError, match="action"):
            brand()


class TestList:
    def test_every_brand_with_languages_and_address(self, iduet):
        make_brand("gridmasters", languages=["nl"])
        lines = brand("list").splitlines()
        assert [line.split() for line in lines] == [
            ["gridmasters", "Gridmasters", "nl", "http://gridmasters.localhost:8000/"],
            ["iduet", "Iduet", "nl,en", "http://iduet.localhost:8000/"],
        ]

    def test_none_says_how_to_make_one(self, no_brands):
        assert "manage.py brand create" in brand("list")


class TestCheck:
    @pytest.fixture
    def complete(self, iduet):
        BrandLanguage.objects.update(strapline="People", statement="We find people.")
        return iduet

    def findings(self) -> str:
        out = io.StringIO()
        with pytest.raises(CommandError) as found:
            call_command("brand", "check", stdout=out)
        assert found.value.returncode == 1
        assert "to mend" in str(found.value)
        return out.getvalue()

    def test_all_is_well(self, complete):
        assert brand("check") == "All brands are complete.\n"

    def test_texts(self, complete):
        BrandLanguage.objects.filter(locale__language_code="en").update(strapline="")
        assert self.findings() == "iduet: lacks strapline or statement in English\n"

    def test_languages_and_home_pages(self, complete):
        home_of(complete, "en").unpublish()
        assert "home page in English is not published" in self.findings()
        home_of(complete, "en").delete()
        assert "has no home page in English" in self.findings()
        BrandLanguage.objects.get(locale__language_code="nl").delete()
        assert "has no Dutch" in self.findings()

    def test_teams_default_site_and_theme(self, complete):
        Team.objects.filter(kind="editors").delete()
        Site.objects.update(is_default_site=True)
        Brand.objects.update(colour_text="#cccccc")
        found = self.findings()
        assert "has no team of editors" in found
        with translation.override("nl"):
            assert "heeft geen team van redacteuren" in self.findings()
        assert "is the default site" in found
        assert "“text” on “surface” has a contrast of" in found
