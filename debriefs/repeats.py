"""Where a theme repeats, where it spreads, and how often it came back: set-based, by the organisation's days."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Count

from workforce_assurance.common.dates import end_of_day, start_of_day

from .models import IncidentTheme

# Three incidents of a theme in a team, of which the last happened at most so many days after the first, are a repeat.
WITHIN = timedelta(days=90)
# So many teams with the theme within that time are a spread.
TEAMS = 3
# So far before the first day that is asked for a repeat is followed back, and nothing older is read: the question does not
# grow with the years.
FOLLOWED_BACK = 2 * WITHIN
# An incident is a third when it and the two before it, of its theme in its team, lie within the days. A third and its two
# are of one repeat, and so are two repeats with an incident in common: one begins where no third reaches over the gap before.
REPEATS = """
WITH coded AS (
    SELECT incident.team_id, theme.code, incident.id, (incident.happened_at AT TIME ZONE %(zone)s)::date AS day
    FROM debriefs_incidenttheme theme JOIN debriefs_incident incident ON incident.id = theme.incident_id
    WHERE incident.team_id = ANY(%(teams)s::uuid[]) AND incident.happened_at BETWEEN %(since)s AND %(until)s
), thirds AS (
    SELECT *, coalesce(day - lag(day, 2) OVER in_order <= %(within)s, false) AS is_third
    FROM coded WINDOW in_order AS (PARTITION BY team_id, code ORDER BY day, id)
), beside AS (
    SELECT *, lead(is_third, 1, false) OVER in_order AS is_second, lead(is_third, 2, false) OVER in_order AS is_first
    FROM thirds WINDOW in_order AS (PARTITION BY team_id, code ORDER BY day, id)
), repeated AS (
    SELECT *, count(*) FILTER (WHERE NOT is_third AND NOT is_second) OVER in_order AS number
    FROM beside WHERE is_third OR is_second OR is_first WINDOW in_order AS (PARTITION BY team_id, code ORDER BY day, id)
)
SELECT team_id, code, min(day), max(day), count(*), (array_agg(id ORDER BY day DESC, id DESC))[1]
FROM repeated GROUP BY team_id, code, number HAVING max(day) >= %(ended_since)s ORDER BY max(day) DESC, team_id, code
"""
RETURNED = """
SELECT asked.key, count(incident.id)
FROM unnest(%s::int[], %s::uuid[], %s::text[], %s::timestamptz[], %s::timestamptz[]) AS asked (key, team_id, code, since, until)
JOIN debriefs_incidenttheme theme ON theme.code = asked.code
JOIN debriefs_incident incident ON incident.id = theme.incident_id AND incident.team_id = asked.team_id
    AND incident.happened_at >= asked.since AND incident.happened_at < asked.until
GROUP BY asked.key
"""


@dataclass(frozen=True)
class Repeat:
    """Incidents of one theme in one team of which any is within the days of two others."""

    team_id: uuid.UUID
    code: str
    first: date
    last: date
    number: int
    # The last of its incidents.
    latest_id: uuid.UUID


@dataclass(frozen=True)
class Spread:
    """One theme in several teams within the days up to the present one."""

    code: str
    team_ids: list[uuid.UUID]
    number: int


@dataclass(frozen=True)
class Days:
    """The days, both included, on which a theme may have come back in a team."""

    team_id: uuid.UUID
    code: str
    first: date
    last: date


def repeats(team_ids: Collection[uuid.UUID], *, ended_since: date, today: date, zone: ZoneInfo) -> list[Repeat]:
    """The repeats of these teams whose last incident happened on that day or later, the latest first.

    One that began longer ago than it is followed back counts from there.
    """
    asked = {
        "teams": list(team_ids), "zone": str(zone), "within": WITHIN.days, "ended_since": ended_since,
        "since": start_of_day(ended_since - FOLLOWED_BACK, zone), "until": end_of_day(today, zone),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(REPEATS, asked)
        return [Repeat(*row) for row in cursor.fetchall()]


def spreads(team_ids: Collection[uuid.UUID], *, today: date, zone: ZoneInfo) -> list[Spread]:
    """The themes that three of these teams or more had within the days up to the present one, the widest first."""
    coded = IncidentTheme.objects.between(today - WITHIN, today, zone=zone).filter(incident__team__in=team_ids)
    found = coded.order_by().values("code").annotate(
        teams=ArrayAgg("incident__team", distinct=True), number=Count("pk"), wide=Count("incident__team", distinct=True)
    )  # fmt: skip
    rows = found.filter(wide__gte=TEAMS).order_by("-wide", "code")
    return [Spread(row["code"], row["teams"], row["number"]) for row in rows]


def returned(asked: Sequence[Days], *, zone: ZoneInfo) -> list[int]:
    """How many incidents of each theme happened in each team on these days; in one statement for all."""
    columns = [
        list(range(len(asked))), [days.team_id for days in asked], [days.code for days in asked],
        [start_of_day(days.first, zone) for days in asked], [end_of_day(days.last, zone) for days in asked],
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(RETURNED, columns)
        found = dict(cursor.fetchall())
    return [found.get(key, 0) for key in range(len(asked))]
