"""Charts, against published worked examples: limits, and who counts in them."""

import pytest

from governance.spc import Baseline, Chart, Kind, attribute_chart, kind_for, xmr
from governance.spc_signals import Limits, Side, Signal

# Montgomery, Introduction to Statistical Quality Control: viscosity of an aircraft primer paint (individuals and moving range).
VISCOSITY = [33.75, 33.05, 34.00, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]
# Of 50 cans of orange juice each, those that leak; example 7.1.
CANS = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
# Faults on five computers each; example 7.4 of the u chart.
COMPUTERS = [10, 12, 8, 14, 10, 16, 11, 7, 10, 15, 9, 5, 7, 11, 12, 6, 8, 10, 7, 5]
# Faults on printed circuit boards, 100 each; example 7.3 of the c chart.
BOARDS = [21, 24, 16, 12, 15, 5, 28, 20, 31, 25, 20, 24, 16, 19, 10, 17, 13, 22, 18, 39, 30, 24, 16, 19, 17, 15]
# Hours between the failures of a valve.
VALVE = [286, 948, 536, 124, 816, 729, 4, 143, 431, 8, 2837, 596, 81, 227, 603, 492, 1199, 1214, 2831, 96]

# Anhøj, Mastering Statistical Process Control Charts in Healthcare (github.com/anhoej/spc4hc), chapter "Calculating control limits":
# bacteraemia in a hospital by month, 2017 and 2018: acquired there, of days at risk; and deaths within 30 days, of all cases.
ACQUIRED = [24, 29, 26, 16, 28, 16, 14, 18, 27, 30, 28, 24, 16, 25, 20, 25, 22, 28, 23, 23, 17, 22, 21, 22]
DAYS_AT_RISK = [
    32421, 29349, 32981, 29588, 30856, 30544, 26482, 27637, 30495, 30600, 31770, 31679,
    32720, 29698, 32118, 30212, 31612, 30514, 26362, 28131, 29071, 28481, 29223, 28611,
]  # fmt: skip
DEATHS = [23, 22, 13, 14, 17, 15, 15, 25, 21, 24, 23, 26, 18, 23, 24, 25, 15, 21, 26, 16, 25, 22, 24, 18]
CASES = [
    100, 105, 99, 85, 98, 85, 89, 99, 103, 86, 110, 98, 93, 96, 115, 102, 94, 94, 94, 97, 114, 108, 102, 104,
]  # fmt: skip


def rounded(limits: Limits, places: int) -> list[float | None]:
    return [None if one is None else round(one, places) for one in (limits.lower, limits.centre, limits.upper)]


def beyond(chart: Chart) -> set[int]:
    """Places of points outside the limits, from 1 on."""
    return {n for n, point in enumerate(chart.points, 1) if any(one is Signal.ASTRONOMICAL for one, _ in point.signals)}


def test_individual_values_have_the_published_limits():
    assert rounded(xmr(VISCOSITY).points[0].limits, 2) == [32.24, 33.52, 34.8]


def test_proportions_have_the_published_limits_and_those_beyond_them():
    chart = attribute_chart(Kind.P, CANS, [50] * 30)
    assert rounded(chart.points[0].limits, 4) == [0.0524, 0.2313, 0.4102]
    beyond = [n + 1 for n, point in enumerate(chart.points) if (Signal.ASTRONOMICAL, Side.HIGH) in point.signals]
    assert beyond == [15, 23]


def test_rates_have_the_published_limits():
    assert rounded(attribute_chart(Kind.U, COMPUTERS, [5] * 20).points[0].limits, 2) == [0.07, 1.93, 3.79]


def test_counts_have_the_published_limits_and_those_beyond_them():
    chart = attribute_chart(Kind.C, BOARDS)
    assert rounded(chart.points[0].limits, 2) == [6.48, 19.85, 33.21]
    assert beyond(chart) == {6, 20}


