"""Recognising a comparison: two to four roles, what they do, a choice, examples with their results, questions.

A page is one where its title sets roles side by side and its headings say at least three of these things.
"""

import re
from collections.abc import Callable

from .chapters import Chapter, asked_in, chapters_of, fits, paragraphs_of, words_in
from .draft import COMPARISON, Draft, Entry, Section
from .html import as_text
from .names import INTERIM, OR, VERSUS, compared_in, named
from .pieces import Button, Faq, More, Picture, Piece, Pieces, Prose, Table
from .tables import table_as_list, table_as_words

LEAST_SIGNS = 3
LONGEST_REASON = 160
RESULT = re.compile(r"<p>(?:<b>)?\s*(?:result|resultaat)\s*(?::|</b>|<br/>)[:\s]*(?:</b>|<br/>)*", re.IGNORECASE)
FIGURE = re.compile(r"\d[\d.,]*\s?(?:\+|%|k|m|×|x)?(?=\s?[A-Za-zÀ-ÿ])")
LONGEST_VALUE, LONGEST_LABEL, MOST_FACTS = 30, 120, 6


def compare(draft: Draft, found: Pieces) -> bool:
    """Fill a draft as a comparison. Returns whether the page is one; where it is not, the draft is as it was."""
    roles = compared_in(draft.title)
    chapters = chapters_of([piece for piece in found.pieces if not isinstance(piece, More)])
    if not roles or not _is_comparison(draft.title, roles, chapters):
        return False
    draft.kind = COMPARISON
    draft.roles = [Entry(title=role) for role in roles]
    draft.remarks += [remark for remark in found.remarks if remark not in draft.remarks]
    _Comparison(draft, roles).read(chapters)
    return True


def _is_comparison(title: str, roles: list[str], chapters: list[Chapter]) -> bool:
    headings = [chapter.heading for chapter in chapters]
    described = sum(any(_same(heading, role) for heading in headings) for role in roles)
    names = {named(heading) for heading in headings} - {"", "result", "group_brands", "getting_started"}
    tables = any(_columns(piece, roles) for chapter in chapters for piece in chapter.pieces if isinstance(piece, Table))
    signs = len(names) + (2 if described == len(roles) else 0) + tables
    return signs >= LEAST_SIGNS + (0 if VERSUS.search(title) else 2)


def _same(heading: str, role: str) -> bool:
    """Whether a heading is a role's name, perhaps with its whole name beside it: “CIO”, “De CIO (Chief …)”."""
    words = re.sub(r"^(?:de|het|een|the|a|an|wat is een|what is a)\s+", "", heading.strip(" ?:"), flags=re.IGNORECASE)
    return re.sub(r"\s*\(.*\)$", "", words).casefold() == role.casefold()


def _columns(table: Table, roles: list[str]) -> list[int]:
    """Place of each role among the columns of a table; nothing where one has none."""
    heads = [head.casefold() for head in (table.header or (table.rows[0] if table.rows else []))]
    places = [next((place for place, head in enumerate(heads) if head == role.casefold()), 0) for role in roles]
    return places if all(places) else []


