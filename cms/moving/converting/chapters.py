"""Pieces by heading, and the sections of any page that chapters become."""

import re
from dataclasses import dataclass, field
from html import escape

from cms.blocks.table import MOST_COLUMNS

from .draft import Draft, Entry, Section
from .html import as_text
from .names import named
from .pieces import Button, Faq, Heading, More, Picture, Piece, Pieces, Prose, Table
from .tables import table_as_list, table_as_words

LONGEST_HEADING = 120
LONGEST_INTRODUCTION = 700  # characters of words; what is more stands in a section of its own
LONGEST_QUESTION = 200
#: A paragraph that is one bold line: what people write who have no headings.
BOLD_LINE = re.compile(r"<p><b>([^<]{1,200})</b>\s*(?:<br/>)?(?:</p>|(?=[^<]))")
PARAGRAPH = re.compile(r"<(p|ul|ol)>.*?</\1>(?=<(?:p|ul|ol)>|\Z)", re.DOTALL)


def fits(table: Table) -> bool:
    """Whether our table has as many columns."""
    return len(table.header or table.rows[0]) <= MOST_COLUMNS


@dataclass
class Chapter:
    """A heading and what stands below it until the next one. The first may have none."""

    heading: str = ""
    level: int = 0
    pieces: list[Piece] = field(default_factory=list)

    def text(self) -> str:
        """All of it as running text."""
        return as_text(Pieces(list(self.pieces)))


def chapters_of(pieces: list[Piece]) -> list[Chapter]:
    """The chapters, each heading beginning one, whatever its level."""
    found = [Chapter()]
    for piece in pieces:
        if isinstance(piece, Heading):
            found.append(Chapter(piece.text, piece.level))
        else:
            found[-1].pieces.append(piece)
    return found if found[0].pieces else found[1:]


def paragraphs_of(html: str) -> list[str]:
    """Paragraphs and lists of a rich text, each with its tags."""
    return [match.group(0) for match in PARAGRAPH.finditer(html)]


def words_in(html: str) -> str:
    """A rich text without its tags."""
    text = re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|li)>|<br/>", " ", html))
    for entity, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(entity, letter)
    return " ".join(text.split())


def fill(draft: Draft, found: Pieces) -> Draft:
    """Fill a draft's introduction and sections with pieces, as a page of any kind has them."""
    draft.remarks += [remark for remark in found.remarks if remark not in draft.remarks]
    pieces = _without_title(found.pieces, draft.title)
    pieces = _introduced(draft, pieces)
    levels = [piece.level for piece in pieces if isinstance(piece, Heading)]
    top = max(2, min(levels, default=2))
    builder = _Sections(draft, top)
    for piece in pieces:
        builder.add(piece)
    builder.end()
    return draft


def _without_title(pieces: list[Piece], title: str) -> list[Piece]:
    """Pieces without a first heading that repeats the title."""
    for place, piece in enumerate(pieces[:2]):
        if isinstance(piece, Heading) and piece.text.casefold() == title.casefold():
            return [*pieces[:place], *pieces[place + 1 :]]
    return pieces


def _introduced(draft: Draft, pieces: list[Piece]) -> list[Piece]:
    """Take the introduction off the pieces: what stands before “more”, or the first lines before the first heading."""
    place = next((place for place, piece in enumerate(pieces) if isinstance(piece, More)), None)
    before = pieces[:place] if place is not None else []
    if place is not None and before and all(isinstance(piece, Prose) for piece in before):
        draft.introduction = as_text(Pieces(before))
        return pieces[place + 1 :]
    pieces = [piece for piece in pieces if not isinstance(piece, More)]
    if draft.introduction or not pieces or not isinstance(pieces[0], Prose):
        return pieces
    paragraphs = paragraphs_of(pieces[0].html)
    taken: list[str] = []
    for paragraph in paragraphs:
        if not paragraph.startswith("<p>") or len(words_in("".join([*taken, paragraph]))) > LONGEST_INTRODUCTION:
            break
        taken.append(paragraph)
    draft.introduction = "".join(taken)
    rest = "".join(paragraphs[len(taken) :])
    return [*([Prose(rest)] if rest else []), *pieces[1:]]


