"""One visibility: what the public may see, and nothing else."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Locale, Page, PageViewRestriction

from brands.directory import BrandDirectory
from brands.models import BrandLanguage, PageOffer
from cms.foundation.visibility import public, visible_items, visible_pages, visible_roots
from cms.library.models import Role
from cms.pages.models import ContentPage
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content, make_mirror, make_offer

HOUR = datetime.timedelta(hours=1)


def seen(brand, language=None) -> set[int]:
    return set(visible_pages(BrandDirectory(), brand, language).values_list("pk", flat=True))


def restrict(page, kind="login"):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=kind, password="open sesame" if kind == "password" else ""
    )
    if kind == "groups":
        restriction.groups.add(Group.objects.first())
    return restriction


@pytest.fixture
def page(iduet, finhire):
    return make_content(home_of(iduet))


class TestPages:
    def test_a_published_page_is_seen_by_its_own_brand_only(self, page, iduet, finhire):
        assert page.pk in seen(iduet)
        assert page.pk not in seen(finhire)

    def test_a_draft_is_not_seen(self, iduet, finhire):
        drafts = [make_content(home_of(brand), publish=False) for brand in (iduet, finhire)]
        assert not {draft.pk for draft in drafts} & (seen(iduet) | seen(finhire))

    def test_unpublishing_hides_a_page(self, page, iduet):
        page.unpublish()
        assert page.pk not in seen(iduet)

    def test_an_expired_page_is_not_seen(self, page, iduet):
        Page.objects.filter(pk=page.pk).update(live=False, expired=True, expire_at=timezone.now() - HOUR)
        assert page.pk not in seen(iduet)

    def test_a_page_past_its_expiry_is_not_seen_although_the_scheduler_is_late(self, page, iduet):
        Page.objects.filter(pk=page.pk).update(live=True, expire_at=timezone.now() - HOUR)
        assert page.pk not in seen(iduet)

    def test_a_page_that_expires_later_is_seen(self, page, iduet):
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + HOUR)
        assert page.pk in seen(iduet)

    def test_a_page_scheduled_for_later_is_not_seen(self, iduet):
        later = make_content(home_of(iduet), go_live_at=timezone.now() + HOUR)
        assert later.approved_schedule
        assert later.pk not in seen(iduet)

    def test_a_live_page_stays_while_its_next_text_waits(self, page, iduet):
        page.go_live_at = timezone.now() + HOUR
        page.title = "Next year's text"
        page.save_revision().publish()
        page.refresh_from_db()
        assert page.title != "Next year's text"
        assert page.pk in seen(iduet)

    def test_one_language_or_all(self, page, iduet):
        english = make_content(home_of(iduet, "en"))
        assert {page.pk, english.pk} <= seen(iduet)
        assert english.pk not in seen(iduet, "nl")
        assert page.pk not in seen(iduet, "en")

    def test_a_page_in_another_language_than_its_tree_is_not_seen(self, page, iduet):
        Page.objects.filter(pk=page.pk).update(locale=Locale.objects.get(language_code="en"))
        assert page.pk not in seen(iduet)

    def test_pages_of_a_type_can_be_asked_for(self, page, iduet):
        found = visible_pages(BrandDirectory(), iduet, "nl", ContentPage.objects.all())
        assert list(found) == [page]
        assert isinstance(found[0], ContentPage)


class TestPrivacy:
    @pytest.mark.parametrize("kind", ["login", "groups", "password"])
    def test_a_private_page_is_not_seen(self, page, iduet, kind):
        restrict(page, kind)
        assert page.pk not in seen(iduet)

    @pytest.mark.parametrize("kind", ["login", "groups", "password"])
    def test_what_stands_below_a_private_page_is_not_seen(self, page, iduet, kind):
        below = make_content(make_content(page))
        assert below.pk in seen(iduet)
        restrict(page, kind)
        assert below.pk not in seen(iduet)

    def test_its_sisters_and_ancestors_stay(self, page, iduet):
        sister = make_content(home_of(iduet))
        restrict(page)
        assert {sister.pk, home_of(iduet).pk} <= seen(iduet)

    def test_a_private_root_hides_its_brand_and_no_other(self, page, iduet, finhire):
        ours = make_content(home_of(finhire))
        restrict(home_of(iduet))
        assert not seen(iduet, "nl")
        assert ours.pk in seen(finhire)

    def test_lifting_the_privacy_shows_it_again(self, page, iduet):
        restrict(page).delete()
        assert page.pk in seen(iduet)


class TestAliases:
    @pytest.fixture
    def alias(self, page, finhire):
        """An alias on Finhire's site of a page of Iduet."""
        return make_mirror(page, home_of(finhire))

    def test_an_alias_of_a_public_page_is_seen(self, alias, finhire):
        assert alias.pk in seen(finhire)

    def test_an_alias_of_a_page_that_became_private_is_not_seen(self, alias, page, finhire):
        restrict(page)
        assert alias.pk not in seen(finhire)

    def test_an_alias_of_a_page_below_a_private_one_is_not_seen(self, page, finhire):
        alias = make_mirror(make_content(page), home_of(finhire), "elsewhere")
        assert alias.pk in seen(finhire)
        restrict(page)
        assert alias.pk not in seen(finhire)

    def test_an_alias_of_a_draft_is_not_seen(self, alias, page, finhire):
        Page.objects.filter(pk=page.pk).update(live=False)
        assert alias.pk not in seen(finhire)

    def test_an_alias_of_an_expired_page_is_not_seen(self, alias, page, finhire):
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
        assert alias.pk not in seen(finhire)

    def test_an_alias_of_a_page_below_a_root_that_is_not_live_is_not_seen(self, alias, iduet, finhire):
        home_of(iduet).unpublish()
        assert alias.pk not in seen(finhire)

    def test_an_alias_of_an_alias_is_one_of_the_source(self, alias, page, finhire):
        again = make_mirror(alias, home_of(finhire), "again")
        assert Page.objects.get(pk=again.pk).alias_of_id == page.pk
        assert again.pk in seen(finhire)
        restrict(page)
        assert again.pk not in seen(finhire)

    def test_one_that_was_stored_past_the_pages_is_not_seen(self, alias, page, finhire):
        again = make_mirror(alias, home_of(finhire), "again")
        Page.objects.filter(pk=again.pk).update(alias_of=alias.pk)
        assert again.pk not in seen(finhire)

    def test_a_private_alias_leaves_its_source_public(self, alias, page, iduet, finhire):
        restrict(alias)
        assert alias.pk not in seen(finhire)
        assert page.pk in seen(iduet)


