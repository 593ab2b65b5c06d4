"""What stands in the way of publishing an empty page or item is marked in its editor before one is refused."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.admin.telepath import JSContext

from cms.comparisons.blocks.criteria_table import CellsBlock
from cms.comparisons.blocks.weights import WeightsBlock
from cms.comparisons.models import ComparisonPage
from cms.library.models import CallToAction, Example, Question, Role
from cms.pages.models import ArticlePage, ContactPage, ContentPage, ExamplesPage, FaqPage, RolePage
from tests.factories.brands import home_of
from tests.factories.library import make_role, make_version
from tests.factories.pages import make_article_index

PAGES = [ArticlePage, ComparisonPage, ContactPage, ContentPage, ExamplesPage, FaqPage, RolePage]
ITEMS = [CallToAction, Example, Question, Role]


def marked(response) -> set[str]:
    """Names of the fields whose panels carry the mark."""
    page = BeautifulSoup(response.content, "html.parser")
    panels = page.select("[data-edit-form] section[data-panel]")
    assert panels
    return {
        panel.select_one("[data-contentpath]")["data-contentpath"]
        for panel in panels
        if panel.select_one(".w-panel__header .w-required-mark") and panel.select_one("[data-contentpath]")
    }


def refused(model, parent=None, **where) -> set[str]:
    """Names of the fields without which an empty one is not published."""
    empty = model(**where)
    empty.future_parent = parent
    for field in ("body", "facts"):  # each block marks its own
        if hasattr(empty, field):
            setattr(empty, field, [])
    return set(empty.publish_errors())


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
    def test_all_that_is_needed_is_marked(self, model, brands, publisher_of, desk_client):
        for brand in brands:
            parent = make_article_index(home_of(brand)) if model is ArticlePage else home_of(brand)
            needed = refused(model, parent, title="Empty", slug="empty", locale=parent.locale)
            address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
            found = marked(desk_client(publisher_of(brand)).get(address))
            assert needed <= found
            assert "introduction" not in found

    def test_there_is_something_to_mark(self, iduet):
        home = home_of(iduet)
        assert {model: refused(model, home, title="Empty", slug="empty", locale=home.locale) for model in PAGES} == {
            ArticlePage: {"author"},
            ComparisonPage: {"roles"},
            ContactPage: set(),
            ContentPage: set(),
            ExamplesPage: {"examples"},
            FaqPage: {"groups"},
            RolePage: {"role"},
        }


@pytest.mark.parametrize("block", [CellsBlock, WeightsBlock])
def test_cells_and_weights_are_marked_and_a_draft_may_lack_them(block):
    _name, _widget, shown = JSContext().pack(block())["_args"]
    assert shown["required"]
    assert block().clean({}) == {}


@pytest.mark.django_db
class TestItems:
    @pytest.mark.parametrize("model", ITEMS, ids=lambda model: model.__name__)
    def test_all_that_is_needed_is_marked(self, model, brands, publisher_of, desk_client):
        for brand in brands:
            needed = refused(model, brand=brand, locale=home_of(brand).locale)
            assert needed == set(model.required_on_publish)
            address = reverse(f"{model.snippet_viewset.url_namespace}:add")
            assert needed <= marked(desk_client(publisher_of(brand)).get(address))

    def test_a_version_that_may_follow_the_group_needs_nothing(self, iduet, publisher_of, desk_client):
        version = make_version(make_role("CIO"), iduet, tagline="Ours")
        address = reverse(f"{Role.snippet_viewset.url_namespace}:edit", args=[version.pk])
        assert not marked(desk_client(publisher_of(iduet)).get(address)) & set(Role.required_on_publish)
