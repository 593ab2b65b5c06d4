"""A draft's sections as the blocks of a page's body, with the library items and pictures that they show."""

import uuid
from collections.abc import Callable
from html import escape
from typing import Any, Protocol

from cms.blocks.table import LONGEST_CAPTION, LONGEST_COLUMN, MOST_ROWS
from cms.library.models import Role

from ..converting.chapters import words_in
from ..converting.draft import Draft, Section
from ..converting.pieces import Picture
from .items import Items
from .links import Links

#: How much fits in a block; what is more stands in a second one.
MOST = {"questions": 40, "examples": 8, "choice_list": 12, "role_cards": 8, "criteria_table": 20}
LONGEST_HEADING, LONGEST_LEAD, LONGEST_CELL, LONGEST_ALT = 120, 600, 400, 200


class Pictures(Protocol):
    """Finds the image that a picture of another system became here."""

    def find(self, picture: Picture) -> Any | None: ...


class NoPictures:
    """Where pictures cannot come along, as with a page that is pasted."""

    def find(self, picture: Picture) -> Any | None:
        return None


class Streams:
    """Writes the sections of one draft. `name` is what the items of the page are remembered under."""

    def __init__(self, draft: Draft, items: Items, links: Links, pictures: Pictures, name: str):
        self.draft, self.items, self.links, self.pictures, self.name = draft, items, links, pictures, name
        self._numbers: dict[str, int] = {}

    def rich(self, html: str) -> str:
        return self.links.rewrite(html, self.draft.remark)

    def facts(self) -> list[dict]:
        return [
            _block("fact", {"value": each.title[:30], "label": each.text[:120], "source": "", "reference_date": None})
            for each in self.draft.facts[:6]
        ]

    def roles(self) -> list[dict]:
        """The compared roles, each with the words that the page has for it."""
        cards = self.draft.section("role_cards")
        said = {entry.title: entry.text for entry in (cards.entries if cards else [])}
        keys = [self.items.role(role.title, self.draft, said.get(role.title, "")) for role in self.draft.roles[:4]]
        return [_block("role", key) for key in dict.fromkeys(keys)]

    def body(self) -> list[dict]:
        found: list[dict] = []
        for section in self.draft.sections:
            for part in _parts(section):
                found += self._section(part)
        return found

    def _section(self, section: Section) -> list[dict]:
        ways: dict[str, Callable[[Section], list[dict]]] = {
            "figure": self._figure, "questions": self._questions, "examples": self._examples,
            "call_to_action": self._call, "choice_list": self._choice, "role_cards": self._role_cards,
            "criteria_table": self._criteria, "specialisations": self._specialisations,
            "getting_started": self._getting_started, "table": self._table,
            "group_brands": lambda section: [
                _block("group_brands", {"heading": section.heading[:LONGEST_HEADING], "introduction": ""})
            ],
            "cookie_table": lambda section: [_block("cookie_table", {"heading": section.heading[:LONGEST_HEADING]})],
        }  # fmt: skip
        if section.block in ways:
            return ways[section.block](section)
        return self._text(section.block, section.heading, section.text)

    def _text(self, block: str, heading: str, text: str) -> list[dict]:
        if len(heading) > LONGEST_HEADING:
            text, heading = f"<p><b>{escape(heading, quote=False)}</b></p>{text}", ""
        return [_block(block, {"heading": heading, "text": self.rich(text)})] if text or heading else []

    def _headed(self, section: Section) -> tuple[list[dict], dict[str, Any]]:
        """What does not fit above the things of a section stands in a text before it; and its heading and lead."""
        lead = words_in(section.text)
        if "<a " in section.text or "<li>" in section.text or len(lead) > LONGEST_LEAD:
            before = self._text("text_section", section.heading, section.text)
            return before, {"heading": "", "introduction": ""}
        return [], {"heading": section.heading[:LONGEST_HEADING], "introduction": lead}

    def _questions(self, section: Section) -> list[dict]:
        before, head = self._headed(section)
        keys = [self.items.question(self._next("question"), each, self.draft) for each in section.entries]
        if not keys:
            return before or self._text("text_section", section.heading, section.text)
        return [*before, _block("questions", {**head, "questions": _list(list(dict.fromkeys(keys)))})]

    def _examples(self, section: Section) -> list[dict]:
        before, head = self._headed(section)
        keys = [self.items.example(self._next("example"), each, self.draft) for each in section.entries]
        if not keys:
            return before or self._text("text_section", section.heading, section.text)
        return [*before, _block("examples", {**head, "examples": _list(list(dict.fromkeys(keys)))})]

    def _call(self, section: Section) -> list[dict]:
        return [
            _block("call_to_action", self.items.call_to_action(self._next("call"), each, self.draft))
            for each in section.entries
        ]

    def _choice(self, section: Section) -> list[dict]:
        before, head = self._headed(section)
        lines = []
        for entry in section.entries:
            keys = [self.items.role(name, self.draft) for name in (entry.roles or [entry.title])]
            if entry.engagement == "interim":
                self.draft.remark("engagement", f"{entry.title}: {entry.text}")
            lines.append({"roles": _list(keys[:4]), "engagement": entry.engagement, "reason": entry.text[:160]})
        return [*before, _block("choice_list", {**head, "lines": _list(lines)})]

    def _role_cards(self, section: Section) -> list[dict]:
        before, head = self._headed(section)
        keys = [self.items.role(entry.title, self.draft) for entry in section.entries]
        return [*before, _block("role_cards", {**head, "roles": _list(keys)})]

    def _criteria(self, section: Section) -> list[dict]:
        roles = [self.items.role(role.title, self.draft) for role in self.draft.roles]
        keys = {pk: str(key) for pk, key in Role.objects.filter(pk__in=roles).values_list("pk", "translation_key")}
        rows = []
        for entry in section.entries:
            if any(len(cell) > LONGEST_CELL for cell in entry.cells):
                self.draft.remark("text", " | ".join(entry.cells))
            cells = {
                keys[pk]: cell[:LONGEST_CELL]
                for pk, cell in zip(roles, entry.cells, strict=False)
                if pk in keys and cell
            }
            rows.append({"criterion": entry.title[:120], "cells": cells})
        caption = section.heading or " – ".join(role.title for role in self.draft.roles)
        table = {"heading": section.heading[:LONGEST_HEADING], "caption": caption[:160], "rows": _list(rows)}
        return [_block("criteria_table", table)] if rows else []

    def _table(self, section: Section) -> list[dict]:
        table = section.table
        if table is None or not table.cells:
            return []
        width = max(map(len, [table.header, *table.cells]))
        heads = [*table.header, *[""] * (width - len(table.header))]
        for words, most in ((table.caption, LONGEST_CAPTION), *((head, LONGEST_COLUMN) for head in heads)):
            if len(words) > most:
                self.draft.remark("text", words)
        rows = [{"values": [*map(self.rich, row), *[""] * (width - len(row))]} for row in table.cells]
        stored = {
            "caption": table.caption[:LONGEST_CAPTION],
            "columns": [{"type": "text", "heading": head[:LONGEST_COLUMN]} for head in heads],
        }
        heading = section.heading[:LONGEST_HEADING]
        return [
            _block(
                "table",
                {
                    "heading": "" if start else heading,
                    "table": {**stored, "rows": rows[start : start + MOST_ROWS]},
                    "row_headings": table.row_headings,
                },
            )
            for start in range(0, len(rows), MOST_ROWS)
        ]

    def _specialisations(self, section: Section) -> list[dict]:
        """The menu of the brand stands here; what the page had beyond it is told."""
        for entry in section.entries:
            if not self.items.specialises_in(entry.title):
                self.draft.remark("specialisation", entry.title)
        block = _block("specialisations", {"heading": section.heading[:LONGEST_HEADING]})
        return [block, *(self._text("text_section", "", section.text) if section.text else [])]

    def _getting_started(self, section: Section) -> list[dict]:
        call = [self.items.call_to_action(self._next("call"), each, self.draft) for each in section.entries[:1]]
        text = {"heading": section.heading[:LONGEST_HEADING], "text": self.rich(section.text)}
        return [_block("getting_started", {**text, "call_to_action": call[0] if call else None})]

    def _figure(self, section: Section) -> list[dict]:
        picture = section.picture
        image = self.pictures.find(picture) if picture else None
        if picture is None:
            return []
        words = picture.caption.removesuffix(getattr(image, "credit", "")).rstrip()  # it is named beside it anyway
        caption = words[:LONGEST_CAPTION]
        if len(words) > LONGEST_CAPTION:
            self.draft.remark("text", words)
        if image is None:
            self.draft.remark("picture", " ".join(filter(None, (picture.alt, picture.caption, picture.src))))
            words = " – ".join(filter(None, (picture.alt, picture.caption)))
            return self._text("text_section", "", f"<p><i>{escape(words, quote=False)}</i></p>") if words else []
        alt = (picture.alt or image.description)[:LONGEST_ALT]
        if not alt:
            self.draft.remark("alt", image.title)
        shown = {"image": image.pk, "alt_text": alt, "decorative": False}
        return [_block("figure", {"image": shown, "caption": caption})]

    def _next(self, kind: str) -> str:
        self._numbers[kind] = self._numbers.get(kind, 0) + 1
        return f"{self.name}:{kind}:{self._numbers[kind]}"


def _parts(section: Section) -> list[Section]:
    """A section in as many parts as its block needs to hold all of its things."""
    most = MOST.get(section.block)
    if most is None or len(section.entries) <= most:
        return [section]
    starts = range(0, len(section.entries), most)
    return [
        Section(section.block, "" if start else section.heading, "" if start else section.text,
                section.entries[start : start + most])
        for start in starts
    ]  # fmt: skip


def _block(name: str, value: Any) -> dict[str, Any]:
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _list(values: list[Any]) -> list[dict[str, Any]]:
    return [_block("item", value) for value in values]
