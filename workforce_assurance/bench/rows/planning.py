"""Planning beside a bare INSERT of the same sessions: 90 days for thousands of people, its memory and its queries."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from supervision.commands import plan_ahead
from supervision.commands.planning import BATCH

from ..figures import Figure, Spent, middle, timed
from ..population import Population, populate, settle_down
from . import Setting

DAYS_AHEAD = 90
WORKERS_OF_A_SUPERVISOR = 10
MOST_MEMORY = 64

KEEP = "CREATE UNLOGGED TABLE planned_before AS TABLE supervision_session"
EMPTY = "TRUNCATE supervision_session CASCADE"
INSERT = "INSERT INTO supervision_session SELECT * FROM planned_before"


def planning(setting: Setting) -> Iterator[Figure]:
    """All rows of planning, in one database; the floor writes exactly the sessions that planning wrote."""
    with setting.scratch.fresh("planning"), override_settings(SUPERVISION_HORIZON_DAYS=DAYS_AHEAD):
        people = _people(setting)
        yield from _written(setting, people)
        yield _again(setting, people)
        yield _queries_of_a_batch(setting, people)
        yield _memory(setting, people)


def _people(setting: Setting) -> Population:
    supervisors = max(2, setting.sizes.planned // WORKERS_OF_A_SUPERVISOR)
    return populate(supervisors=supervisors, workers_each=WORKERS_OF_A_SUPERVISOR, now=setting.now)


def _written(setting: Setting, people: Population) -> Iterator[Figure]:
    ours: list[Spent] = []
    floors: list[Spent] = []
    planned = 0
    for number in range(setting.sizes.rounds):
        _run(EMPTY)
        settle_down()
        ours.append(timed(lambda: plan_ahead(now=setting.now)))
        if not number:
            _run(KEEP)
            planned = _count()
        _run(EMPTY)
        settle_down()
        floors.append(timed(lambda: _run(INSERT)))
    own, floor = middle(ours), middle(floors)
    yield Figure(
        "plan_90_days",
        f"planning {DAYS_AHEAD} days for {len(people.workers):,} workers beside the bare INSERT of its sessions",
        own.wall,
        "s",
        12,
        floor.wall,
        note=f"{planned:,} sessions; {own.wall / max(1, planned) * 1000:.2f} ms each, of it {own.cpu / own.wall:.0%} ours",
        details={
            "cpu": own.cpu,
            "floor_cpu": floor.cpu,
            "sessions": planned,
            "horizon": settings.SUPERVISION_HORIZON_DAYS,
        },
    )


def _again(setting: Setting, people: Population) -> Figure:
    """Planning once more, with everything there: nothing is written."""
    plan_ahead(now=setting.now)
    settle_down()
    counts = plan_ahead(now=setting.now)
    changed = counts.planned + counts.changed + counts.withdrawn
    return Figure(
        "plan_again", f"sessions that planning again changes, {len(people.workers):,} workers", changed, "sessions", 0
    )


def _queries_of_a_batch(setting: Setting, people: Population) -> Figure:
    """Statements for each batch more, whatever the number of people in it."""
    _run(EMPTY)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        plan_ahead(now=setting.now)
    batches = max(1, -(-(len(people.workers) + len(people.supervisors) + len(people.managers)) // BATCH))
    return Figure(
        "plan_queries",
        f"statements of planning for each batch of {BATCH}",
        len(captured) / batches,
        "statements",
        40,
        details={"statements": len(captured), "batches": batches},
    )


def _memory(setting: Setting, people: Population) -> Figure:
    _run(EMPTY)
    tracemalloc.start()
    plan_ahead(now=setting.now)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Figure(
        "plan_memory",
        f"most memory that planning for {len(people.workers):,} workers holds at once",
        peak / 2**20,
        "MB",
        MOST_MEMORY,
    )


def _count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM supervision_session")
        return int(cursor.fetchone()[0])


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
