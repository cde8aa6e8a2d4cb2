"""Places with dates: who supervises whom, who is in which team, who is away, who stands in."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from workforce_assurance.audit.commands import record
from workforce_assurance.common.refusals import Refusal

from ..models import Deputy, Leave, Person, SupervisionLine, Team, TeamMembership


class SamePerson(Refusal):
    """Nobody supervises themselves or stands in for themselves."""


class OverlapsAnother(Refusal):
    words = "There is one already for some of these days. End that first, or choose other days."


class EndsBeforeStart(Refusal):
    words = "Choose a day on or after the first day."


@transaction.atomic
def assign_supervisor(
    *, worker: Person, supervisor: Person, starts_on: date, by: Person, now: datetime
) -> SupervisionLine:
    """Let the supervisor supervise the worker from that day on; the line before ends the day before.

    :raises SamePerson: when they are one
    """
    if worker == supervisor:
        raise SamePerson("Nobody supervises themselves. Choose somebody else.")
    line = SupervisionLine(worker=worker, supervisor=supervisor, starts_on=starts_on)
    begin(SupervisionLine, "worker", [line])
    _record("supervision_line.begun", line, worker, by, now, supervisor=str(supervisor.pk), starts_on=str(starts_on))
    return line


@transaction.atomic
def move_to_team(*, person: Person, team: Team, starts_on: date, by: Person, now: datetime) -> TeamMembership:
    """Let the person be in that team from that day on; the membership before ends the day before."""
    membership = TeamMembership(person=person, team=team, starts_on=starts_on)
    begin(TeamMembership, "person", [membership])
    _record("membership.begun", membership, person, by, now, team=str(team.pk), starts_on=str(starts_on))
    return membership


@transaction.atomic
def add_leave(*, person: Person, kind: str, starts_on: date, ends_on: date | None, by: Person, now: datetime) -> Leave:
    """Note that the person is away; without a last day, until it is known.

    :raises EndsBeforeStart: when the last day lies before the first
    :raises OverlapsAnother: when other leave touches these days
    """
    leave = _add(Leave(person=person, kind=kind, starts_on=starts_on, ends_on=ends_on))
    _record("leave.added", leave, person, by, now, starts_on=str(starts_on), ends_on=str(ends_on or ""))
    return leave


@transaction.atomic
def name_deputy(
    *, person: Person, deputy: Person, starts_on: date, ends_on: date | None, by: Person, now: datetime
) -> Deputy:
    """Say who stands in for the person on these days, whenever the person is away or cannot be told.

    :raises SamePerson: when they are one
    :raises EndsBeforeStart: when the last day lies before the first
    :raises OverlapsAnother: when another deputy is named for some of these days
    """
    if person == deputy:
        raise SamePerson("Nobody stands in for themselves. Choose somebody else.")
    named = _add(Deputy(person=person, deputy=deputy, starts_on=starts_on, ends_on=ends_on))
    _record("deputy.named", named, person, by, now, deputy=str(deputy.pk), starts_on=str(starts_on))
    return named


@transaction.atomic
def end_dated(
    *, row: SupervisionLine | TeamMembership | Leave | Deputy, ends_on: date, by: Person, now: datetime
) -> None:
    """Let a line, a membership, leave or a deputy's time end with that day.

    :raises EndsBeforeStart: when it begins after that day
    :raises OverlapsAnother: when it would then touch another
    """
    if ends_on < row.starts_on:
        raise EndsBeforeStart
    person = row.worker if isinstance(row, SupervisionLine) else row.person
    row.ends_on = ends_on
    try:
        with transaction.atomic():
            row.save(update_fields=["ends_on"])
    except IntegrityError as error:
        raise OverlapsAnother("Another one begins by then. Choose an earlier day.") from error
    _record(f"{_WORDS[type(row)]}.ended", row, person, by, now, ends_on=str(ends_on))


def begin(model: Any, whose: str, new: list[Any]) -> None:
    """End what holds the day before each new row begins; what was to begin on that day or later gives way to it."""
    starts: dict[date, list[uuid.UUID]] = {}
    for row in new:
        starts.setdefault(row.starts_on, []).append(getattr(row, f"{whose}_id"))
    for day, people in starts.items():
        theirs = model.objects.filter(**{f"{whose}__in": people})
        theirs.filter(starts_on__gte=day).delete()
        theirs.exclude(ends_on__lt=day).update(ends_on=day - timedelta(days=1))
    model.objects.bulk_create(new)


def _add(row: Any) -> Any:
    if row.ends_on and row.ends_on < row.starts_on:
        raise EndsBeforeStart
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise OverlapsAnother from error
    return row


_WORDS = {SupervisionLine: "supervision_line", TeamMembership: "membership", Leave: "leave", Deputy: "deputy"}


def _record(action: str, row: Any, person: Person, by: Person, now: datetime, **facts: str) -> None:
    record(
        action=action, subject_type=_WORDS[type(row)], subject_id=row.pk, by=by, now=now, about=person.pk, facts=facts
    )
