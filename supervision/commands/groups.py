"""What can happen to a group: planned, its people changed, moved, cancelled; and the opening of its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.people import queries as people
from workforce_assurance.structured_templates import commands as records
from workforce_assurance.structured_templates import queries as written

from ..enums import GroupKind, GroupState, Reason
from ..exceptions import BookedTwice, GroupAlreadyClosed, GroupOutOfSize, MovedOutOfReach, NotTheirsToInvite
from ..invitations import LEAST, MOST, invitable
from ..models import Attendance, GroupSession
from ..querysets import WERE_AWAY, WERE_THERE
from ..references import new_reference
from .places import Whereabouts
from .planning import lock_workers, plan_for
from .sessions import FARTHEST_MOVE


@dataclass(frozen=True)
class GroupPlan:
    """What is planned. The people of a peer group are those besides whoever plans it."""

    kind: GroupKind
    people: tuple[Any, ...]
    planned_at: datetime
    minutes: int
    at: Whereabouts = field(default_factory=Whereabouts)


@transaction.atomic
def plan_group(*, plan: GroupPlan, by: Any, now: datetime) -> GroupSession:
    """Plan a group. Whoever plans it facilitates it; of peers they take the notes and are one of them.

    :raises NotTheirsToInvite: when somebody is invited who lies outside their circle
    :raises GroupOutOfSize: when there are too few or too many
    :raises MovedOutOfReach: when the time has passed or lies more than a year ahead
    :raises BookedTwice: when they have another group at exactly that time
    """
    lock_workers([by.pk])
    of_peers = plan.kind == GroupKind.PEER
    _check_invited(plan.people, plan.kind, by=by, now=now)
    members = (by, *plan.people) if of_peers else plan.people
    _check_size(members)
    _check_time(plan.planned_at, by, now)
    group = GroupSession.objects.create(
        reference=new_reference(),
        kind=plan.kind,
        facilitator=None if of_peers else by,
        note_taker=by if of_peers else None,
        team=_team_of_all(members, now),
        planned_at=plan.planned_at,
        minutes=plan.minutes,
        place=plan.at.place,
        call_link=plan.at.call_link or "",
        planned_by=by,
    )
    Attendance.objects.bulk_create(Attendance(group=group, person=person) for person in members)
    note_group("group planned", group, by, now, kind=plan.kind, people=len(members))
    return group


@transaction.atomic
def change_group_members(
    *, group: GroupSession, members: Iterable[Any], note_taker: Any | None = None, by: Any, now: datetime
) -> GroupSession:
    """Say who is invited from now on, and for peers who takes the notes. Whoever is there already may stay.

    :raises GroupAlreadyClosed: when it was held or cancelled
    :raises NotTheirsToInvite: when somebody is added who lies outside their circle
    :raises GroupOutOfSize: when too few or too many are left
    :raises SharedPartBegun: when somebody would come to read what was written before they were among its readers
    """
    wanted = {person.pk: person for person in members}
    with still_open(group) as locked:
        of_peers = locked.kind == GroupKind.PEER
        if of_peers:
            taker: Any = note_taker or locked.note_taker
            wanted[taker.pk] = taker
        before = set(locked.attendances.values_list("person_id", flat=True))
        _check_invited([wanted[key] for key in wanted.keys() - before - {by.pk}], locked.kind, by=by, now=now)
        _check_size(wanted)
        locked.attendances.exclude(person__in=wanted).delete()
        Attendance.objects.bulk_create(Attendance(group=locked, person_id=key) for key in wanted.keys() - before)
        if of_peers:
            locked.note_taker = taker
        locked.save(update_fields=["note_taker"])
        bring_parties_up_to_date(locked, by, now)
        added, gone = len(wanted.keys() - before), len(before - wanted.keys())
        note_group("group members changed", locked, by, now, added=added, taken_out=gone)
    return locked


@transaction.atomic
def move_group(*, group: GroupSession, to: datetime, at: Whereabouts | None = None, by: Any, now: datetime) -> Any:
    """Give the group a new time, and a place when one is given.

    :raises GroupAlreadyClosed: when it was held or cancelled
    :raises MovedOutOfReach: when the new time has passed or lies more than a year ahead
    :raises BookedTwice: when whoever runs it has another group at exactly that time
    """
    with still_open(group) as locked:
        if at is not None:
            locked.place = at.place
            locked.call_link = locked.call_link if at.call_link is None else at.call_link
        if to != locked.planned_at:
            _check_time(to, locked.writer, now)
            note_group("group moved", locked, by, now, moved_from=locked.planned_at.isoformat(), to=to.isoformat())
            locked.planned_at = to
        locked.save(update_fields=["place", "call_link", "planned_at"])
    return locked


@transaction.atomic
def cancel_group(*, group: GroupSession, reason: Reason, by: Any, now: datetime) -> GroupSession:
    """Record that the group will not meet, and why.

    :raises GroupAlreadyClosed: when it was held or cancelled
    """
    with still_open(group) as locked:
        locked.state, locked.reason = GroupState.CANCELLED, reason
        locked.closed_at, locked.closed_by = now, by
        locked.save(update_fields=["state", "reason", "closed_at", "closed_by"])
        note_group("group cancelled", locked, by, now, reason=reason)
        plan_for(worker_ids=locked.attendances.values_list("person_id", flat=True), now=now)
    return locked


@transaction.atomic
def start_group(*, group: GroupSession, by: Any, now: datetime) -> Any:
    """Open the group's record, or find it opened; gives the response. Anybody of the group may, to write their own part.

    :raises GroupAlreadyClosed: when it was cancelled
    :raises NoPublishedTemplate: when no template of groups is published
    """
    locked = lock_group(group)
    if locked.state == GroupState.CANCELLED:
        raise GroupAlreadyClosed("This group was cancelled, so it has no record.")
    if locked.started_at is None and by.pk == locked.writer_id:
        locked.started_at = now
        locked.save(update_fields=["started_at"])
        note_group("group started", locked, by, now)
    response = records.open_response(
        purpose=locked.purpose, subject_id=locked.pk, author=locked.writer, invited=_people(locked), by=by, now=now
    )
    bring_parties_up_to_date(locked, by, now)
    return response


def bring_parties_up_to_date(group: GroupSession, by: Any, now: datetime) -> None:
    """Let those who are in the group be in its record, when there is one: expected, and once it was held there or not."""
    response = written.response_for(group.purpose, group.pk)
    if response is None:
        return
    parts = {"invited": _people(group)}
    if group.state != GroupState.PLANNED:
        parts = {"attending": _people(group, state__in=WERE_THERE), "absent": _people(group, state__in=WERE_AWAY)}
    records.set_parties(response=response, author=group.writer, **parts, by=by, now=now)


def _people(group: GroupSession, **which: Any) -> list[Any]:
    rows = group.attendances.filter(**which).select_related("person").order_by("person__full_name", "pk")
    return [row.person for row in rows]


def _check_invited(invited: Iterable[Any], kind: str, *, by: Any, now: datetime) -> None:
    keys = {person.pk for person in invited}
    if not keys:
        return
    within = set(invitable(by, kind, on=people.today(now=now)).filter(pk__in=keys).values_list("pk", flat=True))
    if keys - within:
        raise NotTheirsToInvite("Choose people from the list: somebody here is outside your circle by now.")


def _check_size(members: Any) -> None:
    if not LEAST <= len(members) <= MOST:
        raise GroupOutOfSize(f"A group has {LEAST} to {MOST} people. Choose others, or meet one to one.")


def _check_time(to: datetime, runner: Any, now: datetime) -> None:
    if not now < to < now + FARTHEST_MOVE:
        raise MovedOutOfReach("Choose a time between now and a year from now.")
    if GroupSession.objects.open().run_by(runner).filter(planned_at=to).exists():
        raise BookedTwice("There is another group at exactly that time. Choose another time.")


def _team_of_all(members: Iterable[Any], now: datetime) -> Any:
    """The team, when all of them are in the same one."""
    keys = [person.pk for person in members]
    rows = people.memberships(on=people.today(now=now)).filter(person__in=keys).select_related("team")
    of = {row.person_id: row.team for row in rows}
    teams = set(of.values())
    return teams.pop() if len(teams) == 1 and len(of) == len(keys) else None


@contextmanager
def still_open(group: GroupSession) -> Iterator[GroupSession]:
    """The group, locked with its people and without an outcome."""
    lock_workers(group.attendances.values_list("person_id", flat=True))
    locked = lock_group(group)
    if locked.state != GroupState.PLANNED:
        raise GroupAlreadyClosed("This group was held or cancelled already. Nothing was changed.")
    yield locked


def lock_group(group: GroupSession) -> GroupSession:
    rows = GroupSession.objects.select_related("facilitator", "note_taker").select_for_update(of=("self",), no_key=True)
    return rows.get(pk=group.pk)


def note_group(action: str, group: GroupSession, by: Any, now: datetime, **facts: Any) -> None:
    """Codes, counts and times; who was there is in the rows, what was said in the record."""
    audit.record(
        action=action, subject_type="supervision.group", subject_id=group.pk, by=by, now=now,
        facts={"reference": group.reference, **facts},
    )  # fmt: skip
