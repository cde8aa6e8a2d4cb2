"""Series of meetings: begun with a first meeting, changed, and ended."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db import transaction

from workforce_assurance.common.dates import at_local
from workforce_assurance.common.references import new_reference
from workforce_assurance.people import queries as people

from ...models import Meeting, MeetingSeries, Seat
from ..enums import MONTHS, Every, MeetingState, Presence
from ..exceptions import NotInThisState, SeriesHasAName
from .loading import locked
from .trail import note


@dataclass(frozen=True)
class Wanted:
    """Its name, of which service (None: the whole organisation), how often, who chairs it and who is invited."""

    name: str
    service: Any
    every: Every
    chair: Any
    members: Sequence[Any]


@transaction.atomic
def begin_series(*, wanted: Wanted, first_at: datetime, once: uuid.UUID, by: Any, now: datetime) -> MeetingSeries:
    """Begin a series and plan its first meeting, which looks back over as long as lies between two of them.

    :raises SeriesHasAName: when another one that goes on is called that
    """
    if known := MeetingSeries.objects.filter(once=once).first():
        return known
    _check_name(wanted.name)
    series = MeetingSeries.objects.create(
        once=once, name=wanted.name, service=wanted.service, every=wanted.every, chair=wanted.chair, begun_at=now,
        begun_by=by,
    )  # fmt: skip
    series.members.set(wanted.members)
    plan_meeting(series, first_at, first_at - relativedelta(months=MONTHS[wanted.every]))
    note("meeting series begun", series, by, now, every=wanted.every, chair=str(wanted.chair.pk))
    return series


@transaction.atomic
def change_series(*, series: MeetingSeries, wanted: Wanted, by: Any, now: datetime) -> None:
    """Its name, how often, chair and who is invited; of which service it is stays. The meeting that is not held yet follows.

    :raises SeriesHasAName: when another one that goes on is called that
    :raises NotInThisState: when it has ended
    """
    series = _going_on(series)
    _check_name(wanted.name, but=series)
    series.name, series.every, series.chair = wanted.name, wanted.every, wanted.chair
    series.save(update_fields=["name", "every", "chair"])
    series.members.set(wanted.members)
    waiting = series.meetings.filter(state__in=[MeetingState.PLANNED, MeetingState.PREPARED]).first()
    if waiting:
        invite(waiting)
    note("meeting series changed", series, by, now, every=wanted.every, chair=str(wanted.chair.pk))


@transaction.atomic
def end_series(*, series: MeetingSeries, by: Any, now: datetime) -> None:
    """End it: no further meeting is planned. One that is prepared or held is finished first.

    :raises NotInThisState: when it has ended, or a meeting is under way
    """
    series = _going_on(series)
    under_way = series.meetings.not_closed()
    if under_way.exclude(state=MeetingState.PLANNED).exists():
        raise NotInThisState("A meeting of it is under way. Close that one first.")
    for meeting in under_way:
        meeting.seats.all().delete()
        meeting.delete()
    series.ended_at = now
    series.save(update_fields=["ended_at"])
    note("meeting series ended", series, by, now)


@transaction.atomic
def move_meeting(*, meeting: Meeting, to: datetime, by: Any, now: datetime) -> None:
    """Hold it at another time.

    :raises NotInThisState: when it was held
    """
    meeting = locked(meeting, MeetingState.PLANNED, MeetingState.PREPARED)
    meeting.starts_at = to
    meeting.save(update_fields=["starts_at"])
    note("meeting moved", meeting, by, now, to=to.isoformat())


def plan_meeting(series: MeetingSeries, starts_at: datetime, since: datetime) -> Meeting:
    meeting = Meeting.objects.create(reference=new_reference(), series=series, starts_at=starts_at, since=since)
    invite(meeting)
    return meeting


def next_start(meeting: Meeting) -> datetime:
    """The same hour by the organisation's clock, so many months on, on a working day."""
    zone = people.zone()
    local = meeting.starts_at.astimezone(zone) + relativedelta(months=MONTHS[Every(meeting.series.every)])
    return at_local(people.calendar().next_working(local.date()), local.time(), zone)


def invite(meeting: Meeting) -> None:
    """Those whom the series invites, and whoever chairs it; who is not any more loses the seat, for nothing was held yet."""
    invited = {*meeting.series.members.values_list("pk", flat=True), meeting.series.chair_id}
    meeting.seats.filter(presence=Presence.INVITED).exclude(person__in=invited).delete()
    Seat.objects.bulk_create([Seat(meeting=meeting, person_id=key) for key in sorted(invited)], ignore_conflicts=True)


def _going_on(series: MeetingSeries) -> MeetingSeries:
    found = MeetingSeries.objects.select_for_update(of=("self",)).get(pk=series.pk)
    if found.ended_at:
        raise NotInThisState("This series has ended.")
    return found


def _check_name(name: str, but: MeetingSeries | None = None) -> None:
    others = MeetingSeries.objects.going_on().filter(name=name)
    if others.exclude(pk=but.pk if but else None).exists():
        raise SeriesHasAName("Another series is called that. Choose a name that tells them apart.")
