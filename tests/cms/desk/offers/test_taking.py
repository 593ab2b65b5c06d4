"""A page is offered, found by the other brands, and taken over as an alias or a copy. Two brands, each way round."""

import pytest
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, PageViewRestriction

from brands.models import PageOffer
from cms.desk.models import TakenCopy
from cms.pages.models import ContentPage
from tests.factories.brands import home_of, make_publisher
from tests.factories.pages import make_content, make_offer


@pytest.fixture
def page(iduet, finhire):
    """A published page of Iduet's with a draft that nobody else may read."""
    page = make_content(home_of(iduet), "Werken met ons", slug="werken")
    page.title = "Geheim"
    page.save_revision()
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def offer(page):
    return make_offer(page)


def take(client, offer, parent, how="copy", slug="taken"):
    """Send the form: the page that was made, or the form's errors."""
    response = client.post(
        reverse("offered_page_take", args=[offer.pk]), {"how": how, "parent": parent.pk, "slug": slug}
    )
    if response.status_code == 302:
        return Page.objects.get(slug=slug, path__startswith=parent.path).specific
    return response.context["form"].errors


class TestOffering:
    def test_a_publisher_offers_and_takes_back(self, page, desk_client, publisher_of, iduet):
        client, address = desk_client(publisher_of(iduet)), reverse("page_offer", args=[page.pk])
        assert client.get(address).status_code == 200
        for _twice in range(2):
            assert client.post(address).status_code == 302
        assert PageOffer.objects.get().page_id == page.pk
        assert client.get(address).status_code == 200
        for _twice in range(2):
            assert client.post(address, {"withdraw": "1"}).status_code == 302
        assert not PageOffer.objects.exists()
        actions = PageLogEntry.objects.filter(page=page.pk, action__startswith="offers.").values_list(
            "action", flat=True
        )
        assert sorted(actions) == ["offers.offer", "offers.withdraw"]

    def test_home_pages_and_aliases_are_not_offered(self, page, desk_client, administrator, iduet):
        alias = page.create_alias(parent=home_of(iduet), update_slug="again")
        for each in (home_of(iduet), alias):
            desk_client(administrator).post(reverse("page_offer", args=[each.pk]))
        assert not PageOffer.objects.exists()


class TestTheList:
    def test_it_has_what_other_brands_offer_in_the_words_of_their_visitors(
        self, page, offer, desk_client, editor_of, iduet, finhire, librarian
    ):
        address = reverse("offered_pages")
        theirs, own = desk_client(editor_of(finhire)).get(address), desk_client(editor_of(iduet)).get(address)
        assert "Werken met ons" in theirs.text
        assert "Geheim" not in theirs.text
        assert "Werken met ons" not in own.text
        assert "Werken met ons" in desk_client(librarian).get(address).text

    def test_it_says_what_was_taken(self, page, offer, desk_client, finhire):
        client = desk_client(make_publisher(finhire))
        take(client, offer, home_of(finhire), "alias", "one")
        take(client, offer, home_of(finhire), "copy", "two")
        row = client.get(reverse("offered_pages"), {"export": "csv"}).getvalue().decode()
        assert "Finhire" in row
        assert row.count("Finhire") == 2


class TestTheGate:
    """What is not offered, or not public, is not there; nobody tells the two apart."""

    @pytest.mark.parametrize("state", ["withdrawn", "private", "unpublished"])
    def test_what_may_not_be_taken_is_not_found(self, state, page, offer, desk_client, finhire):
        client, address = desk_client(make_publisher(finhire)), reverse("offered_page_take", args=[offer.pk])
        assert client.get(address).status_code == 200
        if state == "withdrawn":
            offer.delete()
        elif state == "private":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        else:
            page.unpublish()
        assert client.get(address).status_code == 404
        assert client.post(address, {"how": "copy", "parent": home_of(finhire).pk, "slug": "x"}).status_code == 404
        assert not Page.objects.filter(slug="x").exists()

    def test_who_is_in_no_team_and_who_is_nobody(self, offer, desk_client, client):
        address = reverse("offered_page_take", args=[offer.pk])
        answer = client.get(address, HTTP_HOST="desk.localhost:8000")
        assert answer["location"].startswith("/admin/login/")


