"""A brand with a page of every type, what they show, and its Markdown."""

import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page

from brands.models import Brand
from cms.navigation.models import PageTag
from home.provisioning.brands import locale_of
from home.provisioning.teams import brand_collection
from tests.factories.brands import home_of
from tests.factories.library import (
    make_call_to_action,
    make_example,
    make_question,
    make_role,
    make_version,
    translate,
)
from tests.factories.media import make_document, make_image
from tests.factories.pages import (
    make_article,
    make_article_index,
    make_comparison,
    make_contact,
    make_content,
    make_examples,
    make_faq,
    make_role_page,
    make_specialism,
)

QUESTIONS = ("Waar gaat het om?", "Hoe groot?", "Wat doet techniek?", "Welke afspraken?", "Wat verandert?")


def run(*command) -> str:
    said = io.StringIO()
    call_command(*map(str, command), stdout=said)
    return said.getvalue()


def take_in(place: Path, *more, brand="iduet") -> str:
    return run("markdown", "import", place, "--brand", brand, *more)


def comparison_body(roles, question, example, call) -> list[dict]:
    """The blocks of a comparison that show what it knows of roles."""
    keys = [str(role.translation_key) for role in roles]
    rows = [{"criterion": "Focus", "cells": dict(zip(keys, ("Geld", "IT"), strict=True))}]
    lines = [{"roles": [roles[0].pk], "engagement": "interim", "reason": "als het om geld gaat"}]
    answers = [
        {"answer": f"Antwoord {at}", "reason": "Daarom.", "weights": {keys[at]: 3, keys[1 - at]: 0}, "key": f"a{at}"}
        for at in (0, 1)
    ]
    aid = [
        {"question": each, "explanation": "", "answers": answers, "key": f"q{at}"} for at, each in enumerate(QUESTIONS)
    ]
    return [
        {"type": "comparison_text", "value": {"heading": "Vergelijking", "text": "<p>Twee <b>rollen</b>.</p>"}},
        {"type": "role_cards", "value": {"heading": "", "introduction": "", "roles": [role.pk for role in roles]}},
        {"type": "criteria_table", "value": {"heading": "", "caption": "Twee rollen", "rows": rows}},
        {"type": "choice_list", "value": {"heading": "", "introduction": "", "lines": lines}},
        {"type": "decision_aid", "value": {"heading": "Welke?", "introduction": "", "questions": aid}},
        {"type": "examples", "value": {"heading": "", "introduction": "", "examples": [example.pk]}},
        {"type": "questions", "value": {"heading": "", "introduction": "", "questions": [question.pk]}},
        {"type": "call_to_action", "value": call.pk},
    ]  # fmt: skip


def make_pages(finhire) -> dict[str, Page]:
    """Finhire's public pages by slug: one of each type, with items of its own and of the group, files, and English."""
    home, collection = home_of(finhire), brand_collection(finhire)
    image, document = make_image("Boardroom", collection=collection), make_document("Brochure", collection=collection)
    own, group = make_role("CFO", brand=finhire), make_role("CIO")
    make_version(group, finhire, tagline="Zoals wij het zeggen")
    translate(own, "en", tagline="In English")
    question = make_question("Wat kost een CFO?", brand=finhire)
    roles = json.dumps([{"type": "role", "value": own.pk}])
    example = make_example("Een bank", brand=finhire, roles=roles)
    found = [make_content(home, "Doel", slug="doel")]
    link = json.dumps([{"type": "link", "value": {"text": "Ga", "page": found[0].pk, "url": "", "contact": False}}])
    call = make_call_to_action("Bel ons", brand=finhire, link=link)
    words = f'<p><a linktype="page" id="{found[0].pk}">daar</a>, <a linktype="document" id="{document.pk}">hier</a></p>'
    figure = {"image": {"image": image.pk, "alt_text": "De zaal", "decorative": False}, "caption": "Onze zaal"}
    section = {"heading": "Kop", "text": "<h3>Onder</h3><p>Tekst &amp; <i>meer</i></p>"}
    terms = make_content(
        home, "Voorwaarden", slug="voorwaarden", introduction=words, tags=["Recht", "b < c"], hero_image=image,
        hero_image_alt="Een zaal", seo_title="Onze voorwaarden", search_description="Wat geldt",
        body=[{"type": "text_section", "value": section}, {"type": "figure", "value": figure}],
    )  # fmt: skip
    found += [terms, make_content(terms, "Eronder", slug="eronder")]
    specialism = make_specialism(home, "Financiën", slug="financien")
    facts = [{"type": "fact", "value": {"value": "12", "label": "jaar", "source": "", "reference_date": None}}]
    found += [
        specialism,
        make_comparison(
            specialism, [own, group], "CFO of CIO", slug="cfo-of-cio", verdict="Het hangt ervan af.", facts=facts,
            body=comparison_body([own, group], question, example, call),
        ),
        make_role_page(home, own, "De CFO", slug="cfo"),
        make_faq(home, [question], "Vragen", slug="vragen"),
        make_examples(home, [example], "Praktijk", slug="praktijk"),
        make_contact(home, "Contact", slug="contact"),
    ]  # fmt: skip
    index = make_article_index(home, "Artikelen", slug="artikelen")
    found += [index, make_article(index, "Een artikel", slug="een-artikel", author="Redactie", date="2026-01-05")]
    english = terms.copy_for_translation(locale_of("en"))
    english.title, english.slug = "Terms", "terms"
    english.save_revision().publish()
    home.introduction = "<p>Welkom.</p>"
    home.page_tags = [PageTag(word="Thuis")]
    home.save_revision().publish()
    return {page.slug: page for page in [*found, english, home]}


@pytest.fixture
def pages(finhire):
    """Finhire's public pages, which stand in the database."""
    return make_pages(finhire)


@pytest.fixture
def folder(pages, tmp_path) -> Path:
    """The Markdown of Finhire, whose pages stand in the database."""
    run("content", "export", tmp_path / "out", "--brand", "finhire")
    return tmp_path / "out"


@pytest.fixture(scope="session")
def _exported(django_db_setup, django_db_blocker, tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("exported") / "out"
    with django_db_blocker.unblock(), transaction.atomic():
        make_pages(Brand.objects.get(key="finhire"))
        run("content", "export", place, "--brand", "finhire")
        transaction.set_rollback(True)
    return place


@pytest.fixture
def alone(_exported, brands, tmp_path) -> Path:
    """The same Markdown as it comes from another installation: nothing of it is in the database."""
    return shutil.copytree(_exported, tmp_path / "out")


@pytest.fixture
def few(alone) -> Path:
    """Three pages of it, what they show, and no more."""
    kept = {"doel", "voorwaarden", "vragen"}
    for path in alone.rglob("*"):
        if path.is_file() and path.parent.name != "media" and path.stem not in {*kept, "library"}:
            path.unlink()
    return alone


@pytest.fixture
def written(tmp_path):
    """`written({"a.md": text})` is a folder with these files."""

    def write(files: dict[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / "site" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "site"

    return write
