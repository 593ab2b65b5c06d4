"""What the criteria table needs to be drawn."""

from itertools import combinations, count
from typing import NamedTuple

from django import template

from cms.library.models.example import RoleName

register = template.Library()


class Pair(NamedTuple):
    """Two roles of a table and the numbers of their columns, such as `1-3`."""

    first: RoleName
    second: RoleName
    columns: str


@register.filter
def pairs(roles: list[RoleName]) -> list[Pair]:
    """Every choice of two of the roles, in the order of their columns."""
    return [
        Pair(first, second, f"{left}-{right}")
        for (left, first), (right, second) in combinations(zip(count(1), roles, strict=False), 2)
    ]
