"""Teams beside each other: funnels, how far teams differ, and whether that has changed."""

import random
from math import asin, exp, log, sin, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from governance.funnel import Scale, Verdict, between_team_variance, funnel, variance_change


def drawn(rates: list[float], size: int, seed: int) -> list[int]:
    return [int(one) for one in np.random.default_rng(seed).binomial(size, rates)]


def test_teams_that_differ_by_chance_alone_are_inside():
    found = funnel(Scale.PROPORTION, [20] * 10, [100] * 10)
    assert (found.target, found.phi, found.tau_squared) == (0.2, 0.0, 0.0)
    assert {place.verdict for place in found.places} == {Verdict.WITHIN}


def test_limits_are_those_of_the_arcsine():
    place = funnel(Scale.PROPORTION, [20] * 10, [100] * 10).places[0]
    at = asin(sqrt(0.2))
    assert place.watch == pytest.approx(tuple(sin(at + z * 0.05) ** 2 for z in (-1.96, 1.96)))
    assert place.flag == pytest.approx(tuple(sin(at + z * 0.05) ** 2 for z in (-3.09, 3.09)))


def test_rates_are_observed_over_expected_on_the_scale_of_the_square_root():
    found = funnel(Scale.RATE, [30] + [10] * 9, [1000] * 10, target=0.01)
    z = 2 * (sqrt(30) - sqrt(10))
    assert found.places[0].value == 3.0
    assert found.places[0].z == pytest.approx(z / sqrt(1 + 40 * found.tau_squared))


def test_phi_and_tau_squared_come_from_winsorised_scores():
    observed, sizes = [10, 12, 14, 16, 18, 22, 24, 26, 28, 60], [100] * 10
    found = funnel(Scale.PROPORTION, observed, sizes, target=0.2)
    z = np.array([(asin(sqrt(x / 100)) - asin(sqrt(0.2))) * 20 for x in observed])
    phi = float(np.mean(np.clip(z, *np.percentile(z, [10, 90])) ** 2))
    assert found.phi == pytest.approx(phi)
    assert found.tau_squared == pytest.approx((10 * phi - 9) / (10 * 400 - 400))


def test_a_team_far_out_is_flagged_and_one_less_far_is_watched():
    found = funnel(Scale.PROPORTION, [200] * 18 + [270, 230], [1000] * 20, target=0.2)
    assert [place.verdict for place in found.places][-3:] == [Verdict.WITHIN, Verdict.FLAG, Verdict.WATCH]


def test_nobody_is_judged_among_fewer_than_eight():
    found = funnel(Scale.PROPORTION, [20, 90] + [20] * 5, [100] * 7)
    assert {place.verdict for place in found.places} == {Verdict.NOT_JUDGED}


def test_fewer_than_five_expected_are_too_few_to_judge():
    found = funnel(Scale.PROPORTION, [20] * 9 + [20], [100] * 9 + [24], target=0.2)
    assert found.places[9].verdict is Verdict.TOO_FEW


def test_a_team_without_anything_has_no_place_and_the_others_keep_theirs():
    found = funnel(Scale.PROPORTION, [20, 0] + [20] * 8, [100, 0] + [100] * 8)
    assert [place is None for place in found.places] == [False, True] + [False] * 8


@pytest.mark.parametrize(("scale", "observed", "sizes"), [(Scale.PROPORTION, [], []), (Scale.RATE, [0] * 9, [10] * 9)])
def test_nothing_to_compare_is_no_funnel(scale, observed, sizes):
    assert funnel(scale, observed, sizes) is None


def test_teams_that_truly_differ_are_rarely_flagged_once_the_funnel_allows_for_it():
    random.seed(4)
    flagged = 0
    for seed in range(40):
        rates = [1 / (1 + exp(-(log(0.25) + random.gauss(0, 0.4)))) for _ in range(40)]
        places = funnel(Scale.PROPORTION, drawn(rates, 400, seed), [400] * 40).places
        flagged += sum(place.verdict is Verdict.FLAG for place in places)
    # 0.2 % of 1,600 are 3; without the allowance it is some 500.
    assert flagged < 20


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(60, 400)), min_size=8, max_size=20), st.randoms())
def test_the_order_of_teams_changes_nothing(teams, shuffle):
    turned = list(enumerate(teams))
    shuffle.shuffle(turned)
    first, other = (
        funnel(Scale.PROPORTION, *zip(*some, strict=True)) for some in (teams, [team for _, team in turned])
    )
    if first is None:
        return
    for place, (n, _) in zip(other.places, turned, strict=True):
        assert place.z == pytest.approx(first.places[n].z)


OBSERVED, SIZES = [12, 25, 8, 40, 22, 17, 30, 9], [100, 120, 90, 150, 110, 95, 130, 80]


def test_tau_is_that_of_paule_and_mandel_in_another_program():
    y = np.log([(x + 0.5) / (n - x + 0.5) for x, n in zip(OBSERVED, SIZES, strict=True)])
    v = np.array([1 / (x + 0.5) + 1 / (n - x + 0.5) for x, n in zip(OBSERVED, SIZES, strict=True)])
    theirs = combine_effects(y, v, method_re="iterated", atol=1e-10).tau2
    found = between_team_variance(Scale.PROPORTION, OBSERVED, SIZES)
    assert found.tau**2 == pytest.approx(theirs, rel=1e-4)
    assert found.median_ratio == pytest.approx(exp(0.6745 * sqrt(2 * theirs)), rel=1e-4)
    assert found.tau_interval[0] <= found.tau <= found.tau_interval[1]


def test_the_interval_of_tau_holds_the_truth_about_nineteen_times_in_twenty():
    random.seed(2)
    held = 0
    for seed in range(200):
        rates = [1 / (1 + exp(-(log(0.25) + random.gauss(0, 0.3)))) for _ in range(20)]
        low, high = between_team_variance(Scale.PROPORTION, drawn(rates, 300, seed), [300] * 20).tau_interval
        held += low <= 0.3 <= high
    assert 180 <= held <= 199


def test_one_team_does_not_differ_from_itself():
    assert between_team_variance(Scale.RATE, [5], [100]) is None


NEAR, FAR = [40, 42, 38, 41, 39, 40, 43, 37], [20, 60, 15, 66, 22, 58, 70, 12]


def test_a_spread_that_falls_is_found():
    change = variance_change(Scale.PROPORTION, (FAR, [200] * 8), (NEAR, [200] * 8))
    assert (change.fall > 0, change.p, change.teams, change.is_exact) == (True, 1 / 256, 8, True)


def test_a_spread_that_grows_is_no_fall():
    assert variance_change(Scale.PROPORTION, (NEAR, [200] * 8), (FAR, [200] * 8)).p == 1.0


def test_fewer_than_six_teams_with_five_expected_events_are_not_asked():
    assert variance_change(Scale.PROPORTION, (FAR, [200] * 5 + [5] * 3), (NEAR, [200] * 8)) is None


def test_where_nothing_changed_a_fall_is_found_one_time_in_twenty():
    random.seed(3)
    found = 0
    for seed in range(300):
        rates = [1 / (1 + exp(-(log(0.25) + random.gauss(0, 0.4)))) for _ in range(20)]
        periods = [(drawn(rates, 300, 2 * seed + n), [300] * 20) for n in (0, 1)]
        found += variance_change(Scale.PROPORTION, *periods, seed=seed).p <= 0.05
    assert found <= 27
