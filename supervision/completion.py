"""Supervision completion by team and month: on time, late, not held, and how long after the due date.

Definitions (docs: the measures "supervision on time %" and "timeliness"):

- the denominator is every session whose due date lies in the month and whose grace has passed, of staff in post on
  that day and not on long leave (as long as the session's policy says; shipped: 28 days); sessions that were not needed
  are out, sessions that the service cancelled stay in;
- under a policy of minutes in a month every worker and month counts once instead (`completion_by_month`);
- the numerator is those held, whole or in part, by the due date with its grace; held later is shown apart;
- timeliness is the days from the due date to the day it was held, over those held.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from workforce_assurance.common.dates import months
from workforce_assurance.common.grid_disclosure import Cell, hidden_totals, suppress
from workforce_assurance.common.proportions import Proportion

from .completion_by_month import OF_TEAMS, OF_WORKERS, WORKERS_AND_MONTHS, met_by_month

# Where no policy says how long leave has to be.
LONG_LEAVE_DAYS = 28
# Held later than that is said apart.
LONG_LATE_DAYS = 28
# Totals are shown for one or more blocks of months; each block hides enough for its own totals.
BLOCK = 12

COUNTS = """
SELECT session.team_id, date_trunc('month', session.due_on)::date AS month,
    count(*) AS due,
    count(*) FILTER (WHERE took_place AND held_on <= session.on_time_until) AS on_time,
    count(*) FILTER (WHERE took_place AND held_on > session.on_time_until) AS late,
    count(*) FILTER (WHERE session.state = 'partly_held') AS partly
FROM supervision_session session
JOIN people_person worker ON worker.id = session.worker_id
LEFT JOIN supervision_cadencepolicy policy ON policy.id = session.policy_id
CROSS JOIN LATERAL (
    SELECT session.state IN ('held', 'partly_held') AS took_place,
        (session.held_at AT TIME ZONE %(zone)s)::date AS held_on
) facts
WHERE {of}
    AND session.due_on >= %(first)s AND session.due_on < %(end)s
    AND session.on_time_until < %(today)s AND session.state <> 'not_needed'
    AND policy.minutes_per_month IS NULL
    AND (worker.left_on IS NULL OR worker.left_on >= session.due_on)
    AND NOT EXISTS (
        SELECT FROM people_leave leave
        WHERE leave.person_id = session.worker_id AND leave.starts_on <= session.due_on
            AND (leave.ends_on IS NULL OR leave.ends_on >= session.due_on)
            AND (
                leave.ends_on IS NULL
                OR leave.ends_on - leave.starts_on + 1 >= COALESCE(policy.long_leave_days, %(long_leave)s)
            )
    )
GROUP BY 1, 2
"""

# Each session that was held, with the days from its due date to the day it was held.
HELD = """
SELECT team_id, date_trunc('month', due_on)::date AS month, (held_at AT TIME ZONE %(zone)s)::date - due_on AS days
FROM supervision_session
WHERE {of} AND due_on >= %(first)s AND due_on < %(end)s AND on_time_until < %(today)s
    AND state IN ('held', 'partly_held')
"""
OF_ANY_TEAM, THESE_TEAMS = "session.team_id IS NOT NULL", "team_id = ANY(%(teams)s::uuid[])"

DAYS = f"""
SELECT team_id, month, count(*) AS held,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY days) AS ninth,
    count(*) FILTER (WHERE days > {LONG_LATE_DAYS}) AS over_28