def test_counts_of_infections_have_the_published_limits_and_none_is_beyond_them():
    """The book: 22.7 a month, limits 8.4 to 36.9, all within."""
    chart = attribute_chart(Kind.C, ACQUIRED)
    assert rounded(chart.points[0].limits, 1) == [8.4, 22.7, 36.9]
    assert not beyond(chart)


def test_rates_and_shares_of_months_that_differ_in_size_have_the_published_centres():
    """The book: 7.5 per 10,000 days at risk; 21 % died; all within. Its limits of rates are read off a figure, and left out."""
    rates, shares = attribute_chart(Kind.U, ACQUIRED, DAYS_AT_RISK), attribute_chart(Kind.P, DEATHS, CASES)
    limits = [point.limits for point in rates.points]
    assert (round(limits[0].centre * 10_000, 1), round(shares.points[0].limits.centre, 2)) == (7.5, 0.21)
    # The fewer days at risk, the wider.
    by_days = sorted(zip(DAYS_AT_RISK, limits, strict=True), key=lambda pair: pair[0])
    widths = [one.upper - one.centre for _, one in by_days]
    assert widths == sorted(widths, reverse=True)
    assert not beyond(rates) | beyond(shares)


def test_times_between_events_are_charted_to_the_power_of_one_over_3_6():
    chart = attribute_chart(Kind.T, VALVE)
    # The book's centre of the transformed values is 5.386.
    assert round(chart.points[0].limits.centre ** (1 / 3.6), 2) == 5.39
    near_normal = xmr([value ** (1 / 3.6) for value in VALVE]).points[0].limits
    assert chart.points[0].limits.upper == pytest.approx(near_normal.upper**3.6)
    assert chart.points[0].limits.lower is None
    assert [point.value for point in chart.points] == VALVE


def test_numbers_between_rare_events_have_the_limits_of_a_geometric_distribution():
    limits = attribute_chart(Kind.G, [3, 5] * 10).points[0].limits
    assert (limits.lower, limits.centre, round(limits.upper, 4)) == (None, 4, round(4 + 3 * 20**0.5, 4))


@pytest.mark.parametrize(("since_last", "is_beyond"), [(17, False), (18, True), (None, False)])
def test_the_time_that_is_not_over_is_tested_too(since_last, is_beyond):
    assert attribute_chart(Kind.G, [3, 5] * 10, since_last=since_last).open_is_beyond is is_beyond


def test_limits_follow_the_size_of_each_month():
    chart = attribute_chart(Kind.P, [5, 50] * 10, [10, 100] * 10)
    small, large = (chart.points[n].limits for n in (0, 1))
    assert (round(small.upper - small.centre, 4), round(large.upper - large.centre, 4)) == (0.4743, 0.15)


def test_more_spread_than_chance_widens_the_limits_of_p_prime():
    counts = [480, 520] * 10
    plain, corrected = (attribute_chart(kind, counts, [1000] * 20).points[0].limits for kind in (Kind.P, Kind.P_PRIME))
    # z is 1.2649 below and above by turns, so that sigma-z is 2.5298 / 1.128.
    assert (corrected.upper - corrected.centre) / (plain.upper - plain.centre) == pytest.approx(
        2.529822 / 1.128, rel=1e-5
    )


@pytest.mark.parametrize(
    ("counts", "sizes", "is_proportion", "kind"),
    [
        ([50, 52, 48] * 5, [100, 110, 95] * 5, True, Kind.XMR),
        ([2, 1, 3] * 5, [100, 110, 95] * 5, True, Kind.P),
        ([2, 1, 3] * 5, [100, 110, 95] * 5, False, Kind.U),
        ([500, 50] * 8, [1000, 200] * 8, True, Kind.P_PRIME),
        ([500, 50] * 8, [1000, 200] * 8, False, Kind.U_PRIME),
    ],
)
def test_the_chart_that_suits_is_chosen(counts, sizes, is_proportion, kind):
    assert kind_for(counts, sizes, is_proportion=is_proportion) is kind


