"""The strain index: a team beside its own usual, without looking ahead."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import median_abs_deviation

from governance.strain import FLOORS, Band, band_of, strain_index

CALM = [4.0, 5.0] * 6


def everywhere(values: list[float | None]) -> dict[str, list[float | None]]:
    return dict.fromkeys(FLOORS, values)


def test_a_score_is_the_distance_from_the_median_in_robust_sigmas():
    month = strain_index(everywhere([*CALM, 6.0]))[12]
    # Median 4.5, MAD 0.5; 1.4826 · 0.5 is above the floor of sickness and below that of missed supervision.
    assert month.scores["sickness_percent"] == pytest.approx(1.5 / 0.7413)
    assert month.scores["supervision_missed_percent"] == pytest.approx(0.75)


def test_scores_are_clipped_at_three():
    assert strain_index(everywhere([*CALM, 99.0]))[12].scores["sickness_percent"] == 3.0


@pytest.mark.parametrize(("before", "known"), [(7, False), (8, True)])
def test_eight_months_before_are_needed(before, known):
    assert (strain_index(everywhere([1.0, 2.0, 3.0, 4.0] * 2 + [5.0]))[before].index is not None) is known


def test_what_lies_more_than_twelve_months_back_does_not_count():
    assert strain_index(everywhere([50.0] * 5 + CALM + [6.0]))[-1] == strain_index(everywhere([*CALM, 6.0]))[-1]


@pytest.mark.parametrize(("present", "known"), [(3, False), (4, True)])
def test_three_fifths_of_the_components_are_needed(present, known):
    some = dict(list(everywhere([*CALM, 6.0]).items())[:present])
    assert (strain_index(some)[12].index is not None) is known


def test_a_component_left_out_has_no_score():
    month = strain_index(everywhere([*CALM, 6.0]), without=["critical_incidents_per_fte"])[12]
    assert "critical_incidents_per_fte" not in month.scores


@pytest.mark.parametrize(
    ("index", "band"), [(0.99, Band.USUAL), (1.0, Band.RAISED), (1.99, Band.RAISED), (2.0, Band.HIGH)]
)
def test_a_band_begins_at_its_bound(index, band):
    assert band_of(index) is band


def test_what_is_no_component_is_refused():
    with pytest.raises(ValueError, match="restrictive_decisions"):
        strain_index({"restrictive_decisions": CALM})


def test_series_of_different_lengths_are_refused():
    with pytest.raises(ValueError, match="same months"):
        strain_index({"sickness_percent": CALM, "leavers_percent": CALM[:3]})


@given(st.lists(st.one_of(st.none(), st.floats(0, 100)), min_size=20, max_size=30), st.integers(13, 19))
def test_nothing_is_looked_up_ahead(values, until):
    assert strain_index(everywhere(values))[:until] == strain_index(everywhere(values[:until]))


@given(st.lists(st.integers(0, 400).map(lambda tenths: tenths / 10), min_size=9, max_size=13))
def test_a_score_is_that_of_another_program_s_median_and_spread(values):
    """Scipy's median absolute deviation, scaled to a normal distribution, with the floor of the component; clipped to 3."""
    *before, value = values
    scale = max(median_abs_deviation(before, scale="normal"), FLOORS["sickness_percent"])
    wanted = float(np.clip((value - np.median(before)) / scale, -3, 3))
    # 1.4826 is rounded.
    assert strain_index(everywhere(values))[-1].scores["sickness_percent"] == pytest.approx(wanted, rel=1e-4, abs=1e-9)


@given(st.lists(st.floats(0, 100), min_size=12, max_size=12), st.floats(0, 100), st.randoms())
def test_in_which_order_the_months_before_came_does_not_matter(before, value, shuffle):
    turned = list(before)
    shuffle.shuffle(turned)
    assert strain_index(everywhere([*before, value]))[-1] == strain_index(everywhere([*turned, value]))[-1]


@given(st.lists(st.floats(10, 100), min_size=13, max_size=13), st.floats(-10, 100))
def test_a_team_is_compared_with_itself_so_that_its_level_does_not_matter(values, by):
    one, other = (strain_index(everywhere(some))[-1].index for some in (values, [value + by for value in values]))
    assert one == pytest.approx(other, abs=1e-6)


@given(st.floats(0, 100))
def test_a_year_that_is_all_the_same_is_usual(value):
    assert strain_index(everywhere([value] * 13))[-1] == strain_index(everywhere([0.0] * 13))[-1]


def test_one_month_and_none_have_no_index():
    assert [month.index for month in strain_index(everywhere([5.0]))] == [None]
    assert (strain_index(everywhere([])), strain_index({})) == ([], [])
