"""In how many finished records each drift sign was noted: the organisation by month, services and teams by quarter.

A record counts once for a sign, whichever of its two people noted it, in the month in which it was finished. Only months
and quarters that are over are counted, so that what was shown does not change from one day to the next. What is hidden is
decided for the whole organisation and is the same for every reader (`docs/over-time.md`); readers differ in what part
of it they are shown.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db import connection

from workforce_assurance.common.dates import month_start, start_of_day
from workforce_assurance.common.disclosure import Hidden, Sum, suppress
from workforce_assurance.structured_templates.counted import finished_between, sign_labels, signs_between

PURPOSE = "supervision"
# Ticked to say that none was noted: no sign.
NO_SIGN = "none"
# Attributes of staff are counted for groups of ten or more.
LEAST_PEOPLE = 10
MONTHS = 3
RECORDS = ""

Place = tuple[str, Any]
ORGANISATION: Place = ("organisation", None)
NOWHERE: Place = ("service", None)

LEVELS = (("session.team_id", "team.service_id"), ("team.service_id",), ("month",), ())
FROM = """
JOIN supervision_session session ON session.id = found.subject_id
LEFT JOIN people_team team ON team.id = session.team_id
CROSS JOIN LATERAL (SELECT date_trunc('month', found.finished_at AT TIME ZONE %s)::date AS month) calendar
"""
COUNTS = """
SELECT GROUPING(session.team_id, team.service_id, month) AS level, session.team_id, team.service_id, month,
    {code} AS code, count(DISTINCT session.id), count(DISTINCT session.worker_id)
