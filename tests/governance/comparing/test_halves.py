"""What of a half-year may be shown, so that no hidden month follows from it."""

from datetime import date
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.comparing.halves import Month, half_of, last_settled, shown_of, words_of
from governance.measures.enums import MeasureKind, Small
from governance.measures.shown import Cell
from workforce_assurance.common.disclosure import Hidden

SMALLEST = 5
RATE, PROPORTION = MeasureKind.RATE, MeasureKind.PROPORTION


def month(numerator, denominator=1_000, *, hidden=None):
    return Month(Cell(numerator, denominator), 0 < numerator < SMALLEST if hidden is None else hidden)


def shown(rows, kind=RATE, small=Small.COUNT):
    """Teams of one service, each given as months; what is shown of each, in order."""
    months = {UUID(int=number): one for number, one in enumerate(rows)}
    found = shown_of(months, dict.fromkeys(months, UUID(int=99)), kind=kind, small=small, smallest=SMALLEST)
    return list(found.values())


@pytest.mark.parametrize(("day", "half"), [(date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 6, 30), date(2026, 1, 1)), (date(2026, 12, 1), date(2026, 7, 1))])  # fmt: skip
def test_a_month_belongs_to_one_half_year(day, half):
    assert half_of(day) == half


def test_a_half_year_is_settled_with_its_last_month():
    assert last_settled(date(2026, 5, 1)) == date(2025, 7, 1)
    assert last_settled(date(2026, 6, 1)) == date(2026, 1, 1)
    assert words_of(date(2026, 1, 1)) == "January to June 2026"


def test_months_that_are_all_shown_are_added_up():
    many = [month(9) for _ in range(6)]
    assert shown([many, many]) == [Cell(54, 6_000.0), Cell(54, 6_000.0)]


def test_a_single_hidden_month_hides_the_half_year_for_it_would_follow():
    many = [month(9) for _ in range(6)]
    found = shown([[*many[:5], month(3)], many, many])
    assert isinstance(found[0], Hidden)
    # And another, for the service's own half-year is known from its months.
    assert sum(isinstance(one, Hidden) for one in found) == 2


def test_two_hidden_months_that_count_enough_together_may_be_added_up():
    rows = [*[month(9)] * 4, month(3), month(4)]
    assert shown([rows, [month(9)] * 6])[0] == Cell(43, 6_000.0)


def test_two_hidden_months_that_count_few_together_may_not():
    rows = [*[month(9)] * 4, month(1), month(2)]
    assert isinstance(shown([rows, [month(9)] * 6, [month(9)] * 6])[0], Hidden)


def test_a_percentage_looks_at_the_group():
    small = [*[month(9, 20, hidden=False)] * 4, month(1, 2, hidden=True), month(2, 2, hidden=True)]
    large = [*[month(9, 20, hidden=False)] * 4, month(1, 4, hidden=True), month(2, 3, hidden=True)]
    beside = [month(9, 20, hidden=False)] * 6
    assert isinstance(shown([small, beside, beside], PROPORTION, Small.GROUP)[0], Hidden)
    assert shown([large, beside, beside], PROPORTION, Small.GROUP)[0] == Cell(39, 87.0)


@given(st.lists(st.lists(st.integers(0, 9), min_size=6, max_size=6), min_size=1, max_size=3))
def test_no_hidden_month_follows_from_a_half_year_and_the_other_months(counts):
    """Of every hidden month, known to be from 1 to 4, two values at least fit what is shown."""
    rows = [[month(one) for one in team] for team in counts]
    for team, found in zip(rows, shown(rows), strict=True):
        hidden = [one.cell.numerator for one in team if one.hidden]
        if isinstance(found, Hidden) or not hidden:
            continue
        fitting = [way for way in product(range(1, SMALLEST), repeat=len(hidden)) if sum(way) == sum(hidden)]
        assert all(len({way[place] for way in fitting}) > 1 for place in range(len(hidden)))


def test_none_of_few_in_hidden_months_is_not_said():
    rows = [*[month(9, 20, hidden=False)] * 4, month(0, 4, hidden=True), month(0, 4, hidden=True)]
    beside = [month(9, 20, hidden=False)] * 6
    assert isinstance(shown([rows, beside, beside], PROPORTION, Small.GROUP)[0], Hidden)
