"""Text with its bold, italics and links, and nothing else: whatever came in, what goes out is the house's rich text."""

import re
from html import escape
from urllib.parse import urlsplit

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

DEEPEST = 60  # elements in each other; beyond it only words are kept
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SPACE = re.compile(r"[\s\u00a0]+")
MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i"}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: What a reader never saw as words.
NO_WORDS = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math", "canvas"}
)
LANGUAGES = ("en", "nl")


def storable(text: str) -> str:
    """A text without what no database keeps: control characters, and halves of characters."""
    return UNSTORABLE.sub("", text)


def words_of(node) -> str:
    """The words in an element, on one line; scripts and styles have none."""
    if isinstance(node, NavigableString):
        return SPACE.sub(" ", str(node)).strip()
    parts = []
    for each in node.descendants:
        if isinstance(each, NavigableString) and not isinstance(each, PreformattedString):
            if each.parent is None or each.parent.name not in NO_WORDS:
                parts.append(str(each))
        elif isinstance(each, Tag) and each.name in ("br", "p", "li", "td", "th", "div", "tr"):
            parts.append(" ")
    return SPACE.sub(" ", "".join(parts)).strip()


def usable(href: str) -> str:
    """An address that a link may have, or nothing. Browsers pass over control characters in a scheme: so does this."""
    href = "".join(letter for letter in (href or "").strip() if letter >= " " and letter != "\x7f")
    try:
        parts = urlsplit(href)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return ""
    if parts.scheme:
        if parts.scheme.lower() not in SCHEMES:
            return ""
        return href if parts.netloc or parts.scheme.lower() in ("mailto", "tel") else ""
    return "" if href.startswith("#") else href


class Inline:
    """Collects the inline HTML of a paragraph. `remark(about, words)` is told what is left out."""

    def __init__(self, remark) -> None:
        self.remark = remark

    def html(self, node, depth: int = 0) -> str:
        """Of what stands in an element, what a paragraph may hold."""
        return "".join(self.of(child, depth + 1) for child in node.children)

    def of(self, node, depth: int = 0) -> str:
        if isinstance(node, PreformattedString):
            return ""
        if isinstance(node, NavigableString):
            return escape(SPACE.sub(" ", str(node)), quote=False)
        if not isinstance(node, Tag):
            return ""
        if depth > DEEPEST:
            self.remark("deep", words_of(node)[:200])
            return escape(words_of(node), quote=False)
        return self._tag(node, depth)

    def _tag(self, node: Tag, depth: int) -> str:
        name = node.name.lower()
        if name in NO_WORDS:
            if name in ("script", "style", "svg", "canvas"):
                self.remark("script" if name in ("script", "style") else "empty", f"<{name}>")
            return ""
        if name == "br":
            return "<br/>"
        inner = self.html(node, depth)
        if not inner.strip():
            return inner
        if name in MARKS:
            mark = MARKS[name]
            return inner if f"<{mark}>" in inner else f"<{mark}>{inner}</{mark}>"
        if name == "a":
            return self._link(node, inner)
        if name == "span" and node.get("lang") in LANGUAGES and "<span" not in inner:
            return f'<span lang="{node["lang"]}">{inner}</span>'
        return inner

    def _link(self, node: Tag, inner: str) -> str:
        given = str(node.get("href") or "")
        href = usable(given)
        if "<a " in inner:
            return inner
        if not href:
            if given and not given.startswith("#"):
                self.remark("link", f"{words_of(node)} ({given[:200]})")
            return inner
        return f'<a href="{escape(href)}">{inner}</a>'


def paragraph(inner: str) -> str:
    """A paragraph of inline HTML; nothing where it says nothing."""
    inner = re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", inner)
    return f"<p>{inner}</p>" if re.sub(r"<[^>]*>", "", inner).strip() else ""
