"""HTML of another system as pieces: of the classic editor, of blocks, and whatever a page builder left behind."""

import json
import re
from html import escape, unescape
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import Comment, PreformattedString

from .inline import DEEPEST, Inline, paragraph, storable, words_of
from .pieces import Button, Faq, Heading, More, Picture, Pieces, Prose, Table
from .questions import as_faq
from .tables import grid_of, heading_of, lays_out, table_as_list

BLOCK_COMMENT = re.compile(r"\s*/?wp:([a-z0-9/-]+)\s*(\{.*\})?\s*(/?)\s*\Z", re.DOTALL)
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
PICTURE_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:$|[?#])|/wp-content/uploads/|[?&]attachment_id=", re.IGNORECASE
)
BLANK_LINE = re.compile(r"\n\s*\n")
IMAGE_NUMBER = re.compile(r"\bwp-image-(\d+)\b")
HEADINGS = {f"h{level}": level for level in range(1, 7)}
INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
     "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
     "var", "wbr", "br", "ruby", "rb", "rt", "rp"}
)  # fmt: skip
OF_OTHERS = frozenset({"iframe", "video", "audio", "embed", "object"})
FORMS = frozenset({"form", "fieldset", "input", "select", "textarea", "button"})
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "math", "canvas", "map"})
BUTTON_CLASSES = re.compile(r"(?:^|[\s_-])(?:btn|button)(?:$|[\s_-])|wp-block-button__link|vc_btn3")
#: Blocks that draw a line or a space, or hold others: nothing is missing where they were.
WITHOUT_WORDS = frozenset({"separator", "spacer", "more", "nextpage", "core/separator", "core/spacer"})


def read_html(source: str, reused: dict[str, str] | None = None) -> Pieces:
    """A body's pieces. `reused`: number of a block that is kept apart there → its HTML."""
    source = storable(source)
    reader = HtmlReader(classic="<!-- wp:" not in source, reused=reused)
    tree = BeautifulSoup(source, "html.parser")
    for letter in tree.select("img.emoji, img.wp-smiley"):  # drawn for browsers that had none for it
        letter.replace_with(str(letter.get("alt") or ""))
    reader.read(tree)
    return reader.done()


