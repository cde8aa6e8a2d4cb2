"""Every clock of the shipped catalogue over both changes of the clocks, in three zones: hours that really pass."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from debriefs.clocks import clock_of, in_time
from debriefs.shipped import CATALOGUE, described

# Zone, the local time of an incident on the eve of the change, and how local clocks show the end of a hot debrief.
TABLE = [
    ("Europe/London", "2027-03-27 22:00", "2027-03-28 23:00"),
    ("Europe/London", "2027-10-30 22:00", "2027-10-31 21:00"),
    ("America/New_York", "2027-03-13 22:00", "2027-03-14 23:00"),
    ("America/New_York", "2027-11-06 22:00", "2027-11-07 21:00"),
    # Half an hour, and the other way round in the year.
    ("Australia/Lord_Howe", "2027-04-03 22:00", "2027-04-04 21:30"),
    ("Australia/Lord_Howe", "2027-10-02 22:00", "2027-10-03 22:30"),
]
WINDOWS = sorted(
    {
        (rule["strand"], rule["position"], rule["opens_after_hours"], rule["closes_after_hours"])
        for found in described(CATALOGUE)["types"]
        for rule in found.get("strands", ())
    }
)


def local(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(("zone", "happened", "closes"), TABLE)
def test_a_hot_debrief_ends_after_24_hours_whatever_the_wall_shows(zone, happened, closes):
    clock = clock_of(local(happened, zone), opens_after_hours=0, closes_after_hours=24)
    shown = clock.closes_at.astimezone(ZoneInfo(zone))
    assert f"{shown:%Y-%m-%d %H:%M}" == closes


@pytest.mark.parametrize(("zone", "happened", "_closes"), TABLE)
@pytest.mark.parametrize("window", WINDOWS, ids=lambda window: f"{window[0]}-{window[1]}")
def test_every_window_is_as_long_as_it_says(zone, happened, _closes, window):
    _, _, opens, closes = window
    began = local(happened, zone)
    clock = clock_of(began, opens_after_hours=opens, closes_after_hours=closes)
    assert (clock.opens_at - began.astimezone(UTC), clock.closes_at - began.astimezone(UTC)) == (
        timedelta(hours=opens),
        timedelta(hours=closes),
    )


@pytest.mark.parametrize("first", ["2027-10-31 01:30+01:00", "2027-10-31 01:30+00:00"])
def test_the_hour_that_comes_twice_is_two_hours(first):
    began = datetime.fromisoformat(first)
    assert clock_of(began, opens_after_hours=0, closes_after_hours=1).closes_at == began + timedelta(hours=1)


def test_exactly_at_the_end_counts():
    end = datetime(2027, 3, 2, 12, tzinfo=UTC)
    assert (in_time(end, end), in_time(end + timedelta(microseconds=1), end)) == (True, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens_after_hours": 2, "closes_after_hours": 2},
        {"opens_after_hours": 0, "closes_after_hours": 1, "naive": True},
    ],
)
def test_what_makes_no_clock_is_refused(wrong):
    began = datetime(2027, 3, 1) if wrong.pop("naive", False) else datetime(2027, 3, 1, tzinfo=UTC)  # noqa: DTZ001
    with pytest.raises(ValueError, match=r"instant|closes after"):
        clock_of(began, **wrong)
