"""Working strain out after the measures: the months of every place, then whether decisions go with it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from statistics import fmean
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from django.db import connection, transaction

from workforce_assurance.common.dates import local_day, months
from workforce_assurance.people import queries as people

from ..measures.queries import settled_until
from ..measures.registry import MEASURES
from ..models.together import NUMBERS
from ..strain import MONTHS_BEFORE, Strain, strain_index
from .associating import associate
from .components import LEFT_OUT, TeamFacts, by_column, components_of, is_large_enough
from .reading import decisions_of_teams, facts_of_teams

MONTHS = 36
# Of all that goes in, this is settled last.
SLOWEST = "supervision.on_time"
# One at a time; whoever comes second waits, and finds nothing left to do.
LOCK = "SELECT pg_advisory_xact_lock(hashtext('governance strain'))"
COLUMNS = ("service_id", "team_id", "month", *NUMBERS, "is_hidden", "teams")
TYPES = ("uuid", "uuid", "date", *("float8" for _ in NUMBERS), "bool", "int")

WRITE = """
WITH facts AS MATERIALIZED (SELECT * FROM unnest({arrays}) AS facts({columns})),
gone AS (
    DELETE FROM governance_strainmonth old WHERE NOT EXISTS (
        SELECT FROM facts WHERE facts.month = old.month
            AND facts.service_id IS NOT DISTINCT FROM old.service_id AND facts.team_id IS NOT DISTINCT FROM old.team_id
    )
)
INSERT INTO governance_strainmonth AS old ({columns}, computed_at) SELECT {columns}, %(at)s FROM facts
ON CONFLICT (service_id, team_id, month) DO UPDATE SET ({updated}, computed_at) = ROW({new}, EXCLUDED.computed_at)
    WHERE ({old}) IS DISTINCT FROM ({new})
"""


class Row(NamedTuple):
    """One place and month as it is kept; its fields are COLUMNS, with the numbers as one."""

    service: uuid.UUID | None
    team: uuid.UUID | None
    month: date
    numbers: Mapping[str, float | None]
    is_hidden: bool
    teams: int


@transaction.atomic
def compute_strain(*, now: datetime) -> int:
    """Work out the strain of three years and what goes with it; how many rows there are. What stands already is not written again."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    organisation = people.organisation()
    zone = ZoneInfo(organisation.time_zone)
    today = local_day(now, zone)
    last = settled_until(MEASURES[SLOWEST], today)
    span = list(months(last - relativedelta(months=MONTHS - 1), last))
    whole = list(months(span[0] - relativedelta(months=MONTHS_BEFORE), last))
    facts = facts_of_teams(first=whole[0], last=last, today=today, zone=zone)
    service_of = dict(people.teams().values_list("pk", "service_id"))
    smallest = organisation.smallest_group
    strain = {
        team: strain_index(components_of(facts[team], whole, smallest=smallest), without=LEFT_OUT)[-MONTHS:]
        for team in service_of
        if team in facts
    }
    rows = list(_rows(strain, facts, span, service_of, smallest))
    _write(rows, now)
    indices = {team: [one.index for one in found] for team, found in strain.items()}
    associate(indices, decisions_of_teams(first=span[0], last=last), span, service_of, now=now)
    return len(rows)


def _rows(
    strain: Mapping[uuid.UUID, Sequence[Strain]],
    facts: Mapping[uuid.UUID, TeamFacts],
    span: Sequence[date],
    service_of: Mapping[uuid.UUID, uuid.UUID],
    smallest: int,
) -> Iterable[Row]:
    """Every team with what may be shown of it, and the mean of those of each service and of all."""
    wider: dict[tuple[uuid.UUID | None, date], list[Row]] = defaultdict(list)
    for team, found in strain.items():
        for month, one in zip(span, found, strict=True):
            numbers = {"index": one.index, **by_column(one.scores)}
            if all(number is None for number in numbers.values()):
                continue
            row = Row(None, team, month, numbers, is_hidden=False, teams=1)
            if not is_large_enough(facts[team], month, smallest=smallest):
                row = Row(None, team, month, {}, is_hidden=True, teams=0)
            yield row
            wider[service_of[team], month].append(row)
            wider[None, month].append(row)
    for (service, month), of in wider.items():
        yield _mean(service, month, [row for row in of if row.numbers.get("index") is not None])


def _mean(service: uuid.UUID | None, month: date, of: Sequence[Row]) -> Row:
    """Of teams that are shown themselves, so that nothing follows from it."""
    numbers: dict[str, float | None] = {}
    for name in NUMBERS if of else ():
        known = [number for row in of if (number := row.numbers[name]) is not None]
        numbers[name] = fmean(known) if known else None
    return Row(service, None, month, numbers, is_hidden=not of, teams=len(of))


def _write(rows: Sequence[Row], now: datetime) -> None:
    columns = [
        [row.service for row in rows],
        [row.team for row in rows],
        [row.month for row in rows],
        *([row.numbers.get(name) for row in rows] for name in NUMBERS),
        [row.is_hidden for row in rows],
        [row.teams for row in rows],
    ]
    values: dict[str, Any] = dict(zip(COLUMNS, columns, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_statement(), values | {"at": now})


def _statement() -> str:
    updated = [name for name in COLUMNS if name not in ("service_id", "team_id", "month")]
    return WRITE.format(
        arrays=", ".join(f"%({name})s::{kind}[]" for name, kind in zip(COLUMNS, TYPES, strict=True)),
        columns=", ".join(_quoted(COLUMNS)),
        updated=", ".join(_quoted(updated)),
        old=", ".join(f"old.{name}" for name in _quoted(updated)),
        new=", ".join(f"EXCLUDED.{name}" for name in _quoted(updated)),
    )


def _quoted(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]
