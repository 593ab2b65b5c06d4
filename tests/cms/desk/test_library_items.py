"""Every kind of library item is written, previewed, published and taken back on two brands, in the desk's own views."""

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from django.utils import translation
from wagtail.snippets.models import get_snippet_models
from wagtail.users.models import UserProfile

from cms.consent.models import Cookie
from cms.enquiries.models import EnquiryForm, Mailbox
from cms.library.models import LibraryItem
from cms.navigation.models import Menu
from cms.releases.models import Release
from tests.factories.brands import home_of, make_user
from tests.factories.forms import item_data
from tests.factories.pages import make_content

from .item_contents import ITEM_CASES
from .strangers import assert_tells_nothing

MODELS = [model for model in apps.get_models() if issubclass(model, LibraryItem)]

every_kind = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
on_both_brands = pytest.mark.parametrize("key", ["iduet", "finhire"])
PAGE = "/shows-it/"


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


def case_of(model, owner: str):
    assert model in ITEM_CASES, f"Say in tests/cms/desk/item_contents.py how {model.__name__} is filled in."
    return ITEM_CASES[model](owner)


def address(model, view: str, *args) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)


def write(client, model, fields: dict, action: str | None = None, **whose) -> LibraryItem:
    """Make an item in the add form."""
    known = set(model.objects.values_list("pk", flat=True))
    response = client.post(address(model, "add"), item_data(model, action, **fields, **whose))
    assert response.status_code == 302, response.context["form"].errors
    return model.objects.exclude(pk__in=known).get()


def preview(client, where: str, data: dict, *brands) -> str:
    """What the preview shows, as one of the brands does."""
    assert client.post(where, data).json() == {"is_valid": True, "is_available": True}
    shown = client.get(where)
    assert shown.status_code == 200
    links = {link["href"] for link in BeautifulSoup(shown.text, "html.parser").select("link[rel=stylesheet]")}
    assert links & {f"{brand.root_url}/theme.css" for brand in brands}
    return shown.text


def show(item: LibraryItem, brand, case) -> None:
    """Put the item on a page of a brand."""
    make_content(home_of(brand), slug=PAGE.strip("/"), body=[case.block(item)])


def missing(words, response) -> list[str]:
    assert response.status_code == 200
    return [each for each in words if each not in response.text]


def test_every_snippet_is_written_here_or_in_the_tests_of_its_room():
    assert set(MODELS) == set(ITEM_CASES)
    assert set(get_snippet_models()) == {*MODELS, Menu, Cookie, EnquiryForm, Mailbox, Release}


