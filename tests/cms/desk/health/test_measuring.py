"""Every page type is measured by the parts that make sense for it, whatever its draft holds."""

from django.apps import apps
from wagtail.models import Page

from cms.comparisons.body import opening_blocks
from cms.comparisons.models import ComparisonPage
from cms.desk.health.findings import Part
from cms.desk.health.measuring import CHECKS, PARTS_OF, measure, obstacles_of
from cms.foundation.pages import BasePage
from tests.factories.brands import home_of
from tests.factories.pages import make_comparison, make_content

from .conftest import block

PAGE_TYPES = {model.type_key(): model for model in apps.get_models() if issubclass(model, BasePage)}


def test_every_page_type_has_its_parts():
    assert PARTS_OF.keys() == PAGE_TYPES.keys()
    assert set(PARTS_OF["comparison"]) == set(Part) == set(CHECKS)
    assert all(Part.FINDABILITY in parts for parts in PARTS_OF.values())


def test_an_empty_draft_of_every_type_can_be_measured(draft):
    for key, page_type in PAGE_TYPES.items():
        page = draft(page_type)
        health = measure(page)
        assert 0 <= health.score < 100, key
        assert [part.part for part in health.parts] == list(PARTS_OF[key])
        obstacles_of(page)


def test_a_new_comparison_as_it_opens(draft):
    page = draft()
    page.body = opening_blocks()
    assert measure(page).score < 70
    assert obstacles_of(page)


def test_an_alias_and_what_is_nobodys_have_none(iduet):
    page = make_content(home_of(iduet))
    alias = page.create_alias(parent=home_of(iduet), update_slug="alias")
    assert measure(page) is not None
    assert measure(alias) is None
    assert measure(ComparisonPage(title="Nowhere")) is None


def test_warnings_never_keep_from_publishing(iduet, roles):
    page = make_comparison(home_of(iduet), roles, facts=[block("fact", {"value": "25", "label": "years"})])
    page = Page.objects.get(pk=page.pk).specific
    assert measure(page).score < 60
    assert obstacles_of(page) == []
    page.save_revision().publish()
    assert page.live
