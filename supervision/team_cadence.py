"""My team's cadence: for each worker in reach, when the next session is due and when the last one was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Exists, F, OuterRef, QuerySet, Subquery, UUIDField

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .models import Session
from .words import Status, long_day, status_of


@dataclass(frozen=True)
class CadenceRow:
    """One worker: sessions are past their date, never people."""

    worker: Any
    session: Session | None
    status: Status
    due: str
    why: str
    last: str


def workers_in_reach(viewer: Any, *, on: date) -> QuerySet[Any]:
    """Whom the viewer supervises or manages and who receives supervision, the earliest due date first."""
    circle = reach.workers_supervised_by(viewer, on=on) | reach.people_managed_by(viewer, on=on)
    workers = people.workers_in_post(on=on).filter(pk__in=circle.values("pk"))
    upcoming = Session.objects.open().filter(worker=OuterRef("pk")).order_by("due_at")
    held = Session.objects.took_place().filter(worker=OuterRef("pk")).order_by("-held_at")
    alone = people.workers_without_supervisor(on=on).filter(pk=OuterRef("pk"))
    return workers.annotate(
        alone=Exists(alone),
        next_id=Subquery(upcoming.values("pk")[:1], output_field=UUIDField()),
        next_due_at=Subquery(upcoming.values("due_at")[:1], output_field=DateTimeField()),
        last_held_at=Subquery(held.values("held_at")[:1], output_field=DateTimeField()),
    ).order_by(F("next_due_at").asc(nulls_first=True), "full_name", "pk")


def shown(workers: QuerySet[Any], which: str, *, now: datetime) -> QuerySet[Any]:
    """The workers whose next session is past its date, due within a week, or not planned."""
    narrowed = {
        "past": {"next_due_at__lte": now},
        "soon": {"next_due_at__gt": now, "next_due_at__lte": now + timedelta(days=8)},
        "none": {"next_due_at__isnull": True},
    }
    return workers.filter(**narrowed[which]) if which in narrowed else workers


def rows_of(workers: list[Any], *, now: datetime, zone: ZoneInfo, today: date) -> list[CadenceRow]:
    """The page's rows, in two queries for any number of workers."""
    sessions = Session.objects.in_bulk([worker.next_id for worker in workers if worker.next_id])
    away = people.on_leave([worker.pk for worker in workers], on=today)
    return [_row(worker, sessions.get(worker.next_id), worker.pk in away, now, zone) for worker in workers]


def _row(worker: Any, session: Session | None, away: bool, now: datetime, zone: ZoneInfo) -> CadenceRow:
    last = long_day(worker.last_held_at.astimezone(zone).date()) if worker.last_held_at else "None yet"
    if session is None:
        words = "No supervisor yet" if worker.alone else "Clock paused: on leave" if away else "Nothing planned yet"
        return CadenceRow(
            worker, None, Status(words, "plain" if away and not worker.alone else "due_soon"), "", "", last
        )
    status = status_of(session, now=now, zone=zone)
    return CadenceRow(worker, session, status, long_day(session.due_on), session.due_because, last)
