"""How much of a record was restorative, and when it has been near zero for a while."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.restorative import IN_A_ROW, NEAR_ZERO, Share, is_near_zero, share_of

FUNCTIONS = st.lists(st.sets(st.sampled_from(["restorative", "formative", "normative"])), max_size=12)


@pytest.mark.parametrize(
    ("functions", "value", "answered"),
    [
        ([], None, 0),
        ([[], []], None, 0),
        ([["restorative"], ["normative"], ["formative"], []], Fraction(1, 3), 3),
        ([["restorative", "normative"], ["normative"]], Fraction(1, 4), 2),
        ([["restorative", "formative", "normative"]], Fraction(1, 3), 1),
        ([["normative"]], Fraction(0), 1),
    ],
)
def test_a_question_counts_for_each_of_its_functions_in_equal_parts(functions, value, answered):
    share = share_of(functions)
    assert (share.value, share.answered) == (value, answered)


@settings(max_examples=60, deadline=None)
@given(FUNCTIONS)
def test_the_three_functions_add_up_to_everything_that_names_one(functions):
    swapped = {"restorative": "formative", "formative": "normative", "normative": "restorative"}
    turned = [{swapped[one] for one in each} for each in functions]
    again = [{swapped[one] for one in each} for each in turned]
    parts = [share_of(each) for each in (functions, turned, again)]
    assert sum(part.restorative for part in parts) == parts[0].answered


def shares(*hundredths):
    return [Share(Fraction(0), 0) if n is None else Share(Fraction(n), 100) for n in hundredths]


@pytest.mark.parametrize(
    ("found", "near"),
    [
        (shares(0, 9, 0), True),
        (shares(50, 0, 5, 9), True),
        (shares(0, 0), False),
        (shares(0, 0, 10), False),
        (shares(0, 40, 0, 0), False),
        (shares(0, None, 0, 0), True),
        (shares(0, None, 0), False),
        ([], False),
    ],
)
def test_near_zero_is_under_one_in_ten_three_times_in_a_row(found, near):
    assert is_near_zero(found) is near
    assert (Fraction(1, 10), 3) == (NEAR_ZERO, IN_A_ROW)