FROM found {joins}
"""
CODES = """
CROSS JOIN LATERAL (
    SELECT DISTINCT code FROM (
        SELECT jsonb_array_elements_text(COALESCE(found.coded->'worker', '[]'))
        UNION ALL SELECT jsonb_array_elements_text(COALESCE(found.coded->'supervisor', '[]'))
    ) views (code) WHERE code <> %s
) noted
"""
# Which columns are grouped away: the bits of team, service and month.
BY_TEAM, BY_SERVICE, BY_MONTH, IN_ALL = 0b001, 0b101, 0b110, 0b111

EVERY_TEAM = """
WITH found (subject_id, finished_at) AS ({records}), noted_signs (subject_id, finished_at, coded) AS ({signs})
SELECT team_id, month, sum(signs), sum(records) FROM (
    SELECT session.team_id, month, 0 AS signs, count(DISTINCT session.id) AS records FROM found {joins} GROUP BY 1, 2
    UNION ALL
    SELECT session.team_id, month, count(DISTINCT (session.id, code)), 0
    FROM noted_signs found {joins} {codes} GROUP BY 1, 2
) counted
WHERE team_id IS NOT NULL
GROUP BY 1, 2
"""


@dataclass(frozen=True)
class SignCounts:
    """The counts of one quarter, and which of them must not be shown; the number of records stands under `RECORDS`."""

    quarter: date
    labels: dict[str, str]
    counts: dict[str, dict[Place, int]]
    hidden: dict[str, dict[Place, Hidden]]
    teams: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)

    @property
    def months(self) -> list[date]:
        return [self.quarter + relativedelta(months=n) for n in range(MONTHS)]

    def cell(self, code: str, place: Place) -> int | Hidden:
        """The count that may be shown, or how it is hidden."""
        return self.hidden.get(code, {}).get(place) or self.counts.get(code, {}).get(place, 0)


def quarters_over(*, today: date, number: int) -> list[date]:
    """The first days of the last quarters that are over, the latest first."""
    this = month_start(today) - relativedelta(months=(today.month - 1) % MONTHS)
    return [this - relativedelta(months=MONTHS * n) for n in range(1, number + 1)]


def sign_counts(*, quarter: date, zone: ZoneInfo, smallest: int) -> SignCounts:
    """Everything that may be known of the quarter that begins on that day. Three queries, whatever there is."""
    span = {
        "since": start_of_day(quarter, zone),
        "until": start_of_day(quarter + relativedelta(months=MONTHS), zone),
    }
    records, people, teams = _read(finished_between(PURPOSE, **span), ("subject_id", "finished_at"), zone)
    signs, _, _ = _read(signs_between(PURPOSE, **span), ("subject_id", "finished_at", "coded"), zone)
    labels = {code: label for code, label in sign_labels(PURPOSE).items() if code != NO_SIGN}
    labels |= {code: code for code in signs if code not in labels}
    places = records.get(RECORDS, {})
    counts = {code: {place: signs.get(code, {}).get(place, 0) for place in places} for code in labels}
    counts[RECORDS] = places
    return SignCounts(quarter, labels, counts, _hidden(counts, people, teams, smallest), teams)


def signs_of_every_team(*, first: date, end: date, zone: ZoneInfo) -> dict[tuple[uuid.UUID, date], tuple[int, int]]:
    """For each team and month how many signs were noted and in how many records; nothing suppressed: for a job."""
    span = {"since": start_of_day(first, zone), "until": start_of_day(end, zone)}
    records, of_records = finished_between(PURPOSE, **span).query.sql_with_params()
    signs, of_signs = signs_between(PURPOSE, **span).query.sql_with_params()
    statement = EVERY_TEAM.format(records=records, signs=signs, joins=FROM, codes=CODES)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*of_records, *of_signs, str(zone), str(zone), NO_SIGN])
        return {(team, month): (int(noted), int(of)) for team, month, noted, of in cursor.fetchall()}


def _hidden(
    counts: Mapping[str, Mapping[Place, int]],
    people: Mapping[Place, int],
    teams: Mapping[uuid.UUID, uuid.UUID],
    smallest: int,
) -> dict[str, dict[Place, Hidden]]:
    places = counts[RECORDS]
    sums = _sums(places, teams)
    few = {
        place for place in places if people[place] < max(LEAST_PEOPLE, smallest) or place in (NOWHERE, ("team", None))
    }
    hidden = {RECORDS: suppress(places, sums, smallest=smallest, withheld=few)}
    known = {place: count for place, count in places.items() if place not in hidden[RECORDS]}
    for code, of_sign in counts.items():
        if code != RECORDS:
            hidden[code] = suppress(of_sign, sums, smallest=smallest, withheld=few, at_most=known)
    return hidden


def _sums(places: Iterable[Place], teams: Mapping[uuid.UUID, uuid.UUID]) -> list[Sum[Place]]:
    """Teams make up services, services make up the organisation, and so do its months: no two share more than one cell."""
    by_level: dict[str, list[Place]] = {"team": [], "service": [], "month": []}
    for place in places:
        by_level.setdefault(place[0], []).append(place)
    found = [Sum(ORGANISATION, tuple(by_level[level])) for level in ("service", "month") if by_level[level]]
    for service in by_level["service"]:
        parts = tuple(team for team in by_level["team"] if teams.get(team[1]) == service[1])
        if parts:
            found.append(Sum(service, parts))
    return found


def _read(
    rows: Any, columns: tuple[str, ...], zone: ZoneInfo
) -> tuple[dict[str, dict[Place, int]], dict[Place, int], dict[uuid.UUID, uuid.UUID]]:
    """Counts by code and place, people by place, and the service of each team."""
    found_sql, found_params = rows.query.sql_with_params()
    with_codes = "coded" in columns
    sql = (
        f"WITH found ({', '.join(columns)}) AS ({found_sql}) "
        + COUNTS.format(code="noted.code" if with_codes else "''", joins=FROM + (CODES if with_codes else ""))
        + _group_by(["noted.code"] if with_codes else [])
    )  # fmt: skip
    params = [*found_params, str(zone), *([NO_SIGN] if with_codes else [])]
    counts: dict[str, dict[Place, int]] = {}
    people: dict[Place, int] = {}
    teams: dict[uuid.UUID, uuid.UUID] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for level, team, service, month, code, records, workers in cursor.fetchall():
            place = _place(level, team, service, month)
            counts.setdefault(code, {})[place] = records
            people[place] = workers
            if level == BY_TEAM:
                teams[team] = service
    return counts, people, teams


def _group_by(more: list[str]) -> str:
    sets = ", ".join(f"({', '.join([*more, *level])})" for level in LEVELS)
    return f"GROUP BY GROUPING SETS ({sets})"


def _place(level: int, team: Any, service: Any, month: Any) -> Place:
    if level == BY_TEAM:
        return ("team", team)
    if level == BY_SERVICE:
        return ("service", service)
    return ("month", month) if level == BY_MONTH else ORGANISATION
