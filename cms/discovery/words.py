"""Words as searchers mean them: without case and accents, in any of their forms, and marked where they stand."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

import snowballstemmer
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WORD = re.compile(r"\w+")
#: A query of more words is cut: nobody remembers so many of a page.
MOST_WORDS = 12
#: Language of the site → the algorithm that knows the forms of its words.
STEMMERS = {"nl": "dutch", "en": "english"}
EXCERPT = 200
#: How alike a word must be to be meant (difflib's ratio).
ALIKE = 0.75
SHORTEST_SUGGESTED = 3


def plain(text: str) -> str:
    """Text without case and accents, as words are compared."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@dataclass(frozen=True)
class Wanted:
    """The words of a query.

    A text in a language shows one where a word begins with it or is another form of it; without a language, where it
    holds its letters.
    """

    query: str
    language: str = ""

    @cached_property
    def words(self) -> list[str]:
        """The words as they were written, each once."""
        return list(dict.fromkeys(WORD.findall(self.query)))[:MOST_WORDS]

    @cached_property
    def stems(self) -> dict[str, str]:
        """Plain word → what its forms have in common; the word itself in a language without forms."""
        return {word: self._stem(word) for word in WORD.findall(plain(" ".join(self.words)))}

    def are_in(self, text: str) -> bool:
        """Whether a text shows all words."""
        held = plain(text)
        if not self.language:
            return all(word in held for word in self.stems)
        return self._number(held) == len(self.stems)

    def number_in(self, text: str) -> int:
        """How many of the words a text shows."""
        return self._number(plain(text))

    def places(self, text: str) -> Iterator[re.Match]:
        """The words of a text, as written there, that the query means."""
        for found in WORD.finditer(text):
            held = plain(found[0])
            if any(self._means(held, word) for word in self.stems):
                yield found

    def excerpt(self, text: str) -> str:
        """The text around the first of the words, cut between words."""
        first = next(self.places(text), None)
        start = max(0, (first.start() if first else 0) - EXCERPT // 3)
        start = text.rfind(" ", 0, start) + 1 if start else 0
        cut = text[start : start + EXCERPT].rsplit(" ", 1)[0] if len(text) > start + EXCERPT else text[start:]
        return ("… " if start else "") + cut + (" …" if start + len(cut) < len(text) else "")

    def marked(self, text: str) -> SafeString:
        """A text as HTML, escaped, with each of the words in a ``<mark>``."""
        parts, end = [], 0
        for found in self.places(text):
            parts += [escape(text[end : found.start()]), f"<mark>{escape(found[0])}</mark>"]
            end = found.end()
        return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - every part is escaped

    def corrected(self, known: set[str]) -> str | None:
        """The query with words that are not known replaced by known ones that look alike; None where none does.

        :param known: plain words.
        """
        corrected = []
        for word in self.stems:
            alike = [] if word in known else get_close_matches(word, known, n=1, cutoff=ALIKE)
            corrected.append(alike[0] if alike else word)
        return " ".join(corrected) if corrected != list(self.stems) else None

    @cached_property
    def _stemmer(self):
        algorithm = STEMMERS.get(self.language)
        return snowballstemmer.stemmer(algorithm) if algorithm else None

    def _stem(self, word: str) -> str:
        return self._stemmer.stemWord(word) if self._stemmer else word

    def _number(self, held: str) -> int:
        there = set(WORD.findall(held))
        return sum(any(self._means(each, word) for each in there) for word in self.stems)

    def _means(self, held: str, word: str) -> bool:
        """Whether a word of a text is meant by one of the query."""
        if held.startswith(word):
            return True
        # Finding a stem is slow, and forms of a word begin alike.
        return held[:3] == word[:3] and self._stem(held) == self.stems[word]


def vocabulary(texts: list[str]) -> set[str]:
    """The plain words of texts that are worth suggesting."""
    return {word for text in texts for word in WORD.findall(plain(text)) if len(word) >= SHORTEST_SUGGESTED}
