"""Every page type is written, previewed, published and read on two brands, through the desk's own views."""

from html import escape, unescape

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from cms.comparisons.models import ComparisonPage
from cms.foundation.pages import BasePage
from cms.foundation.publishing import messages_in
from cms.pages.models import SpecialismPage
from home.models import HomePage
from tests.factories.brands import home_of
from tests.factories.forms import page_data
from tests.factories.pages import make_content

from .page_contents import CASES, Material, all_comparison_blocks, section_blocks
from .strangers import assert_tells_nothing

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]
CREATABLE = [model for model in PAGE_TYPES if model.is_creatable]
# Wagtail's own: for search engines, for the schedule, and what the form notes for itself.
OF_WAGTAIL = {"slug", "seo_title", "search_description", "go_live_at", "expire_at", "comment_notifications"}

page_types = pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
creatable = pytest.mark.parametrize("page_type", CREATABLE, ids=lambda model: model.__name__)
on_both_brands = pytest.mark.parametrize("key", ["iduet", "finhire"])


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def brand(key, brands):
    return next(brand for brand in brands if brand.key == key)


@pytest.fixture
def other(key, brands):
    return next(brand for brand in brands if brand.key != key)


class Writing:
    """A page of a type that is being written at its place, and the addresses at which that happens."""

    def __init__(self, page_type, brand):
        assert page_type in CASES, f"Say in tests/cms/desk/page_contents.py how {page_type.__name__} is filled in."
        self.page_type = page_type
        self.case = CASES[page_type](Material(brand))
        self.title = f"{page_type.__name__} of {brand.name}"
        self.slug = "written"
        if page_type.is_creatable:
            self.parent = self.case.place(brand)
            self.page = None
        else:
            self.page = home_of(brand)
            self.parent = self.page.get_parent()
            self.slug = self.page.slug

    def address(self, view: str, new: bool = False) -> str:
        kind = (self.page_type._meta.app_label, self.page_type._meta.model_name, self.parent.pk)
        return reverse(f"wagtailadmin_pages:{view}", args=kind if new else (self.page.pk,))

    def data(self, fields: dict, action: str | None = None) -> dict:
        return page_data(self.page_type, action, title=self.title, slug=self.slug, **fields)

    def find(self) -> Page:
        """The page as it was made."""
        self.page = self.page_type.objects.child_of(self.parent).get(slug=self.slug)
        return self.page

    @property
    def path(self) -> str:
        return self.page.get_url_parts()[2]


@pytest.fixture
def writing(page_type, brand):
    return Writing(page_type, brand)


def preview(client, address: str, data: dict, brand) -> str:
    """What the preview shows; it is the brand's."""
    answer = client.post(address, data)
    assert answer.json() == {"is_valid": True, "is_available": True}
    shown = client.get(address)
    assert shown.status_code == 200
    html = BeautifulSoup(shown.text, "html.parser")
    assert html.title.string.endswith(f"| {brand.name}")
    assert html.find("link", href=f"{brand.root_url}/theme.css")
    return shown.text


def assert_says_why(response, field: str) -> None:
    """The messages stand at the field; those of a block are handed to the editor's script with the stream."""
    panel = BeautifulSoup(response.text, "html.parser").select_one(f'[data-contentpath="{field}"]')
    (error,) = response.context["form"].errors.as_data()[field]
    messages = list(messages_in(error))
    assert messages
    assert [message for message in messages if message not in unescape(str(panel))] == []


def test_every_page_type_is_written_here():
    """What is parametrised below is all that there is: no page type of ours stands outside the house's base."""
    ours = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    assert {model for model in ours if not model.__module__.startswith("wagtail.")} == set(PAGE_TYPES) == set(CASES)


@page_types
@on_both_brands
class TestTheForm:
    def test_has_tabs_and_explains_its_fields(self, page_type, brand, writing, desk_client, publisher_of):
        client = desk_client(publisher_of(brand))
        new = page_type.is_creatable
        response = client.get(writing.address("add" if new else "edit", new))
        assert response.status_code == 200
        html = BeautifulSoup(response.text, "html.parser")
        tabs = [tab.find(string=True).strip() for tab in html.select("[role=tab]")]
        assert tabs == [*(str(heading) for heading, _ in page_type.tabs), "Search and tags"]
        told = [label.get_text(strip=True) for label in html.select("#tab-search_and_tags label")]
        assert {"Address*", "Title for search engines", "Description for search engines"} <= set(told)
        assert html.select("[name=show_in_menus]") == []  # menus are written by hand: it would promise what nobody does
        own = {name: field for name, field in response.context["form"].fields.items() if name not in OF_WAGTAIL}
        assert {name for name, field in own.items() if not field.help_text} == set()
        assert {name for name, field in own.items() if escape(str(field.help_text)) not in response.text} == set()


@creatable
class TestTheAddressOfANewPage:
    """What editors do first: they write a title and go on."""

    def test_it_follows_the_title(self, page_type, iduet, desk_client, editor_of):
        response = desk_client(editor_of(iduet)).get(Writing(page_type, iduet).address("add", new=True))
        title = BeautifulSoup(response.text, "html.parser").select_one("input[name=title]")
        assert "w-sync" in title["data-controller"].split()
        assert title["data-w-sync-target-value"] == "#id_slug"

    def test_that_it_is_in_use_is_said_at_its_field(self, page_type, iduet, desk_client, publisher_of):
        writing, client = Writing(page_type, iduet), desk_client(publisher_of(iduet))
        make_content(writing.parent, slug=writing.slug)
        for action in ("submit", "publish", None):
            response = client.post(writing.address("add", new=True), writing.data(writing.case.whole, action))
            assert response.status_code == 200
            assert "slug" in response.context["form"].errors


