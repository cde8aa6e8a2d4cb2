"""The statements that fill the tables of values: what came to something else is written, and nothing besides."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection

from workforce_assurance.common.dates import months as months_between
from workforce_assurance.common.disclosure import Hidden

from ..rates import poisson_rate
from .enums import MeasureKind, PlaceKind, Suppressed
from .looking_back import gives_a_month_away
from .registry import Measure, Window
from .shown import Cell, Place, hidden_of, places_of

FILL = """
WITH facts AS MATERIALIZED ({facts}),
gone AS (
    DELETE FROM governance_measurevalue old
    WHERE old.measure = %(measure)s AND old.version = %(version)s AND old.month >= %(from)s AND old.month < %(to)s
        AND NOT EXISTS (SELECT FROM facts WHERE facts.team_id = old.team_id AND facts.month = old.month)
    RETURNING old.month
),
kept AS (
    INSERT INTO governance_measurevalue AS old (measure, version, team_id, month, numerator, denominator, computed_at)
    SELECT %(measure)s, %(version)s, team_id, month, numerator, denominator, %(at)s FROM facts
    ON CONFLICT (measure, version, team_id, month) DO UPDATE
        SET numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator, computed_at = EXCLUDED.computed_at
        WHERE (old.numerator, old.denominator) IS DISTINCT FROM (EXCLUDED.numerator, EXCLUDED.denominator)
    RETURNING old.month
)
SELECT month, count(*) FROM (SELECT month FROM gone UNION ALL SELECT month FROM kept) changed GROUP BY 1
"""

TEAM_VALUES = """
SELECT value.month, value.team_id, team.service_id, value.numerator, value.denominator
FROM governance_measurevalue value JOIN people_team team ON team.id = value.team_id
WHERE value.measure = %(measure)s AND value.version = %(version)s AND value.month = ANY(%(months)s)
"""

SHOW = """
WITH facts AS MATERIALIZED (
    SELECT * FROM unnest(
        %(services)s::uuid[], %(teams)s::uuid[], %(of)s::date[], %(numerators)s::float8[], %(denominators)s::float8[],
        %(suppressed)s::text[], %(counted)s::int[], %(low)s::float8[], %(high)s::float8[], %(medians)s::float8[],
        %(ninths)s::float8[]
    ) AS facts(service_id, team_id, month, numerator, denominator, suppressed, teams, low, high, median, ninth)
),
gone AS (
    DELETE FROM governance_shownvalue old
    WHERE old.measure = %(measure)s AND old.version = %(version)s AND old.month = ANY(%(months)s)
        AND NOT EXISTS (
            SELECT FROM facts WHERE facts.month = old.month
                AND facts.service_id IS NOT DISTINCT FROM old.service_id AND facts.team_id IS NOT DISTINCT FROM old.team_id
        )
)
INSERT INTO governance_shownvalue AS old
    (measure, version, service_id, team_id, month, numerator, denominator, suppressed, teams, low, high, median, ninth,
    computed_at)
SELECT %(measure)s, %(version)s, service_id, team_id, month, numerator, denominator, suppressed, teams, low, high, median, ninth,
    %(at)s FROM facts
ON CONFLICT (service_id, team_id, measure, version, month) DO UPDATE
    SET numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator, suppressed = EXCLUDED.suppressed,
        teams = EXCLUDED.teams, low = EXCLUDED.low, high = EXCLUDED.high, median = EXCLUDED.median, ninth = EXCLUDED.ninth,
        computed_at = EXCLUDED.computed_at
    WHERE (old.numerator, old.denominator, old.suppressed, old.teams, old.low, old.high, old.median, old.ninth)
        IS DISTINCT FROM (EXCLUDED.numerator, EXCLUDED.denominator, EXCLUDED.suppressed, EXCLUDED.teams,
            EXCLUDED.low, EXCLUDED.high, EXCLUDED.median, EXCLUDED.ninth)