class TestRoots:
    def test_a_language_whose_root_is_not_live_shows_nothing(self, page, iduet):
        english = make_content(home_of(iduet, "en"))
        home_of(iduet, "en").unpublish()
        assert [root.language_code for root in visible_roots(BrandDirectory(), iduet)] == ["nl"]
        assert english.pk not in seen(iduet)
        assert page.pk in seen(iduet)

    def test_a_language_that_the_brand_no_longer_has_shows_nothing(self, iduet):
        english = make_content(home_of(iduet, "en"))
        BrandLanguage.objects.get(brand=iduet, locale__language_code="en").delete()
        assert english.pk not in seen(iduet)

    def test_pages_outside_every_tree_are_not_seen(self, iduet, finhire):
        lost = Page.get_first_root_node().add_child(
            instance=ContentPage(title="Lost", slug="lost", locale=Locale.get_default())
        )
        assert lost.pk not in seen(iduet) | seen(finhire)
        assert public(Page.objects.filter(pk=lost.pk)).exists()


class TestItems:
    def test_drafts_and_expired_items_are_not_seen(self, brands):
        public_role, draft, expired = make_role(), make_role(publish=False), make_role()
        Role.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - HOUR)
        assert set(visible_items(Role.objects.all())) == {public_role}
        assert draft.pk


