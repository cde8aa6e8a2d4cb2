"""Proportions with their interval."""

import pytest

from workforce_assurance.common.proportions import Proportion, wilson


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(9, 12, 46.77, 91.11), (0, 10, 0.0, 27.75), (10, 10, 72.25, 100.0), (81, 263, 25.53, 36.62)],
)
def test_the_interval_is_wilson_s(numerator, denominator, low, high):
    found = Proportion(numerator, denominator).interval
    assert [round(bound, 2) for bound in found] == [low, high]


def test_nothing_out_of_nothing_is_not_computable():
    assert (Proportion(0, 0).percent, Proportion(0, 0).interval) == (None, None)


@pytest.mark.parametrize(("successes", "of"), [(3, 2), (-1, 2), (1, -1)])
def test_what_is_no_proportion_is_refused(successes, of):
    with pytest.raises(ValueError, match="is no proportion"):
        wilson(successes, of)