@pytest.mark.crawl
@page_types
@on_both_brands
class TestWriting:
    def test_from_draft_to_readers(self, page_type, brand, other, writing, desk_client, publisher_of, site_client):
        client, case = desk_client(publisher_of(brand)), writing.case
        if page_type.is_creatable:
            address = writing.address("preview_on_add", new=True)
            assert writing.title in preview(client, address, writing.data(case.gaps), brand)
            assert not page_type.objects.exists()
            saved = client.post(writing.address("add", new=True), writing.data(case.gaps))
            assert saved["Location"] == f"/admin/pages/{writing.find().pk}/edit/"
            assert not writing.page.live
            assert site_client(brand, writing.path).status_code == 404
        else:
            assert client.post(writing.address("edit"), writing.data(case.gaps)).status_code == 302
        before = page_type.objects.get(pk=writing.page.pk)

        form = client.get(writing.address("edit"))
        assert form.status_code == 200
        assert writing.title in form.text

        refused = client.post(writing.address("edit"), writing.data(case.gaps, "publish"))
        assert refused.status_code == 200
        assert set(refused.context["form"].errors) == {case.refused}
        assert_says_why(refused, case.refused)
        after = page_type.objects.get(pk=writing.page.pk)
        assert (after.live, after.title) == (before.live, before.title)
        assert after.live_revision_id == before.live_revision_id

        shown = preview(client, writing.address("preview_on_edit"), writing.data(case.whole), brand)
        assert [words for words in case.shown if words not in shown] == []

        published = client.post(writing.address("edit"), writing.data(case.whole, "publish"))
        assert published.status_code == 302
        assert writing.find().live
        read = site_client(brand, writing.path)
        assert read.status_code == 200
        assert writing.title in read.text
        assert [words for words in case.shown if words not in read.text] == []
        elsewhere = site_client(other, writing.path)
        if page_type.is_creatable:
            assert elsewhere.status_code == 404
        assert writing.title not in elsewhere.text


@pytest.mark.crawl
@page_types
@on_both_brands
class TestAnEditor:
    def test_writes_and_does_not_publish(self, page_type, brand, writing, desk_client, editor_of, site_client):
        client = desk_client(editor_of(brand))
        new = page_type.is_creatable
        sent = client.post(writing.address("add" if new else "edit", new), writing.data(writing.case.whole, "publish"))
        assert sent.status_code == 302
        page = writing.find()
        assert page.get_latest_revision_as_object().title == writing.title
        form = client.get(writing.address("edit"))
        assert form.status_code == 200
        assert 'name="action-publish"' not in form.text
        client.post(writing.address("edit"), writing.data(writing.case.whole, "publish"))
        page.refresh_from_db()
        assert page.live is not new  # a home page was there before
        assert writing.title not in site_client(brand, writing.path).text


@pytest.mark.crawl
@page_types
@on_both_brands
class TestAStranger:
    def test_finds_and_changes_nothing(self, page_type, brand, other, writing, desk_client, publisher_of):
        if page_type.is_creatable:
            client = desk_client(publisher_of(brand))
            client.post(writing.address("add", new=True), writing.data(writing.case.whole, "publish"))
        page = writing.find()
        revisions = page.revisions.count()
        client = desk_client(publisher_of(other))
        data = writing.data(writing.case.whole, "publish") | {"title": "Taken over"}
        for view in ("edit", "preview_on_edit", "view_draft", "history", "delete", "unpublish", "copy", "move"):
            assert_tells_nothing(client, writing.address(view), writing.title, data)
        if page_type.is_creatable:
            for view in ("add", "preview_on_add"):
                assert_tells_nothing(client, writing.address(view, new=True), writing.title, data)
        assert page_type.objects.child_of(writing.parent).count() == page_type.objects.sibling_of(page).count()
        assert not Page.objects.filter(title="Taken over").exists()
        page.refresh_from_db()
        assert page.live
        assert page.revisions.count() == revisions


class TestHomePages:
    @on_both_brands
    def test_are_not_made_in_the_desk(self, brand, desk_client, publisher_of, administrator):
        home = home_of(brand)
        for person, parent in [(publisher_of(brand), home), (administrator, home), (administrator, home.get_parent())]:
            address = reverse("wagtailadmin_pages:add", args=("home", "homepage", parent.pk))
            response = desk_client(person).get(address)
            assert response.status_code in {302, 403}
            data = page_data(HomePage, "publish", title="Another home", slug="another")
            assert desk_client(person).post(address, data).status_code in {302, 403}
        assert not Page.objects.filter(title="Another home").exists()


class TestBlocks:
    """The bodies written above hold every block that there is."""

    def test_every_block_of_ordinary_pages_is_written(self, iduet):
        assert set(section_blocks(Material(iduet))) == set(
            SpecialismPage._meta.get_field("body").stream_block.child_blocks
        )

    def test_every_block_of_comparisons_is_written(self, iduet):
        assert set(all_comparison_blocks(Material(iduet))) == set(
            ComparisonPage._meta.get_field("body").stream_block.child_blocks
        )
