"""Who may read for an audit: whoever leads governance of all its teams, and of each record nobody who has a part in it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach
from workforce_assurance.people.enums import Role

from ..models import AuditReading, AuditUnit
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
    return person.pk in parties_now(unit, on=on)


def parties_now(unit: AuditUnit, *, on: date) -> set[uuid.UUID]:
    """Everybody who had a part in it when it was drawn, or has one today."""
    audit = unit.audit
    frame = frame_of(AuditOf(audit.of), [unit.team], audit.first_on, audit.last_on, on=on)
    found = set(unit.parties)
    return found.union(*(row.parties for row in frame.rows if row.subject_id == unit.subject_id))


def who_may_read(unit: AuditUnit, *, on: date) -> list[Any]:
    """Who could be handed a reading of it: governs all the teams, has no part in it, and was never asked for it."""
    teams = list(unit.audit.teams.all())
    never = parties_now(unit, on=on) | set(AuditReading.objects.filter(unit=unit).values_list("reader_id", flat=True))
    here = set(people.people_in_post(on=on).values_list("pk", flat=True))
    return [one for one in possible(on=on) if one.pk in here and one.pk not in never and governs(one, teams)]


def above(reader: Any, *, now: datetime) -> Any:
    """Who is told after the reader: a manager above them, else another who leads governance of everything; else themselves."""
    pair = (reader.pk, reader.pk)
    found = reach.find_recipients("manager", [pair], may_know=lambda one, _: bool(one.is_active), now=now)[pair].person
    if found:
        return found
    leads = people.governance_leads_of(None, on=people.today(now=now)).filter(is_active=True)
    return leads.exclude(pk=reader.pk).first() or reader
