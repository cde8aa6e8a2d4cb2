"""The four rules, and the icons: on a line is never beyond it, and the order of things is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.spc_signals import (
    Assurance,
    Better,
    Limits,
    Side,
    Signal,
    Variation,
    assurance,
    find_signals,
    variation,
)

AROUND_0 = Limits.around(0.0, 1.0)


def places(values: list[float], signal: Signal, side: Side, *, segments: list[int] | None = None) -> list[int]:
    points = [(value, AROUND_0, of) for value, of in zip(values, segments or [0] * len(values), strict=True)]
    return [n for n, found in enumerate(find_signals(points)) if (signal, side) in found]


def test_a_point_beyond_a_limit_is_astronomical_and_one_on_it_is_not():
    assert places([0, 3.0, 3.1, -3.0, -3.1], Signal.ASTRONOMICAL, Side.HIGH) == [2]
    assert places([0, 3.0, 3.1, -3.0, -3.1], Signal.ASTRONOMICAL, Side.LOW) == [4]


def test_rounding_never_puts_a_point_beyond_its_line():
    assert places([0, 3.0 + 1e-12, -3.0 - 1e-12], Signal.ASTRONOMICAL, Side.HIGH) == []


def test_seven_on_one_side_are_a_shift_and_all_of_them_are_marked():
    assert places([0.1, 0.2] * 3 + [0.1, -1], Signal.SHIFT, Side.HIGH) == [0, 1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("broken", [[0.1] * 6, [0.1] * 6 + [0.0] + [0.1] * 6])
def test_six_are_none_and_a_point_on_the_mean_breaks_it(broken):
    assert places(broken, Signal.SHIFT, Side.HIGH) == []


def test_a_shift_does_not_run_across_segments():
    assert places([0.1] * 12, Signal.SHIFT, Side.HIGH, segments=[0] * 6 + [1] * 6) == []


def test_seven_rising_are_a_trend_across_segments_and_six_are_none():
    rising = [-1, -0.8, -0.6, -0.4, -0.2, 0.1, 0.2]
    assert places(rising, Signal.TREND, Side.HIGH, segments=[0] * 3 + [1] * 4) == [0, 1, 2, 3, 4, 5, 6]
    assert places(rising[:6], Signal.TREND, Side.HIGH) == []


def test_equal_values_break_a_trend():
    assert places([-3, -2, -1, -1, 0, 1, 2, 2.5], Signal.TREND, Side.HIGH) == []


def test_falling_is_a_trend_on_the_low_side():
    assert places([7, 6, 5, 4, 3, 2, 1], Signal.TREND, Side.LOW) == list(range(7))


def test_two_of_three_marks_those_beyond_two_sigma_alone():
    assert places([2.5, 0.5, 2.1, -1], Signal.TWO_OF_THREE, Side.HIGH) == [0, 2]
    assert places([3.5, 2.5, 0.1], Signal.TWO_OF_THREE, Side.HIGH) == [0, 1]


@pytest.mark.parametrize("other", [[2.5, -0.5, 2.1], [2.0, 0.5, 2.0], [2.5, 0.5, 0.5, 2.5]])
def test_two_of_three_wants_three_on_one_side_and_two_beyond(other):
    assert places(other, Signal.TWO_OF_THREE, Side.HIGH) == []


@given(st.lists(st.sampled_from([-1.0, 0.0, 1.0]), max_size=40))
def test_shifts_are_every_stretch_of_seven(values):
    expected = {
        place
        for start in range(len(values) - 6)
        if all(value > 0 for value in values[start : start + 7])
        for place in range(start, start + 7)
    }
    assert places(values, Signal.SHIFT, Side.HIGH) == sorted(expected)


@given(st.lists(st.integers(-5, 5).map(float), max_size=40))
def test_turning_a_chart_over_turns_its_signals_over(values):
    for signal in Signal:
        assert places(values, signal, Side.HIGH) == places([-value for value in values], signal, Side.LOW)


@given(st.lists(st.integers(-5, 5).map(float), max_size=40), st.integers(0, 40))
def test_what_comes_later_takes_no_signal_away(values, until):
    points = [(value, AROUND_0, 0) for value in values]
    for early, late in zip(find_signals(points[:until]), find_signals(points), strict=False):
        assert early <= late


@given(st.lists(st.sampled_from([-3.0, -2.0, 0.0, 2.0, 3.0]), max_size=40))
def test_on_a_line_is_on_neither_side_of_it_for_every_rule(values):
    """Nobody is beyond a limit; two of three never count those on the two-sigma line; zero is on no side of the mean."""
    found = find_signals([(value, AROUND_0, 0) for value in values])
    signals = {(value, signal) for value, one in zip(values, found, strict=True) for signal, _ in one}
    assert not {pair for pair in signals if pair[1] is Signal.ASTRONOMICAL}
    assert (2.0, Signal.TWO_OF_THREE) not in signals
    assert (-2.0, Signal.TWO_OF_THREE) not in signals
    assert (0.0, Signal.SHIFT) not in signals


@pytest.mark.parametrize("values", [[], [0.0], [9.0]])
def test_none_and_one_point_are_in_no_run(values):
    found = find_signals([(value, AROUND_0, 0) for value in values])
    assert {signal for one in found for signal, _ in one} <= {Signal.ASTRONOMICAL}
    assert len(found) == len(values)


@given(st.lists(st.integers(-5, 5).map(float), max_size=40), st.sampled_from([0.01, 1000.0]))
def test_the_unit_changes_nothing(values, unit):
    scaled = [(value * unit, Limits.around(0.0, unit), 0) for value in values]
    assert find_signals(scaled) == find_signals([(value, AROUND_0, 0) for value in values])


HIGH, LOW = (Signal.SHIFT, Side.HIGH), (Signal.ASTRONOMICAL, Side.LOW)


@pytest.mark.parametrize(
    ("signals", "better", "concern_first", "icon"),
    [
        ([], Better.HIGH, True, Variation.COMMON),
        ([HIGH], Better.HIGH, True, Variation.IMPROVEMENT),
        ([HIGH], Better.LOW, True, Variation.CONCERN),
        ([HIGH], Better.NEITHER, True, Variation.CHANGE),
        ([HIGH, LOW], Better.HIGH, True, Variation.CONCERN),
        ([HIGH, LOW], Better.HIGH, False, Variation.IMPROVEMENT),
    ],
)
def test_the_icon_of_variation_follows_the_direction_that_is_better(signals, better, concern_first, icon):
    assert variation(frozenset(signals), better, concern_first=concern_first) is icon


@pytest.mark.parametrize(
    ("target", "better", "icon"),
    [
        (-4, Better.HIGH, Assurance.PASSES),
        (-3, Better.HIGH, Assurance.PASSES),
        (0, Better.HIGH, Assurance.HIT_AND_MISS),
        (3, Better.HIGH, Assurance.FALLS_SHORT),
        (3, Better.LOW, Assurance.PASSES),
        (-3, Better.LOW, Assurance.FALLS_SHORT),
        (0, Better.NEITHER, Assurance.NONE),
        (None, Better.HIGH, Assurance.NONE),
    ],
)
def test_the_icon_of_assurance_sets_the_target_beside_the_limits(target, better, icon):
    assert assurance(AROUND_0, target, better) is icon
