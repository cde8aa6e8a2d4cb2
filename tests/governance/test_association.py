"""Strain beside restrictive decisions: what is there is found, and what is not is not."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr
from statsmodels.regression.linear_model import OLS

from governance.association import (
    Association,
    NotEnough,
    matched_mismatched,
    repeated_measures_correlation,
)

TEAMS, MONTHS = 8, 36


def panels(seed: int, *, effect: float = 0.0, teams: int = TEAMS, months: int = MONTHS, lag: int = 0):
    """Strain and decisions that drift and share a season; the second follows the first by `effect` per unit."""
    random = np.random.default_rng(seed)
    season = 0.8 * np.sin(np.arange(months) / 12 * 2 * np.pi)
    drift = random.normal(0, 1, (teams, 2))[:, :, None] * np.linspace(-0.5, 0.5, months)
    walk = np.cumsum(random.normal(0, 0.25, (teams, 2, months)), axis=2)
    strain = season + drift[:, 0] + walk[:, 0] + random.normal(0, 0.5, (teams, months))
    ahead = np.roll(strain, lag, axis=1)
    rate = 0.004 * np.exp(
        0.5 * season + 0.4 * (drift[:, 1] + walk[:, 1]) + effect * (ahead - ahead.mean(axis=1, keepdims=True))
    )
    exposure = np.full((teams, months), 1000.0)
    return strain, random.poisson(rate * exposure), exposure


def test_a_team_that_restricts_more_when_it_is_strained_is_found():
    found = matched_mismatched(*panels(1, effect=0.6))
    assert (found.p < 0.05, found.effects[0] > 0.2, found.teams_in_agreement >= 7) == (True, True, True)
    assert found.rate_ratio_interval[0] > 1


def test_strain_of_the_month_before_is_found_at_its_lag():
    found = matched_mismatched(*panels(2, effect=0.6, lag=1))
    assert found.effects[1] > found.effects[0]
    assert found.p < 0.05


@pytest.mark.slow
def test_unrelated_panels_that_drift_and_share_a_season_show_evidence_at_most_eight_times_in_a_hundred():
    evidence = [matched_mismatched(*panels(seed), seed=seed).p <= 0.05 for seed in range(1000, 1200)]
    assert sum(evidence) <= 16


def test_the_same_seed_gives_the_same_answer():
    assert matched_mismatched(*panels(3), seed=5) == matched_mismatched(*panels(3), seed=5)


def test_up_to_seven_teams_every_way_is_tried():
    found = matched_mismatched(*panels(4, effect=0.8, teams=5))
    assert found.p * 120 == pytest.approx(round(found.p * 120))


def by_hand(strain, rate, lag):
    """Scipy's rank correlation of each team's strain with each team's rate so many months later."""
    months = strain.shape[1]
    early, late = (strain[:, : months - lag], rate[:, lag:]) if lag >= 0 else (strain[:, -lag:], rate[:, :lag])
    return np.array([[spearmanr(mine, theirs, nan_policy="omit").statistic for theirs in late] for mine in early])


def matched_less_others(table, way):
    own = [table[mine, team] for team, mine in enumerate(way)]
    return np.mean(own) - (table.sum() - sum(own)) / (table.size - len(own))


