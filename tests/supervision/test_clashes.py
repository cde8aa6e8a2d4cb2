"""What speaks against a time, in words."""

import uuid
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.cadence import Leave
from supervision.clashes import Booking, Diaries, Diary, clashes
from supervision.slots import Place, Span
from workforce_assurance.common.dates import WorkingCalendar

LONDON = ZoneInfo("Europe/London")
SAM, SASHA, OTHER = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def against(at, *, but=None, **diaries):
    place = Place(WorkingCalendar(frozenset({date(2027, 3, 26)})), LONDON, NOW)
    of = {SAM: Diary("Sam Okoro", **diaries.get("sam", {})), SASHA: Diary("Sasha Reed", **diaries.get("sasha", {}))}
    return clashes(at, 60, (SAM, SASHA), Diaries(of, place, {date(2027, 3, 26): "Good Friday"}), but=but)


TEN = datetime(2027, 3, 15, 10, tzinfo=UTC)
BOOKED = {"bookings": (Booking(OTHER, Span(datetime(2027, 3, 15, 10, 30, tzinfo=UTC), 60)),)}


def test_nothing_speaks_against_a_free_hour():
    assert against(TEN) == []


def test_another_session_of_either_is_said():
    assert against(TEN, sasha=BOOKED) == ["Sasha Reed has another session at 10:30."]


def test_the_session_itself_is_no_clash():
    assert against(TEN, sam=BOOKED, but=OTHER) == []


def test_leave_is_said_without_its_kind():
    away = {"leave": (Leave(date(2027, 3, 10), None),)}
    assert against(TEN, sam=away) == ["Sam Okoro is away that day."]


@pytest.mark.parametrize(
    ("day", "words"),
    [(26, "That day is a holiday: Good Friday."), (20, "That day is a Saturday."), (28, "That day is a Sunday.")],
)
def test_days_off_are_said(day, words):
    assert against(datetime(2027, 3, day, 10, tzinfo=UTC)) == [words]
