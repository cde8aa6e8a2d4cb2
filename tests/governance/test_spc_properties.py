"""What holds of every chart, whatever is charted: units, order, gaps, ties, nothing that moves, one value and none."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.spc import Baseline, Chart, Kind, Values, attribute_chart, kind_for, run_chart, xmr
from governance.spc_signals import Limits, Side, Signal

CHARTS = [kind for kind in Kind if kind is not Kind.RUN]
# Of these a count has no unit, for it is what its own spread is worked out from.
WITH_A_UNIT = [Kind.XMR, Kind.U, Kind.U_PRIME, Kind.T]
# Their limits are those of the counts together; sigma-z and moving ranges are of neighbours.
WITHOUT_NEIGHBOURS = [Kind.P, Kind.U, Kind.C, Kind.G]

Month = tuple[int | None, int]
# Each runs for up to eight charts.
SOME = settings(max_examples=30)
# What is counted, and of how many: never more than there are.
MONTHS = st.lists(st.tuples(st.integers(0, 50), st.integers(50, 400)), min_size=12, max_size=40)


def charted(kind: Kind, months: Sequence[Month], baseline: Baseline = Baseline()) -> Chart:  # noqa: B008 - frozen
    counts: Values = [count for count, _ in months]
    if kind is Kind.XMR:
        return xmr(counts, baseline=baseline)
    return attribute_chart(kind, counts, [size for _, size in months], baseline=baseline)


def lines(limits: Limits | None) -> list[float | None]:
    assert limits is not None
    return [limits.lower, limits.lower_two, limits.centre, limits.upper_two, limits.upper]


def same(found: Limits | None, wanted: Limits | None, *, times: float = 1.0) -> bool:
    """Whether the same lines are drawn, at the same places; a line on the edge of what is drawn may fall on either side."""
    pairs = zip(lines(found), lines(wanted), strict=True)
    return all(
        a == pytest.approx(b * times, rel=1e-7, abs=1e-9) if None not in (a, b) else abs(a or b or 0) < 1e-9
        for a, b in pairs
    )


@pytest.mark.parametrize("kind", CHARTS)
@SOME
@given(months=MONTHS)
def test_every_value_stands_in_its_place(kind, months):
    chart = charted(kind, months)
    sizes = [1 if kind in (Kind.XMR, Kind.C, Kind.G, Kind.T) else size for _, size in months]
    assert [point.value for point in chart.points] == [
        count / size for (count, _), size in zip(months, sizes, strict=True)
    ]


@pytest.mark.parametrize("kind", WITH_A_UNIT)
@SOME
@given(months=MONTHS, unit=st.sampled_from([0.01, 0.25, 24.0, 1000.0]))
def test_another_unit_moves_the_lines_with_the_values_and_changes_no_signal(kind, months, unit):
    """Days or hours, contacts or thousands of contacts: what is measured in another unit is the same thing."""
    if kind in (Kind.U, Kind.U_PRIME):
        other = attribute_chart(kind, [count for count, _ in months], [size / unit for _, size in months])
    else:
        other = charted(kind, [(count * unit, size) for count, size in months])
    for point, wanted in zip(other.points, charted(kind, months).points, strict=True):
        assert same(point.limits, wanted.limits, times=unit)
        assert point.signals == wanted.signals


@SOME
@given(months=MONTHS, by=st.integers(-1000, 1000))
def test_counting_from_elsewhere_moves_the_lines_of_individual_values_along(months, by):
    before, after = xmr([count for count, _ in months]), xmr([count + by for count, _ in months])
    for one, other in zip(before.points, after.points, strict=True):
        assert lines(other.limits) == [None if line is None else pytest.approx(line + by) for line in lines(one.limits)]
        assert one.signals == other.signals


TURNED = {Side.HIGH: Side.LOW, Side.LOW: Side.HIGH}


@pytest.mark.parametrize("kind", CHARTS)
@SOME
@given(months=MONTHS)
def test_read_backwards_only_what_rises_falls(kind, months):
    ahead, back = charted(kind, months), charted(kind, months[::-1])
    for one, other in zip(ahead.points, back.points[::-1], strict=True):
        assert same(one.limits, other.limits)
        turned = {(signal, TURNED[side] if signal is Signal.TREND else side) for signal, side in other.signals}
        assert one.signals == turned


@pytest.mark.parametrize("kind", WITHOUT_NEIGHBOURS)
@SOME
@given(months=MONTHS, shuffle=st.randoms(use_true_random=False))
def test_limits_of_counts_do_not_depend_on_the_order_of_months(kind, months, shuffle):
    order = list(range(len(months)))
    shuffle.shuffle(order)
    chart, other = charted(kind, months), charted(kind, [months[n] for n in order])
    assert all(same(other.points[place].limits, chart.points[n].limits) for place, n in enumerate(order))


@pytest.mark.parametrize("kind", CHARTS)
@SOME
@given(months=MONTHS, gaps=st.lists(st.integers(0, 40), max_size=6))
def test_a_month_without_a_value_changes_nothing_of_the_others(kind, months, gaps):
    with_gaps: list[Month] = list(months)
    for gap in gaps:
        with_gaps.insert(gap, (None, 100))
    others = [point for point in charted(kind, with_gaps).points if point.value is not None]
    assert others == list(charted(kind, months).points)


@pytest.mark.parametrize("kind", [Kind.P, Kind.P_PRIME, Kind.U, Kind.U_PRIME])
@SOME
@given(months=MONTHS, place=st.integers(0, 12))
def test_a_month_of_nothing_at_all_is_a_month_without_a_value(kind, months, place):
    chart = charted(kind, [*months[:place], (0, 0), *months[place:]])
    assert (chart.points[place].value, chart.points[place].signals) == (None, frozenset())
    assert [point for n, point in enumerate(chart.points) if n != place] == list(charted(kind, months).points)


@pytest.mark.parametrize("kind", CHARTS)
@SOME
@given(months=MONTHS, place=st.integers(0, 12), ghost=st.integers(0, 50))
def test_a_ghost_counts_as_little_as_a_month_without_a_value(kind, months, place, ghost):
    chart = charted(kind, [*months[:place], (ghost, 50), *months[place:]], Baseline(ghosts=[place]))
    assert chart.points[place].is_ghost
    assert [point for n, point in enumerate(chart.points) if n != place] == list(charted(kind, months).points)


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize("line", ["centre", "upper", "upper_two", "lower", "lower_two"])
@SOME
@given(counts=st.lists(st.integers(20, 40), min_size=15, max_size=20))
def test_what_is_on_a_line_is_never_beyond_it(kind, line, counts):
    """After a baseline that is held: however a line's place was rounded, a value on it is neither out, near nor on a side."""
    held = Baseline(first=len(counts))
    at = getattr(charted(kind, [(count, 50) for count in counts], held).points[-1].limits, line)
    if at is None:
        return
    on = at if kind in (Kind.XMR, Kind.C, Kind.G, Kind.T) else at * 50
    chart = charted(kind, [*((count, 50) for count in counts), *[(on, 50)] * 8], held)
    found = {signal for point in chart.points[-8:] for signal, _ in point.signals}
    allowed = {
        "centre": set(),
        "upper_two": {Signal.SHIFT},
        "lower_two": {Signal.SHIFT},
        "upper": {Signal.SHIFT, Signal.TWO_OF_THREE},
        "lower": {Signal.SHIFT, Signal.TWO_OF_THREE},
    }[line]
    # What a run before them went into may end in the first of them.
    assert found - {Signal.TREND} <= allowed


