"""Rates and the measures of the workforce."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2, poisson
from statsmodels.stats.rates import confint_poisson

from governance.rates import poisson_rate, sickness, stability, turnover


@pytest.mark.parametrize(
    # Garwood's table, as in Documenta Geigy: 95 % limits of a count.
    ("events", "low", "high"),
    [(0, 0.0, 3.689), (1, 0.0253, 5.572), (5, 1.623, 11.668), (10, 4.795, 18.390), (50, 37.111, 65.919)],
)
def test_the_interval_of_a_count_is_the_published_one(events, low, high):
    assert poisson_rate(events, 1, per=1).interval == pytest.approx((low, high), abs=0.001)


@given(st.integers(1, 300))
def test_each_end_leaves_two_and_a_half_per_cent_beyond_it(events):
    low, high = poisson_rate(events, 1, per=1).interval
    assert poisson.sf(events - 1, low) == pytest.approx(0.025)
    assert poisson.cdf(events, high) == pytest.approx(0.025)


def test_a_rate_with_its_interval_is_the_published_one():
    """StatsDirect's example: 14 events in 400 person-years, 0.035 a year, exact 95 % interval 0.019135 to 0.058724."""
    found = poisson_rate(14, 200 * 1 + 100 * 2, per=1)
    assert (found.value, *(round(bound, 6) for bound in found.interval)) == (0.035, 0.019135, 0.058724)


@given(st.integers(0, 2000), st.floats(0.1, 1e6))
def test_the_interval_is_that_of_other_programs(events, exposure):
    found = poisson_rate(events, exposure, per=1).interval
    # statsmodels has no number for the lower end of nothing.
    theirs = confint_poisson(events, exposure, method="exact-c") if events else (0.0, chi2.ppf(0.975, 2) / 2 / exposure)
    assert found == pytest.approx(theirs, rel=1e-9)


@given(st.integers(0, 300), st.floats(0.1, 1e6), st.sampled_from([1.0, 100.0, 1000.0]))
def test_a_rate_per_so_many_is_so_many_times_the_rate(events, exposure, per):
    one, many = poisson_rate(events, exposure, per=1), poisson_rate(events, exposure, per=per)
    assert (many.value, *many.interval) == pytest.approx([per * part for part in (one.value, *one.interval)])
    assert one.interval[0] <= one.value <= one.interval[1]


def test_a_rate_is_per_thousand_units_of_exposure():
    assert poisson_rate(6, 1500).value == 4.0


def test_no_exposure_is_not_computable():
    assert poisson_rate(0, 0) is None


@pytest.mark.parametrize(("events", "exposure"), [(-1, 10), (1, -10)])
def test_less_than_nothing_is_refused(events, exposure):
    with pytest.raises(ValueError, match="never negative"):
        poisson_rate(events, exposure)


def test_turnover_is_leavers_over_the_mean_of_both_ends():
    assert (
        turnover(12, headcount_at_start=100, headcount_at_end=140),
        turnover(0, headcount_at_start=0, headcount_at_end=0),
    ) == (10.0, None)


def test_stability_is_who_was_there_and_still_is():
    assert (stability("abcd", "acdxyz"), stability("", "ab")) == (75.0, None)


@pytest.mark.parametrize(
    ("lost", "available", "shared", "percent"),
    [(33, 660, True, 5.0), (33, 330, True, None), (33, 330, False, 10.0), (0, 0, False, None)],
)
def test_sickness_of_few_is_not_shared(lost, available, shared, percent):
    assert sickness(lost, available, shared=shared) == percent
