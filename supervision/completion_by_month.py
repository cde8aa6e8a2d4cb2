"""Completion under policies that ask for minutes in a month: one for each worker and month, met or not.

The denominator is every worker and month that is over and had a session due under such a policy, of staff in post until
the end of the month. A month with a session that was not needed is out, and so is one of which the policy asks for
nothing because most of it was leave or lay before the start. The numerator is those whose credited minutes, of the
days of that month alone, reach what the policy asks for.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import next_month

from .cadence import Cadence
from .conformance import of_period
from .contacts import contacts_of
from .models import CadencePolicy
from .workers import as_cadence, by_worker, leave_rows

Id = uuid.UUID
DAY = timedelta(days=1)

# Two statements rather than one with OR, which would keep the planner from either index.
OF_TEAMS = "session.team_id = ANY(%(teams)s::uuid[])"
OF_WORKERS = "session.worker_id = ANY(%(workers)s::uuid[])"

WORKERS_AND_MONTHS = """
SELECT DISTINCT ON (session.worker_id, month) session.team_id, month, session.worker_id, session.policy_id,
    worker.started_on
FROM supervision_session session
JOIN supervision_cadencepolicy policy ON policy.id = session.policy_id AND policy.minutes_per_month IS NOT NULL
JOIN people_person worker ON worker.id = session.worker_id
CROSS JOIN LATERAL (SELECT date_trunc('month', session.due_on)::date AS month) calendar
WHERE {of}
    AND session.due_on >= %(first)s AND session.due_on < %(end)s
    AND month + interval '1 month' <= %(today)s
    AND (worker.left_on IS NULL OR worker.left_on >= month + interval '1 month' - interval '1 day')
    AND NOT EXISTS (
        SELECT FROM supervision_session other
        WHERE other.worker_id = session.worker_id AND other.state = 'not_needed'
            AND other.due_on >= month AND other.due_on < month + interval '1 month'
    )
ORDER BY session.worker_id, month, session.due_on DESC
"""


@dataclass(frozen=True)
class _Month:
    """One worker and one month under a policy of minutes."""

    team_id: Id
    month: date
    worker_id: Id
    policy_id: Id
    started_on: date | None


def met_by_month(found: Iterable[Any], zone: ZoneInfo) -> dict[tuple[Id, date], list[bool]]:
    """For each team and month of what `WORKERS_AND_MONTHS` found, whether each worker's minutes were reached."""
    rows = [_Month(*row) for row in found]
    return _met(rows, zone) if rows else {}


def _met(rows: list[_Month], zone: ZoneInfo) -> dict[tuple[Id, date], list[bool]]:
    policies = _policies({row.policy_id for row in rows}, zone)
    workers = {row.worker_id for row in rows}
    first = min(row.month for row in rows)
    away = leave_rows(workers, first=first, last=next_month(max(row.month for row in rows)) - DAY)
    contacts = contacts_of(workers, since=first, zone=zone, along=[away])
    leave = by_worker(away)
    found: dict[tuple[Id, date], list[bool]] = defaultdict(list)
    for row in rows:
        cadence = policies[row.policy_id]
        since = max((day for day in (row.started_on, cadence.counts_from) if day), default=None)
        result = of_period(cadence, row.month, contacts[row.worker_id], since=since, leave=leave[row.worker_id])
        if result.asked:
            found[row.team_id, row.month].append(result.is_met)
    return found


def _policies(ids: set[Id], zone: ZoneInfo) -> dict[Id, Cadence]:
    rows = CadencePolicy.objects.filter(pk__in=ids).prefetch_related("phase_in")
    return {row.pk: as_cadence(row, zone) for row in rows}