class _Comparison:
    """Makes sections of chapters, in the order of the page."""

    def __init__(self, draft: Draft, roles: list[str]):
        self.draft, self.roles = draft, roles
        self.inside = ""  # the block that is being read: below “Examples”, what follows are examples
        self.level, self.child_level = 0, 0  # of its heading, and of the first heading below it
        self.after: list[Section] = []  # what stands below the text of a chapter
        self.ways: dict[str, Callable[[Chapter], None]] = {
            "choice_list": self._choice, "examples": self._examples, "result": self._result,
            "questions": self._questions, "specialisations": self._specialisations,
            "group_brands": self._group_brands, "getting_started": self._getting_started,
        }  # fmt: skip

    def read(self, chapters: list[Chapter]) -> None:
        for chapter in chapters:
            self._chapter(chapter)
        self._check()

    def _chapter(self, chapter: Chapter) -> None:
        if self.inside and self.child_level > self.level and chapter.level <= self.level:
            self.inside = ""
        chapter.pieces = self._own(chapter)
        self._placed(chapter)
        self.draft.sections += self.after
        self.after = []

    def _placed(self, chapter: Chapter) -> None:
        name = named(chapter.heading)
        role = next((role for role in self.roles if _same(chapter.heading, role)), None)
        if not chapter.heading or _same(chapter.heading, self.draft.title):
            self._opening(chapter)
        elif self.inside == "questions" and not name:
            self.child_level = self.child_level or chapter.level
            self._question(chapter)
        elif self.inside == "examples" and (not name or name == "result"):
            self.child_level = self.child_level or chapter.level
            self._example(chapter, name == "result")
        elif role is not None:
            self._role(chapter, role)
        else:
            self.inside = name if name in ("questions", "examples") else ""
            self.level, self.child_level = chapter.level, 0
            self.ways.get(name, lambda chapter: self._text(chapter, name))(chapter)

    def _own(self, chapter: Chapter) -> list[Piece]:
        """Take out what is a section whatever stands above it: tables of roles, of cookies; pictures; questions."""
        rest: list[Piece] = []
        for piece in chapter.pieces:
            if isinstance(piece, Table) and _columns(piece, self.roles):
                self._criteria(chapter, piece)
            elif isinstance(piece, Table) and _is_of_cookies(piece):
                self.draft.remark("cookies", table_as_words(piece))
                self.after.append(Section("cookie_table"))
            elif isinstance(piece, Table) and fits(piece) and self._stands_by_itself(chapter):
                heading = "" if any(isinstance(each, Prose) for each in chapter.pieces) else self._heading_of(chapter)
                self.after.append(Section("table", heading, table=piece))
            elif isinstance(piece, Table):
                self.draft.remark("table", table_as_words(piece))
                rest.append(Prose(table_as_list(piece)))
            elif isinstance(piece, Picture):
                self.after.append(Section("figure", picture=piece))
            elif isinstance(piece, Button) and named(chapter.heading) != "getting_started":
                entry = Entry(piece.title or piece.text, words_in(piece.lead), piece.text, piece.href)
                self.after.append(Section("call_to_action", entries=[entry]))
            else:
                rest.append(piece)
        return rest

    def _stands_by_itself(self, chapter: Chapter) -> bool:
        """Whether what a chapter says is a section, and not a text of the library: an answer, a result, a choice."""
        name = named(chapter.heading)
        return not (self.inside and (not name or name == "result")) and (name not in self.ways or name == "result")

    def _heading_of(self, chapter: Chapter) -> str:
        """The heading of a chapter in which nothing but a table stands: nothing else says it."""
        said = [self.draft.title, *self.roles]
        return "" if any(_same(chapter.heading, each) for each in said) else chapter.heading

    # Each kind of section

    def _opening(self, chapter: Chapter) -> None:
        """The introduction, and facts that run into each other where a page's cards lost their borders."""
        for paragraph in paragraphs_of(chapter.text()):
            facts = facts_in(words_in(paragraph), self.roles) if not self.draft.facts else []
            if facts:
                self.draft.facts = facts
            else:
                self.draft.introduction += paragraph

    def _text(self, chapter: Chapter, name: str) -> None:
        text = chapter.text()
        if text:
            self.draft.sections.append(Section(name or "text_section", chapter.heading, text))

    def _role(self, chapter: Chapter, role: str) -> None:
        section = self.draft.section("role_cards")
        if section is None:
            section = Section("role_cards")
            self.draft.sections.append(section)
        section.entries.append(Entry(title=role, text=chapter.text()))

    def _choice(self, chapter: Chapter) -> None:
        section = Section("choice_list", chapter.heading)
        lead = []
        for paragraph in paragraphs_of(chapter.text()):
            lines = re.findall(r"<li>(.*?)</li>", paragraph) or re.split(r"<br/>", paragraph)
            for line in lines:
                entry = self._line(words_in(line))
                if entry is None:
                    lead.append(words_in(line))
                else:
                    section.entries.append(entry)
        if not section.entries:
            self._text(chapter, "text_section")
            return
        section.text = " ".join(lead)
        self.draft.sections.append(section)

    def _line(self, words: str) -> Entry | None:
        """“Interim CIO/CTO: temporary transformation” is a line: who, how engaged, and for what."""
        who, colon, reason = words.partition(": ")
        if not colon or len(who) > 80 or not reason:
            return None
        interim = bool(INTERIM.search(who))
        names = re.split(r"\s*/\s*|\s+&\s+|\s+(?:en|and)\s+", INTERIM.sub("", who).strip())
        names = [part for name in names for part in OR.split(name) if part.strip()]
        if len(reason) > LONGEST_REASON:
            self.draft.remark("text", f"{who}: {reason}")
            reason = reason[:LONGEST_REASON].rsplit(" ", 1)[0]
        return Entry(who, reason, roles=names[:4], engagement="interim" if interim else "permanent")

    def _examples(self, chapter: Chapter) -> None:
        self.draft.sections.append(Section("examples", chapter.heading, chapter.text()))

    def _example(self, chapter: Chapter, is_result: bool) -> None:
        section = [each for each in self.draft.sections if each.block == "examples"][-1]
        if is_result and section.entries:
            section.entries[-1].result += chapter.text()
        else:
            roles = [role for role in self.roles if re.search(rf"(?<!\w){re.escape(role)}(?!\w)", chapter.heading)]
            section.entries.append(Entry(chapter.heading, *_with_result(chapter.text()), roles=roles))

    def _result(self, chapter: Chapter) -> None:
        self._text(chapter, "text_section")

    def _questions(self, chapter: Chapter) -> None:
        section = Section("questions", chapter.heading)
        self.draft.sections.append(section)
        prose: list[Piece] = [piece for piece in chapter.pieces if not isinstance(piece, Faq)]
        for piece in chapter.pieces:
            if isinstance(piece, Faq):
                section.entries += [Entry(question, answer) for question, answer in piece.entries]
        if not section.entries:
            section.entries, section.text = asked_in(as_text(Pieces(prose)))
        elif prose:
            section.text = as_text(Pieces(prose))

    def _question(self, chapter: Chapter) -> None:
        section = [each for each in self.draft.sections if each.block == "questions"][-1]
        if section.entries and not any(entry.title for entry in section.entries) and not section.text:
            section.text = "".join(entry.text for entry in section.entries)
            section.entries = []
        section.entries.append(Entry(chapter.heading, chapter.text()))

    def _specialisations(self, chapter: Chapter) -> None:
        section = self.draft.section("specialisations")
        if section is None:
            section = Section("specialisations", chapter.heading)
            self.draft.sections.append(section)
        for paragraph in paragraphs_of(chapter.text()):
            items = re.findall(r"<li>(.*?)</li>", paragraph)
            section.entries += [Entry(words_in(item)) for item in items]
            if not items:
                section.text += paragraph

    def _group_brands(self, chapter: Chapter) -> None:
        self.draft.remark("brands", f"{chapter.heading} {words_in(chapter.text())}")
        self.draft.sections.append(Section("group_brands"))

    def _getting_started(self, chapter: Chapter) -> None:
        buttons = [piece for piece in chapter.pieces if isinstance(piece, Button)]
        text = as_text(Pieces([piece for piece in chapter.pieces if piece not in buttons]))
        section = Section("getting_started", chapter.heading, text)
        section.entries = [Entry(button.title or button.text, "", button.text, button.href) for button in buttons[:1]]
        self.draft.sections.append(section)
        for button in buttons[1:]:
            entry = Entry(button.title or button.text, "", button.text, button.href)
            self.draft.sections.append(Section("call_to_action", entries=[entry]))

    def _criteria(self, chapter: Chapter, table: Table) -> None:
        places = _columns(table, self.roles)
        rows = table.rows if table.header else table.rows[1:]
        section = Section(
            "criteria_table", "" if any(isinstance(each, Prose) for each in chapter.pieces) else chapter.heading
        )
        for row in rows:
            cells = [row[place] if place < len(row) else "" for place in places]
            section.entries.append(Entry(row[0] if row else "", cells=cells))
        self.after.append(section)

    def _check(self) -> None:
        for section in self.draft.sections:
            for entry in section.entries:
                if section.block == "questions":
                    if not entry.title:
                        self.draft.remark("question", words_in(entry.text)[:160])
                    elif not entry.text:
                        self.draft.remark("answer", entry.title)
                elif section.block == "examples" and not entry.result:
                    self.draft.remark("result", entry.title)


