"""A page as Markdown, made of what its HTML shows: so both always say the same, and nothing else decides what is seen.

What stands twice for the sake of the layout is marked ``data-markdown="omit"`` in its template.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

#: What does something, decorates, or leads around the page, and says nothing.
NOT_SAID = (
    "nav, script, style, template, noscript, svg, input, button, select, textarea, .skip-link, [hidden], "
    "[aria-hidden=true], [data-markdown=omit], [popover]"
)
CELLS = {"td", "th"}


class _Converter(MarkdownConverter):
    """Terms and figures as list entries; a summary is the heading inside it; a cell of a table is one line."""

    def convert_dt(self, el, text, parent_tags):
        return f"\n- **{text.strip()}**" if text.strip() else ""

    def convert_dd(self, el, text, parent_tags):
        return f": {' '.join(text.split())}\n" if text.strip() else ""

    def convert_dl(self, el, text, parent_tags):
        return f"\n\n{text.strip()}\n\n"

    def convert_td(self, el, text, parent_tags):
        lines = (" ".join(line.split()) for line in text.splitlines())
        cell = "<br>".join(line for line in lines if line).replace("|", r"\|")
        return super().convert_td(el, cell, parent_tags)  # type: ignore[misc]

    convert_th = convert_td

    def convert_p(self, el, text, parent_tags):
        return f"{text}\n" if parent_tags & CELLS else super().convert_p(el, text, parent_tags)  # type: ignore[misc]

    def convert_br(self, el, text, parent_tags):
        return "\n" if parent_tags & CELLS else super().convert_br(el, text, parent_tags)  # type: ignore[misc]


@dataclass(frozen=True)
class Markdown:
    """A page's text, and the address that search engines list: empty where a page has none."""

    text: str
    canonical: str


def markdown_of(html: str, base: str) -> Markdown:
    """The main part of an HTML document as Markdown, headed by what its head says.

    :param base: full address of the page, from which its links are told.
    """
    document = BeautifulSoup(html, "html.parser")
    main = document.find("main")
    if not isinstance(main, Tag):
        return Markdown("", "")
    _leave_out(main)
    _tell_in_full(main, base)
    text = _Converter(heading_style="ATX", bullets="-", strip=["span", "label"]).convert_soup(main)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    body = "\n".join(line for line, before in zip(lines, ["x", *lines], strict=False) if line or before)
    return Markdown(f"{_front_matter(document)}{body}\n", _content(document, "link[rel=canonical]", "href"))


def _leave_out(main: Tag) -> None:
    for element in main.select(NOT_SAID):
        if not element.decomposed:
            element.decompose()
    for picture in main.find_all("img"):
        if not picture.get("alt"):
            picture.decompose()
    for element in main.select("picture, details, summary, form, fieldset, legend"):
        element.insert_before("\n")
        element.unwrap()


def _tell_in_full(main: Tag, base: str) -> None:
    for name, attribute in (("a", "href"), ("img", "src")):
        for element in main.find_all(name, attrs={attribute: True}):
            element[attribute] = urljoin(base, str(element[attribute]))


def _front_matter(document: BeautifulSoup) -> str:
    """What the head says, as YAML: strings written as JSON are YAML too."""
    whole: Any = document.html
    told = {
        "title": _content(document, "meta[property='og:title']")
        or (document.title.get_text() if document.title else ""),
        "description": _content(document, "meta[name=description]"),
        "url": _content(document, "link[rel=canonical]", "href"),
        "language": whole.get("lang", "") if whole else "",
        "site": _content(document, "meta[property='og:site_name']"),
    }
    lines = [f"{name}: {json.dumps(text.strip(), ensure_ascii=False)}" for name, text in told.items() if text.strip()]
    return "\n".join(["---", *lines, "---", "", ""])


def _content(document: BeautifulSoup, selector: str, attribute: str = "content") -> str:
    found = document.select_one(selector)
    return str(found.get(attribute, "")) if found else ""
