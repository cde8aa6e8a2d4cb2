"""Repeated cancelling: the same side of the same two people, three times or more within 180 days. Dates and counts alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, QuerySet

from workforce_assurance.common.dates import local_day

from .enums import Side
from .models import Session
from .words import long_day

WITHIN = timedelta(days=180)
OFTEN = 3
CSV_HEADER = ("worker", "supervisor", "cancelled by", "times", "on")


@dataclass(frozen=True)
class CancellingRow:
    """Two people, one side, and the days on which it cancelled, the latest first."""

    worker: str
    supervisor: str
    side: str
    times: int
    days: str


def repeated(viewer: Any, *, on: date, now: datetime) -> QuerySet[Session, dict[str, Any]]:
    """What the viewer may know of as a manager of the worker, by the worker's name: never by how often."""
    cancelled = Session.objects.managed_by(viewer, on=on).cancelled_since(now - WITHIN)
    sides = cancelled.order_by().values(
        "worker", "supervisor", "side", "worker__full_name", "supervisor__full_name"
    )  # fmt: skip
    often = sides.annotate(times=Count("pk"), closed=ArrayAgg("closed_at", order_by="-closed_at"))
    return often.filter(times__gte=OFTEN).order_by("worker__full_name", "worker", "supervisor__full_name", "side")


def rows_of(found: Iterable[dict[str, Any]], *, zone: ZoneInfo) -> list[CancellingRow]:
    return [
        CancellingRow(
            row["worker__full_name"],
            row["supervisor__full_name"],
            Side(row["side"]).label,
            row["times"],
            ", ".join(long_day(local_day(moment, zone)) for moment in row["closed"]),
        )
        for row in found
    ]


def csv_rows(found: Iterable[dict[str, Any]], *, zone: ZoneInfo) -> Iterable[tuple[Any, ...]]:
    for row in found:
        days = "; ".join(str(local_day(moment, zone)) for moment in row["closed"])
        yield (row["worker__full_name"], row["supervisor__full_name"], Side(row["side"]).label, row["times"], days)
