"""Figures name their source and their date."""

import pytest

from cms.desk.health.evidence import is_figure

from .conftest import block, found, item


def fact(value, source="", date=None) -> dict:
    return {"value": value, "label": "of them", "source": source, "reference_date": date}


def test_each_figure_is_led_to_what_it_lacks(draft):
    bare, half, whole, word = (
        block("fact", fact("25+")),
        block("fact", fact("40 %", "CBS")),
        block("fact", fact("3", "CBS", "2026-01-01")),
        block("fact", fact("NL & EN")),
    )
    page = draft(facts=[bare, half, whole, word])
    path = f"facts.{bare['id']}"
    assert found(page, "evidence") == {
        f"{path}.source": 3, f"{path}.reference_date": 2, f"facts.{half['id']}.reference_date": 2,
    }  # fmt: skip


def test_figures_inside_sections_count_too(draft):
    inside = item(fact("7"))
    section = block("facts", {"heading": "Figures", "facts": [inside]})
    path = f"body.{section['id']}.facts.{inside['id']}"
    assert found(draft(body=[section]), "evidence") == {f"{path}.source": 3, f"{path}.reference_date": 2}


@pytest.mark.parametrize(("value", "figure"), [("25+", True), ("€ 90.000", True), ("CIO", False), ("NL & EN", False)])
def test_words_are_no_figures(value, figure):
    assert is_figure(value) is figure
