"""Which hour of which day a session gets, and which hours are offered."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.cadence import Leave
from supervision.slots import Place, Span, Usual, free_slots, planned_instant, previous_day
from workforce_assurance.common.dates import WorkingCalendar, local_day

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
CALENDAR = WorkingCalendar(frozenset({date(2027, 3, 26), date(2027, 3, 29)}))
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)
HERE = Place(CALENDAR, LONDON, NOW)
TUESDAYS = Usual(1, time(11), date(2027, 3, 2), every_weeks=2)


def planned(due_on, usual=TUESDAYS, *, where=HERE, leave=(), taken=(), after=None):
    return planned_instant(due_on, usual, where=where, minutes=60, leave=leave, taken=taken, after=after)


def utc(day, hour, minute=0, month=3):
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_on", "instant"),
    [
        (date(2027, 3, 16), utc(16, 11)),  # a Tuesday in its turn
        (date(2027, 3, 19), utc(16, 11)),
        (date(2027, 3, 15), utc(2, 11)),  # in its turn, rather than a Tuesday out of it
        (date(2027, 3, 30), utc(30, 10)),  # summer time
    ],
)
def test_a_series_gives_its_hour_at_or_before_the_due_date(due_on, instant):
    assert planned(due_on) == instant


def test_the_week_of_the_series_gives_way_to_the_session_before():
    assert planned(date(2027, 3, 15), after=date(2027, 3, 8)) == utc(9, 11)


def test_a_series_of_every_week_holds_a_starter_s_pace():
    weekly = Usual(1, time(11), date(2027, 3, 2), every_weeks=1)
    assert [planned(date(2027, 3, day), weekly) for day in (8, 15, 22)] == [utc(2, 11), utc(9, 11), utc(16, 11)]


@pytest.mark.parametrize(
    "in_the_way",
    [{"taken": {utc(16, 11, 30)}}, {"leave": [Leave(date(2027, 3, 16), date(2027, 3, 16))]}],
)
def test_what_is_in_the_way_moves_the_session_to_another_week(in_the_way):
    assert planned(date(2027, 3, 19), after=date(2027, 3, 4), **in_the_way) == utc(9, 11)


def test_a_series_on_a_holiday_takes_the_same_day_of_another_week():
    mondays = Usual(0, time(11), date(2027, 3, 1), every_weeks=4)
    assert planned(date(2027, 3, 31), mondays, after=date(2027, 3, 15)) == utc(22, 11)


def test_where_the_series_finds_nothing_any_good_hour_is_taken():
    assert planned(date(2027, 3, 16), after=date(2027, 3, 16)) == utc(16, 10)


def test_without_a_series_it_is_the_usual_instant():
    assert planned(date(2027, 3, 17), None) == utc(17, 10)


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        (LONDON, datetime(2027, 3, 24, 9, tzinfo=UTC), datetime(2027, 3, 31, 8, tzinfo=UTC)),
        (NEW_YORK, datetime(2027, 3, 10, 14, tzinfo=UTC), datetime(2027, 3, 17, 13, tzinfo=UTC)),
    ],
)
def test_the_clock_on_the_wall_stays_when_summer_time_begins(zone, before, after):
    wednesdays = Usual(2, time(9), date(2027, 3, 3), every_weeks=1)
    where = Place(CALENDAR, zone, NOW)
    due = [local_day(before, zone), local_day(after, zone)]
    assert [planned(day, wednesdays, where=where) for day in due] == [before, after]


@given(
    due=st.dates(date(2027, 3, 2), date(2027, 12, 31)), weekday=st.integers(0, 6), hour=st.integers(7, 20),
    weeks=st.integers(1, 12), start=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
)  # fmt: skip
def test_a_series_never_puts_a_session_after_its_due_date(due, weekday, hour, weeks, start):
    calendar = WorkingCalendar()
    instant = planned(due, Usual(weekday, time(hour), start, weeks), where=Place(calendar, LONDON, NOW))
    without = planned(due, None, where=Place(calendar, LONDON, NOW))
    assert instant > NOW
    assert local_day(instant, LONDON) <= max(due, local_day(without, LONDON))


def slots(near, until, **more):
    given = {"busy": (), "away": (), "usual": None, **more}
    return free_slots(near, until=until, where=HERE, minutes=60, **given)


def test_the_free_times_nearest_to_the_day_are_offered_in_order():
    assert slots(date(2027, 3, 3), date(2027, 3, 12)) == [
        utc(2, 10), utc(2, 14), utc(3, 10), utc(3, 14), utc(4, 10), utc(4, 14),
    ]  # fmt: skip


def test_what_is_busy_away_or_gone_is_not_offered():
    found = slots(
        date(2027, 3, 1), date(2027, 3, 3), busy=[Span(utc(1, 13, 30), 60)], away=[Leave(date(2027, 3, 2), None)]
    )
    assert found == [utc(1, 15, 30)]


def test_the_hour_of_the_series_is_offered():
    assert slots(date(2027, 3, 2), date(2027, 3, 2), usual=TUESDAYS)[-2:] == [utc(2, 10), utc(2, 11)]


def test_past_the_due_date_times_of_the_next_days_are_offered():
    found = slots(date(2027, 2, 10), date(2027, 2, 10))
    assert found[0] == utc(1, 14)
    assert all(NOW < at < utc(12, 0) for at in found)


@pytest.mark.parametrize(("start", "overlap"), [(utc(1, 9), False), (utc(1, 9, 1), True), (utc(1, 11), False)])
def test_sessions_that_touch_do_not_overlap(start, overlap):
    assert Span(utc(1, 10), 60).overlaps(start, 60) is overlap


def test_the_session_that_one_follows_is_the_last_before_it():
    days = [date(2027, 3, 1), date(2027, 3, 8), date(2027, 3, 15)]
    assert previous_day(date(2027, 3, 15), days) == date(2027, 3, 8)
    assert previous_day(date(2027, 3, 1), days) is None
