"""What speaks against a time, in words: another session, leave, a holiday. A warning, never a ban. Pure: no clock."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import SATURDAY, WorkingCalendar, local_day

from .cadence import Leave, on_leave
from .slots import Place, Span


@dataclass(frozen=True)
class Booking:
    """One open session in somebody's diary."""

    session_id: uuid.UUID
    span: Span


@dataclass(frozen=True)
class Diary:
    """When somebody has sessions and is away."""

    name: str
    bookings: tuple[Booking, ...] = ()
    leave: tuple[Leave, ...] = ()

    def busy(self, *, but: uuid.UUID | None = None) -> list[Span]:
        return [booking.span for booking in self.bookings if booking.session_id != but]


@dataclass(frozen=True)
class Diaries:
    """The diaries of some people, and the days off."""

    of: dict[uuid.UUID, Diary]
    place: Place
    holidays: dict[date, str] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return self.place.zone

    @property
    def calendar(self) -> WorkingCalendar:
        return self.place.calendar


def clashes(
    at: datetime, minutes: int, people: Iterable[uuid.UUID], diaries: Diaries, *, but: uuid.UUID | None = None
) -> list[str]:
    """What speaks against this time for these people, the session `but` left out; sentences, none when it is free."""
    day = local_day(at, diaries.zone)
    found = _of_the_day(day, diaries)
    for person in people:
        diary = diaries.of.get(person)
        if diary is not None:
            found += _of_a_person(at, minutes, day, diary, diaries.zone, but)
    return found


def _of_the_day(day: date, diaries: Diaries) -> list[str]:
    if day in diaries.holidays:
        return [f"That day is a holiday: {diaries.holidays[day]}."]
    return [f"That day is a {day:%A}."] if day.weekday() >= SATURDAY else []


def _of_a_person(
    at: datetime, minutes: int, day: date, diary: Diary, zone: ZoneInfo, but: uuid.UUID | None
) -> list[str]:
    overlapping = [span for span in diary.busy(but=but) if span.overlaps(at, minutes)]
    others = [f"{diary.name} has another session at {span.start.astimezone(zone):%H:%M}." for span in overlapping[:1]]
    # Which kind of leave is nobody's business.
    return [*others, f"{diary.name} is away that day."] if on_leave(day, diary.leave) else others
