"""What supervision holds about a person, for their own eyes: sessions and agreed adjustments, in dates and codes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q

from workforce_assurance.common.holdings import Holding, HoldingSource, register_holding
from workforce_assurance.people import queries as people

from .models import Adjustment, Session
from .words import long_day, long_instant, status_of


def sessions_of(person: Any, now: datetime) -> Holding:
    zone = people.zone()
    rows = Session.objects.filter(Q(worker=person) | Q(supervisor=person)).select_related("worker", "supervisor")
    listed = [
        (
            session.reference,
            session.worker.full_name,
            session.supervisor.full_name,
            long_day(session.due_on),
            long_instant(session.planned_at, zone),
            status_of(session, now=now, zone=zone).words,
        )
        for session in rows.order_by("-due_on")
    ]
    columns = ("Reference", "Worker", "Supervisor", "Due date", "Planned for", "Status")
    return Holding("supervision.sessions", "Supervision sessions", columns, listed, "No session is held here.")


def adjustments_of(person: Any, _now: datetime) -> Holding:
    rows = Adjustment.objects.filter(Q(worker=person) | Q(owner=person)).select_related("worker", "owner")
    listed = [
        (
            row.get_kind_display(),
            row.worker.full_name,
            row.owner.full_name,
            long_day(row.starts_on),
            long_day(row.check_on),
            row.get_outcome_display() or "Open",
        )
        for row in rows.order_by("-starts_on")
    ]
    columns = ("Adjustment", "For", "Owner", "Since", "Looked at on", "What became of it")
    return Holding("supervision.adjustments", "Agreed adjustments", columns, listed, "No adjustment is held here.")


def register() -> None:
    register_holding(HoldingSource("supervision.sessions", 30, sessions_of))
    register_holding(HoldingSource("supervision.adjustments", 31, adjustments_of))
