"""Whether a comparison treats its roles alike: neither side has twice the words, and no cell is empty."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.comparisons.blocks.choice_list import ChoiceListBlock
from cms.comparisons.blocks.criteria_table import CriteriaTable, CriteriaTableBlock
from cms.library.blocks.role_cards import RoleCardsBlock

from .findings import Finding, within, words_in
from .places import Place, children_of
from .subject import Subject, plain

TOO_MANY = 2  # times the words of the other side
UNEVEN, INCOMPLETE, NO_TABLE, NOT_CHOSEN = 8, 4, 12, 4  # points


def check(subject: Subject) -> Iterator[Finding]:
    tables = list(subject.of(CriteriaTableBlock))
    rows = 0
    for place in tables:
        table = subject.shown(place)
        rows += len(table.rows)
        yield from _words_of(table, place)
        yield from within(3 * INCOMPLETE, _incomplete_rows(table, place))
    if not rows:
        message = _("Nothing sets the roles side by side: fill in a criteria table.")
        yield Finding(NO_TABLE, message, tables[0].below("rows") if tables else "body")
    yield from _cards(subject)
    yield from _choice(subject)


def rows_of(place: Place) -> list[Place]:
    """The rows of a table, in its order."""
    return list(children_of(Place(place.below("rows"), place.block.child_blocks["rows"], place.value["rows"])))


def _words_of(table: CriteriaTable, place: Place) -> Iterator[Finding]:
    """The side with most words against the one with fewest; mended in the row where they are furthest apart."""
    counts = [sum(words_in(row.cells[column]) for row in table.rows) for column in range(len(table.roles))]
    if len(counts) < 2 or max(counts) <= TOO_MANY * min(counts):
        return
    most, least = counts.index(max(counts)), counts.index(min(counts))
    apart = [words_in(row.cells[most]) - words_in(row.cells[least]) for row in table.rows]
    row = rows_of(place)[apart.index(max(apart))]
    yield Finding(
        UNEVEN,
        _("%(most)s has %(words)s words in the table, %(least)s only %(fewer)s.")
        % {"most": table.roles[most].short_name, "words": counts[most],
           "least": table.roles[least].short_name, "fewer": counts[least]},
        row.below("cells"),
    )  # fmt: skip


def _incomplete_rows(table: CriteriaTable, place: Place) -> Iterator[Finding]:
    for row, where in zip(table.rows, rows_of(place), strict=True):
        empty = [role.short_name for role, cell in zip(table.roles, row.cells, strict=True) if not cell.strip()]
        if empty:
            message = _("The row “%(criterion)s” is empty for %(roles)s.")
            told = message % {"criterion": row.criterion, "roles": ", ".join(empty)}
            yield Finding(INCOMPLETE, told, where.below("cells"))


def _cards(subject: Subject) -> Iterator[Finding]:
    """The cards of the compared roles, side by side, describe each as fully."""
    compared = {role.id for role in subject.page.compared_roles(subject.scope)}
    for place in subject.of(RoleCardsBlock):
        cards = [card for card in subject.shown(place).roles if card.id in compared]
        counts = [words_in(plain(card.description.html)) for card in cards]
        if len(counts) > 1 and max(counts) > TOO_MANY * min(counts):
            most, least = cards[counts.index(max(counts))], cards[counts.index(min(counts))]
            yield Finding(
                UNEVEN // 2,
                _("The card of %(most)s says more than twice as much as that of %(least)s.")
                % {"most": most.short_name, "least": least.short_name},
                place.below("roles"),
            )


def _choice(subject: Subject) -> Iterator[Finding]:
    """Where a list says which role is for whom, each role is for somebody."""
    for place in subject.of(ChoiceListBlock):
        named = {role.id for line in subject.shown(place).lines for role in line.roles}
        if not named:
            continue
        left_out = [role.short_name for role in subject.page.compared_roles(subject.scope) if role.id not in named]
        if left_out:
            message = _("The choice names no reason for %(roles)s.") % {"roles": ", ".join(left_out)}
            yield Finding(NOT_CHOSEN, message, place.below("lines"))
