"""Figures past their date, translations behind their source, and pages that nobody touches."""

import datetime

from django.utils import timezone
from wagtail.models import Page

from cms.desk.health.measuring import measure
from tests.factories.brands import home_of
from tests.factories.library import make_role
from tests.factories.pages import make_content, make_role_page

from .conftest import block, found, told

TODAY = datetime.date(2026, 11, 24)
OLD, RECENT = "2025-05-01", "2025-07-01"  # a year and a half goes by between them and today


def fact(date) -> dict:
    return block("fact", {"value": "25", "label": "years", "source": "CBS", "reference_date": date})


def test_figures_past_their_date_are_led_to_and_no_more_than_two_count(draft):
    facts = [fact(OLD), fact(RECENT), fact(OLD), fact(OLD)]
    lost = found(draft(facts=facts), "freshness", TODAY)
    assert [lost.get(f"facts.{each['id']}.reference_date") for each in facts] == [3, None, 3, 0]


def test_the_salary_of_a_role_grows_old_too(iduet):
    paid = {"salary_minimum": 1, "salary_maximum": 2, "salary_source": "A survey"}
    for date, lost in ((OLD, {"role": 3}), (RECENT, {})):
        page = make_role_page(home_of(iduet), make_role(**paid, salary_reference_date=date))
        assert found(page, "freshness", TODAY) == lost


def test_a_page_that_nobody_touches(iduet):
    page = make_content(home_of(iduet))
    touched = timezone.localdate(page.latest_revision_created_at)
    assert found(page, "freshness", touched + datetime.timedelta(days=365)) == {}
    late = touched + datetime.timedelta(days=366)
    assert found(page, "freshness", late) == {"introduction": 6}
    assert "Nobody has touched this page since" in told(page, "freshness", late)


def test_a_translation_behind_its_source_leads_to_both_side_by_side(iduet):
    source = make_content(home_of(iduet), "Bron")
    translated = source.copy_for_translation(home_of(iduet, "en").locale)
    assert found(translated, "freshness") == {}
    source.introduction = "<p>Anders.</p>"
    source.save_revision().publish()
    behind = Page.objects.get(pk=translated.pk).specific
    (finding,) = measure(behind).part("freshness").findings
    assert finding.points == 6
    assert finding.url == f"/admin/translations/pages/contentpage/{translated.pk}/"