# Random trees against a plain loop

ROOTS = [("iduet", "nl"), ("iduet", "en"), ("finhire", "nl"), ("finhire", "en")]

nodes = st.lists(
    st.fixed_dictionaries(
        {
            "parent": st.integers(0, 9),
            "live": st.sampled_from([True, True, True, True, False]),
            "expires": st.sampled_from([None, None, -1, 1]),
            "private": st.sampled_from([None, None, None, None, "login", "password"]),
            "alias_of": st.sampled_from([None, 0, 1, 2, 3, 4]),
            "foreign_language": st.sampled_from([False, False, False, False, True]),
            "offered": st.sampled_from([False, True]),
        }
    ),
    min_size=1,
    max_size=9,
)
dark_roots = st.sets(st.sampled_from(ROOTS), max_size=2)
lacking = st.sampled_from([None, None, ("finhire", "en"), ("iduet", "en")])


def grow(brands, tree, dark) -> None:
    """Write a random tree below the four roots."""
    roots = [home_of(brands[key], code) for key, code in ROOTS]
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    other = {locales["nl"].pk: locales["en"], locales["en"].pk: locales["nl"]}
    made: list[Page] = []
    for number, node in enumerate(tree):
        candidates = roots + made
        parent = candidates[node["parent"] % len(candidates)]
        parent.refresh_from_db()
        locale = other[parent.locale_id] if node["foreign_language"] else parent.locale
        source = made[node["alias_of"]] if node["alias_of"] is not None and node["alias_of"] < len(made) else None
        page = ContentPage(
            title=f"Page {number}",
            slug=f"page-{number}",
            locale=locale,
            live=node["live"],
            expire_at=node["expires"] and timezone.now() + node["expires"] * HOUR,
            alias_of=source and Page.objects.get(pk=source.alias_of_id or source.pk),
        )
        parent.add_child(instance=page)
        made.append(page)
        if node["private"]:
            restrict(page, node["private"])
        if node["offered"]:
            make_offer(page)
    for key, code in dark:
        Page.objects.filter(pk=home_of(brands[key], code).pk).update(live=False)


def plainly_open(page: Page) -> bool:
    """Whether nothing about a page and its ancestors hides it, asked one by one."""
    if not page.live or (page.expire_at is not None and page.expire_at <= timezone.now()):
        return False
    line = page.get_ancestors(inclusive=True)
    if any(PageViewRestriction.objects.filter(page=ancestor).exists() for ancestor in line):
        return False
    root = line.get(depth=2)
    return root.live


def plainly_visible(page: Page, brand) -> bool:
    """The reference: every rule written out for one page."""
    if page.depth < 2:
        return False
    root = page.get_ancestors(inclusive=True).get(depth=2)
    in_tree = root.translation_key == brand.site.root_page.translation_key
    in_language = root.locale_id == page.locale_id
    spoken = BrandLanguage.objects.filter(brand=brand, locale=page.locale).exists()
    if not (in_tree and in_language and spoken and plainly_open(page)):
        return False
    source = page.alias_of
    if source is None:
        return True
    its_root = source.get_ancestors(inclusive=True).get(depth=2)
    may_mirror = its_root.translation_key == root.translation_key or PageOffer.objects.filter(page=source).exists()
    return may_mirror and plainly_open(source)


@pytest.mark.crawl
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=nodes, dark=dark_roots, lacks=lacking)
def test_random_trees_show_what_a_plain_loop_shows(iduet, finhire, tree, dark, lacks):
    brands = {"iduet": iduet, "finhire": finhire}
    with transaction.atomic():
        grow(brands, tree, dark)
        if lacks:
            BrandLanguage.objects.filter(brand=brands[lacks[0]], locale__language_code=lacks[1]).delete()
        for brand in brands.values():
            expected = {page.pk for page in Page.objects.all() if plainly_visible(page, brand)}
            assert seen(brand) == expected
        transaction.set_rollback(True)
