"""How many of the records that audits read met everything that applied to them, by team and month: for a job that stores it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import local_day, month_start

from ..models import AuditReading
from .enums import PURPOSES, AuditOf, ReadingPart
from .results import checks_of, codes_of
from .scoring import passes

# A reading is given once and never changes.
TOUCHED = """
SELECT DISTINCT date_trunc('month', given_at AT TIME ZONE %(zone)s)::date FROM governance_auditreading WHERE given_at >= %(since)s
"""


def met_by_team(
    of: AuditOf, *, since: datetime, until: datetime, zone: ZoneInfo
) -> dict[tuple[uuid.UUID, date], tuple[int, int]]:
    """Met and read, of first readings alone, by the team of the record and the month in which it was read.

    As on the page of an audit: what did not apply is no pass, and a record to which nothing applied met nothing. A few questions
    for each audit, however many records it read.
    """
    given = AuditReading.objects.given().filter(
        part=ReadingPart.FIRST, unit__audit__of=of, given_at__gte=since, given_at__lt=until
    )
    by_audit: dict[uuid.UUID, list[AuditReading]] = defaultdict(list)
    for one in given.select_related("unit").order_by("pk"):
        by_audit[one.unit.audit_id].append(one)
    counts: dict[tuple[uuid.UUID, date], tuple[int, int]] = {}
    for readings in by_audit.values():
        checks, codes = checks_of(PURPOSES[of], readings), codes_of(PURPOSES[of], readings)
        for one in readings:
            assert one.given_at is not None  # noqa: S101 - it is given
            cell = one.unit.team_id, month_start(local_day(one.given_at, zone))
            met, read = counts.get(cell, (0, 0))
            counts[cell] = met + passes(checks, codes[one.pk]), read + 1
    return counts