def _with_result(text: str) -> tuple[str, str]:
    """Situation and result of an example whose result has no heading but a word at its beginning."""
    paragraphs = paragraphs_of(text)
    for place, paragraph in enumerate(paragraphs):
        match = RESULT.match(paragraph)
        if match:
            rest = paragraph[match.end() :].removeprefix("</p>")
            result = (f"<p>{rest}" if rest else "") + "".join(paragraphs[place + 1 :])
            return "".join(paragraphs[:place]), result
    return text, ""


def _is_of_cookies(table: Table) -> bool:
    head = [cell.casefold() for cell in (table.header or (table.rows[0] if table.rows else []))]
    return head[:1] == ["cookie"] and len(head) > 1


def facts_in(words: str, roles: list[str]) -> list[Entry]:
    """Facts that stand in one line without borders, such as “CIObusiness & governanceCTOtech & product25+years”.

    They are facts where the line begins with a role or figure and there are at least two.
    """
    names = "|".join(re.escape(role) for role in sorted(roles, key=len, reverse=True))
    beginning = re.compile(rf"(?:{names})(?=[a-zà-ÿ ])|(?<![\w]){FIGURE.pattern}|(?<=[a-zà-ÿ]){FIGURE.pattern}")
    matches = list(beginning.finditer(words)) if names else []
    if len(matches) < 2 or matches[0].start() or len(words) > 400 or words.endswith((".", "!")):
        return []
    ends = [match.start() for match in matches[1:]] + [len(words)]
    facts = [
        Entry(match.group(0).strip(), words[match.end() : end].strip(" -–:|"))
        for match, end in zip(matches, ends, strict=True)
    ]
    fit = all(0 < len(each.title) <= LONGEST_VALUE and 0 < len(each.text) <= LONGEST_LABEL for each in facts)
    return facts if fit and len(facts) <= MOST_FACTS else []
