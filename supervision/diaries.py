"""The diaries of some people as the database has them: six queries for any number of people."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q

from workforce_assurance.common.dates import WorkingCalendar, end_of_day, start_of_day
from workforce_assurance.people import queries as people

from .cadence import Leave
from .clashes import Booking, Diaries, Diary
from .models import Attendance, GroupSession, Session
from .slots import Place, Span

Id = uuid.UUID
# Around the days that are asked about.
LONGEST = timedelta(hours=8)


def diaries_of(names: Mapping[Id, str], *, first: date, last: date, now: datetime) -> Diaries:
    """When these people (key and name) have sessions and are away, from `first` to `last`."""
    zone = people.zone()
    place = Place(people.calendar(), zone, now)
    bookings, leave = _bookings(names, start_of_day(first, zone), end_of_day(last, zone)), _leave(names, first, last)
    found = {key: Diary(name, tuple(bookings[key]), tuple(leave[key])) for key, name in names.items()}
    return Diaries(found, place, _holidays(place.calendar, first, last))


def _bookings(names: Mapping[Id, str], start: datetime, end: datetime) -> dict[Id, list[Booking]]:
    found: dict[Id, list[Booking]] = defaultdict(list)
    rows = Session.objects.open().filter(Q(worker__in=names) | Q(supervisor__in=names))
    rows = rows.filter(planned_at__gte=start - LONGEST, planned_at__lt=end).order_by("planned_at")
    for key, worker, supervisor, at, minutes in rows.values_list("pk", "worker", "supervisor", "planned_at", "minutes"):
        for person in (worker, supervisor):
            if person in names:
                found[person].append(Booking(key, Span(at, minutes)))
    span = {"planned_at__gte": start - LONGEST, "planned_at__lt": end}
    for person, key, at, minutes in _groups(names, span):
        found[person].append(Booking(key, Span(at, minutes)))
    return found


def _groups(names: Mapping[Id, str], span: dict[str, datetime]) -> list[tuple[Id, Id, datetime, int]]:
    """The groups that they are invited to, and those that they facilitate."""
    run = GroupSession.objects.open().filter(facilitator__in=names, **span)
    open_in_span = {"group__state": "planned"} | {f"group__{name}": value for name, value in span.items()}
    invited = Attendance.objects.filter(person__in=names, **open_in_span)
    return [
        *run.values_list("facilitator_id", "pk", "planned_at", "minutes"),
        *invited.values_list("person_id", "group_id", "group__planned_at", "group__minutes"),
    ]


def _leave(names: Mapping[Id, str], first: date, last: date) -> dict[Id, list[Leave]]:
    found: dict[Id, list[Leave]] = defaultdict(list)
    rows = people.leave_of(names, first=first, last=last)
    for person, starts_on, ends_on in rows.values_list("person_id", "starts_on", "ends_on"):
        found[person].append(Leave(starts_on, ends_on))
    return found


def _holidays(calendar: WorkingCalendar, first: date, last: date) -> dict[date, str]:
    return people.holidays(first=first, last=last) if calendar.holidays else {}
