"""What an editor types into the form of each kind of library item: a draft with gaps, the whole, a brand's own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cms.library.models import CallToAction, Example, LibraryItem, Question, Role


@dataclass(frozen=True)
class ItemCase:
    """How a kind of item is filled in by somebody of `owner` (a brand's name, or the group's).

    Publishing `gaps` is refused at the fields `refused`. Readers find `shown` of the `whole`. A brand version says
    `own` itself; readers then find `own_shown` in the place of `followed`. `block` makes the page's block that shows
    an item.
    """

    gaps: dict[str, Any]
    refused: set[str]
    whole: dict[str, Any]
    shown: tuple[str, ...]
    own: dict[str, Any]
    own_shown: str
    followed: str
    block: Callable[[LibraryItem], dict[str, Any]]


def role(owner: str) -> ItemCase:
    tagline = f"Leads the money of {owner}"
    whole = {
        "short_name": f"CFO {owner}",
        "full_name": "Chief Financial Officer",
        "name_language": "en",
        "tagline": tagline,
        "description": f"<p>Works for <b>{owner}</b>.</p>",
        "topics": [{"type": "topic", "value": f"funding of {owner}"}],
        "choose_when": f"{owner} grows",
        "salary_minimum": 100_000,
        "salary_maximum": 140_000,
        "salary_source": f"Survey of {owner}",
        "salary_reference_date": "2026-01-01",
    }
    return ItemCase(
        gaps={"short_name": f"CFO {owner}"},
        refused={"tagline", "description", "choose_when"},
        whole=whole,
        shown=(f"CFO {owner}", tagline, f"Works for <b>{owner}</b>.", f"{owner} grows"),
        own={"tagline": f"Said by {owner} alone"},
        own_shown=f"Said by {owner} alone",
        followed=tagline,
        block=lambda item: {"type": "role_cards", "value": {"heading": "", "roles": [item.pk]}},
    )


def question(owner: str) -> ItemCase:
    answer = f"<p>As {owner} sees fit.</p>"
    return ItemCase(
        gaps={"question": f"How does {owner} choose?"},
        refused={"answer"},
        whole={"question": f"How does {owner} choose?", "answer": answer},
        shown=(f"How does {owner} choose?", f"As {owner} sees fit."),
        own={"answer": f"<p>Said by {owner} alone.</p>"},
        own_shown=f"Said by {owner} alone.",
        followed=f"As {owner} sees fit.",
        block=lambda item: {"type": "questions", "value": {"heading": "", "questions": [item.pk]}},
    )


def example(owner: str) -> ItemCase:
    whole = {
        "title": f"A bank found by {owner}",
        "sector": "Banking",
        "situation": f"<p>{owner} was asked for a CFO.</p>",
        "action": f"<p>{owner} looked.</p>",
        "result": f"<p>{owner} found one.</p>",
    }
    return ItemCase(
        gaps={"title": f"A bank found by {owner}"},
        refused={"situation", "result"},
        whole=whole,
        shown=(whole["title"], f"{owner} was asked for a CFO.", f"{owner} looked.", f"{owner} found one."),
        own={"result": f"<p>Said by {owner} alone.</p>"},
        own_shown=f"Said by {owner} alone.",
        followed=f"{owner} found one.",
        block=lambda item: {"type": "examples", "value": {"heading": "", "examples": [item.pk]}},
    )


def call_to_action(owner: str) -> ItemCase:
    link = {"text": f"Call {owner}", "page": None, "url": "tel:+31201234567", "contact": False}
    return ItemCase(
        gaps={"title": f"Talk to {owner}"},
        refused={"link"},
        whole={"title": f"Talk to {owner}", "text": f"{owner} listens.", "link": [{"type": "link", "value": link}]},
        shown=(f"Talk to {owner}", f"{owner} listens.", f"Call {owner}", "tel:+31201234567"),
        own={"text": f"Said by {owner} alone."},
        own_shown=f"Said by {owner} alone.",
        followed=f"{owner} listens.",
        block=lambda item: {"type": "call_to_action", "value": item.pk},
    )


ITEM_CASES: dict[type[LibraryItem], Callable[[str], ItemCase]] = {
    Role: role,
    Question: question,
    Example: example,
    CallToAction: call_to_action,
}