def test_too_few_points_make_a_line_with_its_median():
    chart = xmr([1, 2, 3, 4, 50, 6, 7, None, 8, 9, 10, 11])
    assert (chart.kind, chart.points[0].limits, chart.points[7].value) == (Kind.RUN, Limits(7), None)


@pytest.mark.parametrize(("points", "is_trial"), [(12, True), (14, True), (15, False)])
def test_limits_are_on_trial_up_to_14_points(points, is_trial):
    assert xmr([1, 2] * 7 + [1] * (points - 14) if points > 14 else ([1, 2] * 7)[:points]).is_trial is is_trial


def test_there_are_no_limits_when_nothing_moves():
    chart = xmr([5.0] * 20)
    assert (chart.points[0].limits, chart.last.signals) == (Limits(5.0), frozenset())


def test_a_ghost_is_shown_and_counts_in_nothing():
    with_ghost = xmr([*VISCOSITY[:7], 99.0, *VISCOSITY[7:]], baseline=Baseline(ghosts=[7]))
    assert with_ghost.points[0].limits == xmr(VISCOSITY).points[0].limits
    assert (with_ghost.points[7].value, with_ghost.points[7].signals, with_ghost.points[7].is_ghost) == (
        99.0,
        frozenset(),
        True,
    )


def test_a_missing_month_stays_missing_and_its_neighbours_follow_each_other():
    chart = xmr([*VISCOSITY[:7], None, *VISCOSITY[7:]])
    assert (chart.points[0].limits, chart.points[7].value) == (xmr(VISCOSITY).points[0].limits, None)


def test_a_baseline_on_the_first_points_holds_for_those_after_it():
    chart = xmr([*VISCOSITY, 99.0, 98.0], baseline=Baseline(first=15))
    assert chart.points[16].limits == xmr(VISCOSITY).points[0].limits


def test_limits_are_worked_out_anew_where_somebody_says_so():
    chart = xmr([*VISCOSITY, *(value + 10 for value in VISCOSITY)], baseline=Baseline(recalculated_at=(15,)))
    assert rounded(chart.points[14].limits, 2) == [32.24, 33.52, 34.8]
    assert rounded(chart.points[15].limits, 2) == [42.24, 43.52, 44.8]


def test_screening_leaves_out_one_leap():
    values = [1.0, 2.0] * 8 + [60.0] + [1.0, 2.0] * 4
    wide, narrow = (xmr(values, baseline=Baseline(screened=flag)).points[0].limits for flag in (False, True))
    assert narrow.upper - narrow.centre == pytest.approx(2.66) != pytest.approx(wide.upper - wide.centre)


def test_limits_that_cannot_be_are_not_drawn():
    limits = xmr([0.0, 9.0] * 10, least=0.0, most=20.0).points[0].limits
    assert (limits.lower, limits.lower_two, limits.upper) == (None, None, None)


@pytest.mark.parametrize(("kind", "sizes"), [(Kind.XMR, [1] * 20), (Kind.P, None), (Kind.U, [1, 2])])
def test_what_cannot_be_charted_is_refused(kind, sizes):
    with pytest.raises(ValueError, match="lacks a size"):
        attribute_chart(kind, [1] * 20, sizes)


@pytest.mark.parametrize("kind", [Kind.P, Kind.U, Kind.C, Kind.G, Kind.T])
def test_a_count_below_0_is_refused(kind):
    with pytest.raises(ValueError, match="never below 0"):
        attribute_chart(kind, [3] * 19 + [-1], [10] * 20)


@pytest.mark.parametrize("kind", [Kind.P, Kind.P_PRIME])
def test_more_than_all_of_them_is_charted_without_limits(kind):
    counts, sizes = [600, 60] * 8, [500, 50] * 8
    assert {point.limits for point in attribute_chart(kind, counts, sizes).points} == {Limits(1.2)}
    assert kind_for(counts, sizes, is_proportion=True) is Kind.P
