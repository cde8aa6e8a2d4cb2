"""Days between rare events: worked figures, and what the time since the last one says."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from governance.between.charting import Between, days_words, finding
from governance.between.page import csv_rows, draw, rows_of
from governance.measures.registry import MEASURES
from governance.spc import Kind
from governance.spc_signals import Better, Variation

FIRST = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def between(gaps, *, since=0.0, kind=Kind.G, better=Better.LOW):
    """Events so many days apart, and so many since the last."""
    moments = [FIRST]
    for gap in gaps:
        moments.append(moments[-1] + gap * DAY)
    return Between(kind, "incident", moments, moments[-1] + since * DAY, ZoneInfo("Europe/London"), better)


def test_a_g_chart_has_the_limit_of_its_mean():
    """Ten days between: 10 + 3 times the root of 10 times 11 is 41.46."""
    limits = between([10] * 15).limits
    assert (limits.centre, limits.lower) == (10, None)
    assert limits.upper == pytest.approx(41.46, abs=0.01)


@pytest.mark.parametrize(("since", "shows"), [(41, Variation.COMMON), (42, Variation.IMPROVEMENT)])
def test_the_time_since_the_last_one_counts_before_it_is_over(since, shows):
    one = between([10] * 15, since=since)
    assert one.open_shows is shows
    assert ("which is an improvement" in finding(one, "Incidents", "")) is (shows is Variation.IMPROVEMENT)


@pytest.mark.parametrize(("better", "shows"), [(Better.HIGH, Variation.CONCERN), (Better.NEITHER, Variation.CHANGE)])
def test_what_a_long_time_shows_follows_from_which_direction_of_the_count_is_better(better, shows):
    assert between([10] * 15, since=60, better=better).open_shows is shows


def test_a_t_chart_is_worked_out_on_the_power_and_brought_back():
    """Of 1 and 32 days in turn: to the power of 1/3.6 they are 1 and 2.619, their mean 1.809 is 8.45 days."""
    one = between([1, 32] * 8, kind=Kind.T)
    assert one.limits.centre == pytest.approx(1.8093**3.6, abs=0.05)
    assert one.has_limits


def test_whole_days_are_counted_in_the_zone_and_time_is_not():
    """From half past eleven in the evening to half past midnight in London it is a day, and an hour."""
    moments = [datetime(2026, 1, 1, 23, 30, tzinfo=UTC), datetime(2026, 1, 2, 0, 30, tzinfo=UTC)]
    said = {
        kind: Between(kind, "incident", moments, moments[-1], ZoneInfo("Europe/London"), Better.LOW).days
        for kind in (Kind.G, Kind.T)
    }
    assert said == {Kind.G: [1.0], Kind.T: [pytest.approx(1 / 24)]}


def test_few_intervals_have_a_median_and_no_limits():
    one = between([3, 5, 10], since=4)
    assert finding(one, "Incidents", "Harbour") == (
        "Incidents in Harbour: 4 days since the last incident; the median between two is 5 days. 3 intervals: limits hold from 15 on."
    )
    assert not one.has_limits


def test_none_and_one_event_are_said_in_words():
    assert "there is none on record" in finding(
        Between(Kind.G, "incident", [], FIRST, ZoneInfo("UTC"), Better.LOW), "Incidents", ""
    )
    assert "With one event there is nothing between to chart." in finding(between([], since=2), "Incidents", "")


def test_the_table_and_the_file_say_every_interval_and_the_open_one():
    one = between([10] * 15, since=3)
    rows = list(rows_of(one))
    assert (len(rows), rows[0][:2], rows[1][:2]) == (16, ["Not over yet", "3 days"], ["31 May 2026", "10 days"])
    lines = list(csv_rows(one, MEASURES["decisions"], "Organisation"))
    assert (len(lines), lines[-1][2:4], lines[0][2:4]) == (16, ("", "3.00"), ("2026-01-11", "10.00"))
    assert draw(one, "a").count("spc__mark") or "<svg" in draw(one, "a")


@pytest.mark.parametrize(("days", "words"), [(1, "1 day"), (0.5, "0.5 days"), (2, "2 days"), (12.4, "12 days")])
def test_days_are_said_as_people_say_them(days, words):
    assert days_words(days) == words
