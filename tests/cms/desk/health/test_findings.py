"""A part loses no more than it holds, and the score is what is kept of what the page's type may keep."""

import pytest

from cms.desk.health.findings import WEIGHTS, Finding, Health, Part, PartOfScore, level_of, within


def part(name: Part, *points: int) -> PartOfScore:
    return PartOfScore(name, [Finding(each, "why", "title") for each in points])


def test_the_six_parts_are_a_hundred_points():
    assert (sum(WEIGHTS.values()), set(WEIGHTS)) == (100, set(Part))
    assert Health([part(name) for name in Part]).score == 100
    assert Health([part(name, 99) for name in Part]).score == 0


def test_a_part_loses_no_more_than_it_holds():
    lost = part(Part.EVIDENCE, 10, 10)
    assert (lost.weight, lost.lost, lost.kept, lost.percentage) == (15, 15, 0, 0)


def test_parts_that_a_type_lacks_are_not_counted():
    assert Health([part(Part.FINDABILITY, 6), part(Part.FRESHNESS)]).score == 80


def test_findings_of_a_kind_together_cost_no_more_than_said():
    assert [each.points for each in within(7, part(Part.BALANCE, 3, 3, 3, 3).findings)] == [3, 3, 1, 0]


@pytest.mark.parametrize(("score", "level"), [(100, "good"), (80, "good"), (79, "fair"), (50, "fair"), (49, "poor")])
def test_level(score, level):
    assert level_of(score) == level
