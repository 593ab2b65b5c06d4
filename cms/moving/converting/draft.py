"""A page as it would stand here, before anything is written: its fields and sections, and what to look at."""

from dataclasses import dataclass, field

from .pieces import Picture, Remark, Table

CONTENT, ARTICLE, COMPARISON = "content", "article", "comparison"


@dataclass
class Entry:
    """A thing in a section: a question, an example, a line of a choice, a role, a fact, a row, a button.

    `title` and `text` are what it is called and what it says (rich text for questions, roles and examples), `result`
    that of an example, `href` that of a button, `roles` the names that a line is about.
    """

    title: str = ""
    text: str = ""
    result: str = ""
    href: str = ""
    roles: list[str] = field(default_factory=list)
    engagement: str = "permanent"
    cells: list[str] = field(default_factory=list)


@dataclass
class Section:
    """A section: the name of our block, its heading, its rich text, and the things in it."""

    block: str
    heading: str = ""
    text: str = ""
    entries: list[Entry] = field(default_factory=list)
    picture: Picture | None = None
    table: Table | None = None


@dataclass
class Draft:
    """A page. `kind` is one of the three words above; `facts` and `roles` are a comparison's."""

    title: str = ""
    kind: str = CONTENT
    introduction: str = ""
    facts: list[Entry] = field(default_factory=list)
    roles: list[Entry] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def section(self, block: str) -> Section | None:
        """The first section that is this block."""
        return next((each for each in self.sections if each.block == block), None)

    def remark(self, about: str, words: str = "") -> None:
        found = Remark(about, " ".join(words.split())[:2_000])
        if found not in self.remarks:
            self.remarks.append(found)
