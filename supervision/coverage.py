"""Coverage: workers whom nobody supervises, or whom no cadence policy reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from workforce_assurance.people import queries as people

from .enums import Lacking
from .models import CadencePolicy, CoverageGap
from .queries import people_overseen
from .words import Status, counted, long_day

NO_SUPERVISOR, NO_POLICY = Lacking.SUPERVISOR.value, Lacking.POLICY.value
MISSING = {NO_SUPERVISOR: Q(is_supervised=False), NO_POLICY: Q(is_reached=False)}
CSV_HEADER = (
    "worker",
    "job title",
    "team",
    "service",
    "has a supervisor",
    "is reached by a cadence policy",
    "arrange by",
)


@dataclass(frozen=True)
class CoverageCounts:
    """How many workers there are, and what is missing for how many of them."""

    workers: int
    without_supervisor: int
    without_policy: int

    @property
    def is_complete(self) -> bool:
        return not (self.without_supervisor or self.without_policy)


@dataclass(frozen=True)
class CoverageRow:
    """One worker, and what is to be arranged for them."""

    worker: Any
    place: str
    missing: str
    status: Status


def workers_lacking(what: str, *, on: date) -> Any:
    """Everybody in post on that day who receives supervision and lacks this, whoever asks."""
    return _with_cover(people.workers_in_post(on=on), on=on).filter(MISSING[what])


def workers_uncovered(viewer: Any, *, on: date) -> Any:
    """The workers in the viewer's care for whom something is missing, by name."""
    return _workers(viewer, on=on).filter(MISSING[NO_SUPERVISOR] | MISSING[NO_POLICY]).order_by("full_name", "pk")


def lacking(rows: Any, what: str) -> Any:
    """Those of them who lack this; all of them when nothing in particular is asked for."""
    return rows.filter(MISSING[what]) if what in MISSING else rows


def counts(viewer: Any, *, on: date) -> CoverageCounts:
    """How many are covered, in one query."""
    found = _workers(viewer, on=on).aggregate(
        workers=Count("pk"),
        without_supervisor=Count("pk", filter=MISSING[NO_SUPERVISOR]),
        without_policy=Count("pk", filter=MISSING[NO_POLICY]),
    )
    return CoverageCounts(**found)


def rows_of(workers: Iterable[Any], *, today: date) -> list[CoverageRow]:
    return [
        CoverageRow(worker, _place(worker), _missing(worker), _status(worker.arrange_by, today)) for worker in workers
    ]


def csv_rows(workers: Iterable[Any]) -> Iterable[tuple[str, ...]]:
    for worker in workers:
        yield (
            worker.full_name, worker.job_title, worker.team_name or "", worker.service_name or "",
            _yes(worker.is_supervised), _yes(worker.is_reached), worker.arrange_by or "",
        )  # fmt: skip


def _workers(viewer: Any, *, on: date) -> Any:
    theirs = _with_cover(people_overseen(viewer, on=on).filter(receives_supervision=True), on=on)
    gaps = CoverageGap.objects.open().filter(worker=OuterRef("pk")).order_by("due_on")
    return theirs.annotate(arrange_by=Subquery(gaps.values("due_on")[:1]))


def _with_cover(persons: Any, *, on: date) -> Any:
    return people.with_places(persons, on=on).annotate(
        is_supervised=people.has_supervisor(on=on),
        is_reached=Exists(CadencePolicy.objects.reaching_each()),
    )


def _place(worker: Any) -> str:
    return f"{worker.team_name}, {worker.service_name}" if worker.team_name else "No team"


def _missing(worker: Any) -> str:
    lacks = [] if worker.is_supervised else ["No supervisor"]
    if not worker.is_reached:
        lacks.append("no cadence policy" if lacks else "No cadence policy")
    return " and ".join(lacks)


def _status(arrange_by: date | None, today: date) -> Status:
    """By when somebody has to be named; nothing is counted before the next look."""
    if arrange_by is None:
        return Status("New", "due_soon")
    days = (today - arrange_by).days
    if days > 0:
        return Status(f"{counted(days, 'day')} past its date", "past_date")
    return Status(f"Arrange by {long_day(arrange_by)}", "due_soon")


def _yes(value: bool) -> str:
    return "yes" if value else "no"
