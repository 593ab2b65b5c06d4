"""What an editor types into the form of each page type, and into each block: a draft with gaps, and the whole.

Every word that readers must find names the brand, so that a leak cannot hide.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wagtail.models import Page

from brands.models import Brand
from cms.comparisons.models import ComparisonPage
from cms.navigation.models import Menu
from cms.pages.models import (
    ArticleIndexPage,
    ArticlePage,
    ContactPage,
    ContentPage,
    ExamplesPage,
    FaqPage,
    RolePage,
    SpecialismPage,
)
from home.models import HomePage
from home.provisioning.brands import locale_of
from tests.factories.brands import home_of
from tests.factories.enquiries import make_form
from tests.factories.library import make_call_to_action, make_example, make_question, make_role
from tests.factories.media import make_image
from tests.factories.pages import make_article_index

LINK = {"text": "", "page": None, "url": "", "contact": False}


class Material:
    """What stands ready for an editor of a brand: library items, pictures and a menu."""

    def __init__(self, brand: Brand):
        self.brand = brand
        self.name = brand.name

    @cached_property
    def roles(self) -> list:
        """An original of the group and a role of the brand's own."""
        return [make_role("Original role"), make_role(f"{self.name} role", brand=self.brand)]

    @cached_property
    def question(self):
        return make_question(f"What does {self.name} ask?", brand=self.brand)

    @cached_property
    def example(self):
        return make_example(f"A case of {self.name}", brand=self.brand)

    @cached_property
    def call_to_action(self):
        return make_call_to_action(f"Talk to {self.name}", brand=self.brand)

    @cached_property
    def form(self):
        return make_form(self.brand)

    @cached_property
    def picture(self):
        return make_image(f"Picture of {self.name}")

    @cached_property
    def undescribed_picture(self):
        return make_image(f"Nameless picture of {self.name}", description="")

    @cached_property
    def specialisations(self) -> Menu:
        link = {**LINK, "text": f"Specialisation of {self.name}", "url": "https://example.com/"}
        entries = json.dumps([item("entry", {"heading": "", "link": link, "children": []})])
        menu = Menu.objects.create(
            brand=self.brand, locale=locale_of("nl"), place=Menu.Place.SPECIALISATIONS, entries=entries
        )
        menu.save_revision().publish()
        return menu


@dataclass
class Case:
    """How a page type is filled in.

    `gaps` may be a draft, but publishing it is refused at the field `refused`. `whole` may be published; readers then
    find `shown`. `place` is where the page stands, below the home page unless said otherwise.
    """

    gaps: dict[str, Any]
    refused: str
    whole: dict[str, Any]
    shown: tuple[str, ...]
    place: Callable[[Brand], Page] = field(default=home_of)


def item(block_type: str, value: Any) -> dict[str, Any]:
    """A block of a stream."""
    return {"type": block_type, "value": value}


def table(words: str) -> dict[str, Any]:
    """A table of two columns and one row, as it is stored."""
    columns = [{"type": "text", "heading": heading} for heading in ("What", "How")]
    return {"caption": "A table", "columns": columns, "rows": [{"values": ["<p>This</p>", f"<p>{words}</p>"]}]}


def section_blocks(it: Material) -> dict[str, tuple[Any, str]]:
    """Block type → what is typed into it and words that readers then find: the blocks of ordinary pages."""
    link = {**LINK, "url": "https://example.com/"}
    return {
        "text_section": (
            {"heading": f"Text of {it.name}", "text": "<p>Running <b>text</b>.</p>"},
            f"Text of {it.name}",
        ),
        "figure": (
            {"image": {"image": it.picture, "alt_text": "A bridge"}, "caption": f"Caption of {it.name}"},
            f"Caption of {it.name}",
        ),
        "facts": ({"heading": "", "facts": [{"value": "25+", "label": f"years of {it.name}"}]}, f"years of {it.name}"),
        "link_cards": ({"heading": "", "cards": [{"title": f"Card of {it.name}", "link": link}]}, f"Card of {it.name}"),
        "steps": (
            {"heading": "", "steps": [{"title": f"Step {n} of {it.name}", "text": "Do."} for n in (1, 2)]},
            f"Step 2 of {it.name}",
        ),
        "table": ({"heading": "", "table": table(f"Cell of {it.name}"), "row_headings": True}, f"Cell of {it.name}"),
        "role_cards": ({"heading": "", "roles": it.roles}, it.roles[1].tagline),
        "examples": ({"heading": "", "examples": [it.example]}, it.example.title),
        "questions": ({"heading": "", "questions": [it.question]}, it.question.question),
        "call_to_action": (it.call_to_action, it.call_to_action.title),
        "specialisations": ({"heading": f"Fields of {it.name}"}, f"Fields of {it.name}"),
        "group_brands": ({"heading": f"Sisters of {it.name}"}, f"Sisters of {it.name}"),
        "contact_details": ({"heading": f"Reach {it.name}"}, f"Reach {it.name}"),
        "cookie_table": ({"heading": f"Cookies of {it.name}"}, f"Cookies of {it.name}"),
        "enquiry_form": (it.form, it.form.title),
    }


