"""At which instants a session is planned, reminded of, due and past its grace."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.cadence import Leave
from supervision.timing import Clock, clock_for, usual_instant
from workforce_assurance.common.dates import WorkingCalendar

LONDON = ZoneInfo("Europe/London")
CALENDAR = WorkingCalendar(frozenset({date(2027, 3, 26), date(2027, 3, 29)}))
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def planned(due_on, *, now=NOW, leave=(), taken=()):
    return usual_instant(due_on, calendar=CALENDAR, zone=LONDON, leave=leave, now=now, taken=taken)


@pytest.mark.parametrize(
    ("due_on", "instant"),
    [
        (date(2027, 3, 17), datetime(2027, 3, 17, 10, tzinfo=UTC)),
        (date(2027, 3, 14), datetime(2027, 3, 12, 10, tzinfo=UTC)),  # a Sunday
        (date(2027, 3, 29), datetime(2027, 3, 25, 10, tzinfo=UTC)),  # Easter Monday, after Good Friday
        (date(2027, 3, 30), datetime(2027, 3, 30, 9, tzinfo=UTC)),  # summer time
        (date(2027, 10, 29), datetime(2027, 10, 29, 9, tzinfo=UTC)),  # the last working day of summer time
        (date(2027, 11, 1), datetime(2027, 11, 1, 10, tzinfo=UTC)),
    ],
)
def test_a_session_is_planned_at_ten_by_the_clock_of_a_working_day(due_on, instant):
    assert planned(due_on) == instant


def test_a_due_date_of_today_after_ten_is_planned_for_the_afternoon():
    assert planned(date(2027, 3, 1)) == datetime(2027, 3, 1, 14, tzinfo=UTC)


def test_a_due_date_of_this_evening_is_planned_for_the_next_working_day():
    evening = datetime(2027, 3, 5, 20, tzinfo=UTC)
    assert planned(date(2027, 3, 5), now=evening) == datetime(2027, 3, 8, 10, tzinfo=UTC)


def test_days_of_leave_before_the_due_date_are_passed_over():
    away = [Leave(date(2027, 3, 10), date(2027, 3, 13))]
    assert planned(date(2027, 3, 14), leave=away) == datetime(2027, 3, 9, 10, tzinfo=UTC)


def test_an_hour_that_is_taken_gives_way_to_the_afternoon_and_then_to_the_day_before():
    taken = {datetime(2027, 3, 17, 10, tzinfo=UTC)}
    assert planned(date(2027, 3, 17), taken=taken) == datetime(2027, 3, 17, 14, tzinfo=UTC)
    taken.add(datetime(2027, 3, 17, 14, tzinfo=UTC))
    assert planned(date(2027, 3, 17), taken=taken) == datetime(2027, 3, 16, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        (
            date(2027, 3, 25),  # the grace runs over Easter and into summer time
            Clock(
                datetime(2027, 3, 23, 8, tzinfo=UTC),
                datetime(2027, 3, 26, tzinfo=UTC),
                datetime(2027, 4, 5, 23, tzinfo=UTC),
            ),
        ),
        (
            date(2027, 10, 29),  # and out of it again
            Clock(
                datetime(2027, 10, 27, 7, tzinfo=UTC),
                datetime(2027, 10, 29, 23, tzinfo=UTC),
                datetime(2027, 11, 6, tzinfo=UTC),
            ),
        ),
    ],
)
def test_the_clock_counts_working_days_in_the_organisation_s_zone(day, clock):
    assert clock_for(day, grace_working_days=5, reminder_working_days=2, calendar=CALENDAR, zone=LONDON) == clock


def test_what_is_due_on_a_holiday_after_leave_is_planned_before_the_leave():
    away = (Leave(date(2027, 3, 15), date(2027, 3, 28)),)
    assert planned(date(2027, 3, 29), leave=away) == datetime(2027, 3, 12, 10, tzinfo=UTC)