class HtmlReader:
    """Walks a tree and collects pieces. `classic`: line breaks of the source mean something, as its editor has it."""

    def __init__(self, classic: bool, reused: dict[str, str] | None = None):
        self.found = Pieces()
        self.inline = Inline(self.found.remark)
        self.classic = classic
        self.reused = reused or {}
        self._line: list[str] = []

    def done(self) -> Pieces:
        self._flush()
        return self.found

    def read(self, node: Any, depth: int = 0) -> None:
        """Everything that stands in an element."""
        if depth > DEEPEST:
            self._flush()
            self.found.remark("deep", words_of(node)[:200])
            self._prose(paragraph(escape(words_of(node), quote=False)))
            return
        for child in node.children:
            if isinstance(child, Comment):
                self._comment(str(child), depth)
            elif isinstance(child, PreformattedString):
                continue
            elif isinstance(child, NavigableString):
                self._text(str(child))
            elif isinstance(child, Tag):
                self._tag(child, depth + 1)

    # Text

    def _text(self, text: str) -> None:
        parts = BLANK_LINE.split(text) if self.classic else [text]
        for number, part in enumerate(parts):
            if number:
                self._flush()
            html = escape(part, quote=False)
            if self.classic:
                html = re.sub(r"\s*\n\s*", "<br/>", html)
            self._line.append(re.sub(r"[\s\u00a0]+", " ", html))

    def _flush(self) -> None:
        """End the paragraph that stands without a tag of its own. An address alone is what WordPress shows there."""
        line, self._line = "".join(self._line), []
        if self.classic and ADDRESS.fullmatch(line.strip()):
            self._link_to("", unescape(line.strip()))
            return
        self._prose(paragraph(line))

    def _prose(self, html: str) -> None:
        if html:
            self.found.add(Prose(html))

    def _comment(self, text: str, depth: int) -> None:
        if text.strip() in ("more", "nextpage") or text.strip().startswith("more "):
            self._flush()
            self.found.add(More())
            return
        match = BLOCK_COMMENT.match(text)
        if match is None or not match.group(3):
            return
        name = match.group(1)
        self._flush()
        if name in ("block", "core/block"):
            self._reused(match.group(2) or "", depth)
        elif name not in WITHOUT_WORDS:
            self.found.remark("empty", f"{name} {match.group(2) or ''}".strip()[:300])

    def _reused(self, attributes: str, depth: int) -> None:
        try:
            number = str(json.loads(attributes or "{}").get("ref", ""))
        except (ValueError, AttributeError, RecursionError):
            number = ""
        source = self.reused.get(number)
        if source is None or depth > 5:
            self.found.remark("empty", f"block {number}")
            return
        self.read(BeautifulSoup(source, "html.parser"), depth + 1)
        self._flush()

    # Elements

    def _tag(self, node: Tag, depth: int) -> None:
        name = node.name.lower()
        if name in INLINE and not self._holds_blocks(node):
            self._inline(node, depth)
        elif name in INLINE:
            self._inline_around_blocks(node, depth)
        else:
            self._flush()
            if not self._special(node, name, depth):
                self.read(node, depth)
            self._flush()

    def _holds_blocks(self, node: Tag) -> bool:
        return node.find(lambda each: each.name not in INLINE) is not None

    def _inline(self, node: Tag, depth: int) -> None:
        if node.name == "a" and self._is_button(node):
            self._flush()
            self.found.add(Button(words_of(node)[:80], str(node.get("href") or "")))
        elif self.classic and node.name != "br" and "\n" in node.get_text():
            # A line break inside bold text breaks the line, too.
            for text in list(node.find_all(string=True)):
                if isinstance(text, PreformattedString) or "\n" not in text:
                    continue
                first, *rest = str(text).split("\n")
                text.replace_with(first, *(each for part in rest for each in (Tag(name="br"), part)))
            self._line.append(self.inline.of(node, depth))
        else:
            self._line.append(self.inline.of(node, depth))

    def _inline_around_blocks(self, node: Tag, depth: int) -> None:
        """A link around a picture, bold around a heading: what stands inside counts."""
        if node.name == "a" and self._is_button(node) and node.find("img") is None:
            self._flush()
            self.found.add(Button(words_of(node)[:80], str(node.get("href") or "")))
            return
        href = str(node.get("href") or "") if node.name == "a" else ""
        if href and not PICTURE_FILE.search(href):
            self.found.remark("link around", f"{words_of(node)} ({href[:200]})")
        self.read(node, depth)

    @staticmethod
    def _is_button(node: Tag) -> bool:
        classes = " ".join(_classes(node)).replace("wp-block-file__button", "")  # beside a link to the same file
        return bool(node.get("href")) and bool(words_of(node)) and bool(BUTTON_CLASSES.search(classes))

    def _special(self, node: Tag, name: str, depth: int) -> bool:
        """Whether the element was something of its own, and is done."""
        entries = as_faq(node, self._answer)
        if entries:
            self.found.add(Faq(entries))
            return True
        if name in HEADINGS:
            return self._heading(node, HEADINGS[name], depth)
        handler = {
            "p": self._paragraph, "ul": self._list, "ol": self._list, "dl": self._definitions, "table": self._table,
            "img": self._image, "figure": self._figure, "blockquote": self._quote, "pre": self._preformatted,
        }.get(name)  # fmt: skip
        if handler is not None:
            handler(node, depth)
            return True
        if name in OF_OTHERS:
            self._embed(node)
        elif name in FORMS:
            self._form(node)
        elif name in SILENT:
            self.found.remark("script" if name in ("script", "style") else "empty", f"<{name}> {words_of(node)[:100]}")
        else:
            return False
        return True

    def _answer(self, nodes: list) -> str:
        """The HTML of an answer: text alone; what is more than text is kept as words."""
        reader = HtmlReader(classic=False)
        for node in nodes:
            reader._tag(node, 1) if isinstance(node, Tag) else reader._text(str(node))
        return self._told(reader)

    def _told(self, reader: "HtmlReader") -> str:
        """What another reader found as running text, and what it remarked."""
        found = reader.done()
        text = as_text(found)
        for remark in found.remarks:
            self.found.remark(remark.about, remark.words)
        return text

    def _heading(self, node: Tag, level: int, depth: int) -> bool:
        for image in node.find_all("img"):
            self._image(image, depth)
        if text := words_of(node):
            self.found.add(Heading(level, text))
        return True

    def _paragraph(self, node: Tag, depth: int) -> None:
        if self._holds_blocks(node) or node.find(lambda each: each.name == "a" and self._is_button(each)):
            self.read(node, depth)
        else:
            inner = self.inline.html(node, depth)
            if self.classic:
                inner = re.sub(r"\s*<br/>\s*", "<br/>", inner)
            self._prose(paragraph(inner))

    def _list(self, node: Tag, depth: int) -> None:
        for image in node.find_all("img"):
            self._image(image, depth)
        for table in node.find_all("table"):
            self.found.remark("table", words_of(table))
        if str(node.get("start") or "1") != "1":
            self.found.remark("numbering", f"{node['start']}: {words_of(node)[:100]}")
        self._prose(self._list_html(node, depth))

    def _list_html(self, node: Tag, depth: int) -> str:
        items = []
        for item in node.find_all("li", recursive=False):
            nested = "".join(
                self._list_html(each, depth + 1) for each in item.find_all(["ul", "ol"], recursive=False) if depth < 20
            )
            words = "".join(
                self.inline.of(child, depth)
                for child in item.children
                if getattr(child, "name", None) not in ("ul", "ol") or depth >= 20
            )  # fmt: skip
            words = re.sub(r"\s+", " ", words).strip()
            if words or nested:
                items.append(f"<li>{words}{nested}</li>")
        loose = [
            each for each in node.children
            if (isinstance(each, Tag) and each.name != "li") or (type(each) is NavigableString and each.strip())
        ]  # fmt: skip
        items += [f"<li>{words}</li>" for each in loose if (words := self.inline.of(each, depth).strip())]
        return f"<{node.name}>{''.join(items)}</{node.name}>" if items else ""

    def _definitions(self, node: Tag, depth: int) -> None:
        for child in node.find_all(["dt", "dd"]):
            inner = self.inline.html(child, depth)
            self._prose(paragraph(f"<b>{inner}</b>" if child.name == "dt" and "<b>" not in inner else inner))

    def _table(self, node: Tag, depth: int, caption: str = "") -> None:
        own = node.find("caption")
        if lays_out(node):
            self.read(node, depth)
            return
        for image in node.find_all("img"):
            self._image(image, depth)
            self.found.remark("table picture", str(image.get("alt") or image.get("src") or ""))
            image.extract()
        grid = grid_of(node)
        for cell in grid.merged:
            if words_of(cell):
                self.found.remark("merged", words_of(cell))
        header = [heading_of(grid, place) for place in range(len(grid.header[0]))] if grid.header else []
        words = " – ".join(filter(None, (words_of(own) if own else "", caption)))
        if not grid.rows:
            self._prose(paragraph(escape(" – ".join(filter(None, (words, *header))), quote=False)))
            return
        said = {id(cell): self._cell(cell, depth) for row in grid.rows for cell in row if cell is not None}
        self.found.add(
            Table(
                header,
                [[words_of(cell) if cell is not None else "" for cell in row] for row in grid.rows],
                words,
                grid.row_headings,
                [[said[id(cell)] if cell is not None else "" for cell in row] for row in grid.rows],
            )
        )

    def _cell(self, node: Tag, depth: int) -> str:
        reader = HtmlReader(self.classic)
        reader.read(node, depth + 1)
        return self._told(reader)

    def _image(self, node: Tag, depth: int = 0, caption: str = "") -> None:
        alt = " ".join(str(node.get("alt") or "").split())
        given = node.get("data-src") or node.get("data-lazy-src") or node.get("src") or _largest(node)
        source = str(given)
        match = IMAGE_NUMBER.search(" ".join(_classes(node)))
        number = match.group(1) if match else str(node.get("data-id") or "")
        if source or number:
            self.found.add(Picture(source, number if number.isdecimal() else "", alt, caption))

    def _figure(self, node: Tag, depth: int) -> None:
        caption = node.find("figcaption")
        images = node.find_all("img")
        if len(images) == 1 and node.find(["figure", "table", *OF_OTHERS]) is None:
            self._image(images[0], caption=words_of(caption) if caption else "")
            return
        tables = node.find_all("table")
        if len(tables) == 1 and not images and not lays_out(tables[0]):
            self._table(tables[0], depth, words_of(caption) if caption else "")
            return
        embed = "wp-block-embed" in _classes(node) and not node.find(list(OF_OTHERS))
        if embed:
            self._link_to(words_of(node), words_of(node).split(" ")[0])
            return
        self.read(node, depth)

    def _quote(self, node: Tag, depth: int) -> None:
        self.found.remark("quote", words_of(node))
        self.read(node, depth)

    def _preformatted(self, node: Tag, depth: int) -> None:
        lines = [escape(line, quote=False) for line in node.get_text().splitlines() if line.strip()]
        self.found.remark("block", words_of(node))
        self._prose(paragraph("<br/>".join(lines)))

    def _embed(self, node: Tag) -> None:
        inner = node.find(["source", "embed"])
        address = str(node.get("src") or node.get("data-src") or node.get("data") or (inner and inner.get("src")) or "")
        self._link_to(str(node.get("title") or ""), address)

    def _link_to(self, words: str, address: str) -> None:
        """A link in the place of what another site showed here."""
        self.found.remark("embed", f"{words} {address}".strip())
        anchor = Tag(name="a", attrs={"href": f"https:{address}" if address.startswith("//") else address})
        anchor.string = " ".join(words.split()) or address
        self._prose(paragraph(self.inline.of(anchor)))

    def _form(self, node: Tag) -> None:
        words = words_of(node)
        self.found.remark("form", words or node.name)
        self._prose(paragraph(escape(words, quote=False)))