class TestTaking:
    def test_an_alias_is_seen_at_once_and_names_its_source(self, page, offer, desk_client, finhire, site_client):
        alias = take(desk_client(make_publisher(finhire)), offer, home_of(finhire), "alias", "werken-bij")
        assert (alias.alias_of_id, alias.title, alias.draft_title) == (page.pk, "Werken met ons", "Werken met ons")
        answer = site_client(finhire, "/werken-bij/")
        assert '<link rel="canonical" href="http://iduet.localhost:8000/werken/">' in answer.text

    def test_a_copy_is_a_draft_of_ones_own(self, page, offer, desk_client, editor_of, finhire, site_client):
        client = desk_client(editor_of(finhire))
        taken = take(client, offer, home_of(finhire))
        assert (taken.live, taken.alias_of_id, taken.title, taken.draft_title) == (False, None) + (
            "Werken met ons",
        ) * 2
        assert site_client(finhire, "/taken/").status_code == 404
        assert "Geheim" not in client.get(reverse("wagtailadmin_pages:edit", args=[taken.pk])).text
        assert TakenCopy.objects.get(pk=taken.pk).source_id == page.pk

    def test_an_alias_takes_a_publisher(self, offer, desk_client, editor_of, finhire):
        assert list(take(desk_client(editor_of(finhire)), offer, home_of(finhire), "alias")) == ["how"]

    @pytest.mark.parametrize("where", ["another language", "the offering brand", "a taken address"])
    def test_each_mistake_is_said_at_its_field(self, where, page, offer, desk_client, finhire, iduet, administrator):
        client, parent, field = desk_client(administrator), home_of(finhire), "parent"
        if where == "another language":
            parent = home_of(finhire, "en")
        elif where == "the offering brand":
            parent = home_of(iduet)
        else:
            make_content(parent, slug="taken")
            field = "slug"
        assert list(take(client, offer, parent)) == [field]

    def test_another_brands_page_is_no_place(self, page, offer, desk_client, finhire, iduet):
        assert list(take(desk_client(make_publisher(finhire)), offer, home_of(iduet))) == ["parent"]

    def test_an_alias_that_is_not_whole_there_is_refused(self, page, offer, desk_client, finhire, iduet):
        kept = make_content(home_of(iduet), "Not offered")
        page.introduction = f'<p><a linktype="page" id="{kept.pk}">there</a></p>'
        page.title = "Werken met ons"
        page.save_revision().publish()
        client = desk_client(make_publisher(finhire))
        errors = take(client, offer, home_of(finhire), "alias")
        assert list(errors) == ["how"]
        make_offer(kept)
        assert isinstance(take(client, offer, home_of(finhire), "alias"), ContentPage)


class TestChangesAtTheSource:
    @pytest.fixture
    def taken(self, page, offer, desk_client, editor_of, finhire):
        self.client = desk_client(editor_of(finhire))
        taken = take(self.client, offer, home_of(finhire))
        self.address = reverse("changed_at_source", args=[taken.pk])
        self.editor = reverse("wagtailadmin_pages:edit", args=[taken.pk])
        return taken

    def publish(self, page, **words):
        page = Page.objects.get(pk=page.pk).specific
        for name, text in words.items():
            setattr(page, name, text)
        page.save_revision().publish()

    def test_they_are_told_shown_and_looked_at(self, page, taken):
        assert (
            self.address
            not in self.client.get(self.editor).content.decode().partition("messages")[2].partition("</ul>")[0]
        )
        assert self.client.get(self.address).context["rows"] == []
        self.publish(page, title="Werken met ons", introduction="<p>Sinds gisteren</p>")
        assert "Sinds gisteren" in self.client.get(self.address).text
        (warning,) = [str(each) for each in self.client.get(self.editor).context["messages"]]
        assert self.address in warning
        self.client.post(self.address)
        assert self.client.get(self.address).context["rows"] == []
        said = [str(each) for each in self.client.get(self.editor).context["messages"]]
        assert not [each for each in said if self.address in each]

    @pytest.mark.parametrize("state", ["withdrawn", "private", "unpublished", "deleted"])
    def test_nothing_is_told_of_what_others_may_not_see(self, state, page, offer, taken):
        self.publish(page, introduction="<p>Zandmuur</p>")
        assert "Zandmuur" in self.client.get(self.address).text
        if state == "withdrawn":
            offer.delete()
        elif state == "private":
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        elif state == "unpublished":
            Page.objects.get(pk=page.pk).unpublish()
        else:
            Page.objects.get(pk=page.pk).delete()
        answer = self.client.get(self.address)
        assert answer.status_code == 200
        assert "Zandmuur" not in answer.text
        assert self.client.post(self.address).status_code == 404
        assert Page.objects.filter(pk=taken.pk).exists()

    def test_they_are_for_those_who_may_edit_the_copy(self, taken, page, desk_client, publisher_of, iduet):
        assert desk_client(publisher_of(iduet)).get(self.address).status_code == 404

    def test_a_page_that_is_no_copy_has_none(self, taken, finhire):
        assert (
            self.client.get(reverse("changed_at_source", args=[make_content(home_of(finhire)).pk])).status_code == 404
        )
