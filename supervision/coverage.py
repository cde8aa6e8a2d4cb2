"""Coverage: workers whom nobody supervises, or whom no cadence policy reaches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Q

from workforce_assurance.people import queries as people

from .models import CadencePolicy
from .queries import people_overseen

NO_SUPERVISOR, NO_POLICY = "supervisor", "policy"
MISSING = {NO_SUPERVISOR: Q(is_supervised=False), NO_POLICY: Q(is_reached=False)}
CSV_HEADER = ("worker", "job title", "team", "service", "has a supervisor", "is reached by a cadence policy")


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


def rows_of(workers: Iterable[Any]) -> list[CoverageRow]:
    return [CoverageRow(worker, _place(worker), _missing(worker)) for worker in workers]


def csv_rows(workers: Iterable[Any]) -> Iterable[tuple[str, ...]]:
    for worker in workers:
        yield (
            worker.full_name, worker.job_title, worker.team_name or "", worker.service_name or "",
            _yes(worker.is_supervised), _yes(worker.is_reached),
        )  # fmt: skip


def _workers(viewer: Any, *, on: date) -> Any:
    theirs = people.with_places(people_overseen(viewer, on=on), on=on).filter(receives_supervision=True)
    return theirs.annotate(
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


def _yes(value: bool) -> str:
    return "yes" if value else "no"
