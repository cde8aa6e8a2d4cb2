"""Who may read for an audit: whoever leads governance of all its teams, and of each record nobody who has a part in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.enums import Role

from ..models import AuditUnit
from .enums import AuditOf
from .frame import frame_of


def governs(person: Any, teams: Collection[Any]) -> bool:
    services = reach.services_governed_by(person)
    return services is None or all(team.service_id in services for team in teams)


def teams_governed_by(person: Any) -> list[Any]:
    return [team for team in people.teams() if governs(person, [team])] if reach.is_governance_lead(person) else []


def possible(*, on: date) -> list[Any]:
    """Whom an audit can name, in the order of their names."""
    leads = people.holders_of(Role.GOVERNANCE_LEAD, on=on).filter(is_active=True)
    return list(leads.order_by("full_name", "pk"))


def is_party_now(person: Any, unit: AuditUnit, *, on: date) -> bool:
    """Whether they have a part in it as it stands today: it may have come to them since it was drawn."""
    if person.pk in unit.parties:
        return True
    audit = unit.audit
    frame = frame_of(AuditOf(audit.of), [unit.team], audit.first_on, audit.last_on, on=on)
    return any(person.pk in row.parties for row in frame.rows if row.subject_id == unit.subject_id)
