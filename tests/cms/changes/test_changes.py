"""Every way to change something that visitors see writes its row, in the same transaction; drafts write none."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cms.navigation.models import Menu
from cms.pages.models import ContentPage
from home.provisioning.brands import locale_of
from tests.cms.changes.reading import about, url
from tests.factories.brands import home_of
from tests.factories.forms import page_data
from tests.factories.library import make_role
from tests.factories.pages import make_comparison, make_content, make_mirror, make_offer

HOUR = timezone.timedelta(hours=1)


class TestPages:
    def test_publishing(self, iduet, finhire, rows):
        page = make_content(home_of(iduet), slug="terms")
        (row,) = about(rows(), page)
        assert (row.kind, row.brand) == ("published", iduet)
        assert (row.addresses_before, row.addresses_after) == ([], [url(iduet, "/terms/")])
        parent = home_of(iduet)
        assert {f"page:{page.pk}", f"children:{parent.pk}", f"missing:{page.url_path}"} <= set(row.tags)

    def test_publishing_again(self, iduet, rows):
        page = make_content(home_of(iduet, "en"), slug="terms")
        rows()
        page.title = "New terms"
        page.save_revision().publish()
        (row,) = about(rows(), page)
        assert row.kind == "published"
        assert row.addresses_before == row.addresses_after == [url(iduet, "/en/terms/")]

    def test_a_draft_writes_nothing(self, iduet, rows):
        page = make_content(home_of(iduet), publish=False)
        page.title = "Another draft"
        page.save_revision()
        page.save()
        page.move(make_content(home_of(iduet), slug="elsewhere"), pos="last-child")
        assert not about(rows(), page)
        Page.objects.get(pk=page.pk).delete()
        found = rows()  # the redirect from where it stood goes along: it led nowhere, but it would have
        assert not about(found, page)
        assert {row.object_type for row in found} <= {"wagtailredirects.redirect"}

    def test_a_draft_of_a_live_page_writes_nothing(self, iduet, rows):
        page = make_content(home_of(iduet))
        rows()
        page.title = "Not yet"
        page.save_revision()
        assert not rows()

    def test_scheduling_writes_nothing_until_the_hour(self, iduet, rows):
        page = make_content(home_of(iduet), slug="later", go_live_at=timezone.now() + HOUR)
        assert not about(rows(), page)
        page.revisions.update(approved_go_live_at=timezone.now() - HOUR)
        content = page.get_latest_revision()
        content.content["go_live_at"] = None
        content.save()
        call_command("publish_scheduled")
        assert [row.kind for row in about(rows(), page)] == ["published"]

    def test_unpublishing(self, iduet, rows):
        page = make_content(home_of(iduet), slug="terms")
        rows()
        page.unpublish()
        (row,) = about(rows(), page)
        assert (row.kind, row.addresses_before, row.addresses_after) == ("unpublished", [url(iduet, "/terms/")], [])

    def test_expiry(self, iduet, rows):
        page = make_content(home_of(iduet))
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - HOUR)
        rows()
        call_command("publish_scheduled")
        assert [row.kind for row in about(rows(), page)] == ["unpublished"]

    def test_saving_a_live_page_directly(self, iduet, rows):
        page = make_content(home_of(iduet))
        rows()
        page.title = "Straight into the database"
        page.save()
        assert [row.kind for row in about(rows(), page)] == ["changed"]

    def test_a_page_that_is_live_from_the_start(self, iduet, rows):
        page = home_of(iduet).add_child(instance=ContentPage(title="At once", slug="at-once", locale=locale_of("nl")))
        (row,) = about(rows(), page)
        assert (row.kind, row.addresses_after) == ("published", [url(iduet, "/at-once/")])

    def test_deleting_a_page_and_what_stands_below_it(self, iduet, rows):
        page = make_content(home_of(iduet), slug="legal")
        below = make_content(page, slug="terms")
        draft = make_content(page, publish=False)
        rows()
        Page.objects.get(pk=page.pk).delete()
        changes = rows()
        assert [row.addresses_before for row in about(changes, page)] == [[url(iduet, "/legal/")]]
        assert [row.addresses_before for row in about(changes, below)] == [[url(iduet, "/legal/terms/")]]
        assert {row.kind for row in changes} == {"deleted"}
        assert not about(changes, draft)

    def test_copying_a_live_page(self, iduet, finhire, rows):
        page = make_content(home_of(iduet), slug="terms")
        rows()
        copied = page.copy(to=home_of(finhire), update_attrs={"slug": "our-terms"})
        changes = about(rows(), copied)
        assert {row.brand for row in changes} == {finhire}
        assert changes[-1].addresses_after == [url(finhire, "/our-terms/")]

    def test_a_root_that_goes_dark_touches_its_whole_brand(self, iduet, finhire, rows):
        home_of(iduet, "en").unpublish()
        assert any("brand:iduet" in row.tags for row in rows())
        home_of(iduet, "en").save_revision().publish()
        changes = rows()
        assert any("brand:iduet" in row.tags for row in changes)
        assert not any("brand:finhire" in row.tags for row in changes)

    def test_the_editor_publishes_through_the_desk(self, iduet, finhire, rows, publisher_of, desk_client):
        page = make_content(home_of(iduet), slug="terms")
        rows()
        client = desk_client(publisher_of(iduet))
        data = page_data(ContentPage, "publish", title="Terms", slug="conditions")
        client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), data)
        (row,) = about(rows(), page)
        assert row.addresses_before == [url(iduet, "/terms/")]
        assert row.addresses_after == [url(iduet, "/conditions/")]


class TestAddresses:
    def test_a_new_slug_tells_of_old_and_new_address_of_all_below(self, iduet, rows):
        page = make_content(home_of(iduet, "en"), slug="legal")
        below = make_content(make_content(page, slug="terms"), slug="old")
        draft = make_content(page, publish=False)
        rows()
        page.slug = "law"
        page.save_revision().publish()
        changes = rows()
        (row,) = about(changes, page)
        assert (row.addresses_before, row.addresses_after) == ([url(iduet, "/en/legal/")], [url(iduet, "/en/law/")])
        (row,) = about(changes, below)
        assert row.kind == "moved"
        assert row.addresses_before == [url(iduet, "/en/legal/terms/old/")]
        assert row.addresses_after == [url(iduet, "/en/law/terms/old/")]
        assert {f"missing:{Page.objects.get(pk=below.pk).url_path}", f"missing:{below.url_path}"} <= set(row.tags)
        assert not about(changes, draft)

    def test_a_live_page_below_a_draft_moves_with_its_slug(self, iduet, rows):
        page = make_content(home_of(iduet), slug="legal")
        below = make_content(page, slug="terms")
        page.unpublish()
        rows()
        page.slug = "law"
        page.save()
        changes = rows()
        assert not about(changes, page)
        assert [row.addresses_after for row in about(changes, below)] == [[url(iduet, "/law/terms/")]]

    def test_the_slug_of_a_root_is_in_no_address(self, iduet, rows):
        root, below = home_of(iduet), make_content(home_of(iduet), slug="terms")
        rows()
        root.slug = "another"
        root.save()
        changes = rows()
        for page, path in ((root, "/"), (below, "/terms/")):
            (row,) = about(changes, page)
            assert row.addresses_before == row.addresses_after == [url(iduet, path)]

    def test_moving_within_a_brand(self, iduet, finhire, rows):
        target, page = make_content(home_of(iduet), slug="legal"), make_content(home_of(iduet), slug="terms")
        below = make_content(page, slug="old")
        rows()
        page.move(target, pos="last-child")
        changes = rows()
        (row,) = about(changes, page)
        assert (row.kind, row.brand) == ("moved", iduet)
        assert (row.addresses_before, row.addresses_after) == (
            [url(iduet, "/terms/")], [url(iduet, "/legal/terms/")]
        )  # fmt: skip
        assert {f"children:{home_of(iduet).pk}", f"children:{target.pk}"} <= set(row.tags)
        assert [row.addresses_after for row in about(changes, below)] == [[url(iduet, "/legal/terms/old/")]]

    def test_moving_to_another_brand_tells_both(self, iduet, finhire, rows):
        page = make_content(home_of(iduet), slug="terms")
        below = make_content(page, slug="old")
        rows()
        page.move(home_of(finhire), pos="last-child")
        changes = rows()
        for one, path in ((page, "/terms/"), (below, "/terms/old/")):
            found = about(changes, one)
            assert {row.brand for row in found} == {iduet, finhire}
            for row in found:
                assert (row.addresses_before, row.addresses_after) == ([url(iduet, path)], [url(finhire, path)])


class TestPrivacy:
    @pytest.mark.parametrize("kind", ["login", "password", "groups"])
    def test_on_and_off_touches_all_below_and_no_draft(self, iduet, rows, kind):
        page = make_content(home_of(iduet))
        below, draft, sister = make_content(page), make_content(page, publish=False), make_content(home_of(iduet))
        rows()
        restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
        on = rows()
        restriction.delete()
        for changes in (on, rows()):
            assert [about(changes, page), about(changes, below)].count([]) == 0
            assert not about(changes, draft) + about(changes, sister)

    def test_aliases_elsewhere_are_touched_too(self, iduet, finhire, rows):
        page = make_content(home_of(iduet))
        alias = make_mirror(make_content(page, slug="below"), home_of(finhire))
        rows()
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert [row.brand for row in about(rows(), alias)] == [finhire]

    def test_deleting_a_private_page(self, iduet, rows):
        page = make_content(home_of(iduet))
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        rows()
        Page.objects.get(pk=page.pk).delete()
        assert "deleted" in {row.kind for row in about(rows(), page)}


class TestAliases:
    @pytest.fixture
    def page(self, iduet, finhire):
        return make_content(home_of(iduet), slug="terms")

    def test_making_one(self, page, finhire, rows):
        alias = make_mirror(page, home_of(finhire))
        (row,) = about(rows(), alias)
        assert (row.kind, row.brand, row.addresses_after) == ("published", finhire, [url(finhire, "/terms/")])

    def test_its_source_is_published_again(self, page, finhire, rows):
        alias = make_mirror(page, home_of(finhire))
        rows()
        page.title = "New terms"
        page.save_revision().publish()
        changes = rows()
        assert about(changes, page)
        assert [row.brand for row in about(changes, alias)] == [finhire]

    def test_its_source_is_unpublished(self, page, finhire, rows):
        alias = make_mirror(page, home_of(finhire))
        rows()
        page.unpublish()
        assert [row.kind for row in about(rows(), alias)] == ["unpublished"]

    def test_its_source_is_offered_no_more_and_again(self, page, finhire, rows):
        alias = make_mirror(page, home_of(finhire))
        rows()
        page.offer.delete()
        assert [row.brand for row in about(rows(), alias)] == [finhire]
        make_offer(page)
        assert {row.brand for row in about(rows(), alias)} == {finhire}

    def test_its_source_moves_below_something_private(self, page, iduet, finhire, rows):
        alias = make_mirror(page, home_of(finhire))
        private = make_content(home_of(iduet))
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        rows()
        page.move(private, pos="last-child")
        assert about(rows(), alias)


class TestTransactions:
    def test_rows_go_with_what_is_rolled_back(self, iduet, finhire, rows):
        page = make_content(home_of(iduet))
        role = make_role()
        rows()
        with transaction.atomic():
            page.unpublish()
            role.unpublish()
            PageViewRestriction.objects.create(page=home_of(iduet), restriction_type="login")
            Menu.objects.create(brand=iduet, locale=locale_of("nl"), place="legal", live=True)
            assert [row.kind for row in rows()] == ["unpublished", "unpublished", "changed", "published"]
            transaction.set_rollback(True)
        assert not rows()

    def test_a_refused_publish_leaves_no_row(self, iduet, finhire, rows, publisher_of, desk_client):
        roles = [make_role(), make_role()]
        page = make_comparison(home_of(iduet), roles)
        draft = make_content(home_of(iduet), publish=False)
        page.roles = []
        page.save_revision()
        rows()
        address = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
        client = desk_client(publisher_of(iduet))
        client.post(f"{address}?id={draft.pk}&id={page.pk}&next=/admin/", {"include_descendants": ""})
        assert not rows()
