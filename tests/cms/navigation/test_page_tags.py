"""Tags of pages: what an editor may write, and where they go along with their page."""

import pytest
from django.apps import apps
from django.utils import translation
from django.utils.translation import gettext
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms.foundation.pages import BasePage
from cms.navigation.models import PageTag
from cms.navigation.page_tags import MOST_TAGS
from cms.pages.models import ContentPage
from home.models import HomePage
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.forms import page_data
from tests.factories.pages import make_content

PAGE_TYPES = [model for model in apps.get_models() if issubclass(model, BasePage)]


def words(page) -> list[str]:
    return list(PageTag.objects.filter(page=page.pk).values_list("word", flat=True))


def document_tags(page, preview=False) -> list[str]:
    return page.represent(page.scope(preview=preview)).tags


@pytest.fixture
def pages(brands):
    """A tagged page of each brand."""
    return [make_content(home_of(brand), tags=["Interim", f"Only {brand.key}"]) for brand in brands]


class TestDocument:
    def test_says_the_published_tags_in_their_order(self, pages):
        assert [document_tags(page) for page in pages] == [["Interim", "Only iduet"], ["Interim", "Only finhire"]]
        page = pages[0]
        page.page_tags = [PageTag(word="Later", sort_order=1), PageTag(word="First", sort_order=0)]
        revision = page.save_revision()
        draft, live = revision.as_object(), ContentPage.objects.get(pk=page.pk)
        assert (document_tags(draft, preview=True), document_tags(live)) == (
            ["First", "Later"],
            ["Interim", "Only iduet"],
        )
        revision.publish()
        assert document_tags(ContentPage.objects.get(pk=page.pk)) == ["First", "Later"]
        assert document_tags(pages[1]) == ["Interim", "Only finhire"]

    def test_of_a_page_that_is_not_stored_yet(self, brands):
        page = ContentPage(title="New", slug="new", locale=locale_of("nl"))
        page.future_parent = home_of(brands[0])
        page.page_tags = [PageTag(word="one")]
        assert document_tags(page, preview=True) == ["one"]


class TestGoingAlong:
    def test_with_a_copy(self, pages):
        copy = pages[0].copy(update_attrs={"slug": "copy", "title": "Copy"})
        assert words(copy) == words(pages[0]) == ["Interim", "Only iduet"]
        PageTag.objects.filter(page=copy).first().delete()
        assert words(pages[0]) == ["Interim", "Only iduet"]

    def test_with_a_translation(self, pages, brands):
        translated = pages[0].copy_for_translation(locale_of("en"))
        assert words(translated) == ["Interim", "Only iduet"]

    def test_with_an_alias_also_later(self, pages, brands):
        alias = pages[0].create_alias(parent=home_of(brands[0]), update_slug="alias")
        assert words(alias) == ["Interim", "Only iduet"]
        page = ContentPage.objects.get(pk=pages[0].pk)
        page.page_tags = [PageTag(word="changed")]
        page.save_revision().publish()
        assert (words(alias), words(page)) == (["changed"], ["changed"])
        assert words(pages[1]) == ["Interim", "Only finhire"]

    def test_words_that_change_places_can_be_published(self, pages):
        page = ContentPage.objects.get(pk=pages[0].pk)
        one, two = page.page_tags.all()
        one.word, two.word = two.word, one.word
        page.page_tags = [one, two]
        page.save_revision().publish()
        assert words(page) == ["Only iduet", "Interim"]


class TestForm:
    @pytest.mark.parametrize("page_type", PAGE_TYPES, ids=lambda model: model.__name__)
    def test_every_page_type_but_the_home_page_has_tags(self, page_type):
        formsets = page_type.get_edit_handler().get_form_class().formsets
        assert ("page_tags" in formsets) == (page_type is not HomePage)

    @pytest.fixture
    def post(self, brands, desk_client, publisher_of):
        """`post(page, words)` saves or publishes a page with tags, as its brand's publisher."""
        clients = {brand.key: desk_client(publisher_of(brand)) for brand in brands}

        def send(page, tags, action="publish"):
            data = page_data(ContentPage, action, title=page.title, slug=page.slug, tags=tags)
            brand = page.scope().brand
            # The form's tags take the place of those that are stored.
            old = [{"id": str(tag.pk), "DELETE": "1", "word": tag.word} for tag in page.page_tags.all()]
            new = [{"word": word, "id": ""} for word in tags]
            data = {name: value for name, value in data.items() if not name.startswith("page_tags-")}
            data |= nested_form_data({"page_tags": inline_formset([*old, *new], initial=len(old))})
            return clients[brand.key].post(f"/admin/pages/{page.pk}/edit/", data)

        return send

    def test_tags_are_trimmed_and_published(self, pages, post):
        assert post(pages[0], ["  Élan   vital ", "IT"]).status_code == 302
        assert words(pages[0]) == ["Élan vital", "IT"]
        assert words(pages[1]) == ["Interim", "Only finhire"]

    @pytest.mark.parametrize(
        ("tags", "message"),
        [
            (["IT", "it"], "The page has this tag already."),
            (["Élan", "e\u0301LAN"], "The page has this tag already."),
            (["one, two"], "A tag has no comma. Make two tags of it."),
            (["x" * 61], "60"),
            ([f"tag {number}" for number in range(MOST_TAGS + 1)], str(MOST_TAGS)),
        ],
    )
    @pytest.mark.parametrize("action", [None, "publish"])
    def test_what_cannot_be_is_refused_and_nothing_is_lost(self, pages, post, tags, message, action):
        response = post(pages[0], tags, action)
        assert response.status_code == 200
        formset = response.context["form"].formsets["page_tags"]
        said = [*formset.non_form_errors(), *(text for form in formset.forms for text in form.errors.get("word", []))]
        with translation.override("nl"):  # the language of the desk
            assert any(gettext(message) in text for text in said), said
        assert [form["word"].value() for form in formset.forms][2:] == tags
        assert words(pages[0]) == ["Interim", "Only iduet"]

    def test_another_brands_publisher_changes_nothing(self, pages, brands, desk_client, publisher_of):
        data = page_data(ContentPage, "publish", title="Mine", slug="mine", tags=["mine"])
        answer = desk_client(publisher_of(brands[1])).post(f"/admin/pages/{pages[0].pk}/edit/", data)
        assert answer.status_code == 404
        assert words(pages[0]) == ["Interim", "Only iduet"]
