"""How the facts that practices offer become the facts of a measure."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import date

from boundaries.competency.measured import competent_by_team
from supervision.measured import on_time_of_every_team
from workforce_assurance.common.dates import months

from .registry import Facts, Window

ROWS = """
SELECT * FROM unnest(%(teams)s::uuid[], %(months)s::date[], %(numerators)s::float8[], %(denominators)s::float8[])
    AS facts(team_id, month, numerator, denominator)
"""
# Where nothing is counted in a month, that is none and no gap: from the first month on in which anything was counted.
COUNTED = """
SELECT team.id AS team_id, calendar.month, COALESCE(counted.numerator, 0) AS numerator, NULL::float8 AS denominator
FROM people_team team
CROSS JOIN (
    SELECT day::date AS month
    FROM generate_series(%(first)s::timestamp, %(end)s::timestamp - interval '1 day', interval '1 month') day
) calendar
LEFT JOIN ({facts}) counted ON counted.team_id = team.id AND counted.month = calendar.month
WHERE calendar.month >= (SELECT date_trunc('month', min({since}) AT TIME ZONE %(zone)s)::date FROM {table})
"""

# Median and 90th percentile of days, of the organisation, each service and each team.
QUANTILES = """
SELECT team.service_id, taken.team_id, taken.month,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY taken.days) AS median,
    percentile_cont(0.9) WITHIN GROUP (ORDER BY taken.days) AS ninth
FROM ({days}) taken JOIN people_team team ON team.id = taken.team_id
GROUP BY GROUPING SETS ((taken.month), (taken.month, team.service_id), (taken.month, taken.team_id))
"""


def by_statement(statement: str) -> Callable[[Window], Facts]:
    """What a practice's statement finds."""
    return lambda window: Facts(statement, window.values)


def quantiles_of(days: str) -> Callable[[Window], Facts]:
    """Half and nine in ten of a practice's statement of team_id, month and days."""
    return by_statement(QUANTILES.format(days=days))


def by_count(statement: str, *, table: str, since: str) -> Callable[[Window], Facts]:
    """What a practice's statement counts, with 0 for a team and month of which it says nothing."""
    return by_statement(COUNTED.format(facts=statement, table=table, since=since))


def supervision_on_time(window: Window) -> Facts:
    """As the pages of supervision count it: its rule lives there."""
    return Facts(*on_time_of_every_team(first=window.first, end=window.end, today=window.today, zone=window.zone))


def competent(window: Window) -> Facts:
    """As the policy that was in force says it of each person at the end of each month: no statement says that."""
    asked = [month for month in months(window.first, window.end) if month < window.end]
    return rows_of(competent_by_team(months=asked, zone=window.zone))


def rows_of(found: Mapping[tuple[uuid.UUID, date], tuple[float, float]]) -> Facts:
    """What was counted in Python, as a statement."""
    return Facts(
        ROWS,
        {
            "teams": [team for team, _ in found],
            "months": [month for _, month in found],
            "numerators": [numerator for numerator, _ in found.values()],
            "denominators": [denominator for _, denominator in found.values()],
        },
    )