@pytest.mark.crawl
@every_kind
@on_both_brands
class TestABrandsOwn:
    def test_form_explains_itself_and_knows_the_brand(self, model, brand, desk_client, publisher_of):
        response = desk_client(publisher_of(brand)).get(address(model, "add"))
        assert response.status_code == 200
        html = BeautifulSoup(response.text, "html.parser")
        assert [tab.find(string=True).strip() for tab in html.select("[role=tab]")] == ["Content", "Brand"]
        fields = response.context["form"].fields
        assert {name for name in fields if not fields[name].help_text} <= {"go_live_at", "expire_at"}
        chosen = html.select("select[name=brand] option")
        assert [option.get_text() for option in chosen if option.has_attr("selected")] == [brand.name]
        assert [option["value"] for option in chosen if option["value"]] == [str(brand.pk)]

    def test_from_draft_to_readers_and_back(self, model, brand, other, desk_client, publisher_of, site_client):
        client, case = desk_client(publisher_of(brand)), case_of(model, brand.name)
        preview(client, address(model, "preview_on_add"), item_data(model, **case.gaps, brand=brand), brand)
        assert not model.objects.exists()
        item = write(client, model, case.gaps, brand=brand)
        assert (item.live, item.brand, item.original) == (False, brand, None)

        edit = address(model, "edit", item.pk)
        form = client.get(edit)
        assert form.status_code == 200
        assert 'name="action-publish"' in form.text
        refused = client.post(edit, item_data(model, "publish", **case.gaps, brand=brand))
        assert refused.status_code == 200
        assert set(refused.context["form"].errors) == case.refused
        html = BeautifulSoup(refused.text, "html.parser")
        for name in case.refused:
            assert "This is needed before publishing." in str(html.select_one(f'[data-contentpath="{name}"]'))
        assert not model.objects.get().live

        whole = item_data(model, **case.whole, brand=brand)
        shown = preview(client, address(model, "preview_on_edit", item.pk), whole, brand)
        assert [words for words in case.shown if words not in shown] == []
        assert client.post(edit, {**whole, "action-publish": "1"}).status_code == 302
        assert model.objects.get().live
        show(item, brand, case)
        assert missing(case.shown, site_client(brand, PAGE)) == []

        taking_back = address(model, "unpublish", item.pk)
        asked = client.get(taking_back)
        assert asked.status_code == 200
        assert address(model, "usage", item.pk) in asked.text  # where it is used is shown before it goes
        client.post(taking_back)
        assert not model.objects.get().live
        assert missing(case.shown, site_client(brand, PAGE)) == list(case.shown)

    def test_may_not_be_given_to_another_brand_or_the_group(self, model, brand, other, desk_client, publisher_of):
        client, case = desk_client(publisher_of(brand)), case_of(model, brand.name)
        for action in (None, "publish"):
            response = client.post(address(model, "add"), item_data(model, action, **case.whole, brand=other))
            assert response.status_code in {200, 404}
            if response.status_code == 200:
                assert set(response.context["form"].errors) == {"brand"}
            assert not model.objects.exists()
            # Who works for one brand only and names none means hers, never the group's.
            assert client.post(address(model, "add"), item_data(model, action, **case.whole)).status_code == 302
            assert list(model.objects.values_list("brand", flat=True)) == [brand.pk]
            model.objects.all().delete()

    def test_is_not_published_by_an_editor(self, model, brand, desk_client, editor_of):
        client, case = desk_client(editor_of(brand)), case_of(model, brand.name)
        item = write(client, model, case.whole, "publish", brand=brand)
        edit = address(model, "edit", item.pk)
        form = client.get(edit)
        assert form.status_code == 200
        assert 'name="action-publish"' not in form.text
        client.post(edit, item_data(model, "publish", **case.whole, brand=brand))
        client.post(address(model, "unpublish", item.pk))
        client.post(address(model, "delete", item.pk))
        item.refresh_from_db()
        assert not item.live

    def test_is_not_published_by_an_editor_who_publishes_for_another_brand(self, model, brand, other, desk_client):
        case = case_of(model, brand.name)
        both = make_user("both@desk.localhost", f"{brand.name} editors", f"{other.name} publishers")
        client = desk_client(both)
        item = write(client, model, case.whole, "publish", brand=brand)
        edit = address(model, "edit", item.pk)
        assert 'name="action-publish"' not in client.get(edit).text
        client.post(edit, item_data(model, "publish", **case.whole, brand=brand))
        assert not model.objects.get(pk=item.pk).live
        hers = write(client, model, case.whole, "publish", brand=other)
        assert hers.live
        # Nor by giving what she may publish to the brand for which she may not.
        client.post(address(model, "edit", hers.pk), item_data(model, "publish", **case.whole, brand=brand))
        assert model.objects.get(pk=hers.pk).brand == other
        item.get_latest_revision().publish()
        for view in ("unpublish", "lock", "delete"):
            assert client.post(address(model, view, item.pk)).status_code in {302, 403}
        item.refresh_from_db()
        assert (item.live, item.locked) == (True, False)

    def test_is_not_there_for_another_brand(self, model, brand, other, desk_client, publisher_of):
        case = case_of(model, brand.name)
        item = write(desk_client(publisher_of(brand)), model, case.whole, "publish", brand=brand)
        client = desk_client(publisher_of(other))
        assert str(item) not in client.get(address(model, "list")).text
        revision = item.latest_revision_id
        data = item_data(model, "publish", **{**case.whole, **case.own}, brand=other)
        for view in ("edit", "preview_on_edit", "history", "usage", "lock", "unlock", "unpublish", "delete"):
            assert_tells_nothing(client, address(model, view, item.pk), str(item), data)
        for view in ("revisions_view", "revisions_revert", "revisions_unschedule"):
            assert_tells_nothing(client, address(model, view, item.pk, revision), str(item), data)
        comparing = address(model, "revisions_compare", item.pk, "live", "latest")
        assert_tells_nothing(client, comparing, str(item), data)
        chooser = model.snippet_viewset.chooser_viewset
        assert_tells_nothing(client, reverse(chooser.get_url_name("chosen"), args=[item.pk]), str(item))
        assert str(item) not in client.get(reverse(chooser.get_url_name("choose"))).text
        item.refresh_from_db()
        assert (item.live, item.brand, item.locked, item.latest_revision_id) == (True, brand, False, revision)


