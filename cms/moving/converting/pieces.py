"""What a body of another system says, piece by piece, before it is known which of our blocks it becomes.

All HTML in here is clean: what the house's rich text knows and nothing else, with the addresses of links as they stood.
"""

from dataclasses import dataclass, field
from html import escape

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Remark:
    """Something that a person should look at: a name out of `ABOUT`, and the words that it is about."""

    about: str
    words: str = ""

    @property
    def label(self) -> str | Promise:
        return ABOUT.get(self.about, self.about)


#: What remarks are about, as people read it.
ABOUT: dict[str, str | Promise] = {
    "block": _("This part has no match here; what it says was kept as text"),
    "empty": _("This part shows nothing by itself and was not taken over"),
    "script": _("A script or style was not taken over"),
    "form": _("A form was not taken over; its words were kept as text. Make an enquiry form here"),
    "embed": _("Something of another site was shown here; a link to it was kept"),
    "shortcode": _("A shortcode was kept as text"),
    "quote": _("A quotation was kept as text"),
    "table": _("A table was kept as a list: a line per row"),
    "merged": _("Cells of a table were merged; what they said stands in each of them"),
    "table picture": _("A picture stood in a table; it stands before it"),
    "heading": _("A heading was too long and was kept as bold text"),
    "link": _("A link leads nowhere that can be linked to; its words were kept"),
    "link around": _("A link stood around a heading, a picture or another link; what stood in it was kept without it"),
    "struck": _("Words were struck through; they stand here as if they were not"),
    "numbering": _("A numbered list began with another number"),
    "old link": _("A link leads to a page of the old site that is not here"),
    "picture": _("A picture was not found; its description was kept as text"),
    "alt": _("A picture has no description"),
    "question": _("The question of this answer is missing"),
    "answer": _("The answer to this question is missing"),
    "role": _("The library has no such role: one was made, which is to be completed"),
    "role text": _("The library describes this role; what the page said of it was not taken over"),
    "engagement": _("Look whether this is permanent or interim"),
    "specialisation": _("The menu of specialisations does not have this"),
    "brands": _("The brands of the group stand here as the platform knows them, not as the page had them"),
    "cookies": _("The cookie table stands here as the platform knows it, not as the page had it"),
    "result": _("The result of this example is missing"),
    "text": _("Shortened to what fits; this was the whole"),
    "deep": _("Elements stood too deep in each other; their words were kept"),
    "tags": _("A page has at most twelve tags; these were left out"),
    "address": _("Its address is another one here"),
    "moved": _("It has another address there since it came. Move it here in the desk; its address until now leads on"),
    "parent": _("It stood below a page that is not here"),
    "index": _("The index of articles above it is a draft: nobody reads it until that is published"),
    "comparison": _("It looks like a comparison, but pages stand below it, which a comparison cannot have"),
    "home": _("It was the home page there; what it says belongs on the home page here"),
    "private": _("It was private or behind a password there"),
    "status": _("It was not public there"),
    "language": _("The brand does not have this language"),
    "translation": _("Of this language there is one already, so it stands by itself"),
    "kind": _("Things of this kind are not taken over"),
    "file": _("The file was not found in the uploads"),
    "refused file": _("The file was refused"),
    "noindex": _("Search engines were asked not to show it there"),
    "canonical": _("Search engines were told that it stands elsewhere"),
    "keyword": _("It was written for these search words"),
    "variable": _("A variable in a title for search engines was left out"),
    "comments": _("Comments of readers were not taken over"),
    "author": _("Nobody is named as the author"),
    "deleted": _("It was deleted here since the last import, and made anew"),
    "kept": _("It changed there, but somebody worked on it here"),
    "publish": _("It could not be published"),
    "item": _("An item that the library does not have: the brand got one of its own, which is to be looked at"),
    "reference": _("What this led to is not here"),
    "reference form": _("The brand has no form of this name here"),
    "unknown block": _("A block that is not known here was not taken over"),
    "edited": _("The text was edited in the file: the sections were made of it"),
    "edited elsewhere": _("The text was edited in the file; pages of this type are made here. This is not taken over"),
    "field": _("A field that pages have no place for was not taken over"),
    "type": _("Pages of this type are not made of Markdown alone; it became another"),
    "no markdown": _("These are the data of a page whose Markdown is missing"),
    "builder": _("What the page builder kept could not be read; the text that it left was taken"),
}  # fmt: skip


@dataclass
class Heading:
    """A heading, of level 1 to 6."""

    level: int
    text: str


@dataclass
class Prose:
    """Paragraphs and lists."""

    html: str


@dataclass
class Picture:
    """A picture: its address there, its number there if it has one, and what is said of it."""

    src: str
    number: str = ""
    alt: str = ""
    caption: str = ""


@dataclass
class Faq:
    """Questions with their answers; a question may be missing."""

    entries: list[tuple[str, str]]


@dataclass
class Button:
    """A button, with what stood above it where it was more than a button."""

    text: str
    href: str
    title: str = ""
    lead: str = ""


@dataclass
class Table:
    """Rows of cells, as text; `header` may be empty.

    `cells` are the same rows as rich text. With `row_headings` the first cell says what its row is about.
    """

    header: list[str]
    rows: list[list[str]]
    caption: str = ""
    row_headings: bool = False
    cells: list[list[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.cells:
            self.cells = [[f"<p>{escape(cell, quote=False)}</p>" if cell else "" for cell in row] for row in self.rows]


@dataclass
class More:
    """Where the introduction ends."""


Piece = Heading | Prose | Picture | Faq | Button | Table | More


@dataclass
class Pieces:
    """A body: its pieces in order, and remarks."""

    pieces: list[Piece] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, about: str, words: str = "") -> None:
        found = Remark(about, " ".join(words.split())[:2_000])
        if found not in self.remarks:
            self.remarks.append(found)

    def add(self, piece: Piece) -> None:
        """Add a piece; prose follows on prose, questions on questions."""
        last = self.pieces[-1] if self.pieces else None
        if isinstance(piece, Prose) and isinstance(last, Prose):
            last.html += piece.html
        elif isinstance(piece, Faq) and isinstance(last, Faq):
            last.entries += piece.entries
        else:
            self.pieces.append(piece)

    def extend(self, other: "Pieces") -> None:
        for piece in other.pieces:
            self.add(piece)
        for remark in other.remarks:
            self.remark(remark.about, remark.words)
