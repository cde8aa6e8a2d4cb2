"""Teams beside each other: funnels, how far teams differ, and whether that has changed."""

import random
from itertools import product
from math import asin, exp, log, sin, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from governance.funnel import Scale, Verdict, between_team_variance, funnel, paule_mandel, variance_change


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


# Thirteen trials of BCG vaccine: cases and others among the vaccinated, and among those who were not. Colditz and others 1994
# (Journal of the American Medical Association 271: 698-702), as in table I of van Houwelingen, Arends and Stijnen 2002
# (Statistics in Medicine 21: 589-624).
TRIALS = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
    (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
    (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
]  # fmt: skip


def test_the_variance_between_trials_and_its_interval_are_the_published_ones():
    """The interval of tau² by Q-profile is 0.1302 to 1.1812 on metafor's page on van Houwelingen and others 2002.

    Tau² itself is compared with statsmodels, which iterates as Paule and Mandel did.
    """
    effects = [log(a * d / (b * c)) for a, b, c, d in TRIALS]
    variances = [1 / a + 1 / b + 1 / c + 1 / d for a, b, c, d in TRIALS]
    assert [round(one, 4) for one in effects[:7]] == [-0.9387, -1.6662, -1.3863, -1.4564, -0.2191, -0.9581, -1.6338]
    found, interval = paule_mandel(effects, variances)
    assert interval == pytest.approx((0.1302, 1.1812), abs=0.0001)
    theirs = combine_effects(np.array(effects), np.array(variances), method_re="iterated", atol=1e-10).tau2
    assert found == pytest.approx(theirs, rel=1e-6)


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), min_size=2, max_size=15), st.floats(-5, 5), st.randoms()
)
def test_the_variance_of_effects_is_the_same_from_wherever_they_are_counted_and_in_any_order(effects, by, shuffle):
    turned = [(y + by, v) for y, v in effects]
    shuffle.shuffle(turned)
    first, other = (paule_mandel(*zip(*some, strict=True)) for some in (effects, turned))
    assert (other[0], *other[1]) == pytest.approx((first[0], *first[1]), rel=1e-6, abs=1e-9)
    assert first[1][0] <= first[0] <= first[1][1]


@given(
    st.lists(st.tuples(st.floats(-3, 3), st.floats(0.01, 2)), min_size=2, max_size=15),
    st.sampled_from([0.1, 2.0, 10.0]),
)
def test_the_variance_of_effects_follows_their_scale_squared(effects, times):
    first = paule_mandel(*zip(*effects, strict=True))
    other = paule_mandel([times * y for y, _ in effects], [times**2 * v for _, v in effects])
    assert (other[0], *other[1]) == pytest.approx([times**2 * one for one in (first[0], *first[1])], rel=1e-6, abs=1e-9)


@given(st.integers(1, 50), st.integers(51, 300), st.integers(2, 12))
def test_teams_that_are_all_the_same_do_not_differ(events, size, teams):
    for scale in Scale:
        found = between_team_variance(scale, [events] * teams, [size] * teams)
        assert (found.tau, found.median_ratio) == (0.0, 1.0)


def test_with_nothing_to_winsorise_tau_squared_is_that_of_dersimonian_and_laird():
    """Two teams on either end, so that the 10th and 90th percentiles are the ends themselves.

    Spiegelhalter's estimate is that of DerSimonian and Laird 1986 (Controlled Clinical Trials 7: 177-188), when the target
    is the weighted mean on the scale on which teams are compared.
    """
    observed, sizes = [10, 10, 16, 18, 21, 22, 24, 27, 34, 34], [100] * 10
    y = np.array([asin(sqrt(x / n)) for x, n in zip(observed, sizes, strict=True)])
    v = np.array([1 / (4 * n) for n in sizes])
    found = funnel(Scale.PROPORTION, observed, sizes, target=sin(float(np.average(y, weights=1 / v))) ** 2)
    theirs = combine_effects(y, v, method_re="dl")
    assert found.phi * len(y) == pytest.approx(theirs.q)
    assert found.tau_squared == pytest.approx(theirs.tau2)
    assert found.tau_squared > 0


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(60, 400)), min_size=8, max_size=15), st.sampled_from([12, 365])
)
def test_a_rate_in_another_unit_of_exposure_is_the_same_funnel(teams, unit):
    observed, sizes = zip(*teams, strict=True)
    one, other = funnel(Scale.RATE, observed, sizes), funnel(Scale.RATE, observed, [size * unit for size in sizes])
    if one is None:
        assert other is None
        return
    assert (other.phi, other.tau_squared) == pytest.approx((one.phi, one.tau_squared))
    assert [place.z for place in other.places] == pytest.approx([place.z for place in one.places])


def test_one_team_alone_is_not_judged_and_no_team_is_no_funnel():
    (place,) = funnel(Scale.PROPORTION, [30], [100]).places
    assert (place.verdict, funnel(Scale.PROPORTION, [], [])) == (Verdict.NOT_JUDGED, None)


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


@given(st.lists(st.tuples(st.integers(20, 80), st.integers(20, 80)), min_size=6, max_size=8))
@settings(max_examples=25)
def test_p_is_that_of_every_way_to_swap_the_periods_of_teams(teams):
    """Counted out by hand: the excess of each team and period, every choice of teams to swap, how many fall as far."""
    before, after = zip(*teams, strict=True)

    def excesses(counts):
        y = [log((x + 0.5) / (200.5 - x)) for x in counts]
        mean = sum(y) / len(y)
        return [(one - mean) ** 2 - 1 / (x + 0.5) - 1 / (200.5 - x) for one, x in zip(y, counts, strict=True)]

    differences = [one - other for one, other in zip(excesses(before), excesses(after), strict=True)]
    falls = [
        sum(s * d for s, d in zip(signs, differences, strict=True)) for signs in product((1, -1), repeat=len(teams))
    ]
    wanted = sum(fall >= falls[0] - 1e-12 for fall in falls) / len(falls)
    sizes = [200] * len(teams)
    found = variance_change(Scale.PROPORTION, (before, sizes), (after, sizes))
    assert (found.p, found.fall) == pytest.approx((wanted, falls[0] / len(teams)))


def test_where_nothing_changed_a_fall_is_found_one_time_in_twenty():
    random.seed(3)
    found = 0
    for seed in range(300):
        rates = [1 / (1 + exp(-(log(0.25) + random.gauss(0, 0.4)))) for _ in range(20)]
        periods = [(drawn(rates, 300, 2 * seed + n), [300] * 20) for n in (0, 1)]
        found += variance_change(Scale.PROPORTION, *periods, seed=seed).p <= 0.05
    assert found <= 27
