"""What a brand offers, the others may show; what it does not, nobody sees elsewhere: no visitor and no editor."""

import pytest
from django.core import serializers
from wagtail.models import Comment, Page, PageViewRestriction

from brands.directory import BrandDirectory
from cms.blocks.link import LinkBlock
from cms.foundation.offering import offered_pages
from cms.foundation.rich_text import link_errors
from cms.foundation.visibility import visible_pages
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of, make_user, scope_of
from tests.factories.pages import make_content, make_mirror, make_offer


def seen(brand) -> set[int]:
    return set(visible_pages(BrandDirectory(), brand).values_list("pk", flat=True))


def publish_anew(page, title: str) -> None:
    fresh = Page.objects.get(pk=page.pk).specific
    fresh.title = title
    fresh.save_revision().publish()


@pytest.fixture
def page(iduet, finhire):
    return make_content(home_of(iduet), "As first published")


@pytest.fixture
def mirror(page, finhire):
    return make_mirror(page, home_of(finhire), "mirror")


class TestWhatVisitorsSee:
    def test_an_alias_elsewhere_is_seen_while_its_source_is_offered(self, page, mirror, iduet, finhire):
        assert mirror.pk in seen(finhire)
        page.offer.delete()
        assert mirror.pk not in seen(finhire)
        assert page.pk in seen(iduet)
        make_offer(page)
        assert mirror.pk in seen(finhire)

    def test_publishing_the_source_does_not_bring_it_back(self, page, mirror, finhire):
        page.offer.delete()
        publish_anew(page, "Not for others")
        assert mirror.pk not in seen(finhire)

    def test_an_alias_on_the_own_site_needs_no_offer_in_neither_language(self, page, iduet):
        aliases = [
            page.create_alias(parent=home_of(iduet), update_slug="again"),
            page.create_alias(parent=home_of(iduet, "en"), update_slug="again", update_locale=locale_of("en")),
        ]
        assert {alias.pk for alias in aliases} <= seen(iduet)

    def test_deleting_the_source_takes_it_down_elsewhere_offered_or_not(self, page, mirror, finhire):
        other = make_content(home_of(finhire), "Finhire's")
        page.offer.delete()
        Page.objects.get(pk=page.pk).delete()
        mirror.refresh_from_db()
        assert (mirror.live, mirror.alias_of_id) == (False, None)
        assert seen(finhire) >= {other.pk}

    def test_the_site_answers_accordingly(self, page, mirror, finhire, site_client):
        answer = site_client(finhire, "/mirror/")
        assert answer.status_code == 200
        canonical = BrandDirectory().by_key("iduet").root_url + f"/{page.slug}/"
        assert f'<link rel="canonical" href="{canonical}">' in answer.text
        page.offer.delete()
        assert site_client(finhire, "/mirror/").status_code == 404


class TestWhatEditorsElsewhereRead:
    """An alias is a row with the words of its source: who may not have them does not get them."""

    def read(self, mirror) -> str:
        return Page.objects.get(pk=mirror.pk).title

    def test_it_stays_in_step(self, page, mirror):
        publish_anew(page, "As published again")
        assert self.read(mirror) == "As published again"

    def test_not_while_it_is_not_offered_and_then_at_once(self, page, mirror):
        page.offer.delete()
        publish_anew(page, "Not for others")
        assert self.read(mirror) == "As first published"
        make_offer(page)
        assert self.read(mirror) == "Not for others"

    def test_not_while_it_is_private_and_then_at_once(self, page, mirror):
        privacy = PageViewRestriction.objects.create(page=page, restriction_type="login")
        publish_anew(page, "Not for others")
        assert self.read(mirror) == "As first published"
        privacy.delete()
        assert self.read(mirror) == "Not for others"

    def test_never_what_colleagues_said_of_it(self, page, mirror, finhire):
        writer = make_user("colleague@iduet.localhost")
        Comment.objects.create(page=page, user=writer, text="Between us", contentpath="title")
        publish_anew(page, "As published again")
        make_mirror(page, home_of(finhire), "second")
        assert self.read(mirror) == "As published again"
        assert set(Comment.objects.values_list("page_id", flat=True)) == {page.pk}


