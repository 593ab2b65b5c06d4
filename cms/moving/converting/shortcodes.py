"""Shortcodes as WordPress reads them: `[name key="value"]…[/name]`, in each other, closed or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

# Bounded, so that no text however made is looked at again and again.
CODE = re.compile(
    r"\[(/?)([A-Za-z][A-Za-z0-9_-]{1,60})"
    r"((?:\s(?:[^\[\]\"'/]++|/(?!\])|\"[^\"]{0,3000}+\"|'[^']{0,3000}+'){0,60}+)?)(/?)\]"
)
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


def parse(source: str) -> list[Shortcode | str]:
    """Text and shortcodes in order. What is none, such as “[sic]”, stays text."""
    matches = list(CODE.finditer(source)) if source.count("[") <= MOST_BRACKETS else []
    closed = {match.group(2) for match in matches if match.group(1)}
    top: list[Shortcode | str] = []
    stack: list[tuple[str, list[Shortcode | str]]] = [("", top)]
    place = 0
    for match in matches:
        ends, name, attributes, closes_itself = match.groups()
        if not ends and not (KNOWN.match(name) or name in closed or "=" in attributes):
            continue
        if ends and name not in [each for each, _inside in stack]:
            continue
        _put(stack, source[place : match.start()])
        place = match.end()
        if ends:
            while stack[-1][0] != name:
                stack.pop()
            stack.pop()
            continue
        code = Shortcode(name, dict(_attributes(attributes)), match.group(0))
        stack[-1][1].append(code)
        if not closes_itself and _is_closed(source, match.end(), name, closed) and len(stack) < DEEPEST:
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
