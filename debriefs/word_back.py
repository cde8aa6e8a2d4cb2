"""How soon whoever reports an incident hears something: from when it was logged to the first outcome, by service and month.

Half and nine tenths are of all incidents that were logged; one without a word counts as the longest of all, so that silence
makes no figure shorter. Only months count whose incidents all had the days in question.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db import connection

from workforce_assurance.common.dates import month_start, start_of_day
from workforce_assurance.common.disclosure import Hidden, Sum, suppress

MONTHS = 12
Place = tuple[str, Any]
ORGANISATION: Place = ("organisation", None)
# Which columns are grouped away: the bits of service and month.
BY_SERVICE, BY_MONTH = 0b01, 0b10

COUNTED = """
WITH counted AS (
    SELECT team.service_id, date_trunc('month', incident.logged_at AT TIME ZONE %s)::date AS month,
        COALESCE(EXTRACT(EPOCH FROM word.at - incident.logged_at)::float8 / 86400, 'Infinity'::float8) AS days
    FROM debriefs_incident incident
    JOIN people_team team ON team.id = incident.team_id
    LEFT JOIN LATERAL (SELECT min(at) AS at FROM debriefs_outcome WHERE incident_id = incident.id) word ON TRUE
    WHERE incident.logged_at >= %s AND incident.logged_at < %s
)
SELECT GROUPING(service_id, month), service_id, month, count(*), count(*) FILTER (WHERE days <= %s),
    percentile_disc(0.5) WITHIN GROUP (ORDER BY days), percentile_disc(0.9) WITHIN GROUP (ORDER BY days)
FROM counted GROUP BY GROUPING SETS ((service_id), (month), ())
"""


@dataclass(frozen=True)
class Counted:
    """The incidents of one place: how many, how many had word back within the days, and after how many days half and nine
    tenths had; None while fewer have."""

    logged: int
    told: int
    half: float | None
    nine_tenths: float | None


@dataclass(frozen=True)
class WordBack:
    """Everything that may be known of these months, and which counts must not be shown."""

    months: list[date]
    within: int
    places: dict[Place, Counted]
    hidden_logged: dict[Place, Hidden]
    hidden_told: dict[Place, Hidden]

    @property
    def services(self) -> set[uuid.UUID]:
        return {key for kind, key in self.places if kind == "service"}


def word_back(*, within: int, today: date, zone: ZoneInfo, smallest: int) -> WordBack:
    """Of the last twelve months all of whose incidents had so many days. One query."""
    end = month_start(today - timedelta(days=within))
    months = [end - relativedelta(months=number) for number in range(MONTHS, 0, -1)]
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, [str(zone), start_of_day(months[0], zone), start_of_day(end, zone), within])
        places = {_place(*row[:3]): _counted(*row[3:]) for row in cursor.fetchall()}
    sums = [
        Sum(ORGANISATION, tuple(place for place in places if place[0] == kind))
        for kind in ("service", "month")
        if any(place[0] == kind for place in places)
    ]
    logged = {place: found.logged for place, found in places.items()}
    hidden = suppress(logged, sums, smallest=smallest)
    known = {place: number for place, number in logged.items() if place not in hidden}
    told = {place: found.told for place, found in places.items()}
    return WordBack(
        months, within, places, hidden, suppress(told, sums, smallest=smallest, withheld=list(hidden), at_most=known)
    )


def _place(level: int, service: Any, month: Any) -> Place:
    if level == BY_SERVICE:
        return ("service", service)
    return ("month", month) if level == BY_MONTH else ORGANISATION


def _counted(logged: int, told: int, half: float | None, nine_tenths: float | None) -> Counted:
    return Counted(logged, told, _finite(half), _finite(nine_tenths))


def _finite(days: float | None) -> float | None:
    return days if days is not None and isfinite(days) else None
