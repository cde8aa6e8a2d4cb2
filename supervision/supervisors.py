"""Those who supervise: how many workers each has, and whether somebody supervises them in turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from workforce_assurance.common.dates import local_day
from workforce_assurance.people import queries as people

from .models import Session
from .queries import people_overseen
from .words import counted, long_day

ABOVE, ALONE = "above", "alone"
ALONE_ONES = Q(is_supervised=False) | Q(receives_supervision=False)
CSV_HEADER = ("supervisor", "team", "workers", "above the span set", "own supervisor", "own last session")


@dataclass(frozen=True)
class SupervisorCounts:
    """How many supervise, how many of them have many workers, and how many have no supervision of their own."""

    supervisors: int
    above: int
    alone: int


@dataclass(frozen=True)
class SupervisorRow:
    """One supervisor. The order is that of their names and says nothing about anybody."""

    person: Any
    span: str
    is_above: bool
    own: str
    is_alone: bool
    last: str


def supervisors_of(viewer: Any, *, on: date) -> Any:
    """Those in the viewer's care who supervise somebody in post, with `span` and what is known of their own supervision."""
    lines = people.supervision_lines(on=on)
    theirs = lines.filter(supervisor=OuterRef("pk"), worker__in=people.workers_in_post(on=on))
    own = lines.filter(worker=OuterRef("pk"), supervisor__in=people.people_in_post(on=on))
    held = Session.objects.took_place().filter(worker=OuterRef("pk")).order_by("-held_at")
    number = theirs.order_by().values("supervisor").annotate(number=Count("pk")).values("number")
    rows = people.with_places(people_overseen(viewer, on=on).filter(Exists(theirs)), on=on)
    return rows.annotate(
        span=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        is_supervised=people.has_supervisor(on=on),
        own_supervisor=Subquery(own.values("supervisor__full_name")[:1]),
        last_held_at=Subquery(held.values("held_at")[:1]),
    ).order_by("full_name", "pk")


def shown(rows: QuerySet[Any], which: str, *, largest: int) -> QuerySet[Any]:
    """Those with more workers than the span set, or those without supervision of their own."""
    narrowed = {ABOVE: Q(span__gt=largest), ALONE: ALONE_ONES}
    return rows.filter(narrowed[which]) if which in narrowed else rows


def counts(viewer: Any, *, on: date, largest: int) -> SupervisorCounts:
    """In one query."""
    found = supervisors_of(viewer, on=on).aggregate(
        supervisors=Count("pk"),
        above=Count("pk", filter=Q(span__gt=largest)),
        alone=Count("pk", filter=ALONE_ONES),
    )
    return SupervisorCounts(**found)


def rows_of(persons: Iterable[Any], *, largest: int, zone: ZoneInfo) -> list[SupervisorRow]:
    return [_row(person, largest, zone) for person in persons]


def csv_rows(persons: Iterable[Any], *, largest: int, zone: ZoneInfo) -> Iterable[tuple[Any, ...]]:
    for person in persons:
        row = _row(person, largest, zone)
        above = "yes" if row.is_above else "no"
        yield (person.full_name, person.team_name or "", person.span, above, row.own, row.last)


def _row(person: Any, largest: int, zone: ZoneInfo) -> SupervisorRow:
    last = long_day(local_day(person.last_held_at, zone)) if person.last_held_at else "None yet"
    is_alone = not (person.is_supervised and person.receives_supervision)
    own = "None yet" if not person.is_supervised else person.own_supervisor
    if person.is_supervised and is_alone:
        own = f"{own}, but marked as receiving none"
    return SupervisorRow(person, counted(person.span, "worker"), person.span > largest, own, is_alone, last)
