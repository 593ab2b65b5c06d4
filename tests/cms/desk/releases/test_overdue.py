"""What failed by the clock is told to those whom it concerns, and to nobody else."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.desk.releases.overdue import overdue_for
from cms.releases.clock import perform_due
from tests.factories.brands import home_of, make_editor
from tests.factories.library import make_question
from tests.factories.pages import make_content


@pytest.fixture
def failed(iduet, finhire):
    """Of each brand a page whose link leads nowhere, of the group a question likewise; all were due."""
    for brand in (iduet, finhire):
        page = make_content(home_of(brand), f"Broken {brand.key}", publish=False)
        page.introduction = '<p><a linktype="page" id="987654">there</a></p>'
        page.go_live_at = timezone.now() - timedelta(minutes=1)
        page.save_revision(approved_go_live_at=page.go_live_at, clean=False)
    asked = make_question(question="Broken group", publish=False)
    asked.answer = '<p><a linktype="page" id="987654">there</a></p>'
    asked.go_live_at = timezone.now() - timedelta(minutes=1)
    asked.save_revision(approved_go_live_at=asked.go_live_at, clean=False)
    assert perform_due() == 0


def test_each_is_told_of_her_own(failed, iduet, finhire, librarian, administrator):
    told = {
        who: {row.overdue.title for row in overdue_for(user)}
        for who, user in {
            "iduet": make_editor(iduet), "finhire": make_editor(finhire), "librarian": librarian,
            "administrator": administrator,
        }.items()
    }  # fmt: skip
    assert told == {
        "iduet": {"Broken iduet"}, "finhire": {"Broken finhire"}, "librarian": {"Broken group"},
        "administrator": {"Broken iduet", "Broken finhire", "Broken group"},
    }  # fmt: skip


def test_it_stands_on_the_first_page_with_the_way_to_its_editor(failed, finhire, desk_client, editor_of):
    text = desk_client(editor_of(finhire)).get(reverse("wagtailadmin_home")).text
    assert reverse("wagtailadmin_pages:edit", args=[Page.objects.get(title="Broken finhire").pk]) in text
    assert "Broken iduet" not in text


def test_where_nothing_failed_nothing_is_shown(iduet, editor_of):
    assert overdue_for(editor_of(iduet)) == []
