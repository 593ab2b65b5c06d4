"""Which addresses show something: what webhooks and purging ask of whoever keeps responses with their tags.

This room keeps none. A room above that has the durable index of tag → address lines says so once, at start, with
`answered_by`. Its answer is of every host of the installation, in full addresses as they are asked for (API addresses
too, with their query), and of what was last answered there: a line stays until its address is answered anew, since
this is asked after the tags were announced as old. It is None where the index is not complete.
"""

from collections.abc import Callable, Iterable

Find = Callable[[frozenset[str]], Iterable[str] | None]

_find: list[Find] = []


def answered_by(find: Find | None) -> None:
    """Say who knows which addresses were made of any of some tags; None: nobody does."""
    _find[:] = [find] if find else []


def addresses_showing(tags: Iterable[str]) -> set[str] | None:
    """Full addresses whose answers were made of any of these tags; None where nobody can name them all."""
    found = _find[0](frozenset(tags)) if _find else None
    return None if found is None else set(found)
