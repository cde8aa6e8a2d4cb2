"""How a reading that waits is said: by which day, and that it is over."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import day_ending
from workforce_assurance.common.words import long_day

from ..models import AuditReading


def by_day(reading: AuditReading, zone: ZoneInfo) -> str:
    return f"By {long_day(day_ending(reading.due_at, zone))}" if reading.due_at else ""


def is_past(reading: AuditReading, now: datetime) -> bool:
    return reading.due_at is not None and reading.due_at <= now


def past(reading: AuditReading, now: datetime) -> str:
    return "Past its date" if is_past(reading, now) else ""


def tone(reading: AuditReading, now: datetime) -> str:
    return "past_date" if is_past(reading, now) else ""