FROM ({HELD.format(of=THESE_TEAMS)}) held
GROUP BY GROUPING SETS ((team_id, month), (team_id), (month), ())
"""  # noqa: S608 - constants


Span = tuple[uuid.UUID | None, date | None]


@dataclass(frozen=True)
class Count:
    """Sessions of one team in one month, or of several together."""

    due: int = 0
    on_time: int = 0
    late: int = 0
    partly: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.due + other.due, self.on_time + other.on_time, self.late + other.late, self.partly + other.partly
        )

    @property
    def not_held(self) -> int:
        return self.due - self.on_time - self.late

    @property
    def proportion(self) -> Proportion:
        return Proportion(self.on_time, self.due)


@dataclass(frozen=True)
class Timeliness:
    """Days from the due date to the day it was held."""

    held: int
    median: float
    ninth: float
    over_28: Proportion


@dataclass(frozen=True)
class Completion:
    """The table: what may be shown of it, and what may not."""

    months: tuple[date, ...]
    counts: dict[Cell, Count]
    hidden: set[Cell]
    hidden_totals: set[tuple[int, object]]
    # Of a team in a month, of either alone with None for the other, and of all: (None, None).
    timeliness: dict[Span, Timeliness] = field(default_factory=dict)

    def cell(self, team: uuid.UUID, month: date) -> Count | None:
        """None when it is suppressed."""
        return None if (team, month) in self.hidden else self.counts.get((team, month), Count())

    def of_team(self, team: uuid.UUID) -> Count | None:
        return None if (0, team) in self.hidden_totals else self._totals.get((0, team), Count())

    def of_month(self, month: date) -> Count | None:
        return None if (1, month) in self.hidden_totals else self._totals.get((1, month), Count())

    def of_months(self, first: date, end: date, smallest: int) -> Completion:
        """As if only these months had been asked for; without the days."""
        span = tuple(month for month in self.months if first <= month < end)
        counts = {cell: count for cell, count in self.counts.items() if cell[1] in span}
        return Completion(span, counts, *_disclosure(counts, span, smallest))

    def whole(self, smallest: int) -> Count | None:
        total = sum((count for (axis, _), count in self._totals.items() if axis == 0), Count())
        return None if 0 < total.due < smallest or self.hidden_totals else total

    @cached_property
    def _totals(self) -> dict[tuple[int, object], Count]:
        """Of each team (0, team) and of each month (1, month)."""
        found: dict[tuple[int, object], Count] = defaultdict(Count)
        for cell, count in self.counts.items():
            for axis in (0, 1):
                found[axis, cell[axis]] += count
        return found


def completion(
    *, teams: Iterable[uuid.UUID], first: date, end: date, today: date, zone: ZoneInfo, smallest: int
) -> Completion:
    """Completion of these teams for sessions due from `first` up to and not including `end`.

    One round trip, and four more queries when a policy asks for minutes in a month.
    """
    asked = _asked(teams=teams, first=first, end=end, today=today, zone=zone)
    counts, days = _counted(asked, OF_TEAMS, DAYS)
    times = {(team, month): _timeliness(*of) for team, month, *of in days if of[0] >= smallest}
    span = tuple(month for month in months(first, end) if month < end)
    hidden, totals = _disclosure(counts, span, smallest)
    return Completion(span, counts, hidden, totals, times)


def count_of_workers(*, workers: Iterable[uuid.UUID], first: date, end: date, today: date, zone: ZoneInfo) -> Count:
    """The same count over these workers, wherever they work: whoever shows it suppresses small ones."""
    counts, _ = _counted(_asked(workers=workers, first=first, end=end, today=today, zone=zone), OF_WORKERS)
    return sum(counts.values(), Count())


def count_of_every_team(*, first: date, end: date, today: date, zone: ZoneInfo) -> dict[Cell, Count]:
    """The same count of each team and month, of all teams and with nothing suppressed: for a job that stores it."""
    return _counted(_asked(first=first, end=end, today=today, zone=zone), OF_ANY_TEAM)[0]


# The same as a statement of team_id, month, numerator (held on time) and denominator (due). What policies of minutes ask for is counted
# before, for its rule is no statement, and comes as rows.
ON_TIME = f"""
SELECT team_id, month, sum(on_time)::float8 AS numerator, sum(due)::float8 AS denominator
FROM (
    SELECT team_id, month, due, on_time FROM ({COUNTS.format(of=OF_ANY_TEAM)}) of_sessions
    UNION ALL
    SELECT * FROM unnest(%(met_in)s::uuid[], %(met_of)s::date[], %(met_due)s::bigint[], %(met)s::bigint[])
) every
GROUP BY 1, 2
"""  # noqa: S608 - constants


def on_time_of_every_team(*, first: date, end: date, today: date, zone: ZoneInfo) -> tuple[str, dict[str, Any]]:
    """`ON_TIME` with its values: for a job that stores it without carrying every row here and back."""
    asked = _asked(first=first, end=end, today=today, zone=zone)
    with connection.cursor() as cursor:
        cursor.execute(WORKERS_AND_MONTHS.format(of=OF_ANY_TEAM), asked)
        met = met_by_month(cursor.fetchall(), zone)
    return ON_TIME, asked | {
        "met_in": [team for team, _ in met], "met_of": [month for _, month in met],
        "met_due": [len(each) for each in met.values()], "met": [sum(each) for each in met.values()],
    }  # fmt: skip


def _asked(
    *, first: date, end: date, today: date, zone: ZoneInfo, teams: Iterable[uuid.UUID] = (),
    workers: Iterable[uuid.UUID] = (),
) -> dict[str, Any]:  # fmt: skip
    return {
        "teams": list(teams), "workers": list(workers), "first": first, "end": end, "today": today, "zone": str(zone),
        "long_leave": LONG_LEAVE_DAYS,
    }  # fmt: skip


def _counted(asked: dict[str, Any], of: str, *more: str) -> tuple[dict[Cell, Count], list[Any]]:
    """The counts of each team and month; with them the rows of one more statement, asked in the same round trip."""
    statements = [COUNTS.format(of=of), WORKERS_AND_MONTHS.format(of=of), *more]
    with connection.cursor() as cursor:
        cursor.execute(";".join(statements), asked)
        found = [cursor.fetchall(), *(_next(cursor) for _ in statements[1:])]
    counts = {(team, month): Count(*numbers) for team, month, *numbers in found[0]}
    for cell, met in met_by_month(found[1], ZoneInfo(asked["zone"])).items():
        counts[cell] = counts.get(cell, Count()) + Count(due=len(met), on_time=sum(met))
    return counts, found[-1]


def _next(cursor: Any) -> list[Any]:
    cursor.nextset()
    return cursor.fetchall()


def _disclosure(counts: dict[Cell, Count], span: tuple[date, ...], smallest: int) -> tuple[set[Cell], set]:
    """What is hidden is decided block by block, so that one year and two tell no more together."""
    hidden: set[Cell] = set()
    totals: set = set()
    blocks: dict[int, dict[Cell, int]] = defaultdict(dict)
    for cell, count in counts.items():
        blocks[(len(span) - 1 - span.index(cell[1])) // BLOCK][cell] = count.due  # type: ignore[arg-type]
    for block in blocks.values():
        found = suppress(block, smallest=smallest)
        hidden |= found
        totals |= hidden_totals(block, found, smallest=smallest)
    return hidden, totals


def _timeliness(held: int, median: float, ninth: float, over_28: int) -> Timeliness:
    return Timeliness(held, median, ninth, Proportion(over_28, held))
