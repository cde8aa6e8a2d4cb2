"""Strain beside restrictive decisions: what is there is found, and what is not is not."""

import numpy as np
import pytest

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
