"""Markdown as a draft of ours: as HTML first, which the same conversion reads that reads WordPress."""

import re
from html import escape
from typing import Any

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from ..converting.chapters import fill
from ..converting.comparing import compare
from ..converting.converting import remark_missing
from ..converting.draft import COMPARISON, CONTENT, Draft
from ..converting.html import HtmlReader
from ..converting.inline import storable
from ..converting.pieces import Pieces

#: Calls of templates, as Hugo and Jekyll have them in texts.
CALL = re.compile(r"\{\{[<%]?[^{}\n]{0,300}[>%]?\}\}|\{%[^{}\n]{0,300}%\}")
FIRST_TITLE = re.compile(r"\A\s*#[ \t]+(\S[^\n]*?)[ \t#]*(?:\n|\Z)")


def html_of(text: str) -> str:
    """CommonMark with tables as HTML, with whatever HTML stands in it: who reads it cleans it."""
    return _parser.render(text)


def draft_of_markdown(title: str, text: str, *, kind: str, introduction: str = "") -> Draft:
    """The draft of a page's Markdown.

    :param kind: what the page is; a content page or comparison is what its shape says.
    :param introduction: words that stand above the text; without them the first lines are taken.
    """
    found = pieces_of(text)
    draft = Draft(title=title, kind=CONTENT if kind == COMPARISON else kind)
    if kind in (CONTENT, COMPARISON) and compare(draft, found):
        return draft
    draft.introduction = f"<p>{escape(introduction, quote=False)}</p>" if introduction else ""
    fill(draft, found)
    remark_missing(draft)
    return draft


def pieces_of(text: str) -> Pieces:
    """What a Markdown text says, piece by piece."""
    reader = HtmlReader(classic=False)
    reader.read(BeautifulSoup(storable(html_of(text)), "html.parser"))
    found = reader.done()
    for call in CALL.findall(text)[:50]:
        found.remark("shortcode", call)
    return found


def title_in(text: str) -> str:
    """The title that stands above a text, if one does."""
    match = FIRST_TITLE.match(text)
    return " ".join(re.sub(r"[*_`]|<[^>]*>", "", storable(match[1])).split()) if match else ""


def _made() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    rules: dict[str, Any] = parser.renderer.rules  # type: ignore[attr-defined]
    rules["softbreak"] = lambda *_arguments: " "
    rules["hardbreak"] = lambda *_arguments: "<br/>"
    rules["image"] = _image
    return parser


def _image(tokens: Any, index: int, options: Any, env: Any) -> str:
    """A picture; what Markdown calls its title stands below it here."""
    token = tokens[index]
    alt = "".join(child.content for child in token.children or () if child.type in ("text", "code_inline"))
    image = f'<img src="{escape(str(token.attrGet("src") or ""))}" alt="{escape(alt)}"/>'
    title = token.attrGet("title")
    return f"<figure>{image}<figcaption>{escape(str(title))}</figcaption></figure>" if title else image


_parser = _made()
