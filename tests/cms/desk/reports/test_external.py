"""Addresses elsewhere are noted from public pages, asked in the background, and called broken when they fail twice."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.desk.models import ExternalLink
from cms.desk.reports import external
from cms.desk.reports.asking import NotOurs, Outcome
from cms.desk.reports.external import ask_link, due, note_links
from tests.factories.brands import home_of
from tests.factories.pages import make_content

from .conftest import linking, to_web


@pytest.fixture
def outcomes(monkeypatch):
    """`outcomes[url] = Outcome | exception`: what comes of asking."""
    planned: dict = {}

    def ask(url):
        if isinstance(planned[url], Exception):
            raise planned[url]
        return planned[url]

    monkeypatch.setattr(external, "outcome_of", ask)
    return planned


def test_links_of_public_pages_are_noted_once_and_forgotten_with_the_last_of_them(linked, brands):
    twice = make_content(home_of(brands[0]), introduction=linking(to_web("https://iduet.example/")))
    make_content(home_of(brands[0]), introduction=linking(to_web("https://draft.example/")), publish=False)
    card = {"title": "Away", "text": "", "link": {"text": "A", "url": "https://card.example/", "page": None}}
    cards = [{"type": "link_cards", "value": {"heading": "On", "introduction": "", "cards": [card]}}]
    make_content(home_of(brands[0]), body=cards)
    assert note_links() == 3
    addresses = ["https://card.example/", "https://finhire.example/", "https://iduet.example/"]
    assert [link.url for link in ExternalLink.objects.all()] == addresses
    twice.unpublish()
    linked["iduet"].unpublish()
    assert note_links() == 2


def test_whose_turn_it_is(db):
    now = timezone.now()
    ages = {"new": (None, 0), "today": (1, 0), "failed": (2, 1), "failed today": (0, 1), "old": (8, 0)}
    for name, (days, failures) in ages.items():
        asked_at = None if days is None else now - timedelta(days=days, minutes=1)
        ExternalLink.objects.create(url=name, asked_at=asked_at, failures=failures)
    assert {ExternalLink.objects.get(pk=key).url for key in due()} == {"new", "failed", "old"}


def test_a_failure_is_asked_again_before_it_is_called_broken(db, outcomes):
    link = ExternalLink.objects.create(url="https://a.example/")
    outcomes[link.url] = Outcome(False, 500)
    states = []
    for _ in range(2):
        ask_link.call(link.pk)
        link.refresh_from_db()
        states.append((link.state, link.failures, link.status))
    assert states == [("unknown", 1, 500), ("broken", 2, 500)]
    outcomes[link.url] = Outcome(True, 200)
    ask_link.call(link.pk)
    link.refresh_from_db()
    assert (link.state, link.failures) == ("works", 0)
    assert link.asked_at is not None


def test_what_moved_and_what_is_ours_is_kept_as_such(db, outcomes):
    moved, ours = (ExternalLink.objects.create(url=f"https://{name}.example/") for name in ("moved", "ours"))
    outcomes |= {moved.url: Outcome(True, 200, "https://new.example/"), ours.url: NotOurs("not public")}
    assert [ask_link.call(link.pk) for link in (moved, ours)] == ["moved", "refused"]
    moved.refresh_from_db()
    assert moved.leads_to == "https://new.example/"
    assert ask_link.call(0) == "gone"


def test_the_daily_round_queues_what_is_due(linked, outcomes, capsys):
    outcomes |= {f"https://{key}.example/": Outcome(True, 200) for key in ("iduet", "finhire")}
    call_command("check_links")
    assert capsys.readouterr().out == "2 links to other sites; 2 are asked.\n"
    assert set(ExternalLink.objects.values_list("state", flat=True)) == {"works"}
    call_command("check_links")
    assert capsys.readouterr().out == "2 links to other sites; 0 are asked.\n"
