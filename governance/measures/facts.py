"""How the facts that practices offer become the facts of a measure."""

from __future__ import annotations

from collections.abc import Callable

from supervision.measured import count_of_every_team

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


def by_statement(statement: str) -> Callable[[Window], Facts]:
    """What a practice's statement finds."""
    return lambda window: Facts(statement, window.values)


def by_count(statement: str, *, table: str, since: str) -> Callable[[Window], Facts]:
    """What a practice's statement counts, with 0 for a team and month of which it says nothing."""
    return by_statement(COUNTED.format(facts=statement, table=table, since=since))


def supervision_on_time(window: Window) -> Facts:
    """As the pages of supervision count it: its rule lives there, and for some policies it is no statement."""
    counts = count_of_every_team(first=window.first, end=window.end, today=window.today, zone=window.zone)
    cells = list(counts.items())
    return Facts(
        ROWS,
        {
            "teams": [team for (team, _), _ in cells],
            "months": [month for (_, month), _ in cells],
            "numerators": [count.on_time for _, count in cells],
            "denominators": [count.due for _, count in cells],
        },
    )
