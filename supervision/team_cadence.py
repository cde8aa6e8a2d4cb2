"""My team's cadence: for each worker in reach, when the next session is due and when the last one was."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery

from workforce_assurance.common.tables import Cell, addresses
from workforce_assurance.common.together import fetch_together
from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .models import Attendance, Series, Session
from .planning_page import usual_words
from .usual_times import usual_of
from .words import Status, long_day, status_of

# What a row shows of an open session; its status too.
SHOWN = ("worker", "state", "planned_at", "due_at", "due_on", "due_because")


@dataclass(frozen=True)
class CadenceRow:
    """One worker: sessions are past their date, never people."""

    worker: Any
    session: Session | None
    status: Status
    due: str
    why: str
    last: str
    usual: str
    group: str = ""


def cells_of(rows: Iterable[CadenceRow]) -> Iterator[tuple[Any, ...]]:
    """The rows of one's own workers, as cells."""
    session, usual, sooner = (addresses(f"supervision:{name}") for name in ("session", "series", "uplift"))
    for row in rows:
        name, key = row.worker.full_name, row.worker.pk
        yield (
            Cell(name, url=session(row.session.pk) if row.session else ""), Cell(row.status.words, tone=row.status.tone),
            row.due or "None yet", row.why or "None yet", row.last, row.group or "None yet",
            Cell(row.usual or "Set one", url=usual(key), read_out=f", usual time of {name}"),
            Cell("Add a session soon", url=sooner(key), read_out=f" for {name}"),
        )  # fmt: skip


def workers_in_reach(viewer: Any, *, on: date) -> QuerySet[Any]:
    """Whom the viewer supervises or manages and who receives supervision, the earliest due date first."""
    circle = reach.workers_supervised_by(viewer, on=on) | reach.people_managed_by(viewer, on=on)
    workers = people.workers_in_post(on=on).filter(pk__in=circle.values("pk"))
    return by_next_session(workers).only("full_name")


def by_next_session(workers: QuerySet[Any]) -> QuerySet[Any]:
    """The same workers with `next_due_at` and `last_held_at`, the earliest due date first; nothing planned comes before all."""
    upcoming = Session.objects.open().filter(worker=OuterRef("pk")).order_by("due_at")
    held = Session.objects.took_place().filter(worker=OuterRef("pk")).order_by("-held_at")
    found = workers.annotate(
        next_due_at=Subquery(upcoming.values("due_at")[:1], output_field=DateTimeField()),
        last_held_at=Subquery(held.values("held_at")[:1], output_field=DateTimeField()),
    )
    return found.order_by(F("next_due_at").asc(nulls_first=True), "full_name", "pk")


def shown(workers: QuerySet[Any], which: str, *, now: datetime) -> QuerySet[Any]:
    """The workers whose next session is past its date, due within a week, or not planned."""
    narrowed = {
        "past": {"next_due_at__lte": now},
        "soon": {"next_due_at__gt": now, "next_due_at__lte": now + timedelta(days=8)},
        "none": {"next_due_at__isnull": True},
    }
    return workers.filter(**narrowed[which]) if which in narrowed else workers


def rows_of(workers: list[Any], *, now: datetime, zone: ZoneInfo, today: date) -> list[CadenceRow]:
    """The page's rows, in one round trip for any number of workers, and two queries more when some have nothing planned."""
    due_next = Session.objects.open().filter(worker__in=workers).order_by("worker_id", "due_at").distinct("worker_id")
    due_next, series, last_groups = due_next.only(*SHOWN), _series(workers, today), _last_groups(workers)
    fetch_together([due_next, series, last_groups])
    sessions = {session.worker_id: session for session in due_next}
    usual = {row.worker_id: usual_words(usual_of(row)) for row in series}
    groups = {key: _group_words(held_at, counted, zone) for key, held_at, counted in last_groups}
    why_not = _why_not([worker for worker in workers if worker.pk not in sessions], today)
    found = []
    for worker in workers:
        session = sessions.get(worker.pk)
        last = long_day(worker.last_held_at.astimezone(zone).date()) if worker.last_held_at else "None yet"
        status = status_of(session, now=now, zone=zone) if session else why_not[worker.pk]
        due, why = (long_day(session.due_on), session.due_because) if session else ("", "")
        group = groups.get(worker.pk, "")
        found.append(CadenceRow(worker, session, status, due, why, last, usual.get(worker.pk, ""), group))
    return found


def _last_groups(workers: list[Any]) -> QuerySet[Any, Any]:
    """The last group that each was in, and what it counts."""
    rows = Attendance.objects.were_there().filter(person__in=workers).order_by("person_id", "-group__held_at")
    return rows.distinct("person_id").values_list("person_id", "group__held_at", "counted_minutes")


def _group_words(held_at: datetime, counted_minutes: int | None, zone: ZoneInfo) -> str:
    return f"{long_day(held_at.astimezone(zone).date())}, {counted_minutes} minutes count"


def _series(workers: list[Any], today: date) -> QuerySet[Series]:
    return Series.objects.of_workers([worker.pk for worker in workers]).in_force(on=today)


def _why_not(workers: list[Any], today: date) -> dict[uuid.UUID, Status]:
    """For each worker without a planned session, why there is none."""
    if not workers:
        return {}
    ids = [worker.pk for worker in workers]
    alone = set(people.workers_without_supervisor(on=today).filter(pk__in=ids).values_list("pk", flat=True))
    away = people.on_leave(ids, on=today)
    return {
        key: Status("No supervisor yet", "due_soon")
        if key in alone
        else Status("Clock paused: on leave", "plain")
        if key in away
        else Status("Nothing planned yet", "due_soon")
        for key in ids
    }
