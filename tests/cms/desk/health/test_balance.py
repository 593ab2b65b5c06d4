"""Neither side of a comparison has twice the words, and every row is complete."""

import pytest

from tests.factories.library import make_role

from .conftest import block, found, item, told

SHORT, LONG = "Leads the teams.", "Leads the teams, answers for cost, risk and every choice of suppliers."


@pytest.fixture
def table(roles):
    """`table((cell, cell), …)`: a table with a row for each pair of cells."""
    cio, cto = (str(role.translation_key) for role in roles)

    def make(*rows):
        values = [item({"criterion": f"Row {number}", "cells": {cio: left, cto: right}})
                  for number, (left, right) in enumerate(rows)]  # fmt: skip
        return block("criteria_table", {"heading": "Table", "caption": "Both", "rows": values})

    return make


def cells(table: dict, row: int) -> str:
    return f"body.{table['id']}.rows.{table['value']['rows'][row]['id']}.cells"


def test_sides_alike_lose_nothing(draft, table):
    assert found(draft(body=[table((SHORT, SHORT), (LONG, LONG))]), "balance") == {}


def test_up_to_twice_the_words_is_no_fault(draft, table):
    assert found(draft(body=[table(("one two", "one two three four"))]), "balance") == {}
    assert found(draft(body=[table(("one two", "one two three four five"))]), "balance") != {}


def test_more_than_twice_the_words_is_led_to_the_row_that_differs_most(draft, table):
    uneven = table((SHORT, SHORT), (LONG * 3, SHORT))
    page = draft(body=[uneven])
    assert found(page, "balance") == {cells(uneven, 1): 8}
    assert "CIO has 37 words in the table, CTO only 6." in told(page, "balance")


def test_each_incomplete_row_is_led_to_and_no_more_than_three_count(draft, table):
    rows = table((SHORT, SHORT), *[(SHORT, " ")] * 4, *[(SHORT, SHORT)] * 4)
    page = draft(body=[rows])
    lost = found(page, "balance")
    assert [lost[cells(rows, row)] for row in (1, 2, 3, 4)] == [4, 4, 4, 0]
    assert cells(rows, 0) not in lost
    assert "The row “Row 1” is empty for CTO." in told(page, "balance")


def test_without_a_table_there_is_nothing_side_by_side(draft):
    empty = block("criteria_table", {"heading": "", "caption": "", "rows": []})
    assert found(draft(body=[]), "balance") == {"body": 12}
    assert found(draft(body=[empty]), "balance") == {f"body.{empty['id']}.rows": 12}


def test_cards_and_choice_treat_both_roles(draft, table, roles):
    cio, _cto = roles
    wordy = make_role("CDO", description=f"<p>{LONG * 5}</p>")
    choice = block("choice_list", {"heading": "Choice", "introduction": "", "lines": [
        item({"roles": [item(cio.pk)], "engagement": "permanent", "reason": "governance"})]})  # fmt: skip
    cards = block("role_cards", {"heading": "Cards", "introduction": "", "roles": [item(cio.pk), item(wordy.pk)]})
    page = draft(body=[table((SHORT, SHORT)), choice, cards])
    assert found(page, "balance") == {f"body.{choice['id']}.lines": 4}  # a role that is not compared may say more
    assert "no reason for CTO" in told(page, "balance")
    both = draft(
        roles=[block("role", cio.pk), block("role", wordy.pk)],
        body=[table((SHORT, SHORT)), cards],
    )
    assert found(both, "balance")[f"body.{cards['id']}.roles"] == 4