class _Sections:
    """Puts pieces into sections, one after the other."""

    def __init__(self, draft: Draft, top: int):
        self.draft, self.top = draft, top
        self.open: Section | None = None
        self.asks = False  # below a heading that says that questions follow
        self.pictures: list[Picture] = []  # right below a heading: they stand below its text

    def add(self, piece: Piece) -> None:
        if isinstance(piece, Heading):
            self._heading(piece)
        elif isinstance(piece, Prose):
            self._text(piece.html)
        elif isinstance(piece, Faq):
            entries = [Entry(title=question, text=answer) for question, answer in piece.entries]
            self._own(Section("questions", self._heading_taken(), entries=entries))
        elif isinstance(piece, Picture) and self.open and not self.open.text:
            self.pictures.append(piece)
        elif isinstance(piece, Picture):
            self._own(Section("figure", picture=piece))
        elif isinstance(piece, Button):
            title = piece.title or (self.open.heading if self.open and not self.open.text else "") or piece.text
            entry = Entry(title=title, text=words_in(piece.lead), href=piece.href, result=piece.text)
            self._heading_taken()
            self._own(Section("call_to_action", entries=[entry]))
        elif isinstance(piece, Table) and fits(piece):
            self._own(Section("table", self._heading_taken(), table=piece))
        elif isinstance(piece, Table):
            self.draft.remark("table", table_as_words(piece))
            self._text(table_as_list(piece))

    def end(self) -> None:
        section, self.open = self.open, None
        pictures, self.pictures = self.pictures, []
        if section is not None and section.heading and not section.text:
            if pictures and not pictures[0].caption:
                pictures[0].caption = section.heading
            else:
                section.text = f"<p><b>{escape(section.heading, quote=False)}</b></p>"
            section.heading = ""
        if section is not None:
            self._end(section)
        self.draft.sections += [Section("figure", picture=picture) for picture in pictures]

    def _end(self, section: Section) -> None:
        if self.asks and section.text:
            entries, lead = asked_in(section.text)
            if entries:
                section.block, section.entries, section.text = "questions", entries, ""
                if lead:
                    self.draft.sections.append(Section("text_section", section.heading, lead))
                    section.heading = ""
        if section.text or section.entries:
            self.draft.sections.append(section)

    def _heading(self, piece: Heading) -> None:
        long = len(piece.text) > LONGEST_HEADING
        if long:
            self.draft.remark("heading", piece.text)
        if piece.level <= self.top and not long:
            self.end()
            self.open, self.asks = Section("text_section", piece.text), named(piece.text) == "questions"
        else:
            words = escape(piece.text, quote=False)
            tag = "h3" if piece.level == self.top + 1 else "h4"
            self._text(f"<p><b>{words}</b></p>" if long else f"<{tag}>{words}</{tag}>")

    def _text(self, html: str) -> None:
        if self.open is None:
            self.open, self.asks = Section("text_section"), False
        self.open.text += html

    def _heading_taken(self) -> str:
        """The heading of a section in which nothing stands yet: it is that of what follows."""
        if self.open is None or self.open.text:
            return ""
        heading, self.open = self.open.heading, None
        self.end()
        return heading

    def _own(self, section: Section) -> None:
        asks = self.asks
        self.end()
        last = self.draft.sections[-1] if self.draft.sections else None
        if section.block == "questions" and last and last.block == "questions" and not section.heading:
            last.entries += section.entries
        else:
            self.draft.sections.append(section)
        self.asks = asks


def asked_in(html: str) -> tuple[list[Entry], str]:
    """Questions and answers in a text, and what stands before the first.

    A question is a lower heading, or a bold line, or a line that ends in a question mark. Where there is none, each
    paragraph is an answer whose question is missing.
    """
    marked = re.sub(r"<h[34]>(.*?)</h[34]>", r"\0<p>\1</p>", html)
    marked = BOLD_LINE.sub(r"\0<p>\1</p><p>", marked) if "\0" not in marked else marked
    marked = re.sub(r"<p>(?=<p>|\Z)|<p>\s*</p>", "", marked)
    if "\0" not in marked:
        marked = re.sub(r"<p>([^<]{3,200}\?)(?:</p>|<br/>(?=[^<]))", r"\0<p>\1</p><p>", marked)
        marked = re.sub(r"<p>(?=<p>|\Z)", "", marked)
    if "\0" not in marked:
        return [Entry(text=paragraph) for paragraph in paragraphs_of(html)], ""
    lead, *parts = marked.split("\0")
    entries = []
    for part in parts:
        question, _end, answer = part.partition("</p>")
        entries.append(Entry(title=words_in(question), text=answer))
    return entries, lead
