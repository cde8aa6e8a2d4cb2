"""Completion over three years beside a bare count of the same sessions: time, memory, and statements at any size."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.completion import completion
from workforce_assurance.common.dates import month_start
from workforce_assurance.people.models import Team

from ..figures import Figure, interleaved, middle
from ..population import Population, populate, settle_down
from . import Setting

MONTHS = 36
WORKERS_OF_A_TEAM = 50
ZONE = ZoneInfo("Europe/London")
MOST_MEMORY = 16
SMALLEST = 5

# Four in five on time, one in ten late, the rest missed; the grace of each is over.
HELD = """
INSERT INTO supervision_session (id, reference, worker_id, supervisor_id, team_id, policy_id, due_on, on_time_until,
    due_because, planned_at, minutes, place, call_link, due_at, missed_after, held_at, held_minutes, closed_at,
    closed_by_id, state, side, reason, set_by_hand)
SELECT gen_random_uuid(), left(md5('completion' || line.id || '-' || n), 12), line.worker_id, line.supervisor_id,
    membership.team_id, %(policy)s, due.day, due.day + 7, 'Due as agreed.', due.day, 90, '', '', due.day, due.day + 7,
    CASE WHEN kind < 9 THEN due.day + CASE WHEN kind < 8 THEN 2 ELSE 20 END END, CASE WHEN kind < 9 THEN 90 END,
    due.day + 21, line.supervisor_id, CASE WHEN kind < 9 THEN 'held' ELSE 'missed' END, '', '', false
FROM people_supervisionline line
JOIN people_teammembership membership ON membership.person_id = line.worker_id
JOIN people_person worker ON worker.id = line.worker_id AND worker.job_title = 'Worker'
CROSS JOIN generate_series(1, %(months)s) n
CROSS JOIN LATERAL (SELECT (%(end)s::date - n * interval '1 month' + (n %% 20) * interval '1 day')::date AS day) due
CROSS JOIN LATERAL (SELECT (n + abs(hashtext(line.id::text))) %% 10 AS kind) drawn
"""

# What anybody would write who only wants the table: no leave, no leavers, no suppression.
BARE = """
SELECT team_id, date_trunc('month', due_on)::date, count(*),
    count(*) FILTER (WHERE state = 'held' AND (held_at AT TIME ZONE %(zone)s)::date <= on_time_until),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY (held_at AT TIME ZONE %(zone)s)::date - due_on)
FROM supervision_session
WHERE team_id = ANY(%(teams)s::uuid[]) AND due_on >= %(first)s AND due_on < %(end)s
GROUP BY 1, 2
"""


def completing(setting: Setting) -> Iterator[Figure]:
    """All rows of completion, each size in a database of its own."""
    few = max(1, setting.sizes.planned // WORKERS_OF_A_TEAM // 10)
    with setting.scratch.fresh("completion_few"):
        asked, _ = _three_years(setting, few)
        at_few = _statements(asked)
    with setting.scratch.fresh("completion"):
        asked, found = _three_years(setting, max(2, setting.sizes.planned // WORKERS_OF_A_TEAM))
        yield _time(setting, asked, found)
        yield _memory(asked)
        yield Figure(
            "completion_queries", "statements of completion, and none more at ten times as many teams",
            max(at_few, _statements(asked)), "statements", min(at_few, 3), details={"few": at_few},
        )  # fmt: skip


def _three_years(setting: Setting, teams: int) -> tuple[Callable[[], Any], Population]:
    """Sessions of as many teams; gives what asks for their completion."""
    found = populate(supervisors=teams, workers_each=WORKERS_OF_A_TEAM, now=setting.now)
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"policy": found.policy_id, "months": MONTHS, "end": _end(setting)})
    settle_down()
    return partial(completion, **_asked(setting), smallest=SMALLEST), found


def _end(setting: Setting) -> date:
    return month_start(setting.now.date())


def _asked(setting: Setting) -> dict[str, Any]:
    end, today = _end(setting), setting.now.date()
    teams = list(Team.objects.values_list("pk", flat=True))
    return {"teams": teams, "first": end - relativedelta(months=MONTHS), "end": end, "today": today, "zone": ZONE}


def _time(setting: Setting, ask: Callable[[], Any], people: Population) -> Figure:
    parameters = {**_asked(setting), "zone": str(ZONE)}
    spent = interleaved({"ours": ask, "bare": partial(_bare, parameters)}, rounds=setting.sizes.rounds * 3)
    own, floor = middle(spent["ours"]), middle(spent["bare"])
    sessions = len(people.workers) * MONTHS
    return Figure(
        "completion", f"completion of {sessions:,} sessions over 3 years beside a bare count of them", own.wall * 1000,
        "ms", 3, floor.wall * 1000, note=f"{own.cpu / own.wall:.0%} of it ours", details={"cpu": own.cpu},
    )  # fmt: skip


def _bare(parameters: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BARE, parameters)
        cursor.fetchall()


def _memory(ask: Callable[[], Any]) -> Figure:
    tracemalloc.start()
    ask()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return Figure("completion_memory", "most memory that it holds at once", peak / 2**20, "MB", MOST_MEMORY)


def _statements(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)
