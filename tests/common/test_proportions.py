"""Proportions with their interval."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

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


COUNTS = st.integers(1, 400).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS, st.sampled_from([0.2, 0.05, 0.002]))
def test_the_interval_is_that_of_another_program_at_any_confidence(counts, alpha):
    z = NormalDist().inv_cdf(1 - alpha / 2)
    assert wilson(*counts, z=z) == pytest.approx(proportion_confint(*counts, alpha=alpha, method="wilson"), abs=1e-12)


@given(COUNTS)
def test_failures_have_the_interval_of_successes_turned_over(counts):
    passed, of = counts
    low, high = wilson(passed, of)
    assert wilson(of - passed, of) == pytest.approx((1 - high, 1 - low))
    assert low <= passed / of <= high


@given(COUNTS)
def test_more_of_the_same_narrows_it(counts):
    few, many = (wilson(counts[0] * times, counts[1] * times) for times in (1, 10))
    assert few[1] - few[0] > many[1] - many[0]
