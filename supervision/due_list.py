"""Who is due when, for those who answer for many: each worker's next session, the earliest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, Subquery

from workforce_assurance.common.dates import end_of_day, local_day
from workforce_assurance.common.tables import Cell, addresses
from workforce_assurance.people import queries as people

from .queries import people_answered_for
from .team_cadence import CadenceRow, by_next_session, rows_of

LATE, NOTHING = "late", "none"
CSV_HEADER = (
    "worker", "team", "service", "supervisor", "due date", "planned for", "status", "why then", "last held",
)  # fmt: skip


def workers_due(viewer: Any, *, on: date) -> Any:
    """Whom the viewer manages or governs and who receives supervision, with their place and their supervisor of the day."""
    lines = people.supervision_lines(on=on)
    theirs = people_answered_for(viewer, on=on).filter(receives_supervision=True)
    rows = people.with_places(theirs, on=on).annotate(
        supervisor_name=Subquery(lines.filter(worker=OuterRef("pk")).values("supervisor__full_name")[:1]),
        supervises_others=Exists(lines.filter(supervisor=OuterRef("pk"))),
    )
    return by_next_session(rows)


def narrowed(rows: Any, *, shown: str, days: int | None, place: str, name: str, now: datetime, zone: ZoneInfo) -> Any:
    """Those whose session is past its date, or due within so many days; in a team or service, by a part of their name."""
    if shown == LATE:
        rows = rows.filter(next_due_at__lte=now)
    elif shown == NOTHING:
        rows = rows.filter(next_due_at__isnull=True)
    if days is not None:
        rows = rows.filter(next_due_at__lte=end_of_day(local_day(now, zone) + timedelta(days=days), zone))
    if place:
        rows = rows.filter(Q(team_name__icontains=place) | Q(service_name__icontains=place))
    return rows.filter(full_name__icontains=name) if name else rows


def cells_of(rows: Iterable[CadenceRow]) -> Iterator[tuple[Any, ...]]:
    """The rows of everybody in reach, as cells."""
    page = addresses("supervision:session")
    for row in rows:
        worker, key = row.worker, row.session.pk if row.session else None
        yield (
            Cell(worker.full_name, page(key) if key else "", detail="Supervises others" if worker.supervises_others else ""),
            Cell(worker.team_name or "No team", detail=worker.service_name or ""), worker.supervisor_name or "None yet",
            Cell(row.status.words, tone=row.status.tone), Cell(row.due or "None yet", detail=row.why), row.last,
        )  # fmt: skip


def csv_rows(workers: Iterable[Any], *, now: datetime, zone: ZoneInfo, today: date) -> Iterable[tuple[Any, ...]]:
    for row in rows_of(list(workers), now=now, zone=zone, today=today):
        yield _csv_row(row, zone)


def _csv_row(row: CadenceRow, zone: ZoneInfo) -> tuple[Any, ...]:
    worker, session = row.worker, row.session
    due, planned = (session.due_on, local_day(session.planned_at, zone)) if session else ("", "")
    last = local_day(worker.last_held_at, zone) if worker.last_held_at else ""
    place = (worker.team_name or "", worker.service_name or "")
    return (worker.full_name, *place, worker.supervisor_name or "", due, planned, row.status.words, row.why, last)
