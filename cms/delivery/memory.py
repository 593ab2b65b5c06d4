"""The responses that one process holds: bounded, least recently used first out, found by tag."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable

from .keys import Key
from .stored import Stored

#: Of the memory, absences may have a part: addresses that lead nowhere are without number.
ABSENCES = 0.1


class Shelf:
    """Responses by key, up to so many bytes."""

    def __init__(self, most: int):
        self.most = most
        self.size = 0
        self.kept: OrderedDict[Key, Stored] = OrderedDict()


class Memory:
    """Responses by key. Reading needs no lock; who changes anything holds one of its own."""

    def __init__(self, most: int):
        """:param most: bytes in all."""
        self._pages, self._absences = Shelf(int(most * (1 - ABSENCES))), Shelf(int(most * ABSENCES))
        self._by_tag: dict[str, set[Key]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._pages.kept) + len(self._absences.kept)

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._pages.size + self._absences.size

    def get(self, key: Key) -> Stored | None:
        """What is held under a key, which thereby was used last."""
        for shelf in (self._pages, self._absences):
            if (stored := shelf.kept.get(key)) is not None:
                try:
                    shelf.kept.move_to_end(key)
                except KeyError:  # dropped this instant
                    return None
                return stored
        return None

    def put(self, key: Key, stored: Stored) -> None:
        """Hold a response, and let go of those that were not asked for longest."""
        self.discard(key)
        shelf = self._absences if stored.status.startswith("4") else self._pages
        if stored.size > shelf.most:
            return
        shelf.kept[key] = stored
        shelf.size += stored.size
        for tag in stored.tags:
            self._by_tag[tag].add(key)
        while shelf.size > shelf.most:
            self.discard(next(iter(shelf.kept)))

    def discard(self, key: Key) -> None:
        for shelf in (self._pages, self._absences):
            stored = shelf.kept.pop(key, None)
            if stored is None:
                continue
            shelf.size -= stored.size
            for tag in stored.tags:
                self._by_tag[tag].discard(key)
                if not self._by_tag[tag]:
                    del self._by_tag[tag]

    def drop(self, tags: Iterable[str]) -> None:
        """Let go of everything that was made of any of these."""
        for tag in tags:
            for key in list(self._by_tag.get(tag, ())):
                self.discard(key)

    def clear(self) -> None:
        for shelf in (self._pages, self._absences):
            shelf.kept.clear()
            shelf.size = 0
        self._by_tag.clear()
