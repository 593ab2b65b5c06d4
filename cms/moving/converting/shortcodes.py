"""Shortcodes as WordPress reads them: `[name key="value"]…[/name]`, in each other, closed or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import NamedTuple

# Bounded, so that no text however made is looked at again and again.
BEGINS = re.compile(r"\[(/?)([A-Za-z][A-Za-z0-9_-]{1,60})")
#: Part of the attributes: whatever is no bracket, no quote and not the slash at the end; or a value in quotes.
PART = re.compile(r"""[^\[\]"'/]+|/(?!\])|"[^"]{0,3000}"|'[^']{0,3000}'""")
ENDS = re.compile(r"(/?)\]")
MOST_PARTS = 60
MOST_BRACKETS = 5_000
ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
#: Names that are shortcodes also where they have no attributes and no end.
KNOWN = re.compile(
    r"(?:vc_|et_pb_|fusion_|gallery|caption|wp_caption|embed|video|audio|playlist|contact-form|gravityform)"
)
#: More in each other than any page has.
DEEPEST = 40


@dataclass
class Shortcode:
    """A shortcode with what stands in it; `source` is how it began."""

    name: str
    attributes: dict[str, str]
    source: str
    inside: list["Shortcode | str"] = field(default_factory=list)

    def get(self, *names: str) -> str:
        """The first of these attributes that says something."""
        return next((value for name in names if (value := self.attributes.get(name, "").strip())), "")

    def children(self, *names: str) -> list["Shortcode"]:
        """Those of these names that stand in it, however deep."""
        found: list[Shortcode] = []
        for each in self.inside:
            if isinstance(each, Shortcode):
                found += [each] if each.name in names else each.children(*names)
        return found

    def text(self) -> str:
        """What stands in it, as it was written."""
        return "".join(each if isinstance(each, str) else each.source + each.text() for each in self.inside)


class Bracket(NamedTuple):
    """What may be a shortcode or the end of one, from `start` to `stop` of the source."""

    start: int
    stop: int
    ends: bool
    name: str
    attributes: str
    closes_itself: bool


def brackets(source: str) -> Iterator[Bracket]:
    """All of a source, in order; none in another."""
    after = 0
    for begins in BEGINS.finditer(source):
        if begins.start() < after:
            continue
        place = begins.end()
        if source[place : place + 1].isspace():
            place += 1
            # Piece by piece, since nothing that was read is ever given back.
            for _ in range(MOST_PARTS):
                part = PART.match(source, place)
                if part is None:
                    break
                place = part.end()
        if (ends := ENDS.match(source, place)) is not None:
            after = ends.end()
            attributes = source[begins.end() : place]
            yield Bracket(begins.start(), after, bool(begins[1]), begins[2], attributes, bool(ends[1]))


def parse(source: str) -> list[Shortcode | str]:
    """Text and shortcodes in order. What is none, such as “[sic]”, stays text."""
    found = list(brackets(source)) if source.count("[") <= MOST_BRACKETS else []
    closed = {bracket.name for bracket in found if bracket.ends}
    top: list[Shortcode | str] = []
    stack: list[tuple[str, list[Shortcode | str]]] = [("", top)]
    place = 0
    for bracket in found:
        name = bracket.name
        if not bracket.ends and not (KNOWN.match(name) or name in closed or "=" in bracket.attributes):
            continue
        if bracket.ends and name not in [each for each, _inside in stack]:
            continue
        _put(stack, source[place : bracket.start])
        place = bracket.stop
        if bracket.ends:
            while stack[-1][0] != name:
                stack.pop()
            stack.pop()
            continue
        code = Shortcode(name, dict(_attributes(bracket.attributes)), source[bracket.start : bracket.stop])
        stack[-1][1].append(code)
        if not bracket.closes_itself and _is_closed(source, place, name, closed) and len(stack) < DEEPEST:
            stack.append((name, code.inside))
    _put(stack, source[place:])
    return top


def _is_closed(source: str, after: int, name: str, closed: set[str]) -> bool:
    """Whether its end follows; one that has none holds nothing."""
    return name in closed and source.find(f"[/{name}]", after) >= 0


def _put(stack: list, text: str) -> None:
    if text:
        stack[-1][1].append(text)


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for match in ATTRIBUTE.finditer(text):
        value = next((value for value in match.groups()[1:] if value is not None), "")
        yield match.group(1).lower(), unescape(value)
