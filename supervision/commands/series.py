"""The usual time of a worker's sessions: set, changed, ended. What somebody set by hand stays where it is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people

from ..cadence import Leave
from ..exceptions import NoSupervisorYet
from ..models import Agreement, Series, Session
from ..slots import Place, Usual, planned_instant, previous_day
from ..usual_times import minutes_of
from ..workers import FIRST_DAY, LAST_DAY, Setting, setting
from .planning import lock_workers


@dataclass(frozen=True)
class SeriesSet:
    """What became of it: the series, and how many planned sessions moved along."""

    series: Series
    moved: int


@transaction.atomic
def set_series(*, worker: Any, usual: Usual, by: Any, now: datetime) -> SeriesSet:
    """Set the usual time of this worker with the supervisor they have; planned sessions that nobody set by hand follow.

    :raises NoSupervisorYet: when the worker has no supervisor
    """
    where = setting(now=now)
    lock_workers([worker.pk])
    supervisor = people.supervisor_of(worker, on=where.today)
    if supervisor is None:
        raise NoSupervisorYet("This worker has no supervisor yet. Once there is one, set the usual time here.")
    said: dict[str, Any] = {
        "supervisor": supervisor, "weekday": usual.weekday, "clock": usual.clock, "starts_on": usual.starts_on,
        "every_weeks": usual.every_weeks, "minutes": usual.minutes, "place": usual.place,
        "call_link": usual.call_link, "set_by": by, "set_at": now,
    }  # fmt: skip
    series, _ = Series.objects.update_or_create(worker=worker, defaults=said)
    moved = _move_along(worker.pk, supervisor.pk, usual, where)
    facts = {
        "weekday": usual.weekday,
        "clock": f"{usual.clock:%H:%M}",
        "every_weeks": usual.every_weeks,
        "moved": moved,
    }
    _record("series set", worker, by, now, facts)
    return SeriesSet(series, moved)


@transaction.atomic
def end_series(*, worker: Any, by: Any, now: datetime) -> None:
    """Have no usual time any more; what is planned stays as it is. Ended already, nothing happens."""
    lock_workers([worker.pk])
    ended, _ = Series.objects.of_workers([worker.pk]).delete()
    if ended:
        _record("series ended", worker, by, now, {})


def _move_along(worker_id: uuid.UUID, supervisor_id: uuid.UUID, usual: Usual, where: Setting) -> int:
    """Plan anew the hour of each open session that lies ahead and that nobody touched; its due date stays."""
    opened = Session.objects.open()
    mine = opened.filter(worker=worker_id).order_by("due_on").select_related("policy")
    locked = list(mine.untouched(now=where.now).select_for_update(of=("self",), no_key=True))
    others = opened.filter(supervisor=supervisor_id).exclude(pk__in=[session.pk for session in locked])
    taken = set(others.values_list("planned_at", flat=True))
    days, leave = _days(worker_id), _leave(worker_id)
    agreed = Agreement.objects.in_force(on=where.today).filter(worker=worker_id).first()
    least = agreed.least_minutes if agreed else 0
    place = Place(where.calendar, where.zone, where.now)
    before = [(session.planned_at, session.minutes, session.place, session.call_link) for session in locked]
    for session in locked:
        asked = session.policy.minutes if session.policy else session.minutes
        session.minutes = minutes_of(max(asked, least), usual)
        session.place, session.call_link = usual.place, usual.call_link
        session.planned_at = planned_instant(
            session.due_on, usual, where=place, minutes=session.minutes, leave=leave, taken=taken,
            after=previous_day(session.due_on, days),
        )  # fmt: skip
        taken.add(session.planned_at)
    Session.objects.bulk_update(locked, ["planned_at", "minutes", "place", "call_link"])
    after = [(session.planned_at, session.minutes, session.place, session.call_link) for session in locked]
    return sum(was != is_now for was, is_now in zip(before, after, strict=True))


def _days(worker_id: uuid.UUID) -> list[date]:
    """The days that sessions of this worker were due or held on."""
    zone = people.zone()
    rows = Session.objects.filter(worker=worker_id).values_list("due_on", "held_at")
    return [day for due_on, held_at in rows for day in (due_on, held_at and local_day(held_at, zone)) if day]


def _leave(worker_id: uuid.UUID) -> tuple[Leave, ...]:
    rows = people.leave_of([worker_id], first=FIRST_DAY, last=LAST_DAY).values_list("starts_on", "ends_on")
    return tuple(Leave(first, last) for first, last in rows)


def _record(action: str, worker: Any, by: Any, now: datetime, facts: dict[str, Any]) -> None:
    audit.record(
        action=action, subject_type="supervision.series", subject_id=worker.pk, by=by, now=now, about=worker.pk,
        facts=facts,
    )  # fmt: skip
