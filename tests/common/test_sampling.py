"""Samples: how many, which, and what a few say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from workforce_assurance.common.sampling import allocate, draw, lqas, sample_size


@pytest.mark.parametrize(
    # The table of Krejcie and Morgan 1970 (Educational and Psychological Measurement 30: 607-610), at ± 5 %.
    ("population", "size"),
    [(10, 10), (50, 45), (100, 80), (500, 218), (1000, 278), (10_000, 370), (1_000_000, 384)],
)
def test_the_size_is_the_published_one_to_within_one(population, size):
    assert abs(sample_size(population, margin=0.05) - size) <= 1


def test_nobody_is_drawn_from_nothing_and_never_more_than_there_are():
    assert (sample_size(0, margin=0.05), sample_size(7, margin=0.001)) == (0, 7)


@pytest.mark.parametrize("margin", [0, 1, -0.1])
def test_a_margin_outside_0_and_1_is_refused(margin):
    with pytest.raises(ValueError, match="between 0 and 1"):
        sample_size(100, margin=margin)


@pytest.mark.parametrize(("good", "poor", "needed"), [(80, 50, 13), (90, 60, 15), (95, 65, 16)])
def test_a_lot_of_19_errs_less_than_once_in_ten_either_way(good, poor, needed):
    lot = lqas(needed, good=good, poor=poor)
    assert (lot.is_accepted, lqas(needed - 1, good=good, poor=poor).is_accepted) == (True, False)
    assert max(lot.good_refused, lot.poor_accepted) < 0.1


def test_a_lot_of_19_errs_as_often_as_is_published():
    """Table 1 of PMC3013262, after Grant and Leavenworth 1988 (Statistical Quality Control), pages 391-425.

    Of 19, up to 6 who are not immunised are accepted: a coverage of 80 % is called adequate 0.93 of the time (provider
    risk 0.07), one of 50 % inadequate 0.92 of the time (consumer risk 0.08).
    """
    lot = lqas(19 - 6)
    assert (lot.is_accepted, round(lot.good_refused, 2), round(lot.poor_accepted, 2)) == (True, 0.07, 0.08)
    assert not lqas(19 - 7).is_accepted


@pytest.mark.parametrize(("good", "poor"), [(80, 50), (90, 60), (95, 65)])
def test_errors_of_a_lot_are_those_of_the_binomial_distribution(good, poor):
    lot = lqas(19, good=good, poor=poor)
    assert lot.good_refused == pytest.approx(binom.cdf(lot.needed - 1, 19, good / 100))
    assert lot.poor_accepted == pytest.approx(binom.sf(lot.needed - 1, 19, poor / 100))


@pytest.mark.parametrize(("good", "poor"), [(80, 50), (90, 60), (95, 65)])
def test_no_other_number_errs_less_in_the_two_ways_together(good, poor):
    needed = lqas(0, good=good, poor=poor).needed

    def both(least: int) -> float:
        return binom.cdf(least - 1, 19, good / 100) + binom.sf(least - 1, 19, poor / 100)

    assert min(range(20), key=both) == needed


def test_another_rule_is_refused():
    with pytest.raises(ValueError, match="no rule"):
        lqas(13, good=70, poor=50)


UNITS = {"a": [f"a{n}" for n in range(100)], "b": [f"b{n}" for n in range(10)], "c": ["c0"], "none": []}


def test_a_sample_is_proportional_and_leaves_no_stratum_out():
    sizes = {stratum: len(units) for stratum, units in draw(UNITS, size=20, seed="x").items()}
    assert sizes == {"a": 18, "b": 1, "c": 1, "none": 0}


def test_the_same_seed_draws_the_same_in_whatever_order_the_units_come():
    turned = {stratum: list(reversed(units)) for stratum, units in UNITS.items()}
    assert draw(UNITS, size=20, seed="x") == draw(turned, size=20, seed="x")


def test_another_seed_draws_another_sample():
    assert draw(UNITS, size=20, seed="x") != draw(UNITS, size=20, seed="y")


def test_a_sample_drawn_once_stays_the_same_in_later_versions():
    assert draw({"a": ["1", "2", "3", "4", "5"]}, size=3, seed="kept") == {"a": ["5", "2", "1"]}


def test_every_unit_comes_as_often_as_any_other():
    units = [f"u{n}" for n in range(10)]
    counts = dict.fromkeys(units, 0)
    for seed in range(2_000):
        for unit in draw({"all": units}, size=3, seed=str(seed))["all"]:
            counts[unit] += 1
    # 600 expected of each; four standard deviations are 82.
    assert all(518 < count < 682 for count in counts.values())


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40)), st.integers(0, 100))
def test_shares_add_up_and_are_never_more_than_there_is(sizes, size):
    shares = allocate(sizes, size=size)
    assert sum(shares.values()) == min(size, sum(sizes.values()))
    assert all(0 <= shares[stratum] <= sizes[stratum] for stratum in sizes)
