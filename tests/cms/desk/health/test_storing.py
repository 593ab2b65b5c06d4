"""The score is stored when a save has been committed, and once a day for all."""

import pytest
from django.core.management import call_command

from cms.desk.health import storing
from cms.desk.models import PageHealth
from tests.factories.brands import home_of
from tests.factories.pages import make_content


def test_a_save_is_measured_when_it_is_committed(iduet, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = make_content(home_of(iduet), publish=False)
        assert not PageHealth.objects.filter(pk=page.pk).exists()
    first = PageHealth.objects.get(pk=page.pk)
    with django_capture_on_commit_callbacks(execute=True):
        page.search_description = "x" * 100
        page.save_revision()  # only a draft, which the score follows
    later = PageHealth.objects.get(pk=page.pk)
    assert later.score > first.score
    assert later.parts["findability"] > first.parts["findability"]
    assert later.findings == first.findings - 1


def test_what_cannot_be_measured_keeps_nobody_from_saving(
    iduet, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    page = make_content(home_of(iduet))

    def fail(page):
        raise ArithmeticError("nobody expected this")

    monkeypatch.setattr(storing, "measure", fail)
    with django_capture_on_commit_callbacks(execute=True):
        revision = page.save_revision()
    assert revision.pk
    assert "nobody expected this" in caplog.text


@pytest.mark.django_db
def test_the_daily_round_measures_every_page_and_forgets_aliases(brands, capsys):
    pages = [make_content(home_of(brand)) for brand in brands]
    alias = pages[0].create_alias(parent=home_of(brands[0]), update_slug="alias")
    PageHealth.objects.create(page=alias, score=1)
    call_command("measure_health")
    assert set(PageHealth.objects.filter(pk__in=[*pages, alias]).values_list("pk", flat=True)) == {
        page.pk for page in pages
    }
    assert capsys.readouterr().out == f"{PageHealth.objects.count()} pages measured.\n"