@pytest.mark.crawl
@every_kind
class TestAnOriginal:
    def test_is_written_by_the_librarian_and_read_on_all_brands(
        self, model, brands, librarian, desk_client, site_client
    ):
        client, case = desk_client(librarian), case_of(model, "the group")
        preview(client, address(model, "preview_on_add"), item_data(model, **case.gaps), *brands)
        item = write(client, model, case.gaps)
        assert (item.live, item.brand, item.original) == (False, None, None)
        edit = address(model, "edit", item.pk)
        assert 'name="action-publish"' in client.get(edit).text
        refused = client.post(edit, item_data(model, "publish", **case.gaps))
        assert set(refused.context["form"].errors) == case.refused
        whole = item_data(model, **case.whole)
        shown = preview(client, address(model, "preview_on_edit", item.pk), whole, *brands)
        assert [words for words in case.shown if words not in shown] == []
        assert client.post(edit, {**whole, "action-publish": "1"}).status_code == 302
        for brand in brands:
            show(item, brand, case)
            assert missing(case.shown, site_client(brand, PAGE)) == []
        client.post(address(model, "unpublish", item.pk))
        for brand in brands:
            assert missing(case.shown, site_client(brand, PAGE)) == list(case.shown)

    def test_the_list_says_in_the_editors_language_which_of_the_three_it_is(
        self, model, brands, administrator, desk_client
    ):
        case, client = case_of(model, "the group"), desk_client(administrator)
        original = write(client, model, case.whole, "publish")
        for brand, whose in ((brands[0], {"original": original, "own_fields": []}), (brands[1], {})):
            one = model(brand=brand, locale=original.locale, **whose)
            one.save()
        for code, names in {
            "nl": {"origineel", "merkversie", "van het merk zelf"},
            "en": {"original", "brand version", "brand's own"},
        }.items():
            UserProfile.objects.update_or_create(user=administrator, defaults={"preferred_language": code})
            rows = BeautifulSoup(client.get(address(model, "list")).text, "html.parser").select("tbody tr")
            cells = [[cell.get_text(strip=True) for cell in row.select("td")] for row in rows]
            assert {name for row in cells for name in row if name in names} == names

    def test_is_not_changed_by_a_brand(self, model, iduet, finhire, librarian, desk_client, publisher_of):
        case = case_of(model, "the group")
        item = write(desk_client(librarian), model, case.whole, "publish")
        revision = item.latest_revision_id
        client = desk_client(publisher_of(iduet))
        assert str(item) in client.get(address(model, "list")).text  # she may see and choose it
        data = item_data(model, "publish", **{**case.whole, **case.own}, brand=iduet)
        for view in ("edit", "preview_on_edit", "lock", "unlock", "unpublish", "delete"):
            assert client.post(address(model, view, item.pk), data).status_code in {302, 403, 404}, view
        for view in ("revisions_revert", "revisions_unschedule"):
            assert client.post(address(model, view, item.pk, revision), data).status_code in {302, 403, 404, 405}, view
        item.refresh_from_db()
        assert (item.live, item.brand, item.locked, item.latest_revision_id) == (True, None, False, revision)


@pytest.mark.crawl
@every_kind
@on_both_brands
class TestABrandVersion:
    def test_says_its_own_and_follows_in_the_rest(
        self, model, brand, other, librarian, desk_client, publisher_of, site_client
    ):
        original_case, case = case_of(model, "the group"), case_of(model, brand.name)
        original = write(desk_client(librarian), model, original_case.whole, "publish")
        for each in (brand, other):
            show(original, each, case)
        client = desk_client(publisher_of(brand))
        whose = {"brand": brand, "original": original, "own_fields": list(case.own)}
        where = address(model, "preview_on_add")
        shown = preview(client, where, item_data(model, **case.own, **whose), brand)
        followed = [words for words in original_case.shown if words != original_case.followed]
        assert [words for words in [case.own_shown, *followed] if words not in shown] == []

        version = write(client, model, case.own, **whose)
        assert (version.live, version.brand, version.original) == (False, brand, original)
        assert missing(original_case.shown, site_client(brand, PAGE)) == []  # a draft is not used
        edit = address(model, "edit", version.pk)
        assert client.get(edit).status_code == 200
        shown = preview(
            client, address(model, "preview_on_edit", version.pk), item_data(model, **case.own, **whose), brand
        )
        assert case.own_shown in shown
        client.post(edit, item_data(model, "publish", **case.own, **whose))
        read = site_client(brand, PAGE)
        assert missing([case.own_shown, *followed], read) == []
        assert original_case.followed not in read.text
        elsewhere = site_client(other, PAGE)
        assert missing(original_case.shown, elsewhere) == []
        assert case.own_shown not in elsewhere.text

        client.post(address(model, "unpublish", version.pk))
        read = site_client(brand, PAGE)
        assert missing(original_case.shown, read) == []
        assert case.own_shown not in read.text

    def test_is_refused_where_its_own_words_are_missing(self, model, brand, librarian, desk_client, publisher_of):
        original_case, case = case_of(model, "the group"), case_of(model, brand.name)
        original = write(desk_client(librarian), model, original_case.whole, "publish")
        needed = min(case.refused)
        client = desk_client(publisher_of(brand))
        data = item_data(model, "publish", brand=brand, original=original, own_fields=[needed])
        refused = client.post(address(model, "add"), data)
        assert set(refused.context["form"].errors) == {needed}
        assert not model.objects.filter(original=original).exists()
