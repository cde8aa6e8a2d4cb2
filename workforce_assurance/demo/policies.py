"""The cadence policies of the invented organisation beside the shipped one: a service's, a team's and a person's."""

from __future__ import annotations

import uuid
from datetime import datetime

from supervision.cadence import Cadence, MinutesPerMonth
from supervision.commands import Terms, draft_policy, publish_policy
from supervision.models import CadencePolicy
from supervision.policy_terms import SHIPPED_STEPS
from supervision.workers import Place, published_policies

from .staff import ZONE, Staff

SERVICE, TEAM = "Families", "Helpline"
TIGHTER_TEAM = "Crisis House"


def publish_policies(staff: Staff, *, now: datetime) -> list[CadencePolicy]:
    """Every 21 days in one service, 90 minutes a month in one team, every fortnight for one person."""
    service = next(service for service in staff.services if service.name == SERVICE)
    team = next(team for team in staff.teams if team.name == TEAM)
    terms = [
        Terms(
            "Families: every three weeks", 21, 5, 75, SHIPPED_STEPS, service_id=service.id, returning=SHIPPED_STEPS,
            minimum_minutes=45,
        ),
        Terms(
            "Helpline: 90 minutes a month", None, 3, 60, team_id=team.id, quota=MinutesPerMonth(90),
        ),
        Terms("Every fortnight for a while", 14, 3, 60, person_id=_somebody(staff)),
    ]  # fmt: skip
    drafts = [draft_policy(terms=said, by=None, now=now) for said in terms]
    return [publish_policy(policy=draft, by=None, now=now) for draft in drafts]


def cadences_of(staff: Staff) -> dict[uuid.UUID, Cadence]:
    """Under which policy each person is, by the team that they are or were last in."""
    policies, places = published_policies(zone=ZONE), _places(staff)
    found = {person.id: policies.for_worker(person, places.get(person.id, Place())) for person in staff.people}
    return {person_id: cadence for person_id, cadence in found.items() if cadence}


def _places(staff: Staff) -> dict[uuid.UUID, Place]:
    services = {team.id: team.service_id for team in staff.teams}
    rows = sorted(staff.memberships, key=lambda row: row.starts_on)
    return {row.person_id: Place(row.team_id, services[row.team_id]) for row in rows}


def _somebody(staff: Staff) -> uuid.UUID:
    team = next(team for team in staff.teams if team.name == TIGHTER_TEAM)
    rows = [row for row in staff.memberships if row.team_id == team.id and row.ends_on is None]
    return next(row.person_id for row in rows if row.person.job_title != "Senior practitioner")