@pytest.mark.parametrize("kind", CHARTS)
@SOME
@given(count=st.integers(0, 50), months=st.integers(12, 40))
def test_what_is_the_same_every_month_is_its_own_centre_and_shows_nothing(kind, count, months):
    """Sevenths, too, whose mean is rounded."""
    chart = charted(kind, [(count, 50)] * months)
    value = chart.points[0].value
    assert all(point.limits.centre == pytest.approx(value) and not point.signals for point in chart.points)


@pytest.mark.parametrize("kind", [Kind.XMR, Kind.T])
@SOME
@given(count=st.integers(0, 50))
def test_what_does_not_move_has_no_limits_where_these_are_of_moves(kind, count):
    assert lines(charted(kind, [(count, 50)] * 20).points[0].limits)[::4] == [None, None]


@pytest.mark.parametrize("kind", [Kind.P_PRIME, Kind.U_PRIME])
@SOME
@given(count=st.integers(1, 49), times=st.lists(st.integers(1, 9), min_size=12, max_size=20))
def test_a_share_that_does_not_move_has_no_limits_of_moves_whatever_the_sizes(kind, count, times):
    chart = charted(kind, [(count * one, 50 * one) for one in times])
    assert all(lines(point.limits)[::4] == [None, None] and not point.signals for point in chart.points)


