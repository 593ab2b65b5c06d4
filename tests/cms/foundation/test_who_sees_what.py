"""One world of pages with every reason for not being seen, and what each question to the visibility says of it."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction

from brands.directory import BrandDirectory
from cms.foundation.offering import is_offered, mirrors_elsewhere, mirrors_left_behind, offered_pages
from cms.foundation.visibility import locked_pages, private_pages, public, restrictions_on, visible_pages
from cms.pages.models import ContentPage
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.pages import make_offer

HOUR = datetime.timedelta(hours=1)


class World:
    """Pages by name: Iduet's in both languages, Finhire's in Dutch and in an English that is not live."""

    def __init__(self, iduet, finhire):
        self.pages: dict[str, Page] = {}
        nl, en, theirs, dark = home_of(iduet), home_of(iduet, "en"), home_of(finhire), home_of(finhire, "en")
        now = timezone.now()
        for name, fields in {
            "public": {}, "offered": {}, "draft": {"live": False}, "expired": {"expire_at": now - HOUR},
            "expires later": {"expire_at": now + HOUR}, "strange language": {"locale": locale_of("en")},
            "for members": {}, "with a password": {}, "with both": {},
        }.items():  # fmt: skip
            self.add(name, nl, **fields)
        for name in ("for members", "with a password", "with both"):
            self.add(f"below {name}", self.pages[name])
        self.add("English", en)
        self.add("Finhire's", theirs)
        self.add("below dark", dark)
        self.settings = {
            (name, kind): PageViewRestriction.objects.create(page=self.pages[name], restriction_type=kind, password="x")
            for name, kind in (
                ("for members", "login"), ("with a password", "password"), ("with both", "password"),
                ("with both", "login"),
            )
        }  # fmt: skip
        for name in ("offered", "draft", "expired", "below for members", "below with a password"):
            self.add(f"mirror of {name}", theirs, alias_of=self.pages[name])
            make_offer(self.pages[name])
        self.add("mirror of below dark", nl, alias_of=self.pages["below dark"])
        make_offer(self.pages["below dark"])
        self.add("mirror of what is not offered", theirs, alias_of=self.pages["public"])
        self.add("alias", nl, alias_of=self.pages["public"])
        self.add("alias in English", en, alias_of=self.pages["public"])
        self.add("alias of an alias", nl, alias_of=self.pages["alias"])
        stored = Page.objects.filter(pk=self.pages["alias of an alias"].pk)
        stored.update(alias_of=self.pages["alias"].pk)  # past what pages see to when they are saved
        self.add("draft of an alias", nl, alias_of=self.pages["public"], live=False)
        self.add("alias for members", nl, alias_of=self.pages["public"])
        PageViewRestriction.objects.create(page=self.pages["alias for members"], restriction_type="login")
        Page.objects.filter(pk=dark.pk).update(live=False)
        self.directory = BrandDirectory()

    def add(self, name: str, parent: Page, **fields) -> None:
        page = ContentPage(title=name, **{"locale": Locale.objects.get(pk=parent.locale_id), **fields})
        Page.objects.get(pk=parent.pk).add_child(instance=page)
        self.pages[name] = Page.objects.get(pk=page.pk)

    def named(self, found) -> set[str]:
        """The names of those among some pages that were made here."""
        keys = {page.pk for page in found}
        return {name for name, page in self.pages.items() if page.pk in keys}


@pytest.fixture
def world(iduet, finhire):
    return World(iduet, finhire)


OPEN = {"public", "offered", "expires later", "alias"}
BEHIND_A_PASSWORD = {"with a password", "below with a password"}


class TestVisitors:
    def test_see_what_is_public_of_a_brand_in_one_language_or_all(self, world, iduet, finhire):
        def seen(*asked):
            return world.named(visible_pages(world.directory, *asked))

        assert seen(iduet, "nl") == OPEN
        assert seen(iduet, "en") == {"English", "alias in English"}
        assert seen(iduet) == OPEN | {"English", "alias in English"}
        assert seen(finhire) == {"Finhire's", "mirror of offered"}
        assert seen(finhire, "en") == set()

    def test_who_know_a_password_see_what_stands_behind_it(self, world, iduet, finhire):
        passed = [world.settings["with a password", "password"].pk, world.settings["with both", "password"].pk]
        assert world.named(visible_pages(world.directory, iduet, "nl", passed=passed)) == OPEN | BEHIND_A_PASSWORD
        assert "mirror of below with a password" in world.named(visible_pages(world.directory, finhire, passed=passed))

    def test_may_be_told_what_nothing_but_a_password_keeps_from_them(self, world, iduet, finhire):
        assert world.named(locked_pages(world.directory, iduet)) == BEHIND_A_PASSWORD
        assert world.named(locked_pages(world.directory, iduet, "en")) == set()
        assert world.named(locked_pages(world.directory, finhire)) == {"mirror of below with a password"}

    def test_privacy_is_of_a_page_of_those_above_it_and_of_its_source(self, world):
        private = {name for name in world.pages if "for members" in name or "with " in name}
        assert world.named(private_pages(Page.objects.all())) == private
        below, mirror = world.pages["below for members"], world.pages["mirror of below for members"]
        assert set(restrictions_on(below)) == set(restrictions_on(mirror)) == {world.settings["for members", "login"]}
        assert not restrictions_on(world.pages["public"])


class TestOthers:
    def test_are_offered_what_is_public_below_a_live_root(self, world, iduet, finhire):
        make_offer(world.pages["Finhire's"])
        assert world.named(offered_pages(world.directory)) == {"offered", "Finhire's"}
        assert world.named(offered_pages(world.directory, but=[finhire.pk])) == {"offered"}
        assert world.named(offered_pages(world.directory, but=[iduet.pk])) == {"Finhire's"}
        assert world.pages["below dark"].pk in public(Page.objects.all()).values_list("pk", flat=True)

    def test_have_aliases_of_which_some_are_left_behind(self, world):
        offered, kept = world.pages["offered"], world.pages["public"]
        assert [is_offered(page) for page in (offered, kept)] == [True, False]
        assert world.named(mirrors_elsewhere(offered)) == {"mirror of offered"}
        assert world.named(mirrors_elsewhere(kept)) == {"mirror of what is not offered"}
        left_behind = {
            name: world.named(Page.objects.filter(pk__in=mirrors_left_behind(world.pages[name])))
            for name in ("offered", "public", "draft", "below for members", "English")
        }
        assert left_behind == {
            "offered": set(), "public": {"mirror of what is not offered"}, "draft": {"mirror of draft"},
            "below for members": {"mirror of below for members"}, "English": set(),
        }  # fmt: skip

    def test_cost_a_page_without_aliases_one_question(self, world, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert mirrors_left_behind(world.pages["English"]) == []
