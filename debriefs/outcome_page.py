"""What came of an incident as pages show it: one rule for what whoever told us sees of an action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.urls import reverse

from workforce_assurance.action_log import queries as actions
from workforce_assurance.action_log.words import due_words
from workforce_assurance.action_log.words import status_of as status_of_action
from workforce_assurance.common.dates import local_day

from .enums import NothingBecause
from .models import Incident, Outcome


class Line(NamedTuple):
    """What is shown of one outcome: to whoever told us its title, state and date; owner and page if they may see the action."""

    label: str
    status: str
    tone: str
    hint: str
    url: str


def line_of(outcome: Outcome, *, seen: bool, now: datetime, zone: ZoneInfo) -> Line:
    action = outcome.action
    if action is None:
        return Line("Nothing will change", "Decided", "info", f"{NothingBecause(outcome.because).label}.", "")
    status = status_of_action(action, now=now, zone=zone)
    until = f"Until {due_words(action)}"
    if outcome.action.closed_at:
        until = action.get_cancelled_because_display()
    owner = f"{action.owner.full_name}, {action.reference}" if seen else ""
    hint = ". ".join(part for part in (until, owner) if part)
    return Line(
        action.title, status.words, status.tone, hint, reverse("action_log:action", args=[action.pk]) if seen else ""
    )


def lines_of(incident: Incident, viewer: Any | None, now: datetime, zone: ZoneInfo) -> list[Line]:
    """What came of one incident, in the order in which it was decided; without a viewer, for whoever holds its code."""
    rows = list(incident.outcomes.latest_of_each().select_related("action__owner").order_by("pk"))
    seen = _seen(rows, viewer, now, zone)
    return [line_of(row, seen=row.action_id in seen, now=now, zone=zone) for row in rows]


def _seen(rows: Sequence[Outcome], viewer: Any | None, now: datetime, zone: ZoneInfo) -> set[Any]:
    ids = [row.action_id for row in rows if row.action_id]
    return actions.seen_among(ids, viewer, on=local_day(now, zone)) if ids and viewer is not None else set()


def told_line(outcome: Outcome, now: datetime, zone: ZoneInfo) -> Line:
    """The same on Today and on one's own list, leading to the incident."""
    line = line_of(outcome, seen=False, now=now, zone=zone)
    hint = f"Incident {outcome.incident.reference}. {line.hint}".strip()
    return line._replace(hint=hint, url=f"{reverse('debriefs:incident', args=[outcome.incident_id])}#what-came-of-it")
