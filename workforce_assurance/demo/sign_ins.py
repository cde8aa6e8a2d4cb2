"""One person for each role, to sign in as."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from workforce_assurance.people.enums import Role
from workforce_assurance.people.models import Person, RoleGrant, SupervisionLine, Team, TeamMembership

from .teams import SLIPPED


@dataclass(frozen=True)
class SignIn:
    """Who to sign in as to see what a role sees."""

    role: str
    person: Person
    what: str


def sign_ins() -> list[SignIn]:
    """The seven people to show, from the team whose supervision slipped one winter."""
    team = _team()
    supervisor = supervisor_to_show()
    worker = worker_to_show()
    return [
        SignIn("Worker", worker, f"{team.name}, supervised by {supervisor}"),
        SignIn("Supervisor", supervisor, f"{team.name}, has sessions today"),
        SignIn("Manager", team.manager, f"manages {team.name} and other teams"),
        SignIn("Service lead", team.service.lead, f"leads {team.service}"),
        SignIn("Governance lead", _holder(Role.GOVERNANCE_LEAD), "sees counts and dates, no notes"),
        SignIn("Administrator", administrator_to_show(), "people, templates, cadence, ladders"),
        SignIn("Data protection", _holder(Role.DATA_PROTECTION), "who read what"),
    ]


def supervisor_to_show() -> Person:
    """The supervisor with the lowest staff number in that team."""
    members = TeamMembership.objects.filter(team=_team(), ends_on=None).values("person")
    found = Person.objects.filter(pk__in=members, job_title="Senior practitioner", is_active=True).order_by("reference")
    return found[0]


def administrator_to_show() -> Person:
    return _holder(Role.ADMINISTRATOR)


def worker_to_show() -> Person:
    """The first of that supervisor's workers by name."""
    return _workers_to_show()[0].worker


def other_worker_to_show() -> Person:
    """The second of them, with whom cases alone are talked about lately."""
    return _workers_to_show()[1].worker


def _workers_to_show() -> QuerySet[SupervisionLine]:
    lines = SupervisionLine.objects.filter(supervisor=supervisor_to_show(), ends_on=None).select_related("worker")
    return lines.order_by("worker__full_name")


def _team() -> Team:
    return Team.objects.select_related("manager", "service__lead").get(name=SLIPPED)


def _holder(role: Role) -> Person:
    return RoleGrant.objects.select_related("person").filter(role=role).order_by("id")[0].person
