"""A group was held: who was there, for how long, and what that counts for each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.common.dates import local_day
from workforce_assurance.structured_templates.enums import ResponseState
from workforce_assurance.structured_templates.queries import response_for

from ..contacts import kind_of
from ..credit import Contact, CreditRules, credit
from ..enums import AttendanceState, CorrectedBecause, GroupKind, GroupState
from ..exceptions import (
    AttendanceIncomplete,
    GroupNotHeld,
    HeldInTheFuture,
    HeldTooLongAgo,
    MinutesOfAPartOutOfRange,
    MinutesOutOfRange,
    NobodyCame,
    NoteTakerWasAway,
    RecordSigned,
)
from ..models import Attendance, GroupSession
from ..querysets import WERE_THERE
from ..workers import facts_of, published_policies, setting
from .groups import bring_parties_up_to_date, lock_group, note_group, still_open
from .planning import lock_workers, plan_for
from .sessions import CLOCK_SLIP, LONGEST_MINUTES, OLDEST_RECORD


@dataclass(frozen=True)
class Was:
    """Whether somebody was there; with minutes when it was for a part."""

    state: AttendanceState
    minutes: int | None = None


@transaction.atomic
def hold_group(
    *,
    group: GroupSession,
    held_at: datetime,
    minutes: int,
    attendance: Mapping[uuid.UUID, Was],
    partly: bool = False,
    by: Any,
    now: datetime,
) -> GroupSession:
    """Record that the group met, for how long, and who was there; everybody's next session is planned anew.

    Whoever was not there does not come to read what the group wrote.

    :raises GroupAlreadyClosed: when it was held or cancelled
    :raises HeldInTheFuture, HeldTooLongAgo, MinutesOutOfRange: when the time cannot be right
    :raises AttendanceIncomplete: when it is not said of everybody who was invited, and of nobody else
    :raises MinutesOfAPartOutOfRange: when a part is longer than the whole
    :raises NobodyCame: when there was nobody
    :raises NoteTakerWasAway: when the note-taker of peers was not there
    """
    _check_when(held_at, minutes, now)
    with still_open(group) as locked:
        rows = list(locked.attendances.select_related("person"))
        _check_attendance(locked, rows, attendance, minutes)
        locked.state = GroupState.PARTLY_HELD if partly else GroupState.HELD
        locked.held_at, locked.held_minutes = held_at, minutes
        locked.closed_at, locked.closed_by = now, by
        locked.save()
        _count(locked, rows, attendance, now)
        bring_parties_up_to_date(locked, by, now)
        there = sum(row.state in WERE_THERE for row in rows)
        facts = {"state": locked.state, "held_at": held_at.isoformat(), "minutes": minutes}
        note_group("group held", locked, by, now, invited=len(rows), there=there, **facts)
        concerned = {row.person_id for row in rows} | ({locked.facilitator_id} if locked.facilitator_id else set())
        plan_for(worker_ids=concerned, now=now)
    return locked


@transaction.atomic
def correct_attendance(
    *, group: GroupSession, attendance: Mapping[uuid.UUID, Was], because: CorrectedBecause, by: Any, now: datetime
) -> GroupSession:
    """Say anew who was there, until the record is signed; whoever was not reads it no longer, and credit is counted anew.

    :raises GroupNotHeld: when it was not held
    :raises RecordSigned: when its record is signed
    :raises AttendanceIncomplete, MinutesOfAPartOutOfRange, NobodyCame, NoteTakerWasAway: as when it was recorded
    """
    lock_workers(group.attendances.values_list("person_id", flat=True))
    locked = lock_group(group)
    if locked.state not in (GroupState.HELD, GroupState.PARTLY_HELD):
        raise GroupNotHeld("Record first that the group was held, and who was there.")
    response = response_for(locked.purpose, locked.pk)
    if response is not None and response.state == ResponseState.SIGNED:
        raise RecordSigned("The record is signed: what it says of who was there stays.")
    rows = list(locked.attendances.select_related("person"))
    before = {row.person_id: (row.state, row.minutes) for row in rows}
    _check_attendance(locked, rows, attendance, locked.held_minutes or 0)
    _count(locked, rows, attendance, now)
    bring_parties_up_to_date(locked, by, now)
    changed = sum(before[row.person_id] != (row.state, row.minutes) for row in rows)
    there = sum(row.state in WERE_THERE for row in rows)
    note_group("group attendance corrected", locked, by, now, because=because, changed=changed, there=there)
    plan_for(worker_ids=before.keys(), now=now)
    return locked


def _check_when(held_at: datetime, minutes: int, now: datetime) -> None:
    if held_at > now + CLOCK_SLIP:
        raise HeldInTheFuture("Give the time at which the group met; it cannot be later than now.")
    if held_at < now - OLDEST_RECORD:
        raise HeldTooLongAgo("Give a date within the last 12 months.")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise MinutesOutOfRange("Give the minutes as a number from 1 to 480.")


def _check_attendance(
    group: GroupSession, rows: list[Attendance], attendance: Mapping[uuid.UUID, Was], minutes: int
) -> None:
    said = {was.state for was in attendance.values()}
    if {row.person_id for row in rows} != set(attendance) or AttendanceState.INVITED in said:
        raise AttendanceIncomplete("Say of everybody who was invited whether they were there. Open the page anew.")
    for was in attendance.values():
        if was.state == AttendanceState.PARTLY and not 1 <= (was.minutes or 0) < minutes:
            raise MinutesOfAPartOutOfRange(
                "Whoever was there for a part was there for fewer minutes than the group met."
            )
    if not said & set(WERE_THERE):
        raise NobodyCame("When nobody came, the group was not held. Cancel it instead.")
    if group.kind == GroupKind.PEER and attendance[group.note_taker_id].state not in WERE_THERE:  # type: ignore[index]
        raise NoteTakerWasAway(
            "Whoever takes the notes was there. Choose another note-taker under “Change who is invited”."
        )


def _count(group: GroupSession, rows: list[Attendance], attendance: Mapping[uuid.UUID, Was], now: datetime) -> None:
    """What counts for each, by the policy that reaches them."""
    where = setting(now=now)
    facts = facts_of([row.person for row in rows], where=where, policies=published_policies(zone=where.zone))
    terms = {found.person.pk: found.cadence.credit for found in facts if found.cadence}
    supervisees = sum(was.state in WERE_THERE for was in attendance.values())
    for row in rows:
        was = attendance[row.person_id]
        row.state, row.minutes, row.counted_minutes = was.state, None, None
        if was.state not in WERE_THERE:
            continue
        whole = group.held_minutes or 0
        row.minutes = was.minutes if was.state == AttendanceState.PARTLY else whole
        contact = Contact(
            local_day(group.held_at or now, where.zone), row.minutes or 0, kind_of(group.kind), supervisees
        )
        row.counted_minutes = credit(contact, terms.get(row.person_id, CreditRules()))
    Attendance.objects.bulk_update(rows, ["state", "minutes", "counted_minutes"])
