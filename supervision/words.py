"""How the state of a session is said: sessions are past their date, people never are. Pure: no clock, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from workforce_assurance.common.dates import day_ending, local_day
from workforce_assurance.common.words import counted, long_day, long_instant

from .enums import SessionState, Side
from .models import Session

__all__ = ["Status", "counted", "day_it_is_due", "long_day", "long_instant", "status_of"]

SOON = 7


@dataclass(frozen=True)
class Status:
    """Words and the tone of their tag; the words alone say everything."""

    words: str
    tone: str


def day_it_is_due(session: Session, zone: ZoneInfo) -> date:
    """The due date, or the day that it was moved to when that is later."""
    return day_ending(session.due_at, zone)


def status_of(session: Session, *, now: datetime, zone: ZoneInfo) -> Status:
    if session.state == SessionState.PLANNED:
        return _open(session, local_day(now, zone), zone)
    return _closed(session)


def _open(session: Session, today: date, zone: ZoneInfo) -> Status:
    left = (day_it_is_due(session, zone) - today).days
    if left < 0:
        return Status(f"{counted(-left, 'day')} past its date", "past_date")
    planned = local_day(session.planned_at, zone)
    if planned == today:
        return Status(f"Today at {session.planned_at.astimezone(zone):%H:%M}", "info")
    if left == 0:
        return Status("Due today", "due_soon")
    if left <= SOON:
        return Status(f"Due in {counted(left, 'day')}", "due_soon")
    return Status("Planned", "info")


def _closed(session: Session) -> Status:
    if session.state == SessionState.HELD:
        return Status("Held", "done")
    if session.state == SessionState.PARTLY_HELD:
        return Status(f"Partly held, {session.held_minutes} of {session.minutes} minutes", "info")
    if session.state == SessionState.CANCELLED:
        return Status(f"Cancelled by {Side(session.side).label.lower()}", "plain")
    if session.state == SessionState.MISSED:
        return Status("Missed", "past_date")
    return Status("Not needed", "plain")
