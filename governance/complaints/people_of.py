"""Whom a complaint can be about: the people of its team, and those who answer for it."""

from __future__ import annotations

from typing import Any

from workforce_assurance.people import queries as people

from ..models import Complaint


def people_to_name(complaint: Complaint) -> list[Any]:
    """Whoever was in the team on the day on which it came, manages it or leads its service, by name."""
    members = (
        people.memberships(on=complaint.received_on).filter(team=complaint.team_id).values_list("person", flat=True)
    )
    heads = (complaint.team.manager_id, complaint.team.service.lead_id)
    found = people.people_by_id({*members, *(head for head in heads if head)})
    return sorted(found.values(), key=lambda person: (person.full_name, person.pk))