"""

# By service and team (both empty for the organisation) and month: median and 90th percentile.
Days = dict[tuple[uuid.UUID | None, uuid.UUID | None, date], tuple[float, float]]
HOW = {Hidden.SMALL: Suppressed.SMALL.value, Hidden.WITHHELD: Suppressed.WITHHELD.value}


def fill(measure: Measure, window: Window) -> dict[date, int]:
    """Work the measure out for the months of the window: in which months how many values came to something else."""
    facts = measure.facts(window)
    # What the facts are asked with, and beside it whose values these are.
    values = {**facts.values, "from": window.first, "to": window.end, "at": window.now, **_of(measure)}
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(facts=facts.statement), values)
        return dict(cursor.fetchall())


def days_of(measure: Measure, window: Window) -> Days:
    """Within how many days half of what it counts was done, and nine in ten, by place and month of the window."""
    if measure.days is None:
        return {}
    facts = measure.days(window)
    with connection.cursor() as cursor:
        cursor.execute(facts.statement, facts.values)
        return {(service, team, month): (median, ninth) for service, team, month, median, ninth in cursor.fetchall()}


def show(measure: Measure, months: Sequence[date], *, smallest: int, now: datetime, days: Days | None = None) -> None:
    """Work out anew what may be shown of these months, with their intervals and days."""
    if not months:
        return
    asked = {"months": list(months), "at": now, **_of(measure)}
    with connection.cursor() as cursor:
        cursor.execute(TEAM_VALUES, asked)
        rows = list(_shown(measure, cursor.fetchall(), smallest, days or {}))
        cursor.execute(SHOW, asked | _columns(rows))


def _of(measure: Measure) -> dict[str, Any]:
    return {"measure": measure.key, "version": measure.version}


Pair = tuple[float | None, float | None]
NOTHING: Pair = (None, None)
Row = tuple[uuid.UUID | None, uuid.UUID | None, date, float | None, float | None, str, int, *Pair, *Pair]
NAMES = (
    *("services", "teams", "of", "numerators", "denominators", "suppressed", "counted"),
    *("low", "high", "medians", "ninths"),
)


def _columns(rows: Sequence[Row]) -> dict[str, list[Any]]:
    return {name: [row[number] for row in rows] for number, name in enumerate(NAMES)}


def _shown(measure: Measure, values: Iterable[Any], smallest: int, days: Days) -> Iterable[Row]:
    by_month: dict[date, dict[uuid.UUID, Cell]] = defaultdict(dict)
    service_of: dict[uuid.UUID, uuid.UUID] = {}
    for month, team, service, numerator, denominator in values:
        by_month[month][team] = Cell(numerator, denominator)
        service_of[team] = service
    placed = {month: places_of(teams, service_of) for month, teams in by_month.items()}
    given_away = _given_away(measure, placed, smallest)
    for month, places in placed.items():
        hidden = hidden_of(
            places, service_of, kind=measure.kind, small=measure.small, smallest=measure.fewest or smallest,
            also=given_away & set(places),
        )  # fmt: skip
        for place, cell in places.items():
            if PlaceKind(place.kind).depth > measure.down_to.depth:
                continue
            how = hidden.get(place)
            # "<5" is said of counts alone.
            yield _row(measure, place, month, cell, Hidden.WITHHELD if how and measure.fewest else how, days)


def _given_away(measure: Measure, placed: Mapping[date, Mapping[Place, Cell]], smallest: int) -> set[Place]:
    """Places of which a single month would follow from two that look back, each less the other."""
    if not measure.looks_back or measure.is_proportion or not placed:
        return set()
    span = list(months_between(min(placed), max(placed)))
    every = {place for places in placed.values() for place in places}
    totals = {
        place: [round(placed[month][place].numerator) if place in placed.get(month, {}) else None for month in span]
        for place in every
    }
    return {place for place, found in totals.items() if gives_a_month_away(found, measure.looks_back, smallest)}


def _row(measure: Measure, place: Place, month: date, cell: Cell, how: Hidden | None, days: Days) -> Row:
    service = place.key if place.kind == PlaceKind.SERVICE else None
    team = place.key if place.kind == PlaceKind.TEAM else None
    if how:
        return service, team, month, None, None, HOW[how], cell.teams, *NOTHING, *NOTHING
    interval = _exact(cell) if measure.kind == MeasureKind.RATE else NOTHING
    at = days.get((service, team, month), NOTHING)
    return service, team, month, cell.numerator, cell.denominator, "", cell.teams, *interval, *at


def _exact(cell: Cell) -> Pair:
    """The exact Poisson interval of a rate: it takes scipy, which no web process loads, so that it is stored."""
    found = poisson_rate(round(cell.numerator), cell.denominator or 0.0, per=1)
    return found.interval if found else NOTHING
