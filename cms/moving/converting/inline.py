"""Text with its bold, italics and links, and nothing else: whatever came in, what goes out is the house's rich text."""

import re
from html import escape
from urllib.parse import urlsplit

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

DEEPEST = 60  # elements in each other; beyond it only words are kept
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: Bytes of Windows-1252 that were taken for letters: “smart” quotes, dashes, the euro. Some bytes stand for nothing.
WINDOWS = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}
#: Letter → the byte that it stands for, where UTF-8 was read as Windows-1252.
BYTES = {letter: code for code in range(0x80, 0x100) for letter in {chr(code), WINDOWS.get(code) or chr(code)}}
_TAIL = f"[{re.escape(''.join(letter for letter, code in BYTES.items() if code < 0xC0))}]"
#: “â€™” for “’”, “Ã©” for “é”: what nobody writes.
MANGLED = re.compile(f"[\u00c2\u00c3]{_TAIL}|\u00e2{_TAIL}{{2}}|\u00f0{_TAIL}{{3}}")
#: Without width, and where a text was pasted without meaning.
NO_WIDTH = {0x200B: None, 0x2060: None, 0xFEFF: None}
RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
STRUCK = frozenset({"del", "s", "strike"})
#: What stands on a line of its own: its words do not run into those beside it.
APART = frozenset(
    {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6",
     "section", "article", "blockquote", "figure", "figcaption", "option", "cite", "address", "pre", "summary"}
)  # fmt: skip
SPACE = re.compile(r"[\s\u00a0]+")
MARKS = {"b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "dfn": "i", "var": "i"}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: What a reader never saw as words.
NO_WORDS = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "meta", "link", "svg", "math", "canvas"}
)
LANGUAGES = ("en", "nl")


def storable(text: str) -> str:
    """A text without what no database keeps, control characters and halves of characters, and what has no width."""
    return UNSTORABLE.sub("", MANGLED.sub(_mended, text).translate({**WINDOWS, **NO_WIDTH}))


def _mended(found: re.Match[str]) -> str:
    """What was meant by letters that are the bytes of another one; the letters themselves where it is none."""
    try:
        return bytes(BYTES[letter] for letter in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]


def words_of(node) -> str:
    """The words in an element, on one line; scripts and styles have none."""
    if isinstance(node, NavigableString):
        return SPACE.sub(" ", str(node)).strip()
    parts = []
    for each in node.descendants:
        if isinstance(each, NavigableString) and not isinstance(each, PreformattedString):
            if each.parent is None or each.parent.name not in NO_WORDS:
                parts.append(str(each))
        elif isinstance(each, Tag) and (each.name == "br" or each.name in APART):
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
        if name in STRUCK:
            self.remark("struck", words_of(node))
        if name in ("sup", "sub"):
            return _small(inner, RAISED if name == "sup" else LOWERED)
        if name in MARKS:
            mark = MARKS[name]
            return inner if f"<{mark}>" in inner else f"<{mark}>{inner}</{mark}>"
        if name == "a":
            return self._link(node, inner)
        if name == "span" and node.get("lang") in LANGUAGES and "<span" not in inner:
            return f'<span lang="{node["lang"]}">{inner}</span>'
        return f" {inner} " if name in APART else inner

    def _link(self, node: Tag, inner: str) -> str:
        given = str(node.get("href") or "")
        href = usable(given)
        if "<a " in inner:
            self.remark("link around", f"{words_of(node)} ({given[:200]})")
            return inner
        if not href:
            if given and not given.startswith("#"):
                self.remark("link", f"{words_of(node)} ({given[:200]})")
            return inner
        return f'<a href="{escape(href)}">{inner}</a>'


def _small(inner: str, letters: dict[int, int]) -> str:
    """What is raised or lowered, in letters that are so by themselves, where there are such: m², H₂O."""
    return inner.translate(letters) if inner and all(ord(letter) in letters for letter in inner) else inner


def paragraph(inner: str) -> str:
    """A paragraph of inline HTML; nothing where it says nothing."""
    inner = re.sub(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$", "", inner)
    return f"<p>{inner}</p>" if re.sub(r"<[^>]*>", "", inner).strip() else ""
