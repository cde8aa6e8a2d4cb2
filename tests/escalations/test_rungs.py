"""Rungs over weekends, holidays and clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workforce_assurance.common.dates import WorkingCalendar
from workforce_assurance.escalations.rungs import WorkingClock

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = frozenset({date(2026, 4, 3), date(2026, 4, 6), date(2026, 12, 25), date(2026, 12, 28)})
CLOCK = WorkingClock(WorkingCalendar(HOLIDAYS), LONDON)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


@pytest.mark.parametrize(
    ("counted_from", "working_days", "comes_at"),
    [
        ("2026-11-07T00:00", 0, "2026-11-07T00:00"),  # the end of a Friday
        ("2026-11-07T00:00", 3, "2026-11-12T00:00"),  # and the end of the Wednesday after
        ("2026-11-03T14:00", 3, "2026-11-06T14:00"),
        ("2026-11-06T14:00", 3, "2026-11-11T14:00"),
        ("2026-11-07T10:00", 3, "2026-11-12T00:00"),  # a Saturday counts as the end of Friday
        ("2026-04-02T09:00", 1, "2026-04-07T09:00"),  # Good Friday and Easter Monday
        ("2026-03-28T00:00", 1, "2026-03-31T00:00"),  # over the change to summer time
        ("2026-10-24T00:00", 1, "2026-10-27T00:00"),  # and back
        ("2026-12-25T00:00", 2, "2026-12-31T00:00"),
    ],
)
def test_a_rung_comes_so_many_working_days_later(counted_from: str, working_days: int, comes_at: str) -> None:
    assert CLOCK.comes_at(local(counted_from), working_days) == local(comes_at)


@pytest.mark.parametrize("working_days", [0, 1, 3, 8, 13])
def test_an_instant_has_reached_its_rung_the_moment_the_rung_comes(working_days: int) -> None:
    counted_from = local("2026-03-21T00:00")
    comes_at = CLOCK.comes_at(counted_from, working_days)
    before = comes_at - timedelta(microseconds=1)
    assert CLOCK.cut_off(comes_at, working_days) >= counted_from > CLOCK.cut_off(before, working_days)


# Clocks change between one and two at night; there the answer may be an hour off.
instants = (
    st.datetimes(datetime.fromisoformat("2025-01-01"), datetime.fromisoformat("2027-12-31"))
    .map(lambda moment: moment.replace(tzinfo=LONDON).astimezone(UTC))
    .filter(lambda instant: instant.astimezone(LONDON).hour not in {1, 2})
)


@given(counted_from=instants, now=instants, working_days=st.integers(0, 40))
def test_the_cut_off_divides_those_whose_rung_has_come(
    counted_from: datetime, now: datetime, working_days: int
) -> None:
    come = CLOCK.comes_at(counted_from, working_days) <= now
    assert (counted_from <= CLOCK.cut_off(now, working_days)) == come


@given(one=instants, other=instants, working_days=st.integers(0, 40))
def test_a_later_end_never_has_an_earlier_rung(one: datetime, other: datetime, working_days: int) -> None:
    first, second = sorted((one, other))
    assert CLOCK.comes_at(first, working_days) <= CLOCK.comes_at(second, working_days)
