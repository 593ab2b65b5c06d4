"""Changes of library items, menus, cookies and files write their rows."""

from django.utils import timezone
from wagtail.models import Site

from brands.models import Brand, BrandAddress, BrandHost, BrandLanguage, BrandSocialLink
from cms.consent.models import Cookie, CookiePurpose
from cms.navigation.models import Menu
from home.provisioning.brands import locale_of
from tests.cms.changes.reading import of
from tests.factories.library import make_question, make_role, make_version, translate

HOUR = timezone.timedelta(hours=1)


class TestLibrary:
    def test_publish_unpublish_and_delete(self, brands, rows):
        role = make_role("CIO")
        (row,) = of(rows(), role)
        missing = f"missing:role:{role.translation_key}:nl"
        assert (row.kind, row.brand, set(row.tags)) == ("published", None, {f"role:{role.pk}", "list:role", missing})
        role.unpublish()
        assert [row.kind for row in of(rows(), role)] == ["unpublished"]
        role.save_revision().publish()
        rows()
        type(role).objects.get(pk=role.pk).delete()
        assert [row.kind for row in of(rows(), role)] == ["deleted"]

    def test_drafts_write_nothing(self, brands, rows):
        draft, live = make_role(publish=False), make_role()
        rows()
        live.tagline = "Not yet"
        live.save_revision()
        draft.save()
        draft.delete()
        assert not rows()

    def test_saving_a_live_item_directly(self, brands, rows):
        question = make_question()
        rows()
        question.answer = "<p>Straight into the database.</p>"
        question.save()
        assert [row.kind for row in of(rows(), question)] == ["changed"]

    def test_a_brands_own_item_is_its_brands(self, finhire, rows):
        role = make_role("CFO", brand=finhire)
        assert [row.brand for row in of(rows(), role)] == [finhire]

    def test_a_version_touches_what_shows_it_and_the_place_where_it_was_absent_and_no_other_brand(self, finhire, rows):
        role = make_role("CTO")
        rows()
        version = make_version(role, finhire, tagline="Builds the bank")
        (row,) = of(rows(), version)
        assert row.brand == finhire
        absent = f"absent:role-version:{role.pk}:finhire"
        assert {f"role:{version.pk}", absent} <= set(row.tags)
        assert f"role:{role.pk}" not in row.tags
        version.unpublish()
        assert absent in of(rows(), version)[0].tags

    def test_a_translation_fills_the_place_where_it_was_missing(self, brands, rows):
        role = make_role("CIO")
        rows()
        english = translate(role, "en")
        assert f"missing:role:{role.translation_key}:en" in of(rows(), english)[0].tags


class TestMenusCookiesAndFiles:
    def test_menus(self, iduet, finhire, rows):
        menu = Menu(brand=finhire, locale=locale_of("nl"), place="header", live=False)
        menu.save()
        assert not rows()
        menu.save_revision().publish()
        (row,) = rows()
        assert (row.brand, row.tags) == (finhire, ["menus:finhire:nl"])
        menu.refresh_from_db()
        menu.delete()
        assert [row.kind for row in rows()] == ["deleted"]

    def test_cookies_and_their_purposes(self, iduet, finhire, rows):
        cookie = Cookie.objects.create(brand=finhire, name="a", provider="b", category="necessary")
        purpose = CookiePurpose.objects.create(cookie=cookie, locale=locale_of("nl"), purpose="c")
        purpose.purpose = "d"
        purpose.save()
        cookie.save()
        purpose.delete()
        cookie.delete()
        changes = rows()
        assert len(changes) == 6
        assert {(row.brand, *row.tags) for row in changes} == {(finhire, "brand:finhire")}

    def test_brands_and_what_belongs_to_them_touch_every_brand(self, iduet, finhire, rows):
        language = BrandLanguage.objects.get(brand=iduet, locale__language_code="en")
        things = [
            iduet,
            BrandHost(brand=iduet, hostname="old.localhost"),
            BrandAddress(brand=iduet, label="a", street="b", postal_code="c", city="d"),
            BrandSocialLink(brand=iduet, network="a", url="https://example.com/"),
            language,
            Site.objects.get(pk=iduet.site_id),
        ]
        for thing in things:
            thing.save()
            assert [set(row.tags) for row in rows()] == [{"brand:iduet", "brand:finhire"}], thing
        for thing in things[1:4]:
            thing.delete()
            assert [set(row.tags) for row in rows()] == [{"brand:iduet", "brand:finhire"}], thing

    def test_a_brand_can_be_deleted_with_its_menus_and_cookies(self, iduet, finhire, rows):
        Cookie.objects.create(brand=finhire, name="a", provider="b", category="necessary")
        Menu.objects.create(brand=finhire, locale=locale_of("nl"), place="header", live=True)
        Brand.objects.get(pk=finhire.pk).delete()
        assert any("brand:iduet" in row.tags for row in rows())
        assert not Brand.objects.filter(key="finhire").exists()
