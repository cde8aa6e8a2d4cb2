"""Whom the catalogue tells that an incident was logged: by place first, then past those who cannot be told (G6)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from workforce_assurance.people import queries as people
from workforce_assurance.people import reach

from .enums import Recipient, ReporterMode
from .models import Incident

Told = dict[uuid.UUID | None, Recipient]


def whom_to_tell(incident: Incident, wanted: Collection[str], *, now: datetime) -> Told:
    """For each of these recipients somebody who can be told and may know of it; None is the safety-net mailbox.

    Whoever logged it with their name knows of it already. A name that is kept back changes nobody's mail.
    """
    on = people.today(now=now)
    found: Told = {}
    for code in wanted:
        found.setdefault(_reached(incident, _line(incident, Recipient(code), on), on, now), Recipient(code))
    if incident.reporter_mode == ReporterMode.NAMED:
        found.pop(incident.reporter_id, None)
    return found


def _line(incident: Incident, wanted: Recipient, on: date) -> list[uuid.UUID]:
    """Whom the place asks for, upwards: the team's manager, the service's lead, governance of the service, then of all."""
    team = incident.team
    leads = list(people.governance_leads_of(team.service_id, on=on).values_list("pk", flat=True))
    above = {
        Recipient.TEAM_MANAGER: (team.manager_id, team.service.lead_id),
        Recipient.SERVICE_LEAD: (team.service.lead_id,),
    }
    return [key for key in (*above.get(wanted, ()), *leads) if key]


def _reached(incident: Incident, line: list[uuid.UUID], on: date, now: datetime) -> uuid.UUID | None:
    """The first of them, or who stands in for them or above them, who can be told and may know of it."""

    def may_know(person: Any, _about: uuid.UUID) -> bool:
        return Incident.objects.filter(pk=incident.pk).visible_to(person, on=on).exists()

    pairs = [(key, key) for key in line]
    found = reach.find_recipients("worker", pairs, may_know=may_know, now=now)
    reached = (found[pair].person for pair in pairs)
    return next((person.pk for person in reached if person is not None), None)