def comparison_blocks(it: Material) -> dict[str, tuple[Any, str]]:
    """The same for the blocks that only comparisons have."""
    texts = {
        name: ({"heading": f"{name} of {it.name}", "text": "<p>Text.</p>"}, f"{name} of {it.name}")
        for name in ("comparison_text", "strategic_choice", "advantage")
    }
    cells = {str(role.translation_key): f"Cell of {role.short_name}" for role in it.roles}
    weights = {str(role.translation_key): str(place) for place, role in enumerate(it.roles)}
    back = {str(role.translation_key): str(1 - place) for place, role in enumerate(it.roles)}
    answers = [
        {"answer": "Yes", "reason": f"It suits {it.name}", "weights": weights, "key": ""},
        {"answer": "No", "reason": f"It does not suit {it.name}", "weights": back, "key": ""},
    ]
    asked = [{"question": f"Question {n} of {it.name}?", "answers": answers} for n in range(1, 6)]
    lines = [{"roles": it.roles, "engagement": "interim", "reason": f"the change at {it.name}"}]
    return {
        **texts,
        "criteria_table": (
            {"heading": "", "caption": "Two roles", "rows": [{"criterion": "Focus", "cells": cells}]},
            f"Cell of {it.name} role",
        ),
        "choice_list": ({"heading": "", "lines": lines}, f"the change at {it.name}"),
        "decision_aid": ({"heading": "", "questions": asked}, f"Question 5 of {it.name}?"),
        "getting_started": (
            {"heading": f"Begin with {it.name}", "text": "<p>Call.</p>", "call_to_action": it.call_to_action},
            f"Begin with {it.name}",
        ),
    }


def all_comparison_blocks(it: Material) -> dict[str, tuple[Any, str]]:
    """Every block of a comparison: its own, and those of ordinary pages but for forms."""
    return {**comparison_blocks(it), **{n: block for n, block in section_blocks(it).items() if n != "enquiry_form"}}


def all_of(blocks: dict[str, tuple[Any, str]]) -> list[dict]:
    """A stream with every block once."""
    return [item(name, value) for name, (value, _) in blocks.items()]


def words_of(blocks: dict[str, tuple[Any, str]]) -> tuple[str, ...]:
    """What readers find of them."""
    return tuple(words for _, words in blocks.values())


WITHOUT_TEXT = [item("text_section", {"heading": "A heading", "text": ""})]


def sections(it: Material, **whole) -> Case:
    """A page whose body is short."""
    words = f"Body of {it.name}"
    body = [item("text_section", {"heading": "", "text": f"<p>{words}</p>"})]
    return Case({"body": WITHOUT_TEXT}, "body", {"body": body, **whole}, (words,))


def home(it: Material) -> Case:
    facts = [item("fact", {"value": "12", "label": f"people at {it.name}"})]
    case = sections(it, facts=facts)
    case.shown += (f"people at {it.name}",)
    case.gaps = {"facts": [item("fact", {"value": "12", "label": ""})]}
    case.refused = "facts"
    return case


def specialism(it: Material) -> Case:
    """With every block of ordinary pages, and a picture."""
    assert it.specialisations.live
    blocks = section_blocks(it)
    whole = {
        "introduction": f"<p>Introduction of <i>{it.name}</i></p>",
        "hero_image": it.picture,
        "hero_image_alt": f"A harbour near {it.name}",
        "facts": [item("fact", {"value": "3", "label": f"offices of {it.name}"})],
        "body": all_of(blocks),
    }
    shown = (f"A harbour near {it.name}", f"offices of {it.name}", *words_of(blocks))
    return Case({"hero_image": it.undescribed_picture}, "hero_image_alt", whole, shown)


def comparison(it: Material) -> Case:
    """With every block that it can hold."""
    assert it.specialisations.live
    blocks = all_comparison_blocks(it)
    roles = [item("role", role) for role in it.roles]
    return Case({"roles": roles[:1]}, "roles", {"roles": roles, "body": all_of(blocks)}, words_of(blocks))


def role_page(it: Material) -> Case:
    case = sections(it, role=it.roles[1])
    case.gaps, case.refused = {}, "role"
    case.shown += (it.roles[1].tagline,)
    return case


def faq(it: Material) -> Case:
    topic = f"Topic of {it.name}"
    groups = [item("topic", {"topic": topic, "questions": [it.question]})]
    return Case({}, "groups", {"groups": groups}, (topic, it.question.question))


def examples(it: Material) -> Case:
    return Case({}, "examples", {"examples": [item("example", it.example)]}, (it.example.title,))


def article_index(it: Material) -> Case:
    words = f"What {it.name} writes"
    return Case({"hero_image": it.undescribed_picture}, "hero_image_alt", {"introduction": f"<p>{words}</p>"}, (words,))


def article(it: Material) -> Case:
    case = sections(it, date="2027-01-21", author=f"Editors of {it.name}")
    case.gaps, case.refused = {"date": "2027-01-21"}, "author"
    case.shown += (f"Editors of {it.name}",)
    case.place = lambda brand: make_article_index(home_of(brand))
    return case


CASES: dict[type[Page], Callable[[Material], Case]] = {
    HomePage: home,
    SpecialismPage: specialism,
    ComparisonPage: comparison,
    RolePage: role_page,
    FaqPage: faq,
    ExamplesPage: examples,
    ArticleIndexPage: article_index,
    ArticlePage: article,
    ContactPage: sections,
    ContentPage: sections,
}