@pytest.mark.parametrize("kind", CHARTS)
@SOME
@given(months=st.lists(st.tuples(st.none() | st.integers(0, 50), st.integers(50, 400)), max_size=11))
def test_fewer_than_twelve_have_a_median_one_has_itself_and_none_has_nothing(kind, months):
    chart = charted(kind, months)
    values = sorted(point.value for point in chart.points if point.value is not None)
    assert (chart.kind, len(chart.points)) == (Kind.RUN, len(months))
    assert {point.signals for point in chart.points} <= {frozenset()}
    if not values:
        assert (chart.last, {point.limits for point in chart.points} <= {None}) == (None, True)
        return
    middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
    assert all(point.limits == Limits(pytest.approx(middle)) for point in chart.points)


def test_a_run_chart_of_one_value_is_that_value():
    assert [point.limits for point in run_chart([None, 3.0]).points] == [Limits(3.0)] * 2


@pytest.mark.parametrize("kind", [kind for kind in CHARTS if kind is not Kind.XMR])
@SOME
@given(months=MONTHS)
def test_no_line_is_where_no_value_can_be(kind, months):
    most = 1.0 if kind in (Kind.P, Kind.P_PRIME) else float("inf")
    for point in charted(kind, months).points:
        assert all(-1e-12 <= line <= most + 1e-12 for line in lines(point.limits) if line is not None)


@pytest.mark.parametrize("kind", CHARTS)
@SOME
@given(months=MONTHS)
def test_lines_stand_in_their_order(kind, months):
    for point in charted(kind, months).points:
        drawn = [line for line in lines(point.limits) if line is not None]
        assert drawn == sorted(drawn)


@pytest.mark.parametrize("kind", [Kind.P, Kind.U])
@SOME
@given(months=MONTHS)
def test_more_of_the_same_narrows_limits_and_leaves_the_centre(kind, months):
    few, many = (charted(kind, [(count * times, size * times) for count, size in months]) for times in (1, 4))
    for one, other in zip(few.points, many.points, strict=True):
        assert other.limits.centre == pytest.approx(one.limits.centre)
        if None not in (one.limits.upper, other.limits.upper):
            assert other.limits.upper - other.limits.centre == pytest.approx(
                (one.limits.upper - one.limits.centre) / 2, abs=1e-9
            )


@pytest.mark.parametrize("kind", [Kind.G, Kind.T])
@SOME
@given(months=MONTHS)
def test_what_is_not_over_is_beyond_only_above_the_last_upper_limit(kind, months):
    counts = [count for count, _ in months]
    upper = charted(kind, months).last.limits.upper
    if upper is None:
        assert not attribute_chart(kind, counts, since_last=1e9).open_is_beyond
        return
    assert not attribute_chart(kind, counts, since_last=upper).open_is_beyond
    assert attribute_chart(kind, counts, since_last=upper * 1.01).open_is_beyond


@SOME
@given(months=MONTHS, unit=st.sampled_from([0.5, 24.0, 1000.0]))
def test_which_chart_suits_a_rate_does_not_depend_on_the_unit_of_its_exposure_nor_on_where_time_begins(months, unit):
    counts, sizes = zip(*months, strict=True)
    kind = kind_for(counts, sizes, is_proportion=False)
    assert kind_for(counts, [size * unit for size in sizes], is_proportion=False) is kind
    assert kind_for(counts[::-1], sizes[::-1], is_proportion=False) is kind


@pytest.mark.parametrize("is_proportion", [True, False])
@given(count=st.integers(0, 50))
def test_one_point_and_points_that_are_the_same_need_no_correction(is_proportion, count):
    for points in (1, 20):
        kind = kind_for([count] * points, [50] * points, is_proportion=is_proportion)
        assert kind in (Kind.XMR, Kind.P if is_proportion else Kind.U)


def test_without_a_point_no_chart_suits():
    with pytest.raises(ValueError, match="Without a point"):
        kind_for([], [], is_proportion=True)
