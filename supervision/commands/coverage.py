"""Keeping watch over coverage: a gap opens by itself when it is there, and ends by itself when it is mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from workforce_assurance.audit import commands as audit
from workforce_assurance.common.dates import day_ending
from workforce_assurance.escalations import commands as escalations
from workforce_assurance.escalations.queries import reminder_working_days
from workforce_assurance.people import queries as people

from ..coverage import workers_lacking
from ..enums import COVERAGE_KIND, GapState, Lacking
from ..models import CoverageGap
from ..new_rows import insert_new
from ..references import new_reference
from ..timing import Clock, clock_to_sign

# Somebody has so many working days to name a supervisor, or to publish a policy.
ARRANGED_WITHIN = 5


@dataclass(frozen=True)
class Watched:
    """How many gaps were found, and how many are over."""

    found: int
    ended: int


@transaction.atomic
def watch_coverage(*, now: datetime) -> Watched:
    """Open a gap for each worker in post who newly lacks something, and end those that are over; again changes nothing.

    The number of statements is the same for any number of workers.
    """
    today = people.today(now=now)
    ended = sum(_end(what, today, now) for what in Lacking)
    return Watched(_find(today, now), ended)


def _find(today: date, now: datetime) -> int:
    known = CoverageGap.objects.open()
    missing = [
        (worker, what)
        for what in Lacking
        for worker in workers_lacking(what, on=today)
        .exclude(pk__in=known.filter(lacks=what).values("worker"))
        .values_list("pk", flat=True)
    ]
    if not missing:
        return 0
    clock, zone = _clock(now), people.zone()
    due_on = day_ending(clock.due_at, zone)
    rows = [
        CoverageGap(
            reference=new_reference(), worker_id=worker, lacks=what, found_at=now, due_on=due_on, due_at=clock.due_at,
            reminder_at=clock.reminder_at, next_check=clock.first_check,
        )
        for worker, what in missing
    ]  # fmt: skip
    insert_new(rows)
    # What another watch found at the same moment is not ours to record.
    found = list(CoverageGap.objects.filter(pk__in=[row.pk for row in rows]))
    _record("coverage gap found", found, now)
    return len(found)


def _clock(now: datetime) -> Clock:
    """So many working days from now, with the reminder that the ladder has."""
    return clock_to_sign(
        now, working_days=ARRANGED_WITHIN, reminder_working_days=reminder_working_days(COVERAGE_KIND),
        calendar=people.calendar(), zone=people.zone(),
    )  # fmt: skip


def _end(what: Lacking, today: date, now: datetime) -> int:
    """End what is missing no more: arranged, or no longer needed because the worker is not in post any more."""
    still = workers_lacking(what, on=today).values("pk")
    over = CoverageGap.objects.open().filter(lacks=what).exclude(worker__in=still)
    over = over.select_for_update(of=("self",))
    in_post = people.workers_in_post(on=today).values("pk")
    number = _close(over.filter(worker__in=in_post), GapState.MENDED, "done", now)
    return number + _close(over.exclude(worker__in=in_post), GapState.LAPSED, "not_needed", now)


def _close(over: QuerySet[CoverageGap], state: GapState, because: str, now: datetime) -> int:
    gaps = list(over)
    if not gaps:
        return 0
    keys = {gap.pk for gap in gaps}
    # The rows first: a sweep that holds one has then opened its episode, which is closed below.
    CoverageGap.objects.filter(pk__in=keys).update(state=state, ended_at=now, next_check=None)
    escalations.close_all_episodes(kind=COVERAGE_KIND, subject_ids=keys, because=because, by=None, now=now)
    _record(f"coverage gap {state}", gaps, now)
    return len(gaps)


def _record(action: str, gaps: Iterable[CoverageGap], now: datetime) -> None:
    changes = [
        audit.Written(action, "supervision.coverage_gap", gap.pk, about=gap.worker_id, facts={"lacks": gap.lacks})
        for gap in gaps
    ]
    audit.record_many(changes=changes, by=None, now=now)
