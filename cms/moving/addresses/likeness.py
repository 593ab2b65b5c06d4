"""Which page is most like an old address, by the words of its address and title."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher

from ..redirects.places import Place

#: Words that say nothing of what an address is about.
SAYING_NOTHING = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "by", "for", "from", "how", "in", "is", "of", "on", "or", "the", "to"),
        *("de", "den", "der", "die", "een", "en", "het", "hoe", "je", "na", "naar", "om", "onder", "op", "over", "te"),
        *("tot", "uit", "van", "voor", "vs", "wat", "what", "when", "with", "you", "your"),
        *("author", "blog", "category", "news", "nieuws", "page", "tag", "tags"),
    }
)
CANDIDATES = 25  # pages that share most words are compared letter by letter


def words_of(text: str) -> list[str]:
    """Words in plain small letters, those left out that say nothing."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return [word for word in re.findall(r"[a-z0-9]+", plain) if word not in SAYING_NOTHING]


class Likeness:
    """Finds the page that is most like an address."""

    def __init__(self, places: Iterable[Place]):
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._known: list[tuple[Place, str, set[str]]] = []
        for place in places:
            slug = place.path.rstrip("/").rpartition("/")[2]
            words = {*words_of(place.title), *words_of(slug)}
            for word in words:
                self._by_word[word].append(len(self._known))
            self._known.append((place, " ".join(words_of(slug)), words))

    def best(self, text: str, language: str) -> tuple[Place | None, float]:
        """The page, and how much alike from 0 to 1. Of pages alike, one in the language comes first."""
        words = words_of(text)
        shared: Counter[int] = Counter()
        for word in set(words):
            there = self._by_word.get(word, ())
            if len(there) <= len(self._known) / 4 + 10:  # a word of every page finds none
                shared.update(there)
        found: Place | None = None
        most = (0.0, False)
        for index, _count in shared.most_common(CANDIDATES):
            place, slug, known = self._known[index]
            score = self._score(" ".join(words), set(words), slug, known)
            if (score, place.language == language) > most:
                found, most = place, (score, place.language == language)
        return found, round(most[0], 2)

    @staticmethod
    def _score(text: str, words: set[str], slug: str, known: set[str]) -> float:
        letters = SequenceMatcher(None, text, slug, autojunk=False).ratio()
        common = len(words & known)
        return max(letters, 2 * common / (len(words) + len(known)), 0.9 * common / len(words))
