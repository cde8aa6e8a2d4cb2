"""How incidents and their clocks are said: clocks run out, people are never late. Pure: no clock, no database."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from workforce_assurance.common.words import counted

from .enums import IncidentState, NotificationState
from .models import Incident, Notification

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Status(NamedTuple):
    """Words and the tone of their tag; the words alone say everything."""

    words: str
    tone: str


STATUSES = {
    IncidentState.LOGGED: Status("Four facts only", "info"),
    IncidentState.DESCRIBED: Status("Described", "done"),
}


def status_of(incident: Incident) -> Status:
    return STATUSES[IncidentState(incident.state)]


def span(length: timedelta) -> str:
    """ "5 hours", "2 days": whole hours under two days, whole days from then on; at least one hour."""
    if length < 2 * DAY:
        return counted(max(1, round(length / HOUR)), "hour")
    return counted(round(length / DAY), "day")


def until(due_at: datetime, now: datetime, *, what: str = "its time") -> Status:
    """How much of a clock is left, or for how long it has run out."""
    if due_at < now:
        return Status(f"{span(now - due_at)} past {what}", "past_date")
    left = due_at - now
    return Status(f"{span(left)} left", "due_soon" if left <= DAY else "info")


def notification_status(notification: Notification, now: datetime) -> Status:
    if notification.state == NotificationState.WAITS:
        return until(notification.due_at, now)
    if notification.state == NotificationState.NOT_NEEDED:
        return Status("Not needed", "")
    in_time = notification.sent_at is not None and notification.sent_at <= notification.due_at
    return Status("Sent in time" if in_time else "Sent after its time", "done" if in_time else "info")
