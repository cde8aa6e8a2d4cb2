"""A few groups of the team to show: held with one away, restorative, of peers, one today and one to come."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from supervision.commands import GroupPlan, Was, Whereabouts, hold_group, plan_group, start_group
from supervision.enums import AttendanceState, GroupKind
from supervision.invitations import invitable
from supervision.models import GroupSession
from workforce_assurance.structured_templates.asked import asked_by
from workforce_assurance.structured_templates.commands import add_statement, finish_response, save_section, sign
from workforce_assurance.structured_templates.kinds import Value

from .group_notes import AFTER_A_NIGHT, OWN_PARTS, PEERS, STATEMENT, STUCK_WORK, GroupNote
from .sign_ins import supervisor_to_show, worker_to_show
from .staff import ZONE, instant

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
LARGEST = 6
ROOM = Whereabouts("Group room, Quay House")


def hold_groups(*, now: datetime) -> int:
    """Plan and hold them as of the days on which they met; gives how many there are."""
    supervisor, worker = supervisor_to_show(), worker_to_show()
    _held(GroupKind.GROUP, supervisor, 25, STUCK_WORK, away=1, now=now)
    _held(GroupKind.RESTORATIVE, supervisor, 11, AFTER_A_NIGHT, now=now)
    # Finished and not signed yet; there is still time.
    _held(GroupKind.PEER, worker, 4, PEERS, now=now)
    today = now.astimezone(ZONE).date()
    _planned(GroupKind.GROUP, supervisor, instant(today, time(16)), now)
    coming = _planned(GroupKind.PEER, worker, instant(today + 8 * DAY, time(12)), now)
    response = start_group(group=coming, by=worker, now=now)
    _save(response, "mine", OWN_PARTS[0], worker, now)
    return GroupSession.objects.count()


def _working_day(day: date) -> date:
    """That day, or the Friday before."""
    return day - max(0, day.weekday() - 4) * DAY


def _planned(kind: GroupKind, by: Any, at: datetime, now: datetime) -> GroupSession:
    people = tuple(invitable(by, kind, on=now.astimezone(ZONE).date())[:LARGEST])
    return plan_group(plan=GroupPlan(kind, people, at, 90, ROOM), by=by, now=now)


def _held(kind: GroupKind, by: Any, days_ago: int, note: GroupNote, *, now: datetime, away: int = 0) -> None:
    """Planned a week before; the last ones of the list were away."""
    at = instant(_working_day(now.astimezone(ZONE).date() - days_ago * DAY), time(13))
    group = _planned(kind, by, at, at - 7 * DAY)
    members = [row.person for row in group.attendances.select_related("person").order_by("person__full_name", "pk")]
    gone = [person for person in members if person != by][len(members) - away - (by in members) :] if away else []
    first = next(person for person in members if person != by)
    response = start_group(group=group, by=first, now=at - DAY)
    _save(response, "mine", OWN_PARTS[days_ago % len(OWN_PARTS)], first, at - DAY)
    start_group(group=group, by=by, now=at)
    states = {person.pk: AttendanceState.EXCUSED if person in gone else AttendanceState.ATTENDED for person in members}
    attendance = {key: Was(state) for key, state in states.items()}
    hold_group(group=group, held_at=at, minutes=90, attendance=attendance, by=by, now=now)
    for minute, (section, answers) in enumerate(note.items(), start=95):
        _save(response, section, answers, by, at + minute * MINUTE)
    response = finish_response(response=response, by=by, now=at + 110 * MINUTE)
    if kind != GroupKind.PEER:
        sign(response=response, seen_sha256=response.content_sha256, by=by, now=at + 112 * MINUTE)
        add_statement(response=response, text=STATEMENT, once="demo", by=first, now=at + DAY)


def _save(response: Any, key: str, answers: dict[str, Value], by: Any, now: datetime) -> None:
    section = asked_by(response.version_id).section(key)
    if section is not None:
        save_section(response=response, section=section, values=answers, revision=0, seen="", by=by, now=now)
