"""The pattern library shows a block as a page of the brand has it, or where none does as the editor is shown it."""

from types import SimpleNamespace

import pytest
from django.db import transaction

from cms.pages.models import ContentPage
from home import pattern_contexts
from home.pattern_contexts import from_the_brand
from tests.factories.brands import home_of
from tests.factories.pages import make_content

WORDS = {"heading": "", "facts": [{"value": "25+", "label": "years here", "source": "", "reference_date": None}]}


@pytest.fixture(params=["iduet", "finhire"])
def shown(request, brands, rf, monkeypatch):
    """`shown(template)` is the value with which a pattern is drawn."""
    monkeypatch.setattr(pattern_contexts, "_kept", {})
    asked = rf.get("/")
    asked.brand = next(each for each in brands if each.key == request.param)
    make_content(home_of(asked.brand), body=[{"type": "facts", "value": WORDS}])

    def of(template, brand=asked.brand):
        asked.brand = brand
        asked.resolver_match = SimpleNamespace(kwargs={"pattern_template_name": template})
        context: dict = {}
        from_the_brand(context, asked)
        return context["value"]

    return of


def test_what_no_page_has_is_as_its_preview(shown):
    assert shown("blocks/facts.html").facts[0].label == "years here"
    table = shown("blocks/table.html")
    assert table.columns == ["Vorm", "Duur", "Tarief"]
    assert len(table.rows) == 2


def test_pages_are_represented_once_until_something_is_published(shown, brands, django_assert_max_num_queries):
    first, other = brands
    if ContentPage.objects.get().get_site().pk != first.site_id:
        first, other = other, first
    assert shown("blocks/facts.html", first).facts[0].label == "years here"
    with django_assert_max_num_queries(2):
        assert shown("blocks/facts.html", first).facts[0].label == "years here"
    newer = {**WORDS, "facts": [{**WORDS["facts"][0], "label": "told since"}]}
    with transaction.atomic():
        make_content(home_of(other), body=[{"type": "facts", "value": newer}])
    assert shown("blocks/facts.html", other).facts[0].label == "told since"
    assert shown("blocks/facts.html", first).facts[0].label == "years here"
