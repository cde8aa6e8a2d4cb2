"""Those who supervise: how many workers each has, and whether somebody supervises them in turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people

from .queries import people_answered_for
from .team_cadence import by_next_session
from .team_cadence import rows_of as next_of
from .words import Status, counted, long_day

ABOVE, ALONE, LATE = "above", "alone", "late"
ALONE_ONES = Q(is_supervised=False) | Q(receives_supervision=False)
CSV_HEADER = (
    "supervisor", "team", "workers", "above the span set", "own supervisor", "own next session",
    "own last session",
)  # fmt: skip


@dataclass(frozen=True)
class SupervisorCounts:
    """How many supervise, how many of them have many workers, no supervision of their own, or a session past its date."""

    supervisors: int
    above: int
    alone: int
    late: int


@dataclass(frozen=True)
class SupervisorRow:
    """One supervisor. The order is that of their names and says nothing about anybody."""

    person: Any
    span: str
    is_above: bool
    own: str
    is_alone: bool
    next: Status | None
    last: str


def supervisors_of(viewer: Any, *, on: date) -> Any:
    """Those in the viewer's care who supervise somebody in post, with `span` and what is known of their own supervision."""
    lines = people.supervision_lines(on=on)
    theirs = lines.filter(supervisor=OuterRef("pk"), worker__in=people.workers_in_post(on=on))
    own = lines.filter(worker=OuterRef("pk"), supervisor__in=people.people_in_post(on=on))
    number = theirs.order_by().values("supervisor").annotate(number=Count("pk")).values("number")
    rows = people.with_places(people_answered_for(viewer, on=on).filter(Exists(theirs)), on=on)
    rows = rows.annotate(
        span=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        is_supervised=people.has_supervisor(on=on),
        own_supervisor=Subquery(own.values("supervisor__full_name")[:1]),
    )
    return by_next_session(rows).order_by("full_name", "pk")


def shown(rows: QuerySet[Any], which: str, *, largest: int, now: datetime) -> QuerySet[Any]:
    """Those with more workers than the span set, without supervision of their own, or with a session past its date."""
    narrowed = {ABOVE: Q(span__gt=largest), ALONE: ALONE_ONES, LATE: Q(next_due_at__lte=now)}
    return rows.filter(narrowed[which]) if which in narrowed else rows


def counts(viewer: Any, *, on: date, largest: int, now: datetime) -> SupervisorCounts:
    """In one query."""
    found = supervisors_of(viewer, on=on).aggregate(
        supervisors=Count("pk"),
        above=Count("pk", filter=Q(span__gt=largest)),
        alone=Count("pk", filter=ALONE_ONES),
        late=Count("pk", filter=Q(next_due_at__lte=now)),
    )
    return SupervisorCounts(**found)


def rows_of(persons: Iterable[Any], *, largest: int, now: datetime, zone: ZoneInfo) -> list[SupervisorRow]:
    """The rows in the order given, with each one's own next session, in the same number of queries for any number."""
    persons = list(persons)
    supervised = [person for person in persons if person.receives_supervision]
    coming = next_of(supervised, now=now, zone=zone, today=local_day(now, zone))
    status = {row.worker.pk: row.status for row in coming}
    return [_row(person, status.get(person.pk), largest, zone) for person in persons]


def csv_rows(persons: Iterable[Any], *, largest: int, now: datetime, zone: ZoneInfo) -> Iterable[tuple[Any, ...]]:
    for row in rows_of(persons, largest=largest, now=now, zone=zone):
        above, coming = "yes" if row.is_above else "no", row.next.words if row.next else ""
        person = row.person
        yield (person.full_name, person.team_name or "", person.span, above, row.own, coming, row.last)


def _row(person: Any, coming: Status | None, largest: int, zone: ZoneInfo) -> SupervisorRow:
    last = long_day(local_day(person.last_held_at, zone)) if person.last_held_at else "None yet"
    is_alone = not (person.is_supervised and person.receives_supervision)
    own = "None yet" if not person.is_supervised else person.own_supervisor
    if person.is_supervised and is_alone:
        own = f"{own}, but marked as receiving none"
    return SupervisorRow(person, counted(person.span, "worker"), person.span > largest, own, is_alone, coming, last)
