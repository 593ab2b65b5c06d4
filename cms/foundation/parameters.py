"""Parameters of pages: what an address may ask of one beside its path.

A page declares the few that mean something on it, each with its values (`BasePage.parameters`). All others are seen by
nobody: they are in no key under which a response is kept, and no template reads them. A value that is none of the
declared ones is told to the page, which says so, and its answer is kept by nobody: the number of answers worth keeping
is that of the declared values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Name of a parameter → its values.
Declared = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Asked:
    """What a request asks of a page: declared values by name, and names whose value is none of them."""

    values: dict[str, str] = field(default_factory=dict)
    unusable: frozenset[str] = frozenset()

    def __bool__(self):
        return bool(self.values or self.unusable)


def asked_of(declared: Declared, query: Mapping[str, str]) -> Asked:
    """Of a request's parameters those that a page declares."""
    given = {name: query[name] for name in declared if query.get(name)}
    values = {name: value for name, value in given.items() if value in declared[name]}
    return Asked(values, frozenset(given.keys() - values.keys()))