class TestBringingInStep:
    """Only what became free to follow is written, and nothing else that has aliases."""

    @pytest.fixture
    def bystanders(self, iduet, finhire):
        """Aliases whose words are not their sources': of a page that is not offered, an offered one, and a draft."""
        sources = {
            "kept": make_content(home_of(iduet)), "offered": make_content(home_of(iduet)),
            "draft": make_content(home_of(iduet)),
        }  # fmt: skip
        aliases = {name: page.create_alias(parent=home_of(iduet), update_slug=name) for name, page in sources.items()}
        make_offer(sources["offered"])
        sources["draft"].unpublish()
        for alias in aliases.values():
            Page.objects.filter(pk=alias.pk).update(title="As it was")
        return sources, aliases

    def unlike(self, aliases) -> set[str]:
        return {name for name, alias in aliases.items() if Page.objects.get(pk=alias.pk).title == "As it was"}

    def test_by_an_offer_the_aliases_of_that_page(self, page, mirror, bystanders):
        sources, aliases = bystanders
        page.offer.delete()
        publish_anew(page, "Not for others")
        make_offer(page)
        assert Page.objects.get(pk=mirror.pk).title == "Not for others"
        assert self.unlike(aliases) == {"kept", "offered", "draft"}
        make_offer(sources["draft"])
        assert self.unlike(aliases) == {"kept", "offered", "draft"}
        make_offer(sources["kept"])
        assert self.unlike(aliases) == {"offered", "draft"}

    def test_by_lifting_privacy_those_of_what_is_offered_below_it(self, page, mirror, bystanders, iduet):
        aliases = bystanders[1]
        below = make_content(page, "Below")
        on_the_site = below.create_alias(parent=home_of(iduet), update_slug="below")
        Page.objects.filter(pk=on_the_site.pk).update(title="As it was")
        privacy = PageViewRestriction.objects.create(page=page, restriction_type="login")
        publish_anew(page, "Not for others")
        privacy.delete()
        assert Page.objects.get(pk=mirror.pk).title == "Not for others"
        assert self.unlike({**aliases, "below": on_the_site}) == {"kept", "offered", "draft", "below"}

    def test_not_by_an_offer_that_is_read_from_a_backup(self, page, mirror):
        """What it would read beside it may not be there yet."""
        stored = serializers.serialize("json", [page.offer])
        page.offer.delete()
        publish_anew(page, "Not for others")
        for each in serializers.deserialize("json", stored):
            each.save()
        assert Page.objects.get(pk=mirror.pk).title == "As first published"


class TestLinks:
    def errors(self, brand, target) -> list:
        source = f'<p><a linktype="page" id="{target.pk}">there</a></p>'
        block = LinkBlock()
        value = block.to_python({"text": "", "page": target.pk, "url": "", "contact": False})
        return [link_errors(source, scope_of(brand)), block.publish_error(value, scope_of(brand))]

    def test_to_what_is_offered_may_be_published(self, page, finhire):
        assert all(self.errors(finhire, page))
        make_offer(page)
        assert self.errors(finhire, page) == [None, None]
        PageViewRestriction.objects.create(page=page, restriction_type="login")
        assert all(self.errors(finhire, page))


class TestWhatIsOffered:
    def test_it_is_what_is_public_now(self, page, iduet, finhire):
        own, private, draft = (make_content(home_of(finhire), publish=publish) for publish in (True, True, False))
        for each in (page, own, private, draft):
            make_offer(each)
        PageViewRestriction.objects.create(page=private, restriction_type="password", password="x")
        directory = BrandDirectory()
        assert set(offered_pages(directory)) == {Page.objects.get(pk=page.pk), Page.objects.get(pk=own.pk)}
        assert [found.pk for found in offered_pages(directory, but={finhire.pk})] == [page.pk]