def as_text(found: Pieces) -> str:
    """Pieces as running text, where nothing else may stand."""
    parts = []
    for piece in found.pieces:
        if isinstance(piece, Prose):
            parts.append(piece.html)
        elif isinstance(piece, Heading):
            parts.append(f"<p><b>{escape(piece.text, quote=False)}</b></p>")
        elif isinstance(piece, Table):
            parts.append(table_as_list(piece))
        elif isinstance(piece, Button):
            anchor = Tag(name="a", attrs={"href": piece.href})
            anchor.string = piece.text
            parts.append(paragraph(Inline(found.remark).of(anchor)))
        elif isinstance(piece, Picture):
            found.remark("picture", piece.alt or piece.src)
            parts.append(paragraph(escape(piece.alt, quote=False)))
        elif isinstance(piece, Faq):
            parts += [f"<p><b>{escape(question, quote=False)}</b></p>{answer}" for question, answer in piece.entries]
    return "".join(parts)


def _largest(image: Tag) -> str:
    """The address of the largest file of a picture that names several; they stand from small to large."""
    entries = [entry.split() for entry in str(image.get("srcset") or image.get("data-srcset") or "").split(", ")]
    return next((entry[0] for entry in reversed(entries) if entry), "")


def _classes(node: Tag) -> list[str]:
    found: Any = node.get("class") or []
    return found if isinstance(found, list) else str(found).split()