@pytest.mark.parametrize("seed", [11, 12, 13])
@pytest.mark.parametrize("teams", [5, 6])
def test_effects_and_p_are_those_of_every_way_counted_out_with_another_rank_correlation(seed, teams):
    """Few decisions in a month, and strain of whole numbers, so that both are full of ties; three months without strain."""
    strain, decisions, exposure = panels(seed, teams=teams, months=24)
    strain, exposure = np.round(strain), np.full_like(exposure, 400.0)
    strain[0, 3] = strain[1, 7] = strain[teams - 1, 20] = np.nan
    decisions = np.maximum(decisions // 2, decisions > 0)
    found = matched_mismatched(strain, decisions, exposure)
    rate = np.where(np.isfinite(strain), decisions / exposure, np.nan)
    for lags, effects, p in (((0, 1), found.effects, found.p), ((-1, -2), found.effects_after, found.p_after)):
        tables = {lag: by_hand(strain, rate, lag) for lag in lags}
        ways = [
            {lag: matched_less_others(table, way) for lag, table in tables.items()}
            for way in permutations(range(teams))
        ]
        assert effects == pytest.approx(ways[0])
        greatest = [max(way.values()) for way in ways]
        assert p == pytest.approx(np.mean([one >= greatest[0] - 1e-12 for one in greatest]))


def test_neither_unit_nor_order_of_teams_matter():
    strain, decisions, exposure = panels(14, effect=0.4, teams=6)
    one = matched_mismatched(strain, decisions, exposure)
    other = matched_mismatched(100 + 7 * strain[::-1], decisions[::-1], exposure[::-1] / 1000)
    assert (other.p, other.p_after, *other.effects.values()) == pytest.approx(
        (one.p, one.p_after, *one.effects.values())
    )
    assert (other.rate_ratio, *other.rate_ratio_interval) == pytest.approx((one.rate_ratio, *one.rate_ratio_interval))


def test_strain_and_rates_that_never_move_show_nothing():
    strain, decisions, exposure = panels(15, teams=6)
    found = matched_mismatched(np.ones_like(strain), np.full_like(decisions, 2), exposure)
    assert (found.p, set(found.effects.values())) == (1.0, {0.0})


def test_the_ratio_of_rates_is_the_published_one_and_of_teams_alike_it_is_the_same_with_less_doubt():
    """OpenEpi's example of two rates: 17 in 100,025 and 3 in 122,268, a ratio of 6.927 with its interval 2.03 to 23.63.

    Of each team a third of the months is strained. Five teams that are alike have the ratio of one of them, and an interval
    whose logarithm is narrower by the root of five.
    """
    strain = np.array([[2.0] * 5 + [1.0] * 10] * 5)
    decisions = np.array([[5, 3, 3, 3, 3] + [1, 1, 1] + [0] * 7] * 5)
    exposure = np.array([[100025 / 5] * 5 + [122268 / 10] * 10] * 5)
    found = matched_mismatched(strain, decisions, exposure)
    assert round(found.rate_ratio, 3) == 6.927
    low, high = (found.rate_ratio * (bound / found.rate_ratio) ** (5**0.5) for bound in found.rate_ratio_interval)
    assert (low, high) == pytest.approx((2.03, 23.63), abs=0.01)
    assert (found.teams_compared, found.teams_in_agreement) == (5, 5)


@pytest.mark.parametrize(
    ("teams", "months", "keep", "lacking"),
    [(4, 36, 1, "teams"), (8, 11, 1, "months"), (8, 36, 0, "decisions")],
)
def test_too_little_is_said_and_nothing_is_computed(teams, months, keep, lacking):
    strain, decisions, exposure = panels(5, teams=teams, months=months)
    found = matched_mismatched(strain, decisions * keep, exposure)
    assert isinstance(found, NotEnough)
    assert lacking in found.lacking


def test_months_without_exposure_are_left_out():
    strain, decisions, exposure = panels(6)
    exposure[:, 20] = 0
    found, without = (
        matched_mismatched(strain, decisions, exposure),
        matched_mismatched(strain, np.where(exposure == 0, 99, decisions), exposure),
    )
    assert isinstance(found, Association)
    assert found == without


def test_the_smallest_ratio_that_can_be_seen_shrinks_with_more_data():
    small, large = (matched_mismatched(*panels(7, months=months)).smallest_detectable for months in (18, 72))
    assert small > large > 1


# Bland and Altman 1995 (BMJ 310: 446): pH and PaCO2 of eight patients.
PATIENTS = [1] * 4 + [2] * 4 + [3] * 9 + [4] * 5 + [5] * 8 + [6] * 6 + [7] * 3 + [8] * 8
PH = [
    6.68, 6.53, 6.43, 6.33, 6.85, 7.06, 7.13, 7.17, 7.40, 7.42, 7.41, 7.37, 7.34, 7.35, 7.28, 7.30, 7.34, 7.36, 7.33, 7.29, 7.30, 7.35,
    7.35, 7.30, 7.30, 7.37, 7.27, 7.28, 7.32, 7.32, 7.38, 7.30, 7.29, 7.33, 7.31, 7.33, 6.86, 6.94, 6.92, 7.19, 7.29, 7.21, 7.25, 7.20, 7.19,
    6.77, 6.82,
]  # fmt: skip
PACO2 = [
    3.97, 4.12, 4.09, 3.97, 5.27, 5.37, 5.41, 5.44, 5.67, 3.64, 4.32, 4.73, 4.96, 5.04, 5.22, 4.82, 5.07, 5.67, 5.10, 5.53, 4.75, 5.51,
    4.28, 4.44, 4.32, 3.23, 4.46, 4.72, 4.75, 4.99, 4.78, 4.73, 5.12, 4.93, 5.03, 4.93, 6.85, 6.44, 6.52, 5.28, 4.56, 4.34, 4.32, 4.41, 3.69,
    6.09, 5.58,
]  # fmt: skip


def test_the_correlation_within_patients_is_the_published_one():
    found = repeated_measures_correlation(PATIENTS, PH, PACO2)
    assert (round(found.r, 2), round(found.p, 4), found.df) == (-0.51, 0.0008, 38)


def test_nothing_that_moves_has_no_correlation():
    assert repeated_measures_correlation([1, 1, 1, 2, 2, 2], [1, 1, 1, 2, 2, 2], [1, 2, 3, 4, 5, 6]) is None


MOVES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(-20, 20), st.integers(-20, 20)), min_size=12, max_size=40
).filter(lambda rows: {group for group, *_ in rows} == {0, 1, 2, 3})


@settings(max_examples=50)
@given(MOVES)
def test_the_correlation_within_groups_is_that_of_an_analysis_of_covariance(rows):
    """Bland and Altman's: of what groups leave of y, the share that x explains, with the sign of its slope; by statsmodels."""
    groups, x, y = (np.array(column, float) for column in zip(*rows, strict=True))
    found = repeated_measures_correlation(groups, x, y)
    of = (groups[:, None] == np.unique(groups)).astype(float)
    full, without = OLS(y, np.column_stack([of, x])).fit(), OLS(y, of).fit()
    if found is None or without.ssr < 1e-9:
        return
    share = max(0.0, 1 - full.ssr / without.ssr)
    assert found.r == pytest.approx(np.sign(full.params[-1]) * share**0.5, abs=1e-6)
    assert found.df == full.df_resid
    if 1e-9 < share < 1 - 1e-9:
        assert found.p == pytest.approx(full.pvalues[-1], rel=1e-5)


@given(MOVES, st.lists(st.integers(-100, 100), min_size=4, max_size=4))
def test_the_level_of_a_group_changes_nothing_within_it(rows, levels):
    moved = [(group, x + levels[group], y - 3 * levels[group]) for group, x, y in rows]
    one, other = (repeated_measures_correlation(*zip(*some, strict=True)) for some in (rows, moved))
    assert (one is None) == (other is None)
    assert one is None or other.r == pytest.approx(one.r, abs=1e-9)


def test_one_value_of_each_group_has_no_correlation():
    assert repeated_measures_correlation([1, 2, 3], [1, 2, 3], [3, 1, 2]) is None
    assert repeated_measures_correlation([], [], []) is None
