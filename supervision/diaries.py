"""The diaries of some people as the database has them: in one round trip for any number of people."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from workforce_assurance.common.dates import WorkingCalendar, end_of_day, start_of_day
from workforce_assurance.common.together import fetch_together
from workforce_assurance.people import queries as people

from .cadence import Leave
from .clashes import Booking, Diaries, Diary
from .models import Attendance, GroupSession, Session
from .slots import Place, Span

Id = uuid.UUID
# Around the days that are asked about.
LONGEST = timedelta(hours=8)


def diaries_of(names: Mapping[Id, str], *, first: date, last: date, now: datetime, zone: ZoneInfo) -> Diaries:
    """When these people (key and name) have sessions and are away, from `first` to `last`."""
    days_off = people.days_off()
    span = {"planned_at__gte": start_of_day(first, zone) - LONGEST, "planned_at__lt": end_of_day(last, zone)}
    sessions, run, invited = _sessions(names, span), _run(names, span), _invited(names, span)
    away = people.leave_of(names, first=first, last=last).values_list("person_id", "starts_on", "ends_on")
    fetch_together([sessions, run, invited, away, days_off])
    bookings, leave = _bookings(names, sessions, [*run, *invited]), _leave(away)
    found = {key: Diary(name, tuple(bookings[key]), tuple(leave[key])) for key, name in names.items()}
    holidays = dict(days_off)
    return Diaries(found, Place(WorkingCalendar(frozenset(holidays)), zone, now), holidays)


def _sessions(names: Mapping[Id, str], span: dict[str, datetime]) -> QuerySet:
    rows = Session.objects.open().filter(Q(worker__in=names) | Q(supervisor__in=names), **span).order_by("planned_at")
    return rows.values_list("pk", "worker", "supervisor", "planned_at", "minutes")


def _run(names: Mapping[Id, str], span: dict[str, datetime]) -> QuerySet:
    """The groups that they facilitate."""
    run = GroupSession.objects.open().filter(facilitator__in=names, **span)
    return run.values_list("facilitator_id", "pk", "planned_at", "minutes")


def _invited(names: Mapping[Id, str], span: dict[str, datetime]) -> QuerySet:
    """The groups that they are invited to."""
    open_in_span = {"group__state": "planned"} | {f"group__{name}": value for name, value in span.items()}
    invited = Attendance.objects.filter(person__in=names, **open_in_span)
    return invited.values_list("person_id", "group_id", "group__planned_at", "group__minutes")


def _bookings(names: Mapping[Id, str], sessions: Iterable[Any], groups: Iterable[Any]) -> dict[Id, list[Booking]]:
    found: dict[Id, list[Booking]] = defaultdict(list)
    for key, worker, supervisor, at, minutes in sessions:
        for person in (worker, supervisor):
            if person in names:
                found[person].append(Booking(key, Span(at, minutes)))
    for person, key, at, minutes in groups:
        found[person].append(Booking(key, Span(at, minutes)))
    return found


def _leave(away: Iterable[Any]) -> dict[Id, list[Leave]]:
    found: dict[Id, list[Leave]] = defaultdict(list)
    for person, starts_on, ends_on in away:
        found[person].append(Leave(starts_on, ends_on))
    return found
