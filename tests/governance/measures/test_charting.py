"""Which chart a measure gets, and what its icons and its sentence say."""

from datetime import date

import pytest

from governance.measures import findings
from governance.measures.charting import Charted, Judged, Reading
from governance.measures.registry import MEASURES
from governance.spc import Kind
from governance.spc_signals import Assurance, Better, Variation
from workforce_assurance.common.dates import months

ON_TIME, INCIDENTS = MEASURES["supervision.on_time"], MEASURES["incidents"]
STEADY = [80, 82, 79, 81, 80, 83, 78, 80, 81, 79, 82, 80, 81, 79, 80, 82, 79, 81, 80, 82]


def charted(measure, values, *, target=None, better=None):
    """Values in order: (numerator, denominator), a count, None for a month without one, "" for a hidden one."""
    span = tuple(months(date(2024, 1, 1), date(2030, 12, 1)))[: len(values)]
    readings = {
        month: Reading(None, None, "small")
        if value == ""
        else Reading(*value) if isinstance(value, tuple) else Reading(value, None)
        for month, value in zip(span, values, strict=True)
        if value is not None
    }  # fmt: skip
    return Charted(measure, span, readings, Judged(better or Better(measure.better), target))


def of_hundred(numbers):
    return [(number, 100) if isinstance(number, int) else number for number in numbers]


def test_a_steady_percentage_is_ordinary_variation():
    found = charted(ON_TIME, of_hundred(STEADY))
    assert (found.chart.kind, found.variation) == (Kind.XMR, Variation.COMMON)
    assert findings.finding(found) == (
        "Supervision on time: 82 % in August 2025, ordinary month-to-month variation; the mean is 80 %."
    )


def test_a_fall_outside_the_limits_is_a_concern():
    found = charted(ON_TIME, of_hundred([*STEADY, 40]))
    assert found.variation is Variation.CONCERN
    assert "lower than is usual: outside the limits of its usual variation" in findings.finding(found)


def test_where_no_direction_is_better_a_signal_is_a_change():
    assert charted(INCIDENTS, [*STEADY, 150]).variation is Variation.CHANGE


def test_rare_counts_get_a_chart_of_counts():
    found = charted(INCIDENTS, [2, 1, 3, 2, 2, 1, 4, 2, 1, 3, 2, 2, 1, 3, 2, 2])
    assert (found.chart.kind, found.is_rare) == (Kind.C, True)


def test_sizes_that_vary_get_limits_that_vary():
    sizes = [20, 60, 30, 90] * 5
    found = charted(ON_TIME, [(round(size * 0.8), size) for size in sizes])
    assert found.chart.kind in (Kind.P, Kind.P_PRIME)
    assert len({point.limits.lower for point in found.chart.points}) > 1


def test_fewer_than_twelve_months_make_a_line_without_an_icon():
    found = charted(ON_TIME, of_hundred(STEADY[:11]))
    assert (found.chart.kind, found.variation, found.has_limits) == (Kind.RUN, Variation.NONE, False)
    assert "11 months can be shown; from 12 on there are limits." in findings.finding(found)


def test_twelve_to_fourteen_months_have_limits_on_trial():
    found = charted(ON_TIME, of_hundred(STEADY[:14]))
    assert (found.has_limits, found.variation) == (True, Variation.NONE)
    assert "on trial" in findings.finding(found)


def test_hidden_and_missing_months_are_gaps():
    found = charted(ON_TIME, of_hundred([*STEADY[:6], "", None, *STEADY[6:], ""]))
    assert [point.value for point in found.chart.points].count(None) == 3
    assert found.last[0] == found.months[-2]
    assert found.hidden == 2


def test_where_many_months_are_hidden_no_limits_are_drawn():
    found = charted(ON_TIME, of_hundred([*STEADY, *[""] * 11]))
    assert not found.has_limits
    assert "limits would mislead" in findings.finding(found)


def test_nothing_that_can_be_shown_is_said():
    assert findings.finding(charted(ON_TIME, ["", ""])).endswith("no month can be shown yet.")
    assert findings.finding(charted(ON_TIME, [])).endswith("there is no data yet.")


@pytest.mark.parametrize(
    ("target", "found"),
    [(60, Assurance.PASSES), (95, Assurance.FALLS_SHORT), (80, Assurance.HIT_AND_MISS), (None, Assurance.NONE)],
)
def test_a_target_is_judged_beside_the_limits(target, found):
    assert charted(ON_TIME, of_hundred(STEADY), target=target).assurance is found


def test_all_equal_values_have_no_limits_and_no_signal():
    found = charted(ON_TIME, of_hundred([100] * 20))
    assert (found.variation, findings.limits_words(found, found.limits)) == (Variation.COMMON, "None")


def test_one_month_says_its_number():
    assert findings.finding(charted(ON_TIME, [(8, 10)])).startswith("Supervision on time: 80 % in January 2024.")


def test_a_month_with_nothing_to_count_cannot_be_computed():
    found = charted(ON_TIME, [(0, 0)])
    assert findings.reading_words(found, found.readings[found.months[0]], 5) == "Not computable"
